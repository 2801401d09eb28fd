"""Whose a figure is by the words before its name (归属): 市本级税收收入, 经济开发区税收收入."""

from __future__ import annotations

import re

from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.quantities.folding import fold

_CLAUSE = re.compile(r"[,，。;；:：、(（]")
_PLACE = re.compile(r"(?:全[省市州县区旗镇乡]|[一-鿿]{0,10}(?:本级|区|县|市|州|旗|镇|乡|街道|园))$")
_WORDS = 40


def whose(ledger: Ledger, entry: Entry) -> str:
    """Return the place or level that stands right before the name of a figure, "" where none does."""
    name = fold(entry.name)
    clause = _CLAUSE.split(fold(ledger.before(entry, _WORDS)))[-1]
    place = clause.rfind(name) if name else -1
    found = _PLACE.search(clause[:place]) if place > 0 else None
    return found[0] if found else ""


def of_others(ledger: Ledger, one: Entry, other: Entry) -> bool:
    """Tell whether the words say of two figures that they are of different places or levels."""
    owners = whose(ledger, one), whose(ledger, other)
    return all(owners) and owners[0] != owners[1]
