"""The marks of an OFD page: characters with their places, ruling lines, areas and pictures.

Coordinates become PDF points from the top left corner of the page. An object's own coordinates are
turned by its CTM (a b c d e f, row vectors) and moved to its Boundary (GB/T 33190—2016, 8.5 and 11).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from extraction.loading.ofd.package import children, local, numbers

POINTS = 72 / 25.4
MAXIMUM_MARKS = 200_000
MAXIMUM_PATH = 4_000_000
_ASCENT, _DESCENT = 0.88, 0.12
_THIN = 3.0
_STRAIGHT = 0.5
_OBJECTS = frozenset({"TextObject", "PathObject", "ImageObject"})
_GROUPS = frozenset({"Content", "Layer", "PageBlock"})
_OPERATOR = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Bounds = tuple[float, float, float, float]


@dataclass(slots=True)
class Marks:
    """What a page prints: each character with its box and base line, and rows of x0, top, x1, bottom."""

    codes: list[int] = field(default_factory=list)
    boxes: list[Bounds] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
    rules: list[Bounds] = field(default_factory=list)
    fills: list[Bounds] = field(default_factory=list)
    pictures: list[tuple[str, Bounds]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Number of marks, to be bounded."""
        return len(self.codes) + len(self.rules) + len(self.fills) + len(self.pictures)


class TooManyMarksError(ValueError):
    """A page prints more than any report."""


def read_marks(contents: Sequence[etree._Element], origin: tuple[float, float]) -> Marks:
    """Read the marks of a page from its templates and its own content.

    Raises:
        TooManyMarksError: more than `MAXIMUM_MARKS`.
    """
    marks = Marks()
    for content in contents:
        for element in _objects(content):
            place = _Place.of(element, origin)
            name = local(element)
            if name == "TextObject":
                _read_text(element, place, marks)
            elif name == "PathObject":
                _read_path(element, place, marks)
            else:
                marks.pictures.append((element.get("ResourceID") or "", place.frame))
            if marks.count > MAXIMUM_MARKS:
                raise TooManyMarksError(f"more than {MAXIMUM_MARKS} marks on a page")
    return marks


def _objects(element: etree._Element) -> Iterator[etree._Element]:
    stack = [element]
    while stack:
        here = stack.pop()
        if local(here) in _OBJECTS:
            if here.get("Visible") not in ("false", "0"):
                yield here
            continue
        if here is element or local(here) in _GROUPS:
            stack += reversed(here)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an object stands: its matrix, and its boundary in points."""

    matrix: tuple[float, float, float, float, float, float]
    frame: Bounds

    @classmethod
    def of(cls, element: etree._Element, origin: tuple[float, float]) -> _Place:
        bounds = numbers(element.get("Boundary"))
        x, y, width, height = bounds if len(bounds) == 4 else (0.0, 0.0, 0.0, 0.0)
        x, y = x - origin[0], y - origin[1]
        values = numbers(element.get("CTM"))
        a, b, c, d, e, f = values if len(values) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        frame = (x * POINTS, y * POINTS, (x + width) * POINTS, (y + height) * POINTS)
        return cls((a, b, c, d, e + x, f + y), frame)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the place of an object's point on the page, in points."""
        a, b, c, d, e, f = self.matrix
        return (a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS


def _read_text(element: etree._Element, place: _Place, marks: Marks) -> None:
    size = _number(element, "Size", 3.175)
    scale = _number(element, "HScale", 1.0)
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = code.text or ""
        x, y = _number(code, "X", x), _number(code, "Y", y)
        across, down = _deltas(code.get("DeltaX"), text), _deltas(code.get("DeltaY"), text)
        for i, c in enumerate(text):
            width = size * scale * (1.0 if c >= "\u2e80" or c in "“”‘’—…≥≤×" else 0.5)
            step = across[i] if i < len(across) and across[i] > 0 else width
            _print(c, (x, y, min(width, step) if step < width else width), size, place, marks)
            x += across[i] if i < len(across) else (0.0 if down else width)
            y += down[i] if i < len(down) else 0.0


def _print(
    c: str, where: tuple[float, float, float], size: float, place: _Place, marks: Marks
) -> None:
    x, y, width = where
    corners = [
        place.point(x, y - _ASCENT * size),
        place.point(x + width, y - _ASCENT * size),
        place.point(x, y + _DESCENT * size),
        place.point(x + width, y + _DESCENT * size),
    ]
    marks.codes.append(ord(c))
    marks.boxes.append(_hull(corners))
    marks.base.append(place.point(x, y)[1])


def _deltas(text: str | None, shown: str) -> list[float]:
    """Return the advances between characters; `g 3 5.0` stands for three times 5.0."""
    parts = (text or "").split()
    values: list[float] = []
    i = 0
    while i < len(parts) and len(values) < len(shown):
        if parts[i] == "g" and i + 2 < len(parts) and parts[i + 1].isdecimal():
            repeated = numbers(parts[i + 2]) or [0.0]
            values += repeated * min(int(parts[i + 1]), len(shown))
            i += 3
        else:
            values += numbers(parts[i])
            i += 1
    return values


def _read_path(element: etree._Element, place: _Place, marks: Marks) -> None:
    data = next((e.text or "" for e in children(element, "AbbreviatedData")), "")
    if len(data) > MAXIMUM_PATH:
        raise TooManyMarksError(f"a path of {len(data)} characters")
    strokes = (element.get("Stroke") or "true").lower() != "false"
    filled = (element.get("Fill") or "false").lower() == "true"
    for line in _polylines(data):
        points = [place.point(x, y) for x, y in line]
        box = _hull(points)
        thin = min(box[2] - box[0], box[3] - box[1]) <= _THIN
        if filled and thin:
            marks.rules.append(box)
        elif filled:
            marks.fills.append(box)
        if strokes and not (filled and thin):
            marks.rules += _straight(points)
        if marks.count > MAXIMUM_MARKS:
            raise TooManyMarksError(f"more than {MAXIMUM_MARKS} marks on a page")


def _straight(points: Sequence[tuple[float, float]]) -> Iterator[Bounds]:
    for before, after in itertools.pairwise(points):
        box = _hull((before, after))
        if min(box[2] - box[0], box[3] - box[1]) <= _STRAIGHT:
            yield box


def _polylines(data: str) -> Iterator[list[tuple[float, float]]]:
    """Yield the subpaths; of a curve only its end is kept, it rules nothing."""
    tokens = _OPERATOR.findall(data)
    line: list[tuple[float, float]] = []
    i = 0
    while i < len(tokens):
        operator = tokens[i]
        count = _ARGUMENTS.get(operator)
        if count is None:
            i += 1
            continue
        values = numbers(" ".join(tokens[i + 1 : i + 1 + count]))
        i += 1 + count
        if len(values) != count:
            continue
        if operator in "SM":
            if len(line) > 1:
                yield line
            line = [(values[0], values[1])]
        elif operator == "C":
            if len(line) > 1:
                line.append(line[0])
        else:
            line.append((values[-2], values[-1]))
    if len(line) > 1:
        yield line


def _hull(points: Sequence[tuple[float, float]]) -> Bounds:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _number(element: etree._Element, name: str, default: float) -> float:
    values = numbers(element.get(name))
    return values[0] if values else default
