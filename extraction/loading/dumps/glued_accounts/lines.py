"""Lines of a glued account that hold a row each (一行一条): where they do, no row goes beyond its line.

Copies of a table often keep its rows apart and lose only what parts the cells. Where most lines behind the header
are as long as rows are, a row that ends inside a line or goes on behind it is read badly.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from extraction.loading.dumps.glued_accounts.compact import Compact

_FEWEST = 3
_SHORTEST = 6
"""Characters of a line that may hold a name, a goal and a mark."""
_OPEN_END = 1.6
_INSIDE = 2.4


@dataclass(frozen=True, slots=True)
class Lines:
    """The compact offsets at which lines end, none where lines do not tell rows apart."""

    ends: tuple[int, ...] = ()

    def end_behind(self, place: int) -> int:
        """Return where the line of a place ends, the place itself where lines do not tell."""
        return self.ends[i] if (i := bisect_right(self.ends, place)) < len(self.ends) else place

    def price(self, start: int, end: int) -> float:
        """Return what it costs to read `start` to `end` as a row: nothing where it ends with its line."""
        if not self.ends:
            return 0.0
        first, last = bisect_right(self.ends, start), bisect_left(self.ends, end)
        closed = last < len(self.ends) and self.ends[last] == end
        return _INSIDE * (last - first) + (0.0 if closed else _OPEN_END)


def row_lines(text: str, compacted: Compact, first: int, last: int) -> Lines:
    """Return the ends of lines between two compact offsets if nearly all of the lines are long enough for rows."""
    offsets = compacted.offsets
    ends = [i + 1 for i in range(first, last - 1) if "\n" in text[offsets[i] : offsets[i + 1]]]
    starts = [first, *ends]
    lengths = [b - a for a, b in zip(starts, [*ends, last], strict=True)]
    long = sum(n >= _SHORTEST for n in lengths)
    return (
        Lines((*ends, last)) if len(ends) >= _FEWEST and 5 * long >= 4 * len(lengths) else Lines()
    )
