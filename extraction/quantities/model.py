"""Values that the quantity reader returns: a read quantity, a refusal, a found extent.

Invariants: every number is a `Decimal`; `surface` is the text as it stands in the document;
`None` means "not stated". `low` and `high` are in the unit of `value`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

KINDS = ("money", "rate", "count", "number")
OPERATORS = ("=", ">=", "<=", ">", "<")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that was read surely (数量).

    `value` is in `unit` as written (1105.33 for 1105.33万元); rates are in percent whatever
    their sign is (三成 is 30 with unit 成, 2倍 is 200 with unit 倍). `low` and `high` bound the
    true value: equal for an exact number, `None` where the words leave that side open.
    `yuan` is the amount in 元, `None` unless the unit tells it. `half_unit` is half a unit in
    the last written place, 0 for exact numbers (whole 元, whole counts). `scale` is the factor
    from `unit` to its unscaled form (10000 for 万元 and for 万人).
    """

    surface: str
    kind: str
    value: Decimal
    unit: str | None
    low: Decimal | None
    high: Decimal | None
    yuan: Decimal | None
    operator: str | None
    half_unit: Decimal
    approximate: bool
    scale: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {KINDS}, found {self.kind!r}")
        if self.operator is not None and self.operator not in OPERATORS:
            raise ValueError(f"operator must be one of {OPERATORS}, found {self.operator!r}")

    @property
    def base_value(self) -> Decimal:
        """The value without its scale: 58000 for 5.8万人, 11053300 for 1105.33万元."""
        return self.value * self.scale

    @property
    def dimension(self) -> str:
        """What it measures apart from its size: money, money/吨, rate, points, 吨; only equal ones compare.

        Amounts of no known currency are each of their own unit; a bare number is "".
        """
        unit = self.unit or ""
        if self.kind == "rate":
            return "points" if "点" in unit else "rate"
        name, _, per = unit.partition("/")
        if self.kind == "money":
            name = "money" if self.yuan is not None else f"money:{name}"
        else:
            name = name.lstrip("万亿千百十") or name
        return f"{name}/{per.replace('·', '')}" if per else name


@dataclass(frozen=True, slots=True)
class UnreadQuantity:
    """A surface that could not be read surely, with the reason in English."""

    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """An extent proposed in a text: half-open code-point offsets and what stands there."""

    start: int
    end: int
    quantity: Quantity
