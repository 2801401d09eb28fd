"""The printed characters of one page as parallel arrays, ready for layout.

White space is not a character here: pdfium reports some blanks that are printed and makes up others, so
only gaps count; `blank` remembers that one was reported. Every array has one entry a character, in the
order of the content stream. Coordinates are PDF points from the top left corner of the page as displayed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

UNMAPPED = 0xFFFD
_SOFT_HYPHENS = (0x02, 0xFFFE)
_BLANKS = np.array([*range(0x7F, 0xA1), 0x3000, 0xFEFF, *range(0x2000, 0x2010), 0x2028])
_ASCENT, _DESCENT = 0.88, 0.22


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page.

    Attributes:
        codes: code points after repair of glyph faults; U+FFFD where the font does not tell.
        boxes: x0, top, x1, bottom of each; x from advance to advance, so gaps are real gaps.
        base: height of the base line.
        em: size of the font, estimated from the advance.
        blank: a blank was reported before this character.
        wide: a full-width (CJK) character.
    """

    codes: Codes
    boxes: Floats
    base: Floats
    em: Floats
    blank: Flags
    wide: Flags

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def unmapped(self) -> int:
        """Number of characters whose font does not say what they are."""
        return int(np.count_nonzero(self.codes == UNMAPPED))

    def where(self, keep: Flags) -> Characters:
        """Return the characters for which `keep` holds."""
        return Characters(
            self.codes[keep],
            self.boxes[keep],
            self.base[keep],
            self.em[keep],
            self.blank[keep],
            self.wide[keep],
        )


def characters(codes: Codes, boxes: Floats, base: Floats) -> Characters:
    """Make the page's characters from what the PDF library reports.

    Args:
        codes: reported code points, white space included, U+FFFD where unknown.
        boxes: loose boxes (advance × font height), one row each.
        base: base line heights.
    """
    codes = codes.copy()
    codes[(codes == _SOFT_HYPHENS[0]) | (codes == _SOFT_HYPHENS[1])] = ord("-")
    blanks = _blank(codes)
    kept = ~blanks & (boxes[:, 2] > boxes[:, 0])
    preceded = np.zeros(len(codes), dtype=np.bool_)
    preceded[1:] = blanks[:-1]
    codes, boxes, base, blank = _repair(codes[kept]), boxes[kept], base[kept], preceded[kept]
    wide = full_width(codes)
    em = _em(codes, boxes, wide)
    codes = _raised(codes, boxes, base, em)
    found = Characters(codes, _tighten(boxes, base, em), base, em, blank, wide)
    doubled, unsure = _doubled(found)
    found.codes[unsure] = UNMAPPED
    return found.where(~doubled) if doubled.any() else found


def _blank(codes: Codes) -> Flags:
    """Tell white space and control characters."""
    blank: Flags = codes <= 0x20
    rare = codes[(codes > 0x7E) & ((codes < 0x3001) | (codes == 0xFEFF))]
    if len(rare):
        blank = blank | np.isin(codes, _BLANKS)
    return blank


def full_width(codes: Codes) -> Flags:
    """Tell full-width characters: CJK and the punctuation set like it."""
    wide: Flags = (codes >= 0x2E80) | ((codes >= 0x2018) & (codes <= 0x2027)) | (codes == 0x2014)
    return wide


def _em(codes: Codes, boxes: Floats, wide: Flags) -> Floats:
    """Estimate the font size: the advance of a CJK character, twice that of a digit or letter.

    Punctuation and unmapped characters take the estimate of the character before (or after) them.
    """
    advance = boxes[:, 2] - boxes[:, 0]
    narrow = (codes < 0x250) & _alphanumeric(codes)
    sure = narrow | (wide & (codes >= 0x3400))
    if not sure.any():
        return np.maximum(advance, (boxes[:, 3] - boxes[:, 1]) * 0.8).astype(np.float32)
    estimate = np.where(narrow, 2 * advance, advance)
    last = np.maximum.accumulate(np.where(sure, np.arange(len(codes)), -1))
    last[last < 0] = int(np.argmax(sure))
    return np.maximum(estimate[last], 1.0).astype(np.float32)


def _alphanumeric(codes: Codes) -> Flags:
    lower = codes | 0x20
    found: Flags = ((codes >= 0x30) & (codes <= 0x39)) | ((lower >= 0x61) & (lower <= 0x7A))
    return found


def _tighten(boxes: Floats, base: Floats, em: Floats) -> Floats:
    """Hold the height of a box to the font's size: some fonts declare absurd ascents."""
    tight = boxes.copy()
    tight[:, 1] = np.maximum(boxes[:, 1], base - _ASCENT * em)
    tight[:, 3] = np.minimum(boxes[:, 3], base + _DESCENT * em)
    flat = tight[:, 3] - tight[:, 1] < 0.3 * em
    tight[flat, 1] = (base - 0.8 * em)[flat]
    tight[flat, 3] = (base + 0.1 * em)[flat]
    return tight


