"""Which statement a rate is of (比率的口径): that of the level it speaks of.

A completion (完成预算的95%) is of what was done. Growth, shares and ratios are of the figure that they describe: of a
plan where that is one (2032年收入安排4.1亿元，增长5%), of an outturn where it is that. A header says it
before its comparison (预算数为上年执行数的%).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from extraction.facts.key_context import Context, Found, role_by_report
from extraction.facts.model import Figure
from extraction.lexicon.roles import last_role

_COMPARISON = re.compile(r"为|占|比|较|与|同|完成")
_OF_HEADER = re.compile(
    r"(?:为|占|比|较|与|同)[^率]*(?:数|额|预算|决算|执行|[年期]|支出|收入|总量)|[占为][比%％]"
)


def is_ratio(header: str) -> bool:
    """Tell whether a header only says what its rates are held against (决算数为上年决算数的%)."""
    return bool(_OF_HEADER.search("".join(header.split())))


class Levels:
    """The amounts of a report's prose that are levels, by their place."""

    def __init__(self, amounts: Sequence[Figure]) -> None:
        self._levels = [f for f in amounts if f.mention.cell is None and f.change is None]
        self._starts = [f.mention.start for f in self._levels]

    def before(self, start: int, floor: int) -> Figure | None:
        """Return the last level in [floor, start)."""
        i = bisect.bisect_left(self._starts, start) - 1
        return self._levels[i] if i >= 0 and self._starts[i] >= floor else None


def role_of_rate(context: Context, level: Figure | None, ahead: Found) -> Found:
    """Return which statement a rate that is no completion is of.

    Args:
        level: the level that its sentence told last.
        ahead: "budget" where the rate's period lies after the report's own year.
    """
    for header in reversed(context.column):
        stated = last_role(_COMPARISON.split("".join(header.split()), maxsplit=1)[0])
        if stated in ("budget", "actual"):
            return stated, "column"
    if level is not None and level.key is not None and level.key.role is not None:
        return level.key.role, "sentence"
    told = ahead or role_by_report(context)
    planned = told is not None and told[0] == "budget" and (told == ahead or told[1] != "report")
    return told if planned else ("actual", "name")
