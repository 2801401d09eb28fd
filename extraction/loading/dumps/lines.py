"""Lines of a text dump with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.span import Span

_LINE = re.compile(r"[^\n\r]*(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `span` excludes its line end; `text` is what stands there, blanks and tabs included."""

    span: Span
    text: str

    @property
    def blank(self) -> bool:
        """True for a line without any character (a line with only a tab is a blank cell, not blank)."""
        return not self.text.strip(" \u3000\xa0\r")


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of `text` in order; their spans are offsets into it."""
    lines: list[Line] = []
    start = 0
    for match in _LINE.finditer(text):
        piece = match.group()
        if not piece:
            break
        body = piece.rstrip("\r\n")
        lines.append(Line(Span(start, start + len(body)), body))
        start += len(piece)
    return tuple(lines)
