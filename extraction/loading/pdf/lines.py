"""Lines of text: characters to runs, runs to lines, with the blanks a reader would see.

A run is a stretch of characters that follow one another in the content stream and on the page. Content
streams are in any order, so lines are put together from runs by position alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extraction.document import Box
from extraction.loading.pdf.characters import Characters, Floats

_NEW_LINE = 0.45
_NEW_RUN = 1.3
_BACKWARDS = 0.7
_SMALL_GAP = 0.15
_UNITS = frozenset("万亿元%％‰‱")
_CLOSING = "%％，。、；：！？）》〉】”’"
_UNIT_CODES = np.array([ord(c) for c in _UNITS], dtype=np.uint32)
_CLOSING_CODES = np.array([ord(c) for c in _CLOSING], dtype=np.uint32)
_NOWHERE = np.full((1, 4), np.nan, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Strip:
    """Text with the box of every character, one row each; NaN for blanks put in between."""

    text: str
    boxes: Floats

    @classmethod
    def joined(cls, parts: Sequence[Strip | str]) -> Strip:
        """Chain strips and plain separators."""
        if len(parts) == 1 and isinstance(parts[0], Strip):
            return parts[0]
        text = "".join(p if isinstance(p, str) else p.text for p in parts)
        rows = [np.repeat(_NOWHERE, len(p), 0) if isinstance(p, str) else p.boxes for p in parts]
        return cls(text, np.concatenate(rows) if rows else np.empty((0, 4), np.float32))


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow one another on one line; `em` is their size, `group` as given to `runs`."""

    strip: Strip
    base: float
    em: float
    x0: float
    top: float
    x1: float
    bottom: float
    group: int = -1


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its runs from left to right, already joined, and the extent of each segment.

    `segments` are the stretches between gaps of more than two characters' width.
    """

    strip: Strip
    base: float
    em: float
    box: Box
    segments: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The characters, blanks included."""
        return self.strip.text


def runs(found: Characters, groups: npt.NDArray[np.int32]) -> list[Run]:
    """Cut characters (in stream order) into runs; a change of `groups` always ends one."""
    count = len(found)
    if not count:
        return []
    x0, x1 = found.boxes[:, 0], found.boxes[:, 2]
    em = np.maximum(found.em[1:], found.em[:-1])
    gap: Floats = (x0[1:] - x1[:-1]) / em
    breaks = np.abs(found.base[1:] - found.base[:-1]) > _NEW_LINE * em
    breaks |= (gap > _NEW_RUN) | (gap < -_BACKWARDS)
    breaks |= groups[1:] != groups[:-1]
    blanks = _blanks(found, gap) & ~breaks
    starts = np.flatnonzero(np.concatenate([[True], breaks]))
    text = found.codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    return _cut(found, text, starts, np.flatnonzero(blanks) + 1, groups)


def _cut(
    found: Characters,
    text: str,
    starts: npt.NDArray[np.intp],
    spaced: npt.NDArray[np.intp],
    groups: npt.NDArray[np.int32],
) -> list[Run]:
    """Make the runs that begin at `starts`, with a blank before each of `spaced`."""
    ends = np.append(starts[1:], len(found))
    boxes = found.boxes
    measures = zip(
        starts.tolist(),
        ends.tolist(),
        groups[starts].tolist(),
        found.base[starts].tolist(),
        (np.add.reduceat(found.em, starts) / (ends - starts)).tolist(),
        np.minimum.reduceat(boxes[:, 0], starts).tolist(),
        np.minimum.reduceat(boxes[:, 1], starts).tolist(),
        np.maximum.reduceat(boxes[:, 2], starts).tolist(),
        np.maximum.reduceat(boxes[:, 3], starts).tolist(),
        np.searchsorted(spaced, starts).tolist(),
        np.searchsorted(spaced, ends).tolist(),
        strict=True,
    )
    return [
        Run(_strip(text[a:b], boxes[a:b], spaced[i:j] - a), base, em, x0, top, x1, bottom, group)
        for a, b, group, base, em, x0, top, x1, bottom, i, j in measures
    ]


def _strip(surface: str, boxes: Floats, inner: npt.NDArray[np.intp]) -> Strip:
    """Put a blank before each place of `inner`."""
    if not len(inner):
        return Strip(surface, boxes)
    cuts = [0, *inner.tolist(), len(surface)]
    spaced = " ".join(surface[a:b] for a, b in pairwise(cuts))
    return Strip(spaced, np.insert(boxes, inner, np.nan, axis=0))


def _blanks(found: Characters, gap: Floats) -> npt.NDArray[np.bool_]:
    """Tell between which neighbours a reader sees a blank that means something.

    Between Latin letters or digits every clear gap counts. Next to a full-width character the blank that
    typesetting puts between scripts does not; only a gap of about a character's width does.
    """
    wide = found.wide
    both_narrow = ~wide[1:] & ~wide[:-1]
    both_wide = wide[1:] & wide[:-1]
    reported = found.blank[1:]
    unit = np.isin(found.codes[1:], _UNIT_CODES) & (found.codes[:-1] < 0x3A)
    closed = np.isin(found.codes[1:], _CLOSING_CODES, kind="sort") & (gap < 3)
    narrow = both_narrow & ((gap > 0.22) | (reported & (gap > 0.12)))
    return (
        (narrow | (both_wide & reported & (gap > 0.35)) | (~both_narrow & (gap > 0.9)))
        & ~closed
        & ~unit
    )


