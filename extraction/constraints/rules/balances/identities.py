"""Accounting identities between named figures (平衡关系), read from `identities.toml`.

An identity is one of concepts: what a label, a header or a name in prose means is the taxonomy's to say, and the
figures' keys must agree in scope and fund. It holds within one scope: one row or one column of a table, one owner
across the tables of a report, or the prose of a report or of a paragraph where each concept stands for one value.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.compatible import compatible
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import add
from extraction.constraints.ledger.naming import bare
from extraction.remembering import remembered
from extraction.taxonomy.concepts import concepts_by_id, find_beside

_CLAIMS = {
    "stated": Claim.STATED,
    "likely": Claim.LIKELY,
    "holds": Claim.SUGGESTED,
    "bound": Claim.STATED,
    "exceeds": Claim.SUGGESTED,
}
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_STATEMENT = re.compile(r"(?:预算|决算)数?|执行数")
_Scope = Mapping[str, Sequence[Entry]]
"""The figures of one scope by the concepts that their names mean, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A figure of one of the `stated` concepts equals the signed `parts`, each of one of its concepts."""

    stated: frozenset[str]
    parts: tuple[tuple[frozenset[str], int], ...]
    claim: Claim
    bound: bool
    exceeds: bool

    @property
    def firm(self) -> bool:
        """Whether it is told even where it does not hold, as an equality."""
        return self.claim is Claim.STATED and not self.bound


@lru_cache(maxsize=1)
def known_identities() -> tuple[Identity, ...]:
    """Return the identities of the data file."""
    source = files("extraction.constraints.rules.balances").joinpath("identities.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(_identity(entry) for entry in data["identity"])


def _identity(entry: dict[str, Any]) -> Identity:
    parts = tuple((frozenset(p["concepts"]), int(p["sign"])) for p in entry["parts"])
    how = entry["claim"]
    stated = frozenset(entry["stated"])
    return Identity(stated, parts, _CLAIMS[how], how == "bound", how == "exceeds")


def identities(ledger: Ledger) -> Iterator[Relation]:
    """Yield the identities whose figures all stand in one scope."""
    scopes, paragraphs = list(_scopes(ledger)), list(_paragraphs(ledger))
    for identity in known_identities():
        for scope in (*scopes, *(paragraphs if identity.firm else ())):
            yield from _in_scope(identity, scope)


def _in_scope(identity: Identity, scope: _Scope) -> Iterator[Relation]:
    parts: list[Entry] = []
    for concepts, _ in identity.parts:
        found = _of(concepts, scope)
        if not found or len({e.value.point for e in found}) > 1:
            return
        parts.append(found[0])
    for whole in _of(identity.stated, scope):
        if whole in parts or any(p.family != whole.family for p in parts):
            continue
        if not all(compatible(whole, p, _within(identity, p)) for p in parts):
            continue
        if identity.bound and whole.value.low > parts[0].value.high:
            continue
        yield _told(identity, whole, parts)


def _within(identity: Identity, part: Entry) -> tuple[str, ...]:
    """Return what a whole and its part have in common: a total may hold other funds, what is carried over is of last year."""
    concept = concepts_by_id().get(part.concept or "")
    carried = concept is not None and concept.side == "balance"
    fund = () if identity.bound else ("fund",)
    return ("scope", *fund, *(() if carried else ("period",)))


def _of(concepts: frozenset[str], scope: _Scope) -> list[Entry]:
    """Return the figures of any of the concepts, in the order of the text."""
    found = {e.index: e for concept in concepts for e in scope.get(concept, ())}
    return [found[index] for index in sorted(found)]


def _told(identity: Identity, whole: Entry, parts: Sequence[Entry]) -> Relation:
    claim = identity.claim
    if identity.exceeds and add(parts).low > whole.value.high:
        claim = Claim.STATED
    likely = claim >= Claim.LIKELY and not identity.bound
    together = (likely and _in_a_row(whole, parts)) or (
        identity.firm and _in_one_line(whole, parts)
    )
    return Relation(
        "sum",
        whole.id,
        total(tuple(p.id for p in parts), tuple(sign for _, sign in identity.parts)),
        "identity-in-a-row" if together else "identity",
        Claim.STATED if together else claim,
        0.85,
        bound=identity.bound,
        certain=not identity.exceeds,
    )


def _in_a_row(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether a sentence tells the figures one after the other, the one that follows from them last."""
    places = sorted(p.index for p in parts)
    near = len({e.sentence for e in (whole, *parts)}) == 1 and whole.place is None
    return near and [*places, whole.index] == [*range(places[0], places[0] + len(parts) + 1)]


def _in_one_line(whole: Entry, parts: Sequence[Entry]) -> bool:
    """Tell whether one column of a table, or the rows of one name, hold the figures: all of them are of one thing."""
    places = [e.place for e in (whole, *parts)]
    rows = {p.row_name for p in places if p is not None}
    columns = {(p.table, p.column) for p in places if p is not None}
    return all(places) and 1 in (len(rows), len(columns))


def _scopes(ledger: Ledger) -> Iterator[_Scope]:
    """Yield named figures that belong together."""
    levels = [e for e in ledger.of_kind("money") if e.change is None]
    for placed in (False, True):
        for budget in (True, False):
            chosen = [
                e
                for e in levels
                if (e.place is not None) is placed and (e.role == "budget") is budget
            ]
            if placed:
                yield from _grouped(chosen, by_row=True)
                yield from _grouped(chosen, by_row=False)
            else:
                yield _by_concept((n, e) for e in chosen if not e.aside for n in e.items)


def _paragraphs(ledger: Ledger) -> Iterator[_Scope]:
    """Yield figures of prose by paragraph: a concept that has other values elsewhere may have one here."""
    spoken = [
        e for e in ledger.of_kind("money")
        if e.spoken and not e.aside and e.role != "budget"
    ]  # fmt: skip
    for _, own in groupby(spoken, key=lambda e: e.line):
        yield _by_concept((n, e) for e in own for n in e.items)


def _grouped(entries: Iterable[Entry], *, by_row: bool) -> Iterator[_Scope]:
    """Group table figures by what their row (or column) is called, names from the other axis."""
    groups: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in entries:
        place = entry.place
        if place is None:
            continue
        scope = place.row_name if by_row else f"{place.table}/{place.column}"
        name = place.column_name if by_row else place.row_name
        groups[scope].append((name.rsplit("/", 1)[-1], entry))
    return map(_by_concept, groups.values())


def _by_concept(named: Iterable[tuple[str, Entry]]) -> _Scope:
    scope: dict[str, list[Entry]] = defaultdict(list)
    for name, entry in named:
        concept = _meant(name)
        if concept is not None:
            scope[concept].append(entry)
    return scope


@remembered(4096)
def _meant(name: str) -> str | None:
    """Return the concept that a name means, with or without the words of its statement (预算数, 决算数)."""
    plain = _BRACKETED.sub("", bare(name))
    concept = find_beside(plain) or find_beside(_STATEMENT.sub("", plain))
    return concept.id if concept is not None else None
