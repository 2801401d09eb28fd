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
_PLAIN = re.compile(r"\d+\.\d+")
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
    if _SPACED_GROUPS.fullmatch(written.replace("\n", " ")):
        return joined
    broken_at_point = re.fullmatch(r"\d+\s*\.\s*\d+", written)
    if broken_at_point and _PLAIN.fullmatch(joined):
        return joined
    raise SplitNumberError(f"digits split by blanks: {written!r}")
