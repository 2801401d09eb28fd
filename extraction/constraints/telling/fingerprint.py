"""What a finding is known by from one extraction to the next (指纹).

    sum-4f0c2ad91b-7e3a55c0
    kind, the values of its figures (the stated one apart), their names

Values are the numbers as written, without unit, sign or place: other weights may read another unit or cut
another span, and the report's number stays. So a decision of a person finds its finding again by the whole,
or, where another reading gave other names, by kind and values alone (`same_values`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extraction.constraints.arithmetic.check import Check
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.markup import Mention

_VALUES, _NAMES = 10, 8


def sealed(checks: Iterable[Check], ledger: Ledger) -> tuple[Check, ...]:
    """Return the checks with their fingerprints."""
    mentions = {m.id: m for m in ledger.facts.markup.mentions}
    return tuple(replace(c, fingerprint=_fingerprint(c, ledger.by_id, mentions)) for c in checks)


def fingerprint(kind: str, values: Sequence[str], names: Sequence[str]) -> str:
    """Return the fingerprint of a finding from its figures' values and names, the stated one first."""
    numbers = _digest([values[0], *sorted(values[1:])], _VALUES)
    return f"{kind}-{numbers}-{_digest([names[0], *sorted(names[1:])], _NAMES)}"


def same_values(whole: str) -> str:
    """Return the part of a fingerprint that does not hang on names."""
    return whole.rpartition("-")[0]


def _fingerprint(
    check: Check, entries: Mapping[str, Entry], mentions: Mapping[str, Mention]
) -> str:
    if check.kind == "format":  # its words are its figure
        return fingerprint(check.kind, [check.expression], [""])
    values = [_value(t, entries, mentions) for t in check.terms]
    names = [entries[t].core if t in entries else "" for t in check.terms]
    return fingerprint(check.kind, values, names)


def _value(term: str, entries: Mapping[str, Entry], mentions: Mapping[str, Mention]) -> str:
    entry = entries.get(term)
    if entry is not None:
        return plain_number(entry.number)
    return re.sub(r"\s+", "", mentions[term].text) if term in mentions else ""


def plain_number(number: Decimal) -> str:
    """Return a number without sign and trailing zeros (10.0 and 10 are one)."""
    return f"{abs(number).normalize():f}"


def _digest(parts: list[str], length: int) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]
