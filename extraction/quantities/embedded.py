"""The public entry for reading: a surface that is a quantity, or holds exactly one.

Cells of targets and actuals often carry words besides the number (12月底100%完成). Where the
surface is not a quantity itself, it is read only if exactly one quantity stands in it and no
other digit is left over.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.quantities.finding import covered_by_dates, find_quantities
from extraction.quantities.folding import fold
from extraction.quantities.model import FoundQuantity, Quantity, UnreadQuantity
from extraction.quantities.reading import read_surface

_DIGIT = re.compile(
    r"[0-9]|[零一二三四五六七八九十百千万亿两]+(?=[分个])|[一二三四五六七八九十两]+(?=[、,和与到至])"
)
_BOUNDING = re.compile(
    r"[以之][上下内外]|上下|[超不未近约余多每第至~\-—/<>≤≥≦≧≈半]|(?<![高达升降增加少到])到|[高低大小少]于|左右|逾|突破"
)
_WORD = re.compile(r"[一-鿿]{2}")
_SIGNS = "负負-−－（("
_LONGEST = 120
_REACH = 8
"""How many characters beside a number are tried as words that belong to it."""


def read_quantity(
    surface: str, *, kind: str | None = None, unit: str | None = None
) -> Quantity | UnreadQuantity:
    """Read `surface` exactly, or refuse with the reason.

    `kind` ("money", "rate", "count", "number") is what the place expects; a unit of another kind
    in the surface is a refusal. `unit` is inherited from a header, cell or caption ("万元", "%",
    "人") and applies only where the surface has no unit of its own. Never raises on content.
    """
    whole = read_surface(surface, kind=kind, unit=unit)
    if isinstance(whole, Quantity) or kind == "money" or len(surface) > _LONGEST:
        return whole
    if not _WORD.search(surface):
        return whole
    found = list(find_quantities(surface))
    if len(found) != 1 or found[0].quantity.kind not in (kind or found[0].quantity.kind, "number"):
        return whole
    only = _widened(surface, found[0])
    rest = covered_by_dates(fold(surface[: only.start] + " " + surface[only.end :]))
    if _DIGIT.search(rest) or _BOUNDING.search(rest):
        return whole
    return replace(only.quantity, surface=surface)


def _widened(surface: str, found: FoundQuantity) -> FoundQuantity:
    """Return the widest surface around a found number that still reads, words included."""
    for start in range(max(0, found.start - _REACH), found.start + 1):
        for end in range(min(len(surface), found.end + _REACH), found.end - 1, -1):
            if start < found.start and surface[start] in _SIGNS:
                continue
            quantity = read_surface(surface[start:end])
            if isinstance(quantity, Quantity):
                return FoundQuantity(start, end, quantity)
    return found
