"""The identity of a figure (账目身份): whose, what, of which fund and year, and how it is measured.

Like a fact in XBRL, two figures with the same complete key are the same fact. A part that is not known is
None; every known part says where it comes from. A key with an unknown part can suggest, never accuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

Measure = Literal["level", "change", "growth", "completion", "share", "rate", "per_head"]
Source = Literal[
    "name", "row", "column", "cell", "words", "sentence", "paragraph", "title", "heading", "report"
]
"""Where a part comes from: the figure's linked name, its row or column path, the words right before it, its
sentence, its paragraph, the table's title, a heading above, the report's own identity."""

PARTS = (
    "scope", "concept", "fund", "nature", "account", "item", "period", "role", "measure", "base",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """What a figure is.

    Attributes:
        scope: "unit" (the reporting unit), "own" (a government's own level), "whole" (a region with all below
            it), "down" (all below it), or "unit:…" / "region:…" with a name.
        concept: id of the taxonomy's concept; "expenditure" and "revenue" for an account of a code.
        fund: general, fund, capital, social, account, appropriation (财政拨款), or all.
        nature: basic, staff, operating, project; None where the figure is not of one nature alone.
        account: code of the 政府收支分类科目.
        item: the figure's own name, where neither concept nor account says what it is.
        period: the year (or shorter period) in normal form.
        role: actual, budget, initial (年初预算), adjusted (调整预算), prior, standard or other.
        measure: what kind of number it is.
        base: of a rate or change, the role, year or concept that it is held against.
        sources: the source of every known part, by its name.
    """

    scope: str | None = None
    concept: str | None = None
    fund: str | None = None
    nature: str | None = None
    account: str | None = None
    item: str | None = None
    period: str | None = None
    role: str | None = None
    measure: Measure | None = None
    base: str | None = None
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)

    @property
    def named(self) -> bool:
        """Whether it is known what the figure measures."""
        return self.concept is not None or self.account is not None or self.item is not None

    @property
    def complete(self) -> bool:
        """Whether nothing that two figures must share to be one fact is unknown."""
        parts = (self.scope, self.fund, self.period, self.role, self.measure)
        based = self.measure in ("level", "per_head") or self.base is not None
        return self.named and based and None not in parts

    @property
    def fact(self) -> tuple[str | None, ...]:
        """What two statements of one fact have in common."""
        return tuple(getattr(self, part) for part in PARTS)

    def to_json(self) -> dict[str, Any]:
        """Return the parts, unknown ones as null, with their sources."""
        parts: dict[str, Any] = {part: getattr(self, part) for part in PARTS}
        return {**parts, "sources": dict(self.sources)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Key:
        """Return the key of a record's JSON."""
        names = {f.name for f in fields(cls)}
        return cls(**{k: v for k, v in data.items() if k in names})
