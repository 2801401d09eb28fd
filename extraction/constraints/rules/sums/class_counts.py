"""How many indicators of each class a report has set (指标个数): the classes of one depth add up to the one above.

指标9个，其中数量5个、质量2个、时效1个、成本1个: what the classes are says that they are all, whatever words join them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.lexicon.indicators import IndicatorClass, indicator_classes

_UNITS = frozenset("个项条")
_NAME = re.compile(r"[^，,。；;：:、()（）\d]*$")
_LEADING = re.compile(r"^(?:其中|细分|分别|包括|含|设置?|共|有|为|是|及|和)+")
_TRAILING = re.compile(r"(?:类|指标|目标|设置?|共|有|为|是|计|各)+$")
_ALL = (
    frozenset({"input", "process", "output", "outcome"}),
    frozenset({"output", "outcome", "satisfaction"}),
    frozenset({"quantity", "quality", "time"}),
)
"""Kinds that make up the depth above once all of them are told."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number of indicators with its class, None for one that is of no class: a total."""

    entry: Entry
    known: IndicatorClass | None


def class_counts(ledger: Ledger) -> Iterator[Relation]:
    """Yield numbers of indicators over those of their classes, told right behind them."""
    for row in _rows(ledger):
        for place, counted in enumerate(row):
            for relation in _over_classes(counted, row[place + 1 :]):
                if not _another_behind(ledger, relation):
                    yield relation


def _over_classes(whole: _Counted, behind: Sequence[_Counted]) -> Iterator[Relation]:
    """Yield a number over the classes of one depth behind it, those below them left out."""
    if not behind or behind[0].known is None:
        return
    rank = behind[0].known.rank
    if whole.known is not None and whole.known.rank >= rank:
        return
    parts: list[_Counted] = []
    for counted in behind:
        known = counted.known
        beside = known is not None and known.kind == "cost" and known.kind not in _kinds(parts)
        if known is None or (known.rank < rank and not beside):
            break
        if known.rank == rank or beside:
            parts.append(counted)
    kinds = _kinds(parts)
    if len(set(kinds)) == len(kinds) and any(need <= set(kinds) for need in _ALL):
        yield _over(whole, parts)


def _another_behind(ledger: Ledger, relation: Relation) -> bool:
    """Tell whether the sentence goes on with a class whose number is not read."""
    last = ledger.by_id[relation.terms[-1]]
    rest = re.split(r"[。;；)）]", ledger.after(last, 30))[0]
    following = ledger.entries[last.index + 1 : last.index + 2]
    end = following[0].mention.start - last.mention.end if following else len(rest)
    return bool(re.search(r"\d", rest[: max(end, 0)]))


def _kinds(parts: Sequence[_Counted]) -> list[str]:
    return [p.known.kind for p in parts if p.known is not None]


def _over(whole: _Counted, parts: Sequence[_Counted]) -> Relation:
    ids = tuple(p.entry.id for p in parts)
    return Relation(
        "sum", whole.entry.id, total(ids), "class-counts", Claim.STATED, 0.95, certain=True
    )


def _rows(ledger: Ledger) -> Iterator[list[_Counted]]:
    """Yield numbers of indicators that follow one another in a paragraph."""
    row: list[_Counted] = []
    for entry in ledger.of_kind("count", "goal"):
        counts = entry.spoken and entry.unit in _UNITS
        if (
            not counts
            or entry.number != entry.number.to_integral_value()
            or entry.number <= Decimal(0)
        ):
            continue
        name = _name(ledger, entry)
        known = _class_at_end(_TRAILING.sub("", name))
        total_of = known is None and "指标" in name
        if row and (total_of or (known is None) or row[-1].entry.line != entry.line):
            yield row
            row = []
        if known is not None or total_of:
            row.append(_Counted(entry, known))
    yield row


def _class_at_end(name: str) -> IndicatorClass | None:
    """Return the class that some words end in (细分下去是数量), the longest name first."""
    classes = indicator_classes()
    return next((classes[name[i:]] for i in range(len(name)) if name[i:] in classes), None)


def _name(ledger: Ledger, entry: Entry) -> str:
    """Return the words right before a number, or behind one without any (15个指标)."""
    found = _NAME.search(ledger.lead(entry))
    name = _LEADING.sub("", found[0].strip() if found else "")
    return name + "指标" if ledger.after(entry, 4).lstrip("绩效三二级").startswith("指标") else name
