"""Bases that stand elsewhere in the report (账目为基): growth, change, completion and shares by key.

Where the sentence holds no base, the level of the same account, scope and fund with the year, or the role,
that the rate is told against is one, wherever it stands, if the report tells it with one value only. What
the words leave open (同口径 figures, last year's budget) the report's other rates of the kind settle: they
must come out, or nothing is told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Sum, Term
from extraction.constraints.ledger.comparison import AVERAGED, BOUNDED, Against, Comparisons
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.turned import turned
from extraction.constraints.rules.rates.earlier import own_level, same_thing
from extraction.constraints.rules.rates.growth import OTHER_SCOPE
from extraction.facts.key import Key
from extraction.lexicon.comparators import compared_pattern
from extraction.lexicon.periods import YEAR_DIGITS

_Fact = tuple[str | None, ...]
_NAMED_BASE = re.compile(
    rf"(?P<year>{YEAR_DIGITS}|上)年(?:度|初)?[^，,。；;\d]{{0,8}}?(?P<role>预算|执行|决算|完成|实际)"
)
_DONE = frozenset({"actual"})
_PLANNED = frozenset({"initial", "budget"})
_STAGES = {"initial": frozenset({"initial"}), "adjusted": frozenset({"adjusted"})}
_OVERALL = re.compile(
    r"占(?:(?:全[省市州县区]|当年|本年|年度|[省市县区]本级)的?)*(?:财政|一般公共预算)?(?:总支出|支出总额|支出总量|支出合计|支出)(?:的|比重|比例)*(?:为|达|达到|约)?$"
)
_EXCESS = re.compile(r"(?:超收|超支|超额)(?:收入)?(?:了|约|达)?$")
_OVER_BUDGET = re.compile(
    rf"(?:(?P<result>决算数?{compared_pattern()})|[比较])(?P<stage>年初|调整后?|全年)?的?预算数?"
    r"(?:增加|减少|节约|超支|超|多支出|少支出)?了?$"
)
_STAGE_WORDS = {"budget": ("", "全年"), "initial": ("年初",), "adjusted": ("调整", "调整后")}
_MONEY = frozenset({"money"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A relation by key: `named` where the words say which figure the base is, `kind` what it is held with."""

    relation: Relation
    kind: str
    named: bool


class _Levels:
    """The levels of a report by what they are, to find bases; a fact with two values is no base."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._by_fact: dict[_Fact, list[Entry]] = defaultdict(list)
        self._plans: dict[_Fact, list[Entry]] = defaultdict(list)
        for entry in ledger.of_kind("money"):
            key = entry.key
            level = key is not None and key.measure == "level" and entry.change is None
            if key is None or not level or entry.aside:
                continue
            if _known(key):
                self._by_fact[_fact(key)].append(entry)
            if key.role in _PLANNED and (key.concept or key.account):
                self._plans[key.concept, key.account, key.period].append(entry)

    def one(self, key: Key, period: str, roles: frozenset[str]) -> Entry | None:
        """Return the level of a key's account in another year or role, None where values differ."""
        found = [
            e
            for role in sorted(roles)
            for e in self._by_fact[_fact(replace(key, period=period, role=role))]
        ]
        return max(found, key=lambda e: e.digits) if found and _alike(found) else None

    def plans(self, key: Key, period: str) -> Sequence[Entry]:
        """Return the budgets of a key's account in a year, of whatever scope and fund."""
        return self._plans[key.concept, key.account, period]

    def in_versions(self, key: Key) -> bool:
        """Tell whether the report tells the level of a key with several values (before and after transfers)."""
        return not _alike(self._by_fact[_fact(key)])


def _alike(found: Sequence[Entry]) -> bool:
    """Tell whether one value meets all figures; a rounded one meets two that are not the same."""
    lows, highs = [e.value.low for e in found], [e.value.high for e in found]
    return not found or max(lows) <= min(highs)


def _known(key: Key) -> bool:
    named = key.concept is not None or key.account is not None
    return named and None not in (key.scope, key.fund, key.period, key.role)


def _fact(key: Key) -> _Fact:
    return key.scope, key.concept, key.fund, key.nature, key.account, key.period, key.role