_SUPERSCRIPTS = np.array([ord(c) for c in "⁰¹²³⁴⁵⁶⁷⁸⁹"], dtype=np.uint32)
_SMALLER, _HIGHER, _NEAR = 0.85, 0.15, 0.6


def _raised(codes: Codes, boxes: Floats, base: Floats, em: Floats) -> Codes:
    """Write small raised digits as superscripts (12.30¹): a note mark is no digit of the number.

    They are told by size and base line from the character before them in the content stream; digits
    that follow a raised one on its base line and in its size are raised with it.
    """
    digits = (codes >= 0x30) & (codes <= 0x39)
    small = digits[1:] & (em[1:] < _SMALLER * em[:-1])
    rise = base[:-1] - base[1:]
    small &= (rise > _HIGHER * em[:-1]) & (rise < em[:-1])
    small &= np.abs(boxes[1:, 0] - boxes[:-1, 2]) < _NEAR * em[:-1]
    if not small.any():
        return codes
    written = codes.copy()
    for first in np.flatnonzero(small) + 1:
        last = int(first)
        while last < len(codes) and digits[last] and _same_line(base, em, int(first), last):
            written[last] = _SUPERSCRIPTS[int(codes[last]) - 0x30]
            last += 1
    return written


def _same_line(base: Floats, em: Floats, first: int, other: int) -> bool:
    return bool(
        abs(base[first] - base[other]) < 0.05 * em[first] + 0.01 and em[other] < 1.1 * em[first]
    )


_SAME_PLACE = 0.1


def _doubled(found: Characters) -> tuple[Flags, Flags]:
    """Mark characters printed again almost on the same spot (bold by printing twice), and unsure digits.

    Two equal digits are one at the same place within a tenth of a point, or where a neighbour is printed
    again at the very same distance; else one digit may be two, and what remains of them is not read.
    """
    double = np.zeros(len(found), dtype=np.bool_)
    unsure = np.zeros(len(found), dtype=np.bool_)
    if len(found) < 2:
        return double, unsure
    step = 0.12 * found.em
    order = np.lexsort((found.boxes[:, 0], np.round(found.base), found.codes))
    here, before = order[1:], order[:-1]
    same = found.codes[here] == found.codes[before]
    same &= np.abs(found.boxes[here, 0] - found.boxes[before, 0]) < step[here]
    same &= np.abs(found.base[here] - found.base[before]) < step[here]
    double[here[same]] = True
    for first, again in zip(before[same], here[same], strict=True):
        digit = 0x30 <= found.codes[first] <= 0x39
        if digit and not _printed_for_weight(found, int(first), int(again)):
            unsure[first] = True
    return double, unsure


def _printed_for_weight(found: Characters, first: int, again: int) -> bool:
    """Tell whether two equal characters are one printed twice, alone or with a neighbour."""
    shift = _shift(found, first, again)
    if np.abs(shift).max() <= _SAME_PLACE:
        return True
    for step in (-1, 1):
        one, other = first + step, again + step
        inside = min(one, other) >= 0 and max(one, other) < len(found)
        if inside and one != again and other != first and found.codes[one] == found.codes[other]:
            beside = abs(found.base[one] - found.base[first]) < _SAME_PLACE
            if beside and np.abs(_shift(found, one, other) - shift).max() <= _SAME_PLACE:
                return True
    return False


def _shift(found: Characters, one: int, other: int) -> Floats:
    """Return how far one character stands from another, right and down."""
    right = found.boxes[other, 0] - found.boxes[one, 0]
    return np.array((right, found.base[other] - found.base[one]))


@cache
def _faults() -> tuple[dict[int, int], dict[int, int]]:
    """Return the repairs that hold everywhere and those that hold between digits."""
    always = {code: mapped for code in _compatibility() if (mapped := _folded(code)) is not None}
    numeric: dict[int, int] = {}
    table = files(__package__).joinpath("glyphs.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, meant, *where = line.split("\t")
            (numeric if where else always)[int(code, 16)] = ord(meant)
    return always, numeric


def _compatibility() -> range:
    return range(0x2E80, 0xFB00)


def _folded(code: int) -> int | None:
    if not (0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00):
        return None
    folded = unicodedata.normalize("NFKC", chr(code))
    return ord(folded) if len(folded) == 1 and ord(folded) != code else None


def _repair(codes: Codes) -> Codes:
    """Replace faulty code points by the characters that are printed, one for one."""
    odd = ((codes >= 0x2E80) & (codes < 0x2FE0)) | ((codes >= 0xE000) & (codes < 0xFB00))
    if not odd.any():
        return codes
    always, numeric = _faults()
    for i in np.flatnonzero(odd):
        code = int(codes[i])
        if code in always:
            codes[i] = always[code]
        elif code in numeric and 0 < i < len(codes) - 1 and _digits(codes[i - 1], codes[i + 1]):
            codes[i] = numeric[code]
    return codes


def _digits(*codes: np.uint32) -> bool:
    return all(0x30 <= c <= 0x39 for c in codes)
