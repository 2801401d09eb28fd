"""The words right before a figure (引语): back to the clause's beginning or the figure before it."""

from __future__ import annotations

import re

from extraction.quantities.folding import fold
from extraction.remembering import remembered

_CLAUSE = re.compile(r"[,，。;；!！?？\t|]|\n\s*\n")
_BRACKETED = re.compile(r"\([^()]*\)")
_REACH = 60
_FULFILLED = re.compile(
    r"(?:完成|为|达到|达|占|是)(?:了)?(?P<of>[^,，。;；]{0,16}?(?:预算|计划|目标|任务|预期)[^,，。;；完]{0,16}?)(?:的|数)*[\s(（]*$"
)


def lead(text: str, start: int, *, floor: int = 0, reach: int = _REACH) -> str:
    """Return the folded words of the clause before offset `start`, without brackets that closed again.

    Args:
        floor: the words begin no earlier (the end of the figure before).
        reach: no more characters than this are looked at.
    """
    return _last_clause(text[max(floor, start - reach) : start])


@remembered(2048)
def _last_clause(before: str) -> str:
    """Return the words of the clause that some words end with: linker, roles and changes ask for those of one figure."""
    clause = _CLAUSE.split(fold(before))[-1]
    while (bare := _BRACKETED.sub("", clause)) != clause:
        clause = bare
    return clause.rsplit("(", 1)[-1].replace("\n", "")


def fulfilled(lead: str) -> str | None:
    """Return the words for the budget of 完成…的, None where the lead is of another kind."""
    match = _FULFILLED.search(lead)
    return match["of"] if match else None
