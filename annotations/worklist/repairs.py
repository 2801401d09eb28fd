"""What a finding's repair asks for (更正建议): which mention should say what, read from its words.

The words are `将NAMEFIGURE改为VALUE（…）`. The figure is the one term whose surface ends NAMEFIGURE; where no
term or several do, there is nothing to accept with one key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_REPAIR = re.compile(r"^将(.+?)改为([^（，,]+)")


def repair_of(check: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, str] | None:
    """Return the mention to correct and the value that should stand there, None if it is not plain.

    Args:
        check: a check as in a record.
        texts: the surface of each mention by id.
    """
    match = _REPAIR.match(check.get("repair") or "")
    if match is None:
        return None
    named = match[1]
    terms = {t: re.sub(r"\s+", "", texts.get(t, "")) for t in check["terms"]}
    found = [t for t, s in terms.items() if s and re.search(re.escape(s) + r"\D{0,3}$", named)]
    longest = max((len(terms[t]) for t in found), default=0)
    best = [t for t in found if len(terms[t]) == longest]
    return {"mention": best[0], "value": match[2]} if len(best) == 1 else None