def _separator(before: Run, after: Run) -> str:
    """Return the blank, if any, between two runs of one line."""
    gap = (after.x0 - before.x1) / max(before.em, after.em)
    last, first = before.strip.text[-1], after.strip.text[0]
    if (last.isdigit() and first in _UNITS and gap < 6) or (first in _CLOSING and gap < 3):
        return ""
    narrow = last < "\u0250" and first < "\u0250"
    return " " if gap > (0.22 if narrow else 0.9) else ""


def lines(pieces: Iterable[Run]) -> list[Line]:
    """Put runs together to lines, from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(pieces, key=lambda r: r.base):
        if rows and abs(rows[-1][0].base - run.base) <= _NEW_LINE * min(rows[-1][0].em, run.em):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_line(layer) for row in rows for layer in _layers(row)]


def _layers(row: list[Run]) -> list[list[Run]]:
    """Sort the runs of one height; those printed over others make lines of their own.

    Where a run fills a gap of another (quotation marks set in another font, say), both are cut at their gaps.
    """
    if len(row) == 1:
        return [row]
    row.sort(key=lambda r: r.x0)
    if any(_covers(a, b) for a, b in pairwise(row)):
        row = sorted((part for run in row for part in cut_at_gaps(run)), key=lambda r: r.x0)
    layers: list[list[Run]] = []
    for run in row:
        for layer in layers:
            if not _covers(layer[-1], run):
                layer.append(run)
                break
        else:
            layers.append([run])
    return layers


def _covers(before: Run, after: Run) -> bool:
    """Tell whether `after` starts well inside `before`; compressed punctuation may overlap a little."""
    return after.x0 < before.x1 - 0.65 * min(before.em, after.em)


def cut_at_gaps(run: Run) -> list[Run]:
    """Return the stretches of a run between its gaps."""
    printed, x0, x1 = _printed(run)
    cuts = np.flatnonzero(x0[1:] - x1[:-1] > _SMALL_GAP * run.em) + 1
    return _parts(run, np.split(printed, cuts))


def cut_at(run: Run, positions: Sequence[float]) -> list[Run]:
    """Cut a run where one of the positions falls into a clear gap of it."""
    printed, x0, x1 = _printed(run)
    gaps = x0[1:] - x1[:-1] > 2 * _SMALL_GAP * run.em
    cuts = [
        i + 1
        for i in np.flatnonzero(gaps).tolist()
        if any(x1[i] - 0.5 <= x <= x0[i + 1] + 0.5 for x in positions)
    ]
    return _parts(run, np.split(printed, cuts)) if cuts else [run]


def _printed(run: Run) -> tuple[npt.NDArray[np.intp], Floats, Floats]:
    """Return the places of a run's printed characters, and where each begins and ends."""
    boxes = run.strip.boxes
    printed = np.flatnonzero(~np.isnan(boxes[:, 0]))
    return printed, boxes[printed, 0], boxes[printed, 2]


def _parts(run: Run, stretches: Sequence[npt.NDArray[np.intp]]) -> list[Run]:
    boxes, text = run.strip.boxes, run.strip.text
    parts = []
    for inside in stretches:
        first, last = int(inside[0]), int(inside[-1]) + 1
        strip = Strip(text[first:last], boxes[first:last])
        left, right = float(boxes[inside, 0].min()), float(boxes[inside, 2].max())
        parts.append(Run(strip, run.base, run.em, left, run.top, right, run.bottom, run.group))
    return parts


def _line(row: list[Run]) -> Line:
    if len(row) == 1:
        (run,) = row
        box = Box(run.x0, run.top, run.x1, run.bottom)
        return Line(run.strip, run.base, run.em, box, (run,))
    parts: list[Strip | str] = [row[0].strip]
    segments = [row[0]]
    for before, after in pairwise(row):
        blank = _separator(before, after)
        if blank:
            parts.append(blank)
        parts.append(after.strip)
        if after.x0 - before.x1 > 2 * max(before.em, after.em):
            segments.append(after)
        else:
            segments[-1] = grown(segments[-1], after, blank)
    box = Box(
        min(r.x0 for r in row),
        min(r.top for r in row),
        max(r.x1 for r in row),
        max(r.bottom for r in row),
    )
    longest = max(row, key=lambda r: len(r.strip.text))
    return Line(Strip.joined(parts), longest.base, longest.em, box, tuple(segments))


def grown(before: Run, after: Run, blank: str = "") -> Run:
    """Return one run of two that follow each other on a line, with `blank` between them."""
    return Run(
        Strip.joined([before.strip, *([blank] if blank else []), after.strip]),
        before.base,
        before.em,
        before.x0,
        min(before.top, after.top),
        max(before.x1, after.x1),
        max(before.bottom, after.bottom),
    )


def split(line: Line) -> list[Line]:
    """Return the segments of a line as lines of their own."""
    return [
        Line(s.strip, s.base, s.em, Box(s.x0, s.top, s.x1, s.bottom), (s,)) for s in line.segments
    ]
