"""Join a seen surface that blanks, line breaks or a page number have split.

Blanks between a number and its unit mean nothing. Digits that `sight` left apart are two numbers, and a
surface that holds two is refused.
"""

from __future__ import annotations

import re

_PAGE_NUMBER = re.compile(r"\s*—\s*\d{1,4}\s*—\s*")
_BLANK_DIGITS = re.compile(r"\d[\d.,]*+\s++[\d.,]++")
_MIXED_FRACTION = re.compile(r"(-?)(\d{1,4}) (\d{1,4})/(\d{1,4})")
_SPACE = re.compile(r"\s+")


class SplitNumberError(ValueError):
    """Digits separated by blanks that do not surely form one number."""


def join_blanks(text: str) -> str:
    """Return `text` without blanks and page numbers; raise `SplitNumberError` where unsure."""
    joined = _PAGE_NUMBER.sub("", text) if "—" in text else text
    if joined.isalnum():
        return joined
    if match := _MIXED_FRACTION.fullmatch(joined.strip()):
        sign, whole, above, below = match.groups()
        return f"{sign}{whole}又{below}分之{above}"
    joined = joined.strip()
    if split := _BLANK_DIGITS.search(joined):
        raise SplitNumberError(f"digits split by blanks: {split[0]!r}")
    return _SPACE.sub("", joined)
