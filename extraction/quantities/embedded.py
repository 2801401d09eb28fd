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
from extraction.quantities.model import Quantity, UnreadQuantity
from extraction.quantities.reading import read_surface

_DIGIT = re.compile(r"[0-9]|[零一二三四五六七八九十百千万亿两]+(?=[分个])")
_WORD = re.compile(r"[一-鿿]{2}")


def read_quantity(
    surface: str, *, kind: str | None = None, unit: str | None = None
) -> Quantity | UnreadQuantity:
    """Read `surface` exactly, or refuse with the reason.

    `kind` ("money", "rate", "count", "number") is what the place expects; a unit of another kind
    in the surface is a refusal. `unit` is inherited from a header, cell or caption ("万元", "%",
    "人") and applies only where the surface has no unit of its own. Never raises on content.
    """
    whole = read_surface(surface, kind=kind, unit=unit)
    if isinstance(whole, Quantity) or not _WORD.search(surface) or kind == "money":
        return whole
    found = list(find_quantities(surface))
    if len(found) != 1 or found[0].quantity.kind not in (kind or found[0].quantity.kind, "number"):
        return whole
    only = found[0]
    rest = surface[: only.start] + " " + surface[only.end :]
    if _DIGIT.search(covered_by_dates(fold(rest))):
        return whole
    return replace(only.quantity, surface=surface)
