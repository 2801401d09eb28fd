"""Values of an account with what each is: goal, result, mark or something else (目标值与完成值)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extraction.quantities import FoundQuantity, Quantity
from extraction.span import Span


class Role(StrEnum):
    """What a value is within an account."""

    TARGET = "target"
    ACTUAL = "actual"
    WEIGHT = "weight"
    SCORE = "score"
    RATE = "rate"
    OTHER = "other"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Value:
    """A value: its extent with comparator, its role, its name, and where it stands.

    Attributes:
        stated: whether words beside it say its role.
        part: number of the piece between semicolons and full stops.
        sentence: number of the sentence.
        glued: whether it follows another value without a word between.
        plain: whether the sentence itself says goal and result of one thing, whatever the headings say.
    """

    span: Span
    found: FoundQuantity
    role: Role
    name: Span | None
    stated: bool
    part: int
    sentence: int
    glued: bool = False
    plain: bool = False


def alike(a: Value, b: Value) -> bool:
    """Tell whether two values are of one unit, so that one can answer the other."""
    left, right = a.found.quantity, b.found.quantity
    if left.kind != right.kind:
        return False
    if left.kind == "money":
        return left.dimension == right.dimension
    return plain_unit(left) == plain_unit(right)


def plain_unit(quantity: Quantity) -> str:
    """Return the unit without the power of ten before it (万公里 and 公里 are one)."""
    unit = quantity.unit or ""
    return unit.lstrip("十百千万亿") if quantity.scale > 1 else unit
