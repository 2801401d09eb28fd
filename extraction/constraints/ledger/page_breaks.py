"""Where a page ends inside a paragraph (跨页): the number of the page, alone on its line, says nothing of the text around it."""

from __future__ import annotations

import re

_BLANK = r"[ \t\u3000]*"
PAGE_BREAK = (
    rf"\n(?:{_BLANK}\n){{1,4}}{_BLANK}[-—–－]\s?\d{{1,3}}\s?[-—–－]{_BLANK}\n(?:{_BLANK}\n){{0,4}}"
)
"""An expression for the number of a page with the blank lines around it (— 3 —)."""
_PAGE_BREAK = re.compile(PAGE_BREAK)


def without_pages(text: str) -> str:
    """Return some text with a plain line end where a page ends."""
    return _PAGE_BREAK.sub("\n", text) if "\n" in text else text
