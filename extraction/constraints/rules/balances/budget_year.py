"""What becomes of a budget within its year (预算调整与执行), told in one paragraph.

年初预算A，追加B，调整后预算C: the budget in force is the first one and what was moved. 支出D，执行率R in sentences of
their own: the rate is over the budget in force. 预算A，实际支出D，较预算节约E: what was saved is the difference. Names
must say that budget and outturn are of one account: both general (年初部门预算, 全年实际支出), or the words go
straight on from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.constraints.arithmetic.relation import (
    Claim,
    Ratio,
    Relation,
    Sum,
    Term,
    total,
)
from extraction.constraints.ledger.comparison import Comparisons
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import names_total
from extraction.constraints.rules.rates.completion import introduction, of_one_account, which
from extraction.lexicon.changes import direction_of_move, moves_pattern
from extraction.lexicon.periods import YEAR_DIGITS, last_year
from extraction.quantities.folding import fold

_MOVED = re.compile(moves_pattern())
_COMPARED = re.compile(rf"[比较]|同期|{last_year()}")
_IN_ALL = re.compile(r"(?:合计|总计|共计)(?:为|达)?\W*$")
"""A total that closes the row of a budget and its moves (年初A，追加B，全年总计C)."""
_EXECUTED = re.compile(r"(?:执行率|支出进度|执行进度|支出率)\W*(?:为|达|达到|约)?\W*$")
_OUTTURN = re.compile(
    r"(?:全年|年度|本年|当年|累计|实际|资金|部门|整体|预算|总|共|已|单位|项目|年末|财政)*(?:支出|执行|使用|支付)(?:数|额|金额|合计|总额|总计|决算|总)*"
)
_BUDGET = re.compile(
    rf"(?:{YEAR_DIGITS}年|全年|年度|本年|当年|年初|部门|单位|整体|支出|收入|调整后?|变更后|批复|下达|安排|财政|总|项目|资金|年)*"
    r"(?:预算|资金总额|预算资金)(?:数|额|金额|总额|总计|合计|资金|安排|支出|批复)*"
)
_FAR = 8
_MOST_MOVES = 4


def budget_years(ledger: Ledger) -> Iterator[Relation]:
    """Yield the budget after its moves, execution rates in sentences of their own, and what was saved."""
    for entry in ledger.of_kind("money"):
        if entry.spoken and not entry.aside:
            yield from _after_moves(ledger, entry)
    for rate in ledger.of_kind("rate"):
        if rate.spoken and not rate.aside:
            yield from _of_paragraph(ledger, rate)
    for entry in ledger.of_kind("money"):
        if entry.spoken and entry.role == "budget":
            yield from _moves_in_brackets(ledger, entry)
    against = Comparisons(ledger)
    for change in ledger.of_kind("money"):
        if change.place is None and change.change is not None and not change.aside:
            yield from _saved(ledger, change, against)


def _after_moves(ledger: Ledger, budget: Entry) -> Iterator[Relation]:
    """Yield 调整预算 = 年初预算 + 追加 - 核减, where the figures follow one another."""
    led = introduction(ledger, budget)
    in_all = _IN_ALL.search(fold(led)) or any(map(names_total, budget.items))
    adjusted = budget.role == "budget" and which(led) == "adjusted"
    if not (adjusted or (in_all and budget.role != "prior")):
        return
    moves: list[Entry] = []
    for other in reversed(ledger.entries[max(0, budget.index - _MOST_MOVES - 1) : budget.index]):
        near = other.line == budget.line and budget.sentence - other.sentence <= 1
        if not near or other.family != budget.family or other.bracket != budget.bracket:
            return
        words = introduction(ledger, other)
        moved = _MOVED.search(words) if other.change is not None else None
        if moved and not _COMPARED.search(fold(words)):
            if direction_of_move(moved[0]) != other.change:
                return  # the verb is read as part of a name (核减赛事经费8万元)
            moves.insert(0, other)
            continue
        starts = other.change is None and other.role == "budget" and which(words) != "adjusted"
        if moves and starts:
            expression = total(tuple(e.id for e in (other, *moves)))
            yield Relation("sum", budget.id, expression, "adjusted-budget", Claim.STATED, 0.9)
        return


def _moves_in_brackets(ledger: Ledger, budget: Entry) -> Iterator[Relation]:
    """Yield 预算A（年初B，追加C，核减D): the brackets right behind a budget hold what it was and what moved it."""
    inside = [
        e
        for e in ledger.entries[budget.index + 1 : budget.index + 2 + _MOST_MOVES]
        if e.bracket == budget.mention.end
    ]
    if len(inside) < 2 or any(e.family != budget.family for e in inside):
        return
    first, *moves = inside
    begins = first.change is None and which(ledger.clause_before(first, 8)) == "initial"
    if begins and all(e.change and _MOVED.search(ledger.clause_before(e, 8)) for e in moves):
        expression = total(tuple(e.id for e in inside))
        yield Relation("sum", budget.id, expression, "adjusted-budget", Claim.STATED, 0.9)


def _of_paragraph(ledger: Ledger, rate: Entry) -> Iterator[Relation]:
    """Yield an execution rate over the budget in force, told in sentences before its own."""
    lead = ledger.before(rate, 12)
    if not _EXECUTED.search(lead):
        return
    done = _outturn(ledger, rate)
    budgets = _general_budgets(ledger, done) if done is not None else []
    if done is None or not budgets or any(b.sentence == rate.sentence for b in budgets):
        return  # what stands in one sentence is read by the rules of shares
    adjusted = [b for b in budgets if which(introduction(ledger, b)) == "adjusted"]
    chosen = adjusted or budgets
    if len({b.value.point for b in chosen}) == 1:
        ratio = Ratio(Term(done.id), Term(chosen[0].id))
        yield Relation("share", rate.id, ratio, "execution-apart", Claim.STATED, 0.9)


def _outturn(ledger: Ledger, rate: Entry) -> Entry | None:
    """Return the outturn right before a rate in its sentence, where its name is a general one."""
    if not rate.index:
        return None
    entry = ledger.entries[rate.index - 1]
    level = entry.kind == "money" and entry.spoken
    here = entry.sentence == rate.sentence and entry.bracket == rate.bracket
    if not level or not here or entry.role in ("budget", "prior"):
        return None
    return entry if _named(ledger, entry, _OUTTURN) else None


def _general_budgets(ledger: Ledger, done: Entry) -> Sequence[Entry]:
    """Return the budgets of general names in the paragraph before an outturn; none where others stand between."""
    found: list[Entry] = []
    for other in reversed(ledger.entries[max(0, done.index - _FAR) : done.index]):
        if other.line != done.line or other.family != done.family:
            break
        if other.change is not None or other.bracket != done.bracket:
            continue
        if other.role != "budget" or not _named(ledger, other, _BUDGET):
            break
        found.append(other)
    return found


def _named(ledger: Ledger, entry: Entry, name: re.Pattern[str]) -> bool:
    """Tell whether the clause before a figure says a general name of it and nothing else."""
    clause = re.split(r"[,，。;；:：(（]", fold(ledger.before(entry, 24)))[-1]
    words = re.sub(r"[\s“”\"]|(?:为|共计?|是|达|到|了|约)$", "", clause)
    return bool(name.fullmatch(words.removesuffix("为")))


def _saved(ledger: Ledger, change: Entry, against: Comparisons) -> Iterator[Relation]:
    """Yield 较预算节约E = outturn - budget, where one budget and one outturn of it stand before it."""
    levels = ledger.levels_right_before(change, 2)
    if not levels:
        return
    budget, done = levels
    if budget.role != "budget" or done.role in ("budget", "prior"):
        return
    if against.of(change) == "budget" and of_one_account(ledger, budget, done):
        saved = Sum((Term(done.id), Term(budget.id)), (1, -1))
        yield Relation("diff", change.id, saved, "saved", Claim.STATED, 0.9)
