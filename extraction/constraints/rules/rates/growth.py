"""Growth rates (增长率): a change over the base that its sentence names.

Each rate looks for its own base: what it is told against is read from the words (see `comparison`), then
the level of that base is looked for; whether the relation comes out plays no part in the choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.constraints.arithmetic.relation import Claim, Ratio, Relation, Sum, Term, base
from extraction.constraints.ledger.comparison import (
    AVERAGED,
    BOUNDED,
    OVER_YEARS,
    Comparisons,
    told_against,
)
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.respective import counterparts
from extraction.constraints.rules.rates.earlier import (
    EarlierLevels,
    named_by_role,
    own_level,
    same_thing,
)
from extraction.constraints.rules.rates.rate_points import rate_points
from extraction.constraints.rules.rates.set_apart import set_apart
from extraction.lexicon.changes import moved_pattern, reached_pattern
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.periods import YEAR_DIGITS, last_year
from extraction.lexicon.source import any_of
from extraction.lexicon.totals import sum_pattern
from extraction.quantities.folding import fold

OTHER_SCOPE = re.compile(r"同.径|可比|扣除|剔除|留抵|不含|还原|年化|实际增长")
"""Words of a rate that is told over other figures than those that stand in the report."""
_AT_CONSTANT_PRICES = re.compile(r"生产总值|GDP|增加值|总产值")
"""Accounts whose growth is told at constant prices, their levels and changes at current ones."""
_REACHED = re.compile(reached_pattern())
_ADJUSTED = re.compile(r"调整率|变动率|压减率|增长率|增幅|降幅|下降率|节约率|结余率|减少率")
_CUT = re.compile(r"(?:核减|审减|压减|节约|节支|节资)率$")
_SET = re.compile(any_of(outlay_words().set))
_WITHIN_YEAR = re.compile(r"年中|执行中|调增|调减|追加|追减")
_BEGINNING = re.compile(r"年初|期初|初始")
_REACH = 34
_CLOSE = 8
_LOOK_BACK = 14
_CLAUSE_OPENS = re.compile(rf"(?:与|同|比|较)(?:{last_year()}|{YEAR_DIGITS}年)")
_BOTH_OPEN = re.compile(
    rf"(?:收入?、支出?|收支)(?:{sum_pattern('grand')}|总额|决算)?均?(?=与|同|比|较)"
)
"""Both sides of an account as the subject of a comparison (收、支与上年相比); told together they are one figure."""
_BOTH_BEHIND = re.compile(
    rf"(?:与|同|比|较)(?:{last_year()}|{YEAR_DIGITS}年)[^,，]{{0,8}}[,，]?\s*(?:收入?、支出?|收支)(?:{sum_pattern('grand')}|总额|决算)?(?:均|各)*(?=$|{moved_pattern()})"
)
"""The same behind the comparison (与上年相比，收、支总计各增加)."""
_LEVELS = frozenset({"money", "count:人"})
_INTENDED = re.compile(r"(?:预定|预期|预计|设定|计划|目标)(?:增长|增幅|目标|值|的|为|到)*\s*$")
"""A growth that was meant to be (低于年初预定的12%增幅): no figures of the report make it."""


def growths(ledger: Ledger) -> Iterator[Relation]:
    """Yield a relation for every rate of change in prose whose base can be told."""
    search = _Search(ledger)
    for rate in ledger.of_kind("rate"):
        if rate.place is not None or rate.aside or BOUNDED.match(ledger.after(rate, 6)):
            continue  # 增长2.5%以上 is met by 2.7%
        if _INTENDED.search(ledger.before(rate, 14)):
            continue
        if rate.family == "points":
            yield from rate_points(ledger, rate)
        elif AVERAGED.search(ledger.before(rate, 14)):
            if OVER_YEARS.search(ledger.before(rate, 14)):
                yield from search.over_change(rate)
        elif rate.change is None:
            yield from _adjustment(ledger, rate)
        else:
            yield from search.bases(rate)


class _Search:
    """Looks for the change that a rate restates and for the level that it is over."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._against = Comparisons(ledger)
        self._earlier = EarlierLevels(ledger, self._against)
        self._pairs = counterparts(ledger)

    def bases(self, rate: Entry) -> Iterator[Relation]:
        """Yield the relations of a rate of change, the one that its words mean first."""
        partner = self._pairs.get(rate.id)
        if partner is not None:
            yield from self._of_its_own(rate, partner)
            return
        change = self._change_beside(rate)
        if change is None or self._moved_before(rate, change):
            yield from self._between_levels(rate)
        else:
            yield from self._over_base(rate, change)

    def over_change(self, rate: Entry) -> Iterator[Relation]:
        """Yield the relations of a rate over several years, where the change over them stands right before it."""
        change = self._change_beside(rate)
        if change is not None and rate.index - change.index == 1:
            yield from self._over_base(rate, change)

    def _of_its_own(self, rate: Entry, change: Entry) -> Iterator[Relation]:
        """Yield the k-th rate of a row over the base of the k-th change."""
        level = self._pairs.get(change.id) or next(
            (e for e in self._levels_of(change) if same_thing(e, change)), self._only_level(change)
        )
        if change.change is not None and level is not None:
            ratio = Ratio(Term(change.id), base(level.id, change.id))
            yield Relation(
                "growth", rate.id, ratio, "growth-respective", Claim.STATED, 0.93, certain=True
            )

    def _only_level(self, change: Entry) -> Entry | None:
        """Return the one level of a count's unit that its sentence tells before it (事故7起、死亡5人，减少2起和1人)."""
        levels = [
            e for e in self._ledger.entries[max(0, change.index - _LOOK_BACK) : change.index]
            if e.sentence == change.sentence and e.family == change.family and e.change is None
        ]  # fmt: skip
        alone = len(levels) == 1 and change.kind == "count" and not levels[0].compared
        return levels[0] if alone else None

    def _change_beside(self, rate: Entry) -> Entry | None:
        """Return the amount that the rate restates: beside it, before it rather than after it.

        One that moves the other way is meant only where none beside it moves with the rate.
        """
        ledger = self._ledger
        steps = (1, -1) if self._told_before_its_change(rate) else (-1, 1)
        beside = [(s, rate.index + s) for s in steps if 0 <= rate.index + s < len(ledger.entries)]
        beside.sort(key=lambda at: ledger.entries[at[1]].change != rate.change)
        for step, i in beside:
            other = ledger.entries[i]
            if other.kind not in ("money", "count") or other.change is None:
                continue
            gap = ledger.between(other, rate) if step < 0 else ledger.between(rate, other)
            reach = _REACH if other.change == rate.change else _CLOSE
            near = len(gap) <= reach and not re.search(r"[。;；]", gap)
            if near and other.depth == rate.depth and self._against.together(other, rate):
                return other
        return None

    def _moved_before(self, rate: Entry, change: Entry) -> bool:
        """Tell whether two levels right before a rate are what it is of, and the change behind it is of more (由A减至B，压减r，共压减C)."""
        second = self._ledger.entries[rate.index - 1]
        level = second.kind in ("money", "count") and second.spoken
        return change.index > rate.index and level and self._reached(second) is not None

    def _told_before_its_change(self, rate: Entry) -> bool:
        """Tell whether changes stand behind their rates here (同口径下降a%，减收A；自然口径下降b%，减收B)."""
        row = self._ledger.entries[max(0, rate.index - 2) : rate.index + 2]
        if len(row) < 4 or any(e.sentence != rate.sentence or e.change is None for e in row):
            return False
        return [e.kind == "rate" for e in row] == [True, False, True, False]

    def _over_base(self, rate: Entry, change: Entry) -> Iterator[Relation]:
        apart = set_apart(self._ledger, rate, change)
        if apart is not None:
            yield from apart
            return
        adjusted = OTHER_SCOPE.search(self._ledger.before(rate, 60)) or any(
            _AT_CONSTANT_PRICES.search(i) for i in (*rate.items, *change.items)
        )
        prior = self._earlier.beside(change) or self._told_of_last_year(change)
        if prior is not None:
            claim = Claim.SUGGESTED if adjusted else Claim.STATED
            ratio = Ratio(Term(change.id), Term(prior.id))
            yield Relation("growth", rate.id, ratio, "growth-prior", claim, 0.95, certain=True)
            return
        if any(_CUT.search(i) for i in rate.items):
            yield from self._cut(rate, change)
            return
        initial = self._initial(change)
        if initial is not None:
            ratio = Ratio(Term(change.id), Term(initial.id))
            yield Relation("growth", rate.id, ratio, "growth-initial", Claim.LIKELY, 0.85)
            return
        row = self._row_before(change)
        if row:
            together = Sum((*(Term(e.id) for e in row), Term(change.id)), (*(1 for _ in row), -1))
            ratio = Ratio(Term(change.id), together)
            yield Relation("growth", rate.id, ratio, "growth-base", Claim.SUGGESTED, 0.85)
        topic, levels = self._topic(change), self._levels_of(change)
        said = Claim.STATED if self._of_both(change) else Claim.LIKELY
        if topic is not None and topic not in levels:
            levels.append(topic)
        for place, level in enumerate(levels):
            first = place == 0 and same_thing(level, change)
            beyond = _from_below_zero(level, change)
            first = first and compatible(level, change, ("scope",))
            claim = Claim.STATED if first and not adjusted else Claim.SUGGESTED
            if beyond and claim is Claim.STATED:
                first, claim = False, Claim.LIKELY  # a slip in one of the two may explain it
            if level is topic and not adjusted:
                claim = max(claim, said)
            ratio = Ratio(Term(change.id), base(level.id, change.id))
            yield Relation("growth", rate.id, ratio, "growth-base", claim, 0.93, certain=first)

    def _told_of_last_year(self, change: Entry) -> Entry | None:
        """Return last year's level where it opens the sentence of the change and a level before it is as much more or less.

        支出41.35万元。上年支出46.20万元，同比减少4.85万元: by itself 同比 may be told against the year before the last.
        """
        ledger, old = self._ledger, self._ledger.entries[change.index - 1]
        opens = old.family == change.family and old.role == "prior" and old.spoken
        if not (opens and old.sentence == change.sentence):
            return None
        if (told_against(self._against.words_before(change)) or "prior") != "prior":
            return None
        near = ledger.entries[max(0, old.index - _LOOK_BACK) : old.index]
        comes_out = any(
            (new.value - old.value).meets(change.value)
            for new in near
            if new.line == old.line and new.family == old.family and new.role == "actual"
            and new.change is None and new.sentence < old.sentence
        )  # fmt: skip
        return old if comes_out else None

    def _levels_of(self, change: Entry) -> list[Entry]:
        """Return levels that the change may belong to, the likeliest first."""
        near: list[Entry] = []
        for i in range(change.index - 1, max(-1, change.index - 1 - _LOOK_BACK), -1):
            other = self._ledger.entries[i]
            level = other.family == change.family and other.spoken
            if level and other.role != "prior" and not other.compared:
                near.append(other)
        named = [e for e in near if same_thing(e, change)]
        named.sort(key=lambda e: (e.sentence != change.sentence, e.role == "budget"))
        if any(e.sentence == change.sentence and e.role != "budget" for e in named):
            return named  # the sentence says whose change it is: that another level fits is an accident
        return named + [e for e in near if e.line == change.line and e not in named][:2]

    def _row_before(self, change: Entry) -> list[Entry]:
        """Return the levels that open the sentence, two or more, where no change stands among them (A5，B6，增加2)."""
        said = [
            e
            for e in self._ledger.entries[max(0, change.index - _LOOK_BACK) : change.index]
            if e.sentence == change.sentence and e.line == change.line
        ]
        levels = [e for e in said if e.family == change.family]
        plain = all(e.change is None and e.role != "prior" and not e.depth for e in levels)
        moved = any(e.change is not None for e in said)
        return levels if len(levels) > 1 and plain and not moved else []

    def _topic(self, change: Entry) -> Entry | None:
        """Return the first level of the sentence before, where the change's own says no subject (。比上年减少…)."""
        words = self._against.words_before(change).strip()
        both = self._of_both(change)
        opens = _BOTH_OPEN.sub("", words, count=1) if both else words
        if not change.index or _CLAUSE_OPENS.match(opens) is None:
            return None
        before = self._ledger.entries[max(0, change.index - _LOOK_BACK) : change.index]
        said = [e for e in before if e.line == change.line and change.sentence - e.sentence == 1]
        if any(e.line == change.line and e.sentence == change.sentence for e in before):
            return None
        said = [e for e in said if e.family == change.family]
        if both and {e.value.point for e in said} != {e.value.point for e in said[:1]}:
            return None  # 收入100万元，支出98万元。收、支与上年相比: one change each
        level = said[-1 if both else 0] if said else None
        return level if level is not None and level.spoken else None

    def _of_both(self, change: Entry) -> bool:
        words = self._against.words_before(change).strip()
        return bool(_BOTH_OPEN.match(words) or _BOTH_BEHIND.match(words))

    def _initial(self, change: Entry) -> Entry | None:
        """Return the budget at the beginning of the year that an adjustment within it changes."""
        level = level_before(self._ledger, change)
        if level is None or not _WITHIN_YEAR.search(self._ledger.before(change, 10)):
            return None
        named = "".join(level.items) + self._ledger.before(level, 8)
        return level if _BEGINNING.search(named) else None

    def _cut(self, rate: Entry, change: Entry) -> Iterator[Relation]:
        """Yield the rate of a cut (核减率): what is cut over what was asked for, the level as stated."""
        for level in self._asked_for(change) or self._levels_of(change):
            ratio = Ratio(Term(change.id), Term(level.id))
            yield Relation("growth", rate.id, ratio, "growth-cut", Claim.LIKELY, 0.85)

    def _asked_for(self, change: Entry) -> list[Entry]:
        """Return the levels of a cut's sentence that were set before it (送审A，审定B，核减C: A, never B)."""
        return [
            e
            for e in self._ledger.entries[max(0, change.index - _LOOK_BACK) : change.index]
            if e.sentence == change.sentence and e.family == change.family and e.change is None
            and _SET.search("".join(e.items) + self._ledger.clause_before(e, _LOOK_BACK))
        ]  # fmt: skip

    def _between_levels(self, rate: Entry) -> Iterator[Relation]:
        """Yield the growth from one level to another (由A增加到B，增长r; B，比上年A增长r)."""
        if rate.index < 1:
            return
        second = self._ledger.entries[rate.index - 1]
        gap = self._ledger.between(second, rate)
        level = second.kind in ("money", "count") and not second.change and not second.place
        if not level or len(gap) > _REACH or re.search(r"[。;；]", gap):
            yield from self._over_named(rate)
            return
        if (behind := self._base_behind(rate)) is not None and second.depth == rate.depth:
            yield _grown(rate, second, behind, Claim.STATED)
            return
        if (second.depth > rate.depth and ")" in fold(gap)) or OTHER_SCOPE.search(gap):
            return  # what stands in brackets is said of another scope (调整前为5亿元), and so is 可比下降
        reached = self._reached(second)
        if reached is not None:
            yield _grown(rate, second, reached, Claim.STATED)
        elif self._earlier.is_base(second) and self._against.together(second, rate):
            new = self._earlier.compared(second)
            if new is not None:
                named = same_thing(new, second) or not second.items or named_by_role(second)
                yield _grown(rate, new, second, Claim.STATED if named else Claim.LIKELY)
        elif (prior := self._earlier.of(second, self._against.of(rate))) is not None:
            yield _grown(rate, second, prior, Claim.STATED)
        elif (new := self._earlier.following(second)) is not None:
            yield _grown(rate, new, second, Claim.STATED)

    def _base_behind(self, rate: Entry) -> Entry | None:
        """Return last year's level that opens the bracket right behind a rate (今年A，同比增长r（上年同期B）)."""
        entries = self._ledger.entries
        base = entries[rate.index + 1] if rate.index + 1 < len(entries) else rate
        opens = (
            re.match(r"\s*[（(]", self._ledger.between(rate, base)) if base is not rate else None
        )
        told = base.role == "prior" and base.compared and base.change is None
        second = entries[rate.index - 1]
        fits = opens is not None and told and base.family == second.family
        return base if fits and (self._against.of(rate) or "prior") == "prior" else None

    def _over_named(self, rate: Entry) -> Iterator[Relation]:
        """Yield the growth of a level that other figures stand behind (完成预算的a%，比上年增长b%)."""
        level = own_level(self._ledger, rate, families=_LEVELS)
        against = self._against.of(rate)
        if level is None or level.sentence != rate.sentence or against is None:
            return
        prior = self._earlier.of(level, against)
        if prior is not None and same_thing(level, rate):
            yield _grown(rate, level, prior, Claim.STATED)

    def _reached(self, second: Entry) -> Entry | None:
        """Return A of 由A增加到B."""
        first = self._ledger.entries[second.index - 1] if second.index else None
        if first is None or first.family != second.family or not first.spoken:
            return None
        joint = self._ledger.between(first, second)
        return first if "。" not in joint and _REACHED.search(joint) else None


