"""Against what a figure is told (比较基数): the year before, the budget, a span of years.

The words between a figure and the one before it say so (比上年, 较年初预算, 同比); where they do not, what
was said of the figure before it goes on within the sentence. A level that is compared with nothing ends
it. Nothing here looks at the numbers: the base follows from the words alone.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.comparators import bound_pattern
from extraction.lexicon.periods import YEAR_DIGITS, last_year
from extraction.quantities.folding import fold

Against = Literal["prior", "budget", "adjusted", "prior budget", "month", "span", "other"]

_LEAD = 80
"""Characters before a figure in which the words stand that compare it."""
_OPENS = re.compile(
    r"同比|环比|(?<![占对百正反环同])比(?![例重率值如较])|较(?![大多快高好小低强为少长重深])|与(?=.{1,24}(?:相比|对比))"
    r"|(?:相比|对比)|(?<![共相不])同(?=(?:上年|去年|期))"
)
_CLASSES: tuple[tuple[re.Pattern[str], Against], ...] = (
    (re.compile(r"环比|上月|上季"), "month"),
    (re.compile(r"十[一二三四五]五|[\d一二三四五六七八九十]年(?:前|来|间|平均)|五年"), "span"),
    (re.compile(rf"{last_year()}度?(?:的|初|年初)*(?:预算|计划)"), "prior budget"),
    (re.compile(r"调整后?的?(?:预算|计划)|调整数"), "adjusted"),
    (re.compile(r"预算(?!执行|完成|收入|支出|管理)|计划|任务|目标|年初(?:数|安排|批复|报告)|批复|下达数|要求"), "budget"),
    (re.compile(rf"同比|{last_year()}|同期|往年|{YEAR_DIGITS}年?"), "prior"),
)  # fmt: skip
_SHORTFALL = re.compile(r"(?:短收|超收|超支|欠收)(?:了|约)?$")
"""A change whose word alone says that it is against the budget."""
_STOP = re.compile(r"[。;；!！?？]")
AVERAGED = re.compile(r"年均|年平均|平均每年|复合|累计增[长幅]")
"""A rate a year, or over several years: its base is no figure that stands beside it."""
OVER_YEARS = re.compile(r"累计增[长幅][^，,]*$")
"""A rate over several years; a change right before it says of how much (比2015年增加20万元，累计增长47%)."""
BOUNDED = re.compile(rf"\s*(?:{bound_pattern()}|左右|上下)")
"""Behind a rate that is told as a bound or about (增长2.5%以上): more than its own value meets it."""


class Comparisons:
    """What the figures of a report are told against; in one pass over the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, entry: Entry) -> Against | None:
        """Return what a figure is told against, None where the sentence does not say."""
        return self._told[entry.index]

    def together(self, one: Entry, other: Entry) -> bool:
        """Tell whether two changes are against one base; silence means the year before."""
        return (self.of(one) or "prior") == (self.of(other) or "prior")

    @cached_property
    def _told(self) -> tuple[Against | None, ...]:
        found: list[Against | None] = []
        last: Against | None = None  # what goes on: a shortfall speaks for itself alone
        for entry in self._ledger.entries:
            words = self.words_before(entry)
            own = told_against(words)
            if own is None and found and self._goes_on(entry, words):
                own = last
            short = own is None and _SHORTFALL.search(words) is not None
            found.append("budget" if short else own)
            last = own
        return tuple(found)

    def _goes_on(self, entry: Entry, words: str) -> bool:
        """Tell whether what was said of the figure before this one holds for it too."""
        before = self._ledger.entries[entry.index - 1]
        fresh = entry.change is None and entry.kind in ("money", "count")
        same = before.sentence == entry.sentence and not _STOP.search(words)
        return same and not fresh and entry.place is None and entry.depth == before.depth

    def words_before(self, entry: Entry) -> str:
        """Return the folded words between a figure and the one before it, in its sentence."""
        return _STOP.split(fold(self._ledger.lead(entry, _LEAD)))[-1]


def told_against(words: str) -> Against | None:
    """Return the base that the last comparison in some words names, None where they compare nothing."""
    opened = [m.start() for m in _OPENS.finditer(words)]
    if not opened:
        return None
    place = opened[-1]
    if re.match(r"相比|对比", words[place:]):
        clause = max(words.rfind(c, 0, place) for c in ",，") + 1
        phrase = words[clause : place + 2]
    else:
        phrase = words[place:]
    for pattern, against in _CLASSES:
        if pattern.search(phrase):
            return against
    return "other"
