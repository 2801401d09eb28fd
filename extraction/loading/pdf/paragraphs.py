"""Paragraphs: lines joined across hard line breaks, cell text closed up.

Chinese lines join without a blank, Latin words with one. A line goes on in the next if it reaches the right
edge of its column so far that the next line's first word would not have fitted, and the next line does not
start a paragraph of its own (indentation, size, distance).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extraction.document import Box
from extraction.loading.pdf.lines import Line, Strip

_CLOSING = "，。、；：！？）》〉】”’…,.;:!?)]％%"
_WORD = re.compile(
    rf"[（(《〈【“‘\[]*(?:[0-9][0-9.,]*[%％]?[^\x00-\u2000]?|[0-9A-Za-z.+\-/:]+|.)[{re.escape(_CLOSING)}]*"
)
_TERMINAL = "。！？；"
_SPREAD = 4
_SPREAD_OUT = re.compile(r"\S(?: \S)+")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%％]?")
_UNFINISHED = re.compile(r"[\d,.]*\d[\d,.]*$")
_CONTINUED = re.compile(r"^[\d,.]*\d[\d,.]*[%％]?")
_OPENING = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[部章节条][分]?|[一二三四五六七八九十]{1,3}[、.．]|"
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、．]|[①-⑳])"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one page: its text, extent, and the size of its first line's characters.

    Attributes:
        open_start: it may continue a paragraph of the page before.
        open_end: it may go on on the next page.
        lines: number of printed lines.
    """

    strip: Strip
    box: Box
    em: float
    open_start: bool = False
    open_end: bool = False
    lines: int = 1

    @property
    def text(self) -> str:
        """The characters, blanks included."""
        return self.strip.text


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of a column of text."""

    left: float
    right: float


def margins(lines: Sequence[Line]) -> Margins:
    """Return the edges that at least two lines share, else the outermost."""
    if not lines:
        return Margins(0.0, 0.0)
    rights = sorted((line.box.x1 for line in lines), reverse=True)
    lefts = sorted(line.box.x0 for line in lines)
    em = sorted(line.em for line in lines)[len(lines) // 2]
    right = next((a for a, b in pairwise(rights) if a - b < 1.2 * em), rights[0])
    left = next((a for a, b in pairwise(lefts) if b - a < 0.6 * em), lefts[0])
    return Margins(left, right)


def paragraphs(lines: Sequence[Line], edges: Margins | None = None) -> list[Paragraph]:
    """Join the lines of one column, given from top to bottom."""
    edges = edges or margins(lines)
    leading = _leading(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and continues(groups[-1][-1], line, edges, leading=leading):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, edges) for group in groups]


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance between base lines (a low quantile: paragraphs stand further apart)."""
    steps = sorted(b.base - a.base for a, b in pairwise(lines) if b.base > a.base)
    return steps[len(steps) // 3] if steps else 0.0


def continues(line: Line, after: Line, edges: Margins, *, leading: float) -> bool:
    """Tell whether `after` goes on with the sentence of `line`."""
    em = line.em
    if abs(after.em - em) > 0.16 * em or len(line.segments) > 1 or len(after.segments) > 1:
        return False
    step = after.base - line.base
    if step > max(1.45 * leading, 1.2 * em) or step > 2.8 * em:
        return False
    if _NUMBER.fullmatch(line.text) or line.box.x0 - after.box.x0 > 3.5 * em:
        return False
    if after.text[0] in _CLOSING:
        return True
    if line.text[-1] in _TERMINAL and _OPENING.match(after.text):
        return False
    if _centred(line, after):
        return full(line, after, edges) and line.text[-1] not in _TERMINAL
    if indented(after, line, edges):
        return False
    return full(line, after, edges) or _ragged(line, after, edges)


def _centred(line: Line, after: Line) -> bool:
    """Tell whether two lines of unlike length share their middle: a title over two lines."""
    middles = line.box.x0 + line.box.x1 - after.box.x0 - after.box.x1
    unlike = abs(line.box.x0 - after.box.x0) > 1.5 * line.em
    return abs(middles) < 1.2 * line.em and unlike


def _ragged(line: Line, after: Line, edges: Margins) -> bool:
    """Tell whether an unfinished line of an indented paragraph merely ends a little early."""
    room = edges.right - line.box.x1
    unfinished = line.text[-1] not in _TERMINAL + "：:" and not _OPENING.match(after.text)
    return unfinished and room < 4 * line.em and line.box.x0 > after.box.x0 + 1.2 * line.em


def full(line: Line, after: Line | None, edges: Margins) -> bool:
    """Tell whether `line` has no room for the first word of `after`."""
    word = _WORD.match(after.text) if after else None
    need = 1.0 * line.em
    if word and after and len(word[0]) <= len(after.strip.boxes):
        boxes = after.strip.boxes[: len(word[0])]
        need = min(float(np.nanmax(boxes[:, 2]) - boxes[0, 0]), 14 * line.em)
    return line.box.x1 + need > edges.right - 0.6 * line.em


def indented(line: Line, before: Line | None, edges: Margins) -> bool:
    """Tell whether `line` is set in from the left edge like the start of a paragraph."""
    shift = line.box.x0 - edges.left
    if shift < 0.9 * line.em:
        return False
    if before is None:
        return True
    return line.box.x0 > before.box.x0 - 0.5 * line.em


def _paragraph(group: Sequence[Line], edges: Margins) -> Paragraph:
    box = group[0].box
    parts: list[Strip | str] = [group[0].strip]
    for before, line in pairwise(group):
        blank = joint(before.text, line.text)
        parts += [blank, line.strip] if blank else [line.strip]
        box = box.union(line.box)
    starts_open = not indented(group[0], None, edges) and not _OPENING.match(group[0].text)
    single = len(group[0].segments) == 1
    last = group[-1]
    broad = last.box.x1 - last.box.x0 > 0.7 * (edges.right - edges.left)
    ends_open = full(last, None, edges) and broad and len(last.segments) == 1
    ends_open = ends_open and last.text[-1] not in _TERMINAL
    return Paragraph(
        Strip.joined(parts), box, group[0].em, starts_open and single, ends_open, len(group)
    )


def joint(before: str, after: str) -> str:
    """Return what stands between two lines of one paragraph: a blank between words, else nothing."""
    last, first = before[-1], after[0]
    if last >= "\u2000" or first >= "\u2000":
        return ""
    if last.isdigit() and (first.isdigit() or first in ".,%"):
        return ""
    if first.isdigit() and last in ".,-" and before[-2:-1].isdigit():
        return ""
    return " "


def cell_text(lines: Sequence[Line], box: Box) -> Strip:
    """Close up the lines of one cell; a number broken by the cell's width becomes whole again."""
    parts: list[Strip | str] = []
    for i, line in enumerate(lines):
        if i and (blank := _blank_in_cell(lines[i - 1], line, box)):
            parts.append(blank)
        parts.append(_close_label(line.strip))
    return Strip.joined(parts) if parts else Strip.joined([""])


def _blank_in_cell(before: Line, after: Line, box: Box) -> str:
    last, first = before.text[-1], after.text[0]
    tail, head = _UNFINISHED.search(before.text), _CONTINUED.match(after.text)
    if tail and (head or first in ".,%％"):
        whole = tail[0] + (head[0] if head else first)
        room = (box.x1 - box.x0) - (before.box.x1 - before.box.x0)
        filled = room < 1.3 * before.em
        broken = not _NUMBER.fullmatch(tail[0]) or first in ".,%％" or filled
        return "" if broken and _NUMBER.fullmatch(whole) else " "
    if last.isalpha() and first.isalpha() and last < "\u0250" and first < "\u0250":
        return " "
    return ""


def _close_label(strip: Strip) -> Strip:
    """Remove the blanks of a short label or number that is spread over its cell (合　　计, 1 , 2 5 0)."""
    bare = strip.text.replace(" ", "")
    if bare == strip.text:
        return strip
    if len(bare) >= _SPREAD and _SPREAD_OUT.fullmatch(strip.text) and _NUMBER.fullmatch(bare):
        kept = [i for i, c in enumerate(strip.text) if c != " "]
        return Strip(bare, strip.boxes[kept])
    if len(bare) > 8 or any(c < "\u2e80" for c in bare):
        return strip
    kept = [i for i, c in enumerate(strip.text) if c != " "]
    return Strip(bare, strip.boxes[kept])