def _grown(rate: Entry, new: Entry, old: Entry, claim: Claim) -> Relation:
    change = Sum((Term(new.id), Term(old.id)), (1, -1))
    ratio = Ratio(change, Term(old.id))
    return Relation(
        "growth", rate.id, ratio, "growth-levels", claim, 0.85, certain=claim is Claim.STATED
    )


def level_before(ledger: Ledger, entry: Entry) -> Entry | None:
    """Return the figure right before another where it is a level of its family in the sentence."""
    if not entry.index:
        return None
    other = ledger.entries[entry.index - 1]
    fits = other.family == entry.family and other.spoken
    return other if fits and "。" not in ledger.between(other, entry) else None


def _adjustment(ledger: Ledger, rate: Entry) -> Iterator[Relation]:
    """Yield the unsigned rate of change between two levels (预算调整率)."""
    if rate.index < 2 or not any(_ADJUSTED.search(i) for i in rate.items):
        return
    first, second = ledger.entries[rate.index - 2], ledger.entries[rate.index - 1]
    if first.family != second.family or first.change or second.change or first.line != rate.line:
        return
    signs = (1, -1) if first.value.point >= second.value.point else (-1, 1)
    change = Sum((Term(first.id), Term(second.id)), signs)
    yield Relation(
        "growth", rate.id, Ratio(change, Term(first.id)), "adjustment-rate", Claim.LIKELY, 0.85
    )


def _from_below_zero(level: Entry, change: Entry) -> bool:
    """Tell whether an increase is more than the level itself: it is then of another level."""
    return change.change == "increase" and 0 <= level.value.high < change.value.low
