"""Rows that no line parts: a ruled row that holds several rows of figures is cut along its base lines.

Some tables rule their columns and frame only. Read as one cell, a column of amounts would be nonsense; it is
cut only where figures and labels stand on the same base lines, row by row, or, where no labels stand beside
(the next sheet of a wide table), where several columns of figures do. A label of several lines belongs to the
one row of figures that it stands at or around; what can be parted in two ways is left whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extraction.document import Box
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.loading.pdf.lines import Line

_NUMBER = re.compile(r"[-+−(（△▲]?(?:\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?[)）]?[%％]?")
_DASH = re.compile(r"[-—–－─_]{1,3}|/")
_NOTHING = re.compile(rf"{_DASH.pattern}|[一-鿿]{{1,4}}|{YEAR_DIGITS}年[一-鿿]{{0,3}}")
"""What stands in a column of figures without being one: a dash, a word or two, its year at the head."""
_SAME = 0.45
_FULL = 2.2
_SAME_ROW = 0.35
"""The same as a share of the distance of rows: labels may stand higher or lower than their figures."""
_EVEN = 0.6
_LINES_APART = 1.25
_ROWS_APART = 1.5
_PITCH = 2.2
"""How far apart the two lines of a label stand at most, in characters."""
_TIGHT = 1.5
_SURE_ROWS = 4
"""From so many rows on, figures that fill their column are no longer taken for one broken number."""
_FEWEST_COLUMNS = 3
_SHARED = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """The lines of a cell with its frame."""

    lines: Sequence[Line]
    frame: Box

    @property
    def width(self) -> float:
        return self.frame.x1 - self.frame.x0

    def full(self, line: Line) -> bool:
        """Tell whether a line of text reaches the edge, so that the next one may go on from it."""
        return self.width - (line.box.x1 - line.box.x0) <= _FULL * line.em

    def filled(self, line: Line) -> bool:
        """Tell whether a number leaves no room in the column: it may be broken there."""
        return self.width - (line.box.x1 - line.box.x0) < _TIGHT * line.em


@dataclass(frozen=True, slots=True)
class _Row:
    """The base lines of one row: of its figures (`at`), and the first and last of its label."""

    at: float
    first: float
    last: float


class _UnclearError(Exception):
    """The lines can be parted in more than one way."""


def cuts(columns: Sequence[tuple[Sequence[Line], Box]]) -> list[float]:
    """Return the heights at which a ruled row is to be cut, none if it is one row.

    Args:
        columns: the lines and frame of each cell of the row.
    """
    held = [_Column(lines, frame) for lines, frame in columns if lines]
    texts = [c for c in held if not _figures(c)]
    edge = min((c.frame.x0 for c in texts), default=0.0)
    figures = [c for c in held if c not in texts and c.frame.x0 > edge]  # before it stand codes
    texts = [c for c in held if c not in figures]
    if not any(len(c.lines) > 1 for c in figures):
        return []
    em = figures[0].lines[0].em
    anchors = _merged([line.base for c in figures for line in c.lines], em)
    if len(anchors) < 2 or any(_broken(c, len(anchors)) for c in figures):
        return []
    gaps = [b - a for a, b in pairwise(anchors)]
    same = max(_SAME * em, _SAME_ROW * min(gaps))
    try:
        rows = _rows(figures, texts, anchors, em, same)
    except _UnclearError:
        return []
    heights = [(a.last + b.first) / 2 - 0.35 * em for a, b in pairwise(rows)]
    return [] if any(_through(c, heights) for c in texts) else heights


def _figures(column: _Column) -> bool:
    """Tell whether every line of a cell is a number or says that there is none; words, half at most."""
    rest = [li.text for li in column.lines if not _NUMBER.fullmatch(li.text)]
    words = sum(not _DASH.fullmatch(text) for text in rest)
    return 2 * words <= len(column.lines) and all(_NOTHING.fullmatch(text) for text in rest)


def _broken(column: _Column, rows: int) -> bool:
    """Tell whether the lines of a column may be one number that ran over its edge (2900800⏎0.00)."""
    matches = [m for line in column.lines if (m := _NUMBER.fullmatch(line.text))]
    if len(column.lines) < 2 or rows >= _SURE_ROWS:
        return any(_runs_on(column, a, b) for a, b in pairwise(column.lines))
    decimals = {len(m[1] or "") for m in matches}
    filled = any(column.filled(line) for line in column.lines)
    return len(decimals) > 1 or (filled and decimals == {0})


def _runs_on(column: _Column, above: Line, below: Line) -> bool:
    """Tell whether a number fills its column and the next line, without a sign of its own, is close below."""
    close = below.base - above.base < 1.3 * above.em
    return close and column.filled(above) and "." not in above.text and below.text[:1].isdigit()


def _rows(
    figures: Sequence[_Column],
    texts: Sequence[_Column],
    anchors: Sequence[float],
    em: float,
    same: float,
) -> list[_Row]:
    """Return the rows from top to bottom; raise `_UnclearError` where labels do not tell them."""
    labels = []
    for column in figures:
        left = [t for t in texts if t.frame.x1 <= column.frame.x0 + 1.0]
        named = max(left, key=lambda t: (_meeting(column, t, same), t.frame.x0), default=None)
        if named is None:
            _side_by_side(figures, anchors, em)
        elif named not in labels:
            labels.append(named)
    rows = [_Row(a, a, a) for a in anchors]
    for label in labels:
        rows = _with_labels(rows, label, em, same)
    for column in figures:
        _named(column, rows, labels, same)
    if any(b.first - a.last < _SAME * em for a, b in pairwise(rows)):
        raise _UnclearError
    return rows


def _meeting(column: _Column, label: _Column, same: float) -> int:
    """Return on how many base lines of the figures a line of the label stands."""
    return sum(any(abs(li.base - f.base) < same for li in label.lines) for f in column.lines)


def _side_by_side(figures: Sequence[_Column], anchors: Sequence[float], em: float) -> None:
    """Raise `_UnclearError` unless enough columns of figures share most base lines."""
    counts = [
        sum(any(abs(li.base - a) < _SAME * em for li in c.lines) for c in figures) for a in anchors
    ]
    shared = sum(n > 1 for n in counts)
    if len(figures) < _FEWEST_COLUMNS or shared < max(_FEWEST_COLUMNS, _SHARED * len(anchors)):
        raise _UnclearError


def _with_labels(rows: Sequence[_Row], label: _Column, em: float, same: float) -> list[_Row]:
    """Return the rows with the lines of a label column; a label without figures is a row of its own."""
    found = list(rows)
    for chain in _chains(label, rows, em, same):
        first, last = chain[0].base, chain[-1].base
        near = [r for r in found if first - same < r.at < last + same]
        if not near:
            near = [r for r in found if r.first - same < first and last < r.last + same]
        if len(near) > 1:
            raise _UnclearError
        if not near:
            found.append(_Row(first, first, last))
            continue
        old = near[0]
        found.remove(old)
        found.append(replace(old, first=min(old.first, first), last=max(old.last, last)))
    return sorted(found, key=lambda r: r.at)


def _chains(label: _Column, rows: Sequence[_Row], em: float, same: float) -> Iterator[list[Line]]:
    """Yield the labels of a column, each with its lines: a line goes on from a full one above it.

    Labels that fill the column look like one; a line at the figures of a row then begins its own.
    """
    heights = [r.at for r in rows]
    around = _around(label.lines, heights, em, same)
    chain: list[Line] = []
    for i, line in enumerate(label.lines):
        goes_on = bool(chain) and label.full(chain[-1])
        begun = any(_at(li, heights, same) for li in chain)
        if goes_on and begun and _at(line, heights, same):
            goes_on = False
        if chain and not (goes_on or i in around):
            yield chain
            chain = []
        chain.append(line)
    if chain:
        yield chain


def _around(lines: Sequence[Line], heights: Sequence[float], em: float, same: float) -> set[int]:
    """Return the places of lines that go on from the one above, however short that one is.

    Both stand around the figures of one row, or the line is far closer to the one above than rows are.
    """
    found: set[int] = set()
    wide = min((b - a for a, b in pairwise(heights)), default=0.0) > _ROWS_APART * em
    for i, (above, below) in enumerate(pairwise(lines), 1):
        if wide and below.base - above.base < _LINES_APART * em and not _at(below, heights, same):
            found.add(i)
        if _at(above, heights, same) or _at(below, heights, same):
            continue
        between = [h for h in heights if above.base < h < below.base]
        apart = below.base - above.base
        even = len(between) == 1 and abs(above.base + below.base - 2 * between[0]) < _EVEN * em
        if even and apart < _PITCH * em:
            found.add(i)
    return found


def _at(line: Line, heights: Sequence[float], same: float) -> bool:
    return any(abs(line.base - h) < same for h in heights)


def _named(column: _Column, rows: Sequence[_Row], labels: Sequence[_Column], same: float) -> None:
    """Raise `_UnclearError` where a figure stands in a row without a label to its left."""
    left = [t for t in labels if t.frame.x1 <= column.frame.x0 + 1.0]
    for line in column.lines if left else ():
        row = min(rows, key=lambda r: abs(r.at - line.base))
        inside = (row.first - same < li.base < row.last + same for t in left for li in t.lines)
        if not any(inside):
            raise _UnclearError


def _through(column: _Column, heights: Sequence[float]) -> bool:
    """Tell whether a cut runs through a number that goes on from one line of a text to the next."""
    for above, below in pairwise(column.lines):
        cut = any(above.base - 0.35 * above.em < h <= below.base - 0.35 * below.em for h in heights)
        digits = above.text[-1:].isdigit() and below.text[:1].isdigit()
        if cut and digits and column.full(above):
            return True
    return False


def _merged(heights: list[float], em: float) -> list[float]:
    anchors: list[float] = []
    for height in sorted(heights):
        if not anchors or height - anchors[-1] > _SAME * em:
            anchors.append(height)
    return anchors