def keyed(ledger: Ledger) -> Iterator[Relation]:
    """Yield rates and changes over bases elsewhere, the firm ones where the report's others come out."""
    levels = _Levels(ledger)
    found = [*_moves(ledger, levels), *_completions(ledger, levels)]
    for kind in dict.fromkeys(f.kind for f in found):
        yield from _settled([f for f in found if f.kind == kind], ledger)
    yield from _shares(ledger, levels)
    yield from _excess(ledger)


def _settled(found: Sequence[_Found], ledger: Ledger) -> Iterator[Relation]:
    """Yield the relations of one kind, firm where the base is named, one beside it or most of them come out.

    So is one that comes out with its word of change turned round: no other base has just that distance.
    """
    right = [f for f in found if _comes_out(f.relation, ledger)]
    lines = Counter(_line(f, ledger) for f in right)
    wrong = len(found) - len(right)
    for f in found:
        itself = f in right
        beside = lines[_line(f, ledger)] > itself and wrong <= len(right)
        firm = beside or (len(right) > itself and 2 * wrong <= len(right))
        firm = firm or f.named or turned(f.relation, ledger)
        claim = Claim.STATED if firm else Claim.SUGGESTED
        yield replace(f.relation, claim=claim, certain=False)


def _line(found: _Found, ledger: Ledger) -> int:
    return ledger.by_id[found.relation.stated].line


def _comes_out(relation: Relation, ledger: Ledger) -> bool:
    stated = ledger.values[relation.stated]
    try:
        return stated.truncatable().meets(relation.expression.value(ledger.values))
    except ZeroDivisionError:
        return False


def _moves(ledger: Ledger, levels: _Levels) -> Iterator[_Found]:
    """Yield growth and change of a level over that of the year before, in no sentence beside it."""
    against = Comparisons(ledger)
    for entry in ledger.prose():
        level = _level_of(ledger, entry) if entry.change is not None else None
        key = level.key if level is not None else None
        words = against.words_before(entry)
        if level is None or key is None or not _known(key) or not (key.period or "").isdigit():
            continue
        if AVERAGED.search(words) or OTHER_SCOPE.search(ledger.before(entry, 60)):
            continue
        if BOUNDED.match(ledger.after(entry, 6)):
            continue
        told = _told_base(words, against.of(entry), int(key.period or 0))
        base = levels.one(key, *told[:2]) if told is not None else None
        if told is None or base is None or base.sentence == level.sentence:
            continue
        change = Sum((Term(level.id), Term(base.id)), (1, -1))
        if levels.in_versions(key):
            continue  # the base is of one of them, and nothing says of which
        if not told[2] and _over_last_plan(ledger, entry, level, levels):
            continue  # a plan is told against last year's plan as often as against its outturn
        kind = f"{entry.kind} {key.fund} {key.role} {sorted(told[1])}"
        if entry.kind == "rate":
            relation = Relation(
                "growth", entry.id, Ratio(change, Term(base.id)), "growth-keyed", confidence=0.85
            )
        else:
            relation = Relation("diff", entry.id, change, "difference-keyed", confidence=0.85)
        yield _Found(relation, kind, told[2])


def _over_last_plan(ledger: Ledger, rate: Entry, level: Entry, levels: _Levels) -> bool:
    """Tell whether a rate comes out over a plan of the year before."""
    if level.key is None or rate.kind != "rate":
        return False
    ratios = (
        Ratio(Sum((Term(level.id), Term(plan.id)), (1, -1)), Term(plan.id))
        for plan in levels.plans(level.key, str(int(level.key.period or 0) - 1))
    )
    return any(
        _comes_out(Relation("growth", rate.id, ratio, "growth-keyed"), ledger) for ratio in ratios
    )


def _level_of(ledger: Ledger, entry: Entry) -> Entry | None:
    """Return the level right before a rate or change of its item, in its sentence and brackets."""
    if entry.aside or entry.kind not in ("rate", "money") or entry.family == "points":
        return None
    level = own_level(ledger, entry, families=_MONEY)
    if level is None or level.sentence != entry.sentence or level.bracket != entry.bracket:
        return None
    between = ledger.entries[level.index + 1 : entry.index]
    beside = entry.kind == "rate" and any(e.kind == "money" and e.change for e in between)
    return None if beside or not same_thing(level, entry) else level


