"""Accounting identities between named figures (平衡关系), read from `identities.toml`.

An identity holds within one scope: one row or one column of a table, one owner across the tables of
a report, or the prose of a report where each name stands for one value.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import add
from extraction.constraints.ledger.naming import bare

_CLAIMS = {
    "stated": Claim.STATED,
    "likely": Claim.LIKELY,
    "holds": Claim.SUGGESTED,
    "bound": Claim.STATED,
    "exceeds": Claim.SUGGESTED,
}
_WORDS = re.compile(r"[(（][^()（）]*[)）]|预算数?|决算数?|执行数|、|[(（]万?元[)）]")


@dataclass(frozen=True, slots=True)
class Identity:
    """`stated` equals the signed `parts`; patterns over names."""

    stated: re.Pattern[str]
    parts: tuple[tuple[re.Pattern[str], int], ...]
    claim: Claim
    bound: bool
    exceeds: bool


@lru_cache(maxsize=1)
def known_identities() -> tuple[Identity, ...]:
    """Return the identities of the data file."""
    source = files("extraction.constraints.rules").joinpath("identities.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(_identity(entry) for entry in data["identity"])


def _identity(entry: dict[str, Any]) -> Identity:
    parts = tuple((re.compile(p["name"]), int(p["sign"])) for p in entry["parts"])
    how = entry["claim"]
    stated = re.compile(entry["stated"])
    return Identity(stated, parts, _CLAIMS[how], how == "bound", how == "exceeds")


def identities(ledger: Ledger) -> Iterator[Relation]:
    """Yield the identities whose figures all stand in one scope."""
    scopes = list(_scopes(ledger))
    for identity in known_identities():
        for scope in scopes:
            yield from _in_scope(identity, scope)


def _in_scope(identity: Identity, scope: Sequence[tuple[str, Entry]]) -> Iterator[Relation]:
    parts: list[Entry] = []
    for pattern, _ in identity.parts:
        found = [e for name, e in scope if pattern.fullmatch(name)]
        if not found or len({e.value.point for e in found}) > 1:
            return
        parts.append(found[0])
    for name, whole in scope:
        if not identity.stated.fullmatch(name) or whole in parts:
            continue
        if any(p.family != whole.family for p in parts):
            continue
        within = ("scope",) if identity.bound else ("scope", "fund")  # a total may hold other funds
        if not all(compatible(whole, p, within) for p in parts):
            continue
        if identity.bound and whole.value.low > parts[0].value.high:
            continue
        claim = identity.claim
        if identity.exceeds and add(parts).low > whole.value.high:
            claim = Claim.STATED
        together = claim is Claim.LIKELY and _in_a_row(whole, parts)
        expression = total(tuple(p.id for p in parts), tuple(s for _, s in identity.parts))
        yield Relation(
            "sum",
            whole.id,
            expression,
            "identity-in-a-row" if together else "identity",
            Claim.STATED if together else claim,
            0.85,
            identity.bound,
            not identity.exceeds,
        )


def _in_a_row(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether a sentence tells the figures one after the other, the one that follows from them last."""
    places = sorted(p.index for p in parts)
    near = len({e.sentence for e in (whole, *parts)}) == 1 and whole.place is None
    return near and [*places, whole.index] == [*range(places[0], places[0] + len(parts) + 1)]


def _scopes(ledger: Ledger) -> Iterator[list[tuple[str, Entry]]]:
    """Yield named figures that belong together."""
    levels = [e for e in ledger.of_kind("money") if e.change is None]
    for placed in (False, True):
        for role in ("budget", "other"):
            chosen = [
                e
                for e in levels
                if (e.place is not None) is placed and (e.role == "budget") is (role == "budget")
            ]
            if not placed:
                yield [(n, e) for e in chosen if not e.aside for n in _names(e.items)]
                continue
            yield from _grouped(chosen, by_row=True)
            yield from _grouped(chosen, by_row=False)


def _grouped(entries: Iterable[Entry], *, by_row: bool) -> Iterator[list[tuple[str, Entry]]]:
    """Group table figures by what their row (or column) is called, names from the other axis."""
    groups: dict[str, list[tuple[str, Entry]]] = {}
    for entry in entries:
        place = entry.place
        if place is None:
            continue
        scope = place.row_name if by_row else f"{place.table}/{place.column}"
        name = place.column_name if by_row else place.row_name
        names = _names((name.rsplit("/", 1)[-1],))
        groups.setdefault(scope, []).extend((n, entry) for n in names)
    return iter(groups.values())


def _names(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(_WORDS.sub("", bare(i)) for i in items if i))
