"""The level that a figure is held against (对比数): beside it, or told earlier under the same name.

比上年5.00万元增加1.00万元 names it in the clause; where the year before, or the budget, has a sentence of
its own, the level of the same name with that year or role is the one. The words decide which: a figure
that the sentence compares with the budget finds no base in last year's.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Relation, Sum, Term
from extraction.constraints.ledger.comparison import Against, Comparisons, told_against
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import is_threshold
from extraction.constraints.ledger.respective import rows_of
from extraction.constraints.rules.rates.completion import which
from extraction.facts.leads import fulfilled
from extraction.lexicon.changes import change_words
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import any_of
from extraction.quantities.folding import fold

_CLAUSE = re.compile(r"[,，。;；:：(（]")
_MAY_BE_NEGATIVE = re.compile(r"结余|净|利润|差额|盈余|亏|缺口|收支")
_COMPARED = re.compile(r"(?:相比|对比)\s*$")
_COMPARES_FIRST = re.compile(r"(?:比|较|同比|与|同)")
_PLANS = frozenset({"budget", "initial", "adjusted"})
_MOVED = re.compile(
    rf"[^，,。;；]{{0,4}}(?:调整|变更|修订|修改|核定|{any_of(change_words().rise)}|{any_of(change_words().fall)})"
    rf"{any_of(change_words().reached)}"
)
_FROM = re.compile(r"(?:由|从)[^，,。;；由从]{0,14}$")
_OTHER_YEAR = re.compile(rf"上年|去年|同比|同期|上一年|前一年|[比较与和同]{YEAR_DIGITS}年")
_FEW_LINES = 3
_FAR = 40
_NEAR = 6
_BRIEF = 14
_BUDGETS: frozenset[Against | None] = frozenset({"budget", "adjusted"})


def differences(ledger: Ledger) -> Iterator[Relation]:
    """Yield `change = new level - earlier level` where the words say which earlier level is meant."""
    against = Comparisons(ledger)
    earlier = EarlierLevels(ledger, against)
    in_rows = {e.id for row in rows_of(ledger) for e in row.entries}
    for change in ledger.entries:
        if change.change is None or change.place is not None or change.kind == "rate":
            continue
        if change.id in in_rows:
            continue  # 分别增加A、B: each is of its own level
        moved = _moved(ledger, change)
        if moved is not None:
            yield _difference(change, *moved, Claim.STATED)
            continue
        prior = earlier.beside(change)
        new = earlier.compared(prior) if prior else None
        if prior and new:
            claim = Claim.STATED if same_thing(new, prior) else Claim.LIKELY
            yield _difference(change, new, prior, claim)
            continue
        level = own_level(ledger, change, families=frozenset({change.family}))
        if change.aside:
            continue
        if level is None:
            if pair := _years_before(ledger, change, against):
                yield _difference(change, *pair, Claim.STATED)
            continue
        base = against.of(change) or _of_completion(ledger, change)
        told = earlier.of(level, base) or earlier.behind(level, change)
        if told is not None:
            yield _difference(change, level, told, Claim.STATED)
        elif _outgrown(ledger, change, level, against):
            yield Relation(
                "diff", level.id, Term(change.id), "rise-over-level", Claim.STATED, 0.85,
                bound=True, certain=True, word=change.change or "",
            )  # fmt: skip


def _difference(change: Entry, new: Entry, prior: Entry, claim: Claim) -> Relation:
    expression = Sum((Term(new.id), Term(prior.id)), (1, -1))
    return Relation("diff", change.id, expression, "difference", claim, 0.9, certain=True)


def _of_completion(ledger: Ledger, change: Entry) -> Against | None:
    """Return the budget as the base of a change right behind a rate of completion that moves its way (完成预算的84%，减少A).

    A sentence that speaks of another year, or of growth, may mean that.
    """
    rate = ledger.entries[change.index - 1] if change.index else change
    beside = rate.kind == "rate" and rate.change is None and rate.sentence == change.sentence
    if not beside or rate.depth != change.depth or len(ledger.between(rate, change)) > _BRIEF:
        return None
    lead = ledger.text[ledger.entries[rate.index - 1].mention.end : rate.mention.start]
    phrase = fulfilled(lead) if rate.index else None
    same_way = (rate.value.point > 1) is (change.change == "increase")
    if phrase is None or not same_way or rate.value.point == 1:
        return None
    said = ledger.entries[max(0, change.index - _NEAR) : change.index + _NEAR]
    if any(
        e.sentence == change.sentence and e.kind == "rate" and e.change is not None for e in said
    ):
        return None
    start, end = ledger.line_starts[change.line], change.mention.start
    words = re.split(r"[。；;]", ledger.text[start:end])[-1]
    if _OTHER_YEAR.search(words):
        return None
    return "adjusted" if which(phrase) == "adjusted" else "budget"


def _years_before(
    ledger: Ledger, change: Entry, against: Comparisons
) -> tuple[Entry, Entry] | None:
    """Return the levels of this year and the last right before a change that names neither (本年人均A，上年人均B，人均下降C)."""
    pair = ledger.levels_right_before(change, 2)
    if not pair or (against.of(change) or "prior") != "prior":
        return None
    new, old = pair
    told = old.role == "prior" and new.role == "actual" and new.depth == change.depth
    brief = len(ledger.between(old, change)) <= _BRIEF and set(change.item_ids) <= {
        *old.item_ids,
        *new.item_ids,
    }
    named = named_by_role(old) or same_thing(new, old)
    return (new, old) if told and brief and named else None


def _moved(ledger: Ledger, change: Entry) -> tuple[Entry, Entry] | None:
    """Return the new and the old level of a change that the words say moved (由A调整为B，调增C)."""
    levels = ledger.levels_right_before(change, 2)
    if not levels or change.aside:
        return None
    old, new = levels
    if not same_thing(new, change):
        return None  # 由114家增至129家，新增诊所9家
    words = fold(ledger.between(new, change))
    if len(words) > _BRIEF or told_against(words) is not None or re.search(r"[。;；]", words):
        return None
    moved = _MOVED.fullmatch(fold(ledger.between(old, new)).strip("，, "))
    return (new, old) if moved and _FROM.search(fold(ledger.before(old, 20))) else None


def own_level(ledger: Ledger, figure: Entry, *, families: frozenset[str]) -> Entry | None:
    """Return the level that a change or rate is of: the last of its name in its sentence, or the one before.

    The level of a year that the sentence goes on from is not the figure's own; a plan is, where no outturn
    stands beside it (预算50万元，上年预算60万元，减少10万元).
    """
    near = [
        e
        for e in reversed(ledger.entries[max(0, figure.index - _NEAR) : figure.index])
        if e.spoken and e.family in families
        and e.line == figure.line and figure.sentence - e.sentence <= 1 and e.role != "prior"
        and not e.compared
    ]  # fmt: skip
    here = [e for e in near if e.sentence == figure.sentence]
    levels = here or [e for e in near if same_thing(e, figure)]
    done = [e for e in levels if e.role != "budget"]
    latest = [
        e for e in done or levels if not any(next_year(o, e) and same_thing(o, e) for o in levels)
    ]
    if not latest:
        return None
    return latest[0] if same_thing(latest[0], figure) or not figure.items else None


def _outgrown(ledger: Ledger, change: Entry, level: Entry, against: Comparisons) -> bool:
    """Tell whether an increase is more than the new level, so that the year before were negative."""
    beside = change.index - level.index == 1 and (against.of(change) or "prior") == "prior"
    clause = _CLAUSE.split(against.words_before(change))[-1].strip()
    beside = beside and told_against(clause) is not None and bool(_COMPARES_FIRST.match(clause))
    words = "".join(level.items) + ledger.before(level, 16)
    rose = change.change == "increase" and 0 <= level.value.high < change.value.low
    return beside and rose and not _MAY_BE_NEGATIVE.search(words)


class EarlierLevels:
    """Finds the levels that figures of a report are compared with."""

    def __init__(self, ledger: Ledger, against: Comparisons) -> None:
        self._ledger = ledger
        self._against = against
        self._named: dict[tuple[str, str], list[Entry]] = {}
        for entry in ledger.entries:
            level = entry.kind in ("money", "count") and entry.change is None
            # 继去年突破300亿元后 is no level to count from; 上年决算为40万元, compared as well, is one
            passed = is_threshold(ledger, entry)
            if level and entry.place is None and entry.items and not entry.aside and not passed:
                self._named.setdefault((entry.family, entry.items[0]), []).append(entry)

    def is_base(self, level: Entry) -> bool:
        """Tell whether a comparison in its own clause introduces a level (比上年X万元)."""
        words = self._against.words_before(level)
        clause = _CLAUSE.split(words)[-1]
        own = told_against(clause)
        if own is None and level.bracket >= 0:  # 与上年相比（上年为5万元），增加1万元
            before = words[: max(words.rfind("("), 0)]
            return level.compared or bool(_COMPARED.search(before))
        return own is not None and not _COMPARED.search(clause)

    def beside(self, change: Entry) -> Entry | None:
        """Return the level right before the change that a comparison introduces."""
        if not change.index:
            return None
        prior = self._ledger.entries[change.index - 1]
        level = prior.spoken and prior.family == change.family
        if not level or prior.line != change.line or not self.is_base(prior):
            return None
        gap = fold(self._ledger.between(prior, change))
        if len(gap) > 14 or re.search(r"[。;；]", gap) or told_against(gap) is not None:
            return None
        return prior

    def compared(self, prior: Entry) -> Entry | None:
        """Return the level that is compared with one: of its name, else right before it."""
        near = self._ledger.entries[max(0, prior.index - 8) : prior.index]
        levels = [
            e
            for e in reversed(near)
            if e.line == prior.line and e.change is None and e.family == prior.family
            and e.role != "prior" and e.depth == prior.depth and not e.compared
        ]  # fmt: skip
        levels.sort(key=lambda e: e.role == "budget")
        named = [e for e in levels if same_thing(e, prior)]
        if named:
            return named[0]
        return levels[0] if levels and levels[0].sentence == prior.sentence else None

    def of(self, level: Entry, against: Against | None) -> Entry | None:
        """Return the level of the same name in the year or role that one is told against.

        None where two budgets of the sentence may be meant (较预算 beside 年初预算 and 调整预算).
        """
        if not level.items or against not in (None, "prior", "prior budget", *_BUDGETS):
            return None
        named = self._named.get((level.family, level.items[0]), [])
        place = bisect.bisect_left(named, level.index, key=lambda e: e.index)
        end = len(named) if level.role == "budget" else place
        meant = [
            other
            for other in named[max(0, place - _FAR) : end][::-1]
            if other is not level
            and abs(level.index - other.index) <= _FAR
            and abs(level.line - other.line) <= _FEW_LINES
            and other.owner == level.owner
            and compatible(level, other, ("scope", "fund"))
            and self._meant(level, other, against)
            and (other.sentence == level.sentence or not named_by_role(other))
        ]
        meant.sort(key=lambda o: (o.sentence != level.sentence, abs(level.index - o.index)))
        if against in _BUDGETS and len({o.value.point for o in meant}) > 1:
            return None
        return meant[0] if meant else None

    def following(self, prior: Entry) -> Entry | None:
        """Return the level right before one in the sentence that is of the same name a year later."""
        new = self._ledger.entries[prior.index - 1] if prior.index else prior
        level = new.spoken and new.family == prior.family
        if not level or new.sentence != prior.sentence:
            return None
        named = same_thing(new, prior) or named_by_role(prior)
        return new if named and next_year(new, prior) else None

    def behind(self, level: Entry, change: Entry) -> Entry | None:
        """Return the level a year before that stands between a level and its change (今年A，上年B，增加C)."""
        prior = self._ledger.entries[change.index - 1]
        return prior if prior.index > level.index and self.following(prior) is level else None

    def _meant(self, level: Entry, other: Entry, against: Against | None) -> bool:
        if against in _BUDGETS:
            adjusted = _stage(other) == "adjusted"
            fits = adjusted if against == "adjusted" else not adjusted
            return fits and other.role == "budget" and other.sentence == level.sentence
        planned = level.role == "budget" and other.line == level.line
        if other.role == "budget":
            return planned and next_year(level, other)
        planned = level.role == "budget" or _stage(level) in _PLANS
        untold = against is None and planned and other.sentence != level.sentence
        if against == "prior budget" or untold:
            return False  # a plan may be over last year's plan or outturn
        return next_year(level, other) or (
            other.role == "prior" and other.sentence == level.sentence
        )


def _stage(entry: Entry) -> str | None:
    return entry.key.role if entry.key is not None else None


def next_year(level: Entry, other: Entry) -> bool:
    """Tell whether one figure is of the year after the other's."""
    years = [_year(e) for e in (level, other)]
    return all(years) and int(years[0] or 0) - int(years[1] or 0) == 1


def _year(entry: Entry) -> str | None:
    """Return the year of a figure: the one beside it, else the one that its surroundings give it."""
    told = entry.period or (entry.key.period if entry.key is not None else None)
    return told if told and re.fullmatch(r"\d{4}", told) else None


def named_by_role(entry: Entry) -> bool:
    """Tell whether a figure's name says its year or role alone (上年决算), so that it is of the item before."""
    key = entry.key
    return bool(entry.items) and key is not None and not (key.concept or key.account or key.item)


def same_thing(one: Entry, other: Entry) -> bool:
    """Tell whether two figures are of one item."""
    return bool(set(one.item_ids) & set(other.item_ids)) or (
        bool(one.core) and one.core == other.core
    )
