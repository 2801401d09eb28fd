"""The facts of a report (事实): figures, indicators and scores, each tied to the mentions it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extraction.facts.key import Key
from extraction.markup import Change, Markup, Mention, Role
from extraction.quantities import Quantity

Status = Literal["met", "unmet", "undetermined"]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount, rate or count (金额, 比率, 数量) and what it measures.

    Attributes:
        mention: AMOUNT, RATE or COUNT; its `change` says increase or decrease.
        quantity: the value in the unit as written, its bounds and, for money, `yuan`.
        items: what is measured; in tables the column header and the row label.
        owner: the unit (ORG) that owns the amount, where the text says so.
        account: a code of the 政府收支分类科目 or one of the project's named totals.
        role: actual, budget, prior, standard or other.
        key: its identity, None before `assign_keys`.
        period: normalised ("2022", "2022-12-31", "2022-01/2022-06"), None where none is stated.
    """

    mention: Mention
    quantity: Quantity
    items: tuple[Mention, ...] = ()
    owner: Mention | None = None
    account: str | None = None
    role: Role = "actual"
    period: str | None = None
    confidence: float | None = None
    key: Key | None = None

    @property
    def change(self) -> Change | None:
        """Increase or decrease where the value is a change against something."""
        return self.mention.change

    @property
    def signed(self) -> Decimal:
        """The value with a decrease as negative, in the unit as written."""
        return -abs(self.quantity.value) if self.change == "decrease" else self.quantity.value


@dataclass(frozen=True, slots=True)
class Goal:
    """A target or an actual value (目标值, 实际完成值); `quantity` is None for a qualitative one."""

    mention: Mention
    quantity: Quantity | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A performance indicator (绩效指标) with what the report says of it; `status` is computed."""

    name: Mention
    levels: tuple[Mention, ...] = ()
    target: Goal | None = None
    actual: Goal | None = None
    status: Status = "undetermined"
    claimed: Mention | None = None
    weight: Mention | None = None
    score: Mention | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Marks got or full marks (得分, 分值); `of` is the full-marks mention that a score belongs to."""

    mention: Mention
    kind: Literal["score", "weight"]
    value: Decimal
    subject: Mention | None = None
    of: Mention | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A mention whose number could not be read surely."""

    mention: Mention
    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one report, each tuple in text order, with the mark-up they were built from."""

    markup: Markup
    amounts: tuple[Figure, ...] = ()
    rates: tuple[Figure, ...] = ()
    counts: tuple[Figure, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    scores: tuple[Score, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Amounts, rates and counts together, in text order."""
        everything = (*self.amounts, *self.rates, *self.counts)
        return tuple(sorted(everything, key=lambda f: f.mention.span))
