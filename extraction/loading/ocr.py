"""Reads page images by optical character recognition (光学字符识别): the `[ocr]` extra, RapidOCR.

The package ships its Chinese detection and recognition models (PP-OCRv4, run by ONNX Runtime); nothing
is fetched. The recogniser takes cells that stand side by side for one line and drops the blanks between
them; wide gaps part them again here, so that two numbers never become one. A digit or point that it is
not sure of becomes U+FFFD: a number that cannot be read surely stays unread.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from extraction.document import Box
from extraction.errors import MissingToolError

_PACKAGE = "rapidocr_onnxruntime"
_THREADS = 2
_LEAST_SIDE = 4
_LEAST_CONFIDENCE = 0.5
_CELL_GAP = 0.9
_WORD_GAP = 0.35
_NUMERIC = frozenset("0123456789.,")
DOUBTFUL = "\ufffd"

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line of recognised text.

    Attributes:
        text: as recognised, white space trimmed.
        box: in points from the top left corner of the page.
        confidence: mean probability of its characters, in [0, 1].
        character_boxes: one box a character where the recogniser tells, else empty.
    """

    text: str
    box: Box
    confidence: float
    character_boxes: tuple[Box, ...] = ()


def is_installed() -> bool:
    """Tell whether the `[ocr]` extra is there, without importing it."""
    return importlib.util.find_spec(_PACKAGE) is not None


def read_page_image(image: npt.ArrayLike, scale: float) -> tuple[OcrLine, ...]:
    """Recognise the lines of a page image, from top to bottom and left to right.

    Args:
        image: height × width, with 3 or 4 channels (RGB first) or none (grey), 8 bits; a Pillow image too.
        scale: pixels per point (200 dpi is 200 / 72).

    Raises:
        MissingToolError: the `[ocr]` extra is not installed.
        ValueError: `image` has another shape, or `scale` is not positive.
    """
    pixels = np.asarray(image, dtype=np.uint8)
    if pixels.ndim not in (2, 3) or scale <= 0:
        raise ValueError(f"expected pixels and a positive scale, found {pixels.shape} and {scale}")
    if min(pixels.shape[:2]) < _LEAST_SIDE:
        return ()
    found, _ = _engine()(_as_bgr(pixels), return_word_box=True)
    lines = [line for entry in found or () for line in _lines(entry, scale)]
    return tuple(sorted(lines, key=lambda line: (round(line.box.top), line.box.x0)))


@functools.cache
def _engine() -> Any:
    try:
        from rapidocr_onnxruntime import RapidOCR
    except ImportError as error:
        expected = "an OCR engine for pages without text"
        found = f"no package {_PACKAGE} ({error})"
        raise MissingToolError(
            expected, found, 'install it with pip install "jixiao[ocr]"'
        ) from error
    return RapidOCR(intra_op_num_threads=_THREADS, inter_op_num_threads=1)


def _as_bgr(image: Pixels) -> Pixels:
    if image.ndim == 2:
        return np.repeat(image[:, :, None], 3, axis=2)
    return np.ascontiguousarray(image[:, :, 2::-1])


def _lines(entry: Any, scale: float) -> Iterator[OcrLine]:
    """Yield the pieces of one recognised line, parted at gaps as wide as between cells."""
    corners, text, confidence, *words = entry
    if len(words) < 3 or not len(words[0]) == len(words[1]) == len(words[2]) > 0:
        if str(text).strip():
            yield OcrLine(str(text).strip(), _box(corners, scale), float(confidence))
        return
    whole = _box(corners, scale)
    boxes = [_box(c, scale) for c in words[0]]
    height = whole.bottom - whole.top
    signs = [_Sign(str(c), b, float(p)) for c, b, p in zip(words[1], boxes, words[2], strict=True)]
    piece: list[_Sign] = []
    for sign in signs:
        if piece:
            gap = sign.box.x0 - piece[-1].box.x1
            if gap > _CELL_GAP * height:
                yield from _joined(piece)
                piece = []
            elif gap > _WORD_GAP * height and piece[-1].text.isascii() and sign.text.isascii():
                between = Box(piece[-1].box.x1, sign.box.top, sign.box.x0, sign.box.bottom)
                piece.append(_Sign(" ", between, 1.0))
        piece.append(sign)
    yield from _joined(piece)


@dataclass(frozen=True, slots=True)
class _Sign:
    """One recognised character (rarely a few in one), its box and its probability."""

    text: str
    box: Box
    confidence: float

    @property
    def shown(self) -> str:
        doubtful = self.confidence < _LEAST_CONFIDENCE and not _NUMERIC.isdisjoint(self.text)
        return DOUBTFUL * len(self.text) if doubtful else self.text


def _joined(piece: list[_Sign]) -> Iterator[OcrLine]:
    text = "".join(s.shown for s in piece)
    if not text.strip():
        return
    box = functools.reduce(Box.union, (s.box for s in piece))
    confidence = sum(s.confidence for s in piece) / len(piece)
    single = all(len(s.text) == 1 for s in piece) and text == text.strip()
    boxes = tuple(s.box for s in piece) if single else ()
    yield OcrLine(text.strip(), box, confidence, boxes)


def _box(corners: Any, scale: float) -> Box:
    points = np.asarray(corners, dtype=float) / scale
    x0, top = points.min(axis=0)
    x1, bottom = points.max(axis=0)
    return Box(float(x0), float(top), float(x1), float(bottom))
