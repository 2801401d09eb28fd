"""Tell a whole number from a code, or from a fragment of a number that was damaged.

A fragment read as a number is a wrong figure in silence: 45万元 out of a broken 123?45万元,
234万元 out of 1, 234万元. Where the text before or after a candidate may belong to it, the
candidate is dropped.
"""

from __future__ import annotations

import re
import unicodedata

_FRONT = re.compile(
    r"(?P<cell>[^\t\n]*?)(?P<digits>\d[\d,]*)[.,][ \u3000\xa0]*\t[\t \u3000\xa0]*\Z"
)
_NAME_OPENED = re.compile(r"[一-鿿][(（][ ]?\Z")
_CLOSED = re.compile(r"[ ]?[)）]")
_ACCOUNT = re.compile(r"\d{5}(?:\d{2}){0,2}")
_CELL_BLANKS = "\t \u3000\xa0"
_REACH = 60
_JOINING = frozenset("*·•∙‧'’`×^:∶。□■?�")
"""After a digit these may be a damaged separator, or make the next digits part of something."""
_DIGITS = frozenset("0123456789.,")
_CYRILLIC = frozenset(map(chr, range(0x400, 0x530)))
_NUMERAL = frozenset("0123456789零一二三四五六七八九十百千万亿兆点")


def is_fragment(folded: str, begin: int, last: int) -> bool:
    """Whether `folded[begin:last]` is a code, or may be part of a longer number."""
    before = folded[begin - 1] if begin else " "
    after = folded[last] if last < len(folded) else " "
    if before.isascii() and (before.isalnum() or before in "._/\\#@%"):
        return True
    if _is_joining(before) and begin > 1 and folded[begin - 2] in _DIGITS:
        return True
    if _is_joining(after) and last + 1 < len(folded) and folded[last + 1].isdigit():
        return folded[last - 1].isdigit()
    if _is_foreign(before, folded[begin - 2] if begin > 1 else " "):
        return True
    if unicodedata.category(after)[0] == "M":
        return True
    if before == "-" and begin > 1 and folded[begin - 2] == "-":
        return True
    if folded[last - 1].isascii() and after.isascii() and (after.isalnum() or after == "_"):
        return True
    if after == "." and last + 1 < len(folded) and folded[last + 1].isdigit():
        return True
    return before == " " and _is_split(folded, begin, last)


def is_behind_front(text: str, start: int) -> bool:
    """Tell whether the front of the number at `start` ends the cell before it (190. in one cell, 2 亿元 in the next).

    A lone number of one or two digits with a point is the number of a list, and no front.
    """
    before = text[max(0, start - _REACH) : start]
    if "\t" not in before[len(before.rstrip(_CELL_BLANKS)) :]:
        return False
    front = _FRONT.search(before.rpartition("\n")[2])
    return front is not None and (bool(front["cell"].strip()) or len(front["digits"]) > 2)


def is_bracketed_code(text: str, start: int, end: int) -> bool:
    """Tell whether a bare number fills the bracket behind a name, with as many digits as an account's code (2050699)."""
    if _ACCOUNT.fullmatch(text, start, end) is None or _CLOSED.match(text, end) is None:
        return False
    return _NAME_OPENED.search(text, max(0, start - 3), start) is not None


def _is_foreign(before: str, earlier: str) -> bool:
    """Whether the mark or letter before a number may be one of its digits, struck out or of another script (1З0.00)."""
    if before < "\u0080" or "\u2e80" <= before < "\U00010000":
        return False
    kind = unicodedata.category(before)
    return kind[0] == "M" or before in _CYRILLIC or (kind[0] == "L" and earlier.isdigit())


def _is_joining(char: str) -> bool:
    return char in _JOINING or "\ue000" <= char <= "\uf8ff"


def _is_split(folded: str, begin: int, last: int) -> bool:
    """Whether the numeral before a blank may be the beginning of this spelt number or discount."""
    if folded[begin].isdigit() and folded[last - 1] != "折":
        return False
    earlier = folded[max(0, begin - 6) : begin]
    return earlier.rstrip()[-1:] in _NUMERAL and bool(earlier.strip())
