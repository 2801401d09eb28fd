"""Numbers that open paragraphs (一、（一）1．（1）)."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"^\s*[“\"]?(?:([（(])?([一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）]|[、.．](?!\d))\s*)"
)
_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)}


def numbering(line: str) -> tuple[str, int] | None:
    """Return the style and the value of a paragraph's number, None where it has none."""
    match = _NUMBER.match(line)
    if not match:
        return None
    bracket, text = "（" if match[1] else "", match[2]
    if text.isdigit():
        return bracket + "1", int(text)
    value = 0
    for char in text:
        value = value * 10 if char == "十" and value else value + _DIGITS[char]
    return bracket + "一", value
