"""Pages without a text layer: rendered, read by OCR, and laid out like printed ones.

What OCR finds becomes characters, dark straight runs of pixels become ruling marks; from there on a scan goes
the way of any other page. A page that lies slightly askew is read as if straight, and its boxes are those of
the straightened page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module, util
from math import sqrt
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from extraction.document import Box
from extraction.loading.pdf.characters import Characters, Floats, full_width
from extraction.loading.pdf.layout import PageLayout, lay_out
from extraction.loading.pdf.pdfium import PdfFile, RawPage

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 200 / 72
"""Pixels a point of a page no larger than printed ones."""
_MOST_PIXELS = 5000 * 7000
"""Of a picture: more than A1 at 200 dpi; some scanners give a page as many points as it has pixels."""
_DARK = 150
_LONGEST_STROKE = 30.0
"""Points: longer dark runs are rules, not strokes of characters."""

_LEAST_RUNS = 8
_SLOPES = tuple(sorted((i / 2000 for i in range(-40, 41)), key=abs))


class ReadLine(Protocol):
    """A line that OCR found: its text, box (points from the top left) and, if known, one box a character."""

    @property
    def text(self) -> str:
        """The characters."""

    @property
    def box(self) -> Box:
        """Around all of them."""

    @property
    def character_boxes(self) -> Sequence[Box]:
        """One each, or none."""


PageReader = Callable[["Image", float], Sequence[Any]]
"""Takes a page image and its pixels a point, returns its lines (`ReadLine`)."""


def installed_reader() -> PageReader | None:
    """Return the project's OCR where the `[ocr]` extra is installed, else None."""
    if util.find_spec("rapidocr_onnxruntime") is None:
        return None
    reader: PageReader = import_module("extraction.loading.ocr").read_page_image
    return reader


def read_scan(file: PdfFile, page: RawPage, reader: PageReader) -> PageLayout:
    """Read a page by OCR; its own text layer and rules are left aside."""
    scale = _scale(page)
    image = file.picture(page.number, scale=scale)
    width, height = image.width / scale, image.height / scale
    rules, slope = _rules(np.asarray(image.convert("L")), scale)
    found = _characters(reader(image, scale), slope)
    nothing = np.empty((0, 4), dtype=np.float32)
    scanned = RawPage(page.number, width, height, found, rules, nothing, 1.0)
    return replace(lay_out(scanned), read_by_ocr=True)


def with_pictured_rules(file: PdfFile, page: RawPage) -> RawPage:
    """Add the rules that only the picture of a page shows (a scan with a text layer behind it)."""
    scale = _scale(page)
    image = file.picture(page.number, scale=scale).convert("L")
    rules, _ = _rules(np.asarray(image.rotate(90 * page.back, expand=True)), scale)
    return replace(page, rules=np.concatenate([page.rules, rules]))


def _scale(page: RawPage) -> float:
    """Return the pixels a point that the picture of a page has: fewer where it would be larger than any sheet."""
    return min(SCALE, sqrt(_MOST_PIXELS / max(page.width * page.height, 1.0)))


def _characters(lines: Sequence[ReadLine], slope: float) -> Characters:
    """Turn read lines into the characters of a page, straightened by `slope`."""
    codes: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    blank: list[bool] = []
    for line in lines:
        box, before = line.box, False
        for character, (x0, x1) in zip(line.text, _extents(line), strict=True):
            if not character.isspace():
                codes.append(ord(character))
                boxes.append((x0, box.top, x1, box.bottom))
                blank.append(before)
            before = character.isspace()
    kept = np.array(codes, dtype=np.uint32)
    places = np.array(boxes, dtype=np.float32).reshape(-1, 4)
    middle = (places[:, :2] + places[:, 2:]) / 2
    places[:, [1, 3]] -= slope * middle[:, :1]
    places[:, [0, 2]] += slope * middle[:, 1:]
    height = places[:, 3] - places[:, 1]
    flags = np.array(blank, dtype=np.bool_)
    base = places[:, 3] - 0.15 * height
    return Characters(kept, places, base, 0.85 * height, flags, full_width(kept))


def _extents(line: ReadLine) -> list[tuple[float, float]]:
    """Return where each character begins and ends: as read, else spread evenly over the line.

    A character reaches to the next one: OCR tells blanks in its text, its boxes are too rough for that.
    """
    if line.character_boxes:
        edges = [(b.x0, b.x1) for b in line.character_boxes]
        return [
            (x0, max(x1, after[0]))
            for (x0, x1), after in zip(edges, [*edges[1:], edges[-1]], strict=True)
        ]
    weights = np.array([1.0 if c >= "\u2e80" else 0.55 for c in line.text])
    ends = np.cumsum(weights) / weights.sum() * (line.box.x1 - line.box.x0) + line.box.x0
    starts = np.concatenate([[line.box.x0], ends[:-1]])
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _rules(grey: npt.NDArray[np.uint8], scale: float) -> tuple[Floats, float]:
    """Return the long dark runs of pixels as marks (x0, top, x1, bottom in points), and their slope."""
    dark = grey < _DARK
    least = _LONGEST_STROKE * scale
    across, down = _runs(dark, least) / scale, _runs(dark.T, least)[:, [1, 0, 3, 2]] / scale
    slope = _slope(across)
    across[:, [1, 3]] -= slope * across[:, [0, 2]].mean(axis=1, keepdims=True)
    down[:, [0, 2]] += slope * down[:, [1, 3]].mean(axis=1, keepdims=True)
    return np.concatenate([across, down]).astype(np.float32), slope


def _slope(across: Floats) -> float:
    """Return the slope at which the horizontal runs fall on the fewest heights."""
    if len(across) < _LEAST_RUNS:
        return 0.0
    middle, length = across[:, [0, 2]].mean(axis=1), across[:, 2] - across[:, 0]
    best, slope = 0.0, 0.0
    for candidate in _SLOPES:
        heights = np.round((across[:, 1] - candidate * middle) * 2).astype(np.int64)
        held = np.bincount(heights - heights.min(), weights=length)
        score = float((held**2).sum())
        if score > best * 1.001:
            best, slope = score, candidate
    return slope


def _runs(dark: npt.NDArray[np.bool_], least: float) -> npt.NDArray[np.int64]:
    """Return the runs along the rows that are longer than `least` pixels as start, row, end, row."""
    framed = np.pad(dark, ((0, 0), (1, 1))).astype(np.int8)
    steps = np.diff(framed, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    kept = ends - starts > least
    return np.stack([starts, rows, ends, rows], axis=1)[kept]
