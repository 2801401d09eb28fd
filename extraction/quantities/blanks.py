"""Join a folded surface that blanks, line breaks or a page number have split.

Blanks between a number and its unit mean nothing. Between two digits they may mean two numbers:
the digits are joined only where the result alone is well formed (thousands in groups of three,
a break beside the decimal point or a separator).
"""

from __future__ import annotations

import re

_PAGE_NUMBER = re.compile(r"\s*—\s*\d{1,4}\s*—\s*")
_BLANK_DIGITS = re.compile(r"\d[\d.,]*(?:\s+[\d.,]+)+")
_SPACED_GROUPS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:\.\d+)?")
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,2})?")
_BROKEN_AT_POINT = re.compile(r"\d+\s*\n\s*\.\d+|\d{2,}\s*\.\s*\d{2,}")
"""One digit before "." and a blank is more often the number of a list item."""
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
    joined = _BLANK_DIGITS.sub(_join_digits, joined.strip())
    return _SPACE.sub("", joined)


def _join_digits(match: re.Match[str]) -> str:
    written = match[0]
    joined = _SPACE.sub("", written)
    if _COMMA_GROUPS.fullmatch(joined):
        return joined
    spaced = _SPACED_GROUPS.fullmatch(written)
    if spaced and (written.count(" ") > 1 or "." in written or match.string[match.end() :].strip()):
        return joined
    if _BROKEN_AT_POINT.fullmatch(written):
        return joined
    raise SplitNumberError(f"digits split by blanks: {written!r}")