def _told_base(
    words: str, against: Against | None, year: int
) -> tuple[str, frozenset[str], bool] | None:
    """Return year and roles of the base that the words tell, and whether they name it."""
    named = _NAMED_BASE.search(words)
    if named is not None:
        base = year - 1 if named["year"] == "上" else int(named["year"])
        roles = _PLANNED if named["role"] == "预算" else _DONE
        return (str(base), roles, True) if base == year - 1 else None
    return (str(year - 1), _DONE, False) if against in (None, "prior") else None


def _completions(ledger: Ledger, levels: _Levels) -> Iterator[_Found]:
    """Yield completions over the budget of the same account that stands in another sentence."""
    for rate in ledger.of_kind("rate"):
        told = rate.key is not None and rate.key.measure == "completion" and rate.place is None
        level = own_level(ledger, rate, families=_MONEY) if told and not rate.aside else None
        if level is None or level.key is None or rate.key is None or not _known(level.key):
            continue
        if level.key.role != "actual" or level.sentence != rate.sentence:
            continue
        stage = rate.key.base or "budget"
        base = levels.one(level.key, str(level.key.period), _STAGES.get(stage, _PLANNED))
        if base is not None and base.sentence != level.sentence and same_thing(level, rate):
            ratio = Ratio(Term(level.id), Term(base.id))
            relation = Relation("share", rate.id, ratio, "completion-keyed", confidence=0.85)
            yield _Found(relation, f"completion {level.key.fund} {stage}", named=False)


def _shares(ledger: Ledger, levels: _Levels) -> Iterator[Relation]:
    """Yield shares of all expenditure of a region (占支出总额的73.5%), which its general budget is."""
    for rate in ledger.of_kind("rate"):
        words = ledger.clause_before(rate, 30)
        if not rate.spoken or not _OVERALL.search(words):
            continue
        part = own_level(ledger, rate, families=_MONEY)
        key = part.key if part is not None else None
        if part is None or key is None or key.scope not in ("whole", "own") or not key.period:
            continue
        general = Key(scope=key.scope, concept="expenditure-of-year", fund="general")
        whole = levels.one(general, key.period, frozenset({str(key.role)}))
        if whole is not None and whole.value.low > part.value.high and whole is not part:
            ratio = Ratio(Term(part.id), Term(whole.id))
            yield Relation("share", rate.id, ratio, "share-keyed", Claim.STATED, 0.85)


def _excess(ledger: Ledger) -> Iterator[Relation]:
    """Yield the rate of completion beside what was collected, or spent, beyond the budget (超收).

    The budget is not printed: it is the level less what is beyond it.
    """
    for entry in ledger.of_kind("money"):
        rate = _rate_beside(ledger, entry) if entry.place is None and not entry.aside else None
        level = own_level(ledger, rate, families=_MONEY) if rate is not None else None
        if rate is None or level is None or level.line != entry.line or level.index > rate.index:
            continue
        if level.sentence == entry.sentence or same_thing(level, rate):
            over_budget = Ratio(Term(level.id), Sum((Term(level.id), Term(entry.id)), (1, -1)))
            yield Relation("share", rate.id, over_budget, "excess", Claim.STATED, 0.85)


def _rate_beside(ledger: Ledger, entry: Entry) -> Entry | None:
    """Return the rate of completion right before what is told against the same budget."""
    words = ledger.clause_before(entry, 24)
    rate = ledger.entries[entry.index - 1] if entry.index else None
    if rate is None or rate.kind != "rate" or rate.key is None or rate.sentence != entry.sentence:
        return None
    stage = rate.key.base
    if stage not in ("budget", "initial", "adjusted") or rate.change is not None:
        return None
    if _EXCESS.search(words[-12:]):
        return rate
    told = _OVER_BUDGET.search(words) if entry.change is not None else None
    if told is None:
        return None
    same = (told["stage"] or "") in _STAGE_WORDS[stage]
    return rate if same or told["result"] else None
