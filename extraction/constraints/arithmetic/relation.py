"""Relations between figures (勾稽关系): what is stated, and the expression it should equal.

An expression is a small tree over mention ids. Values come in from outside, so that one relation can
be judged with the report's numbers or with a corrected one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from extraction.constraints.arithmetic.check import CheckKind
from extraction.constraints.arithmetic.intervals import Interval, exact

Values = Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Term:
    """One figure, by its mention id."""

    id: str

    def value(self, values: Values) -> Interval:
        """Return the figure's interval."""
        return values[self.id]

    def ids(self) -> Iterator[str]:
        """Yield the mention ids in writing order."""
        yield self.id


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that no mention stands for (100%, full marks of 10)."""

    interval: Interval
    text: str

    def value(self, values: Values) -> Interval:
        """Return the number."""
        return self.interval

    def ids(self) -> Iterator[str]:
        """Yield nothing."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Sum:
    """Signed parts; `signs` is 1 or -1 for each."""

    parts: tuple[Expression, ...]
    signs: tuple[int, ...]

    def value(self, values: Values) -> Interval:
        """Return the signed total."""
        low = point = high = _ZERO
        for part, sign in zip(self.parts, self.signs, strict=True):
            v = part.value(values)
            if sign > 0:
                low, point, high = low + v.low, point + v.point, high + v.high
            else:
                low, point, high = low - v.high, point - v.point, high - v.low
        return Interval(low, point, high)

    def ids(self) -> Iterator[str]:
        """Yield the mention ids in writing order."""
        for part in self.parts:
            yield from part.ids()


@dataclass(frozen=True, slots=True)
class Product:
    """Left times right."""

    left: Expression
    right: Expression

    def value(self, values: Values) -> Interval:
        """Return the product."""
        return self.left.value(values) * self.right.value(values)

    def ids(self) -> Iterator[str]:
        """Yield the mention ids in writing order."""
        yield from self.left.ids()
        yield from self.right.ids()


@dataclass(frozen=True, slots=True)
class Ratio:
    """Left over right."""

    left: Expression
    right: Expression

    def value(self, values: Values) -> Interval:
        """Return the quotient; raise `ZeroDivisionError` where the base may be zero."""
        return self.left.value(values) / self.right.value(values)

    def ids(self) -> Iterator[str]:
        """Yield the mention ids in writing order."""
        yield from self.left.ids()
        yield from self.right.ids()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many figures a list has (列出的个数), by their mention ids."""

    listed: tuple[str, ...]

    def value(self, values: Values) -> Interval:
        """Return their number."""
        return exact(Decimal(len(self.listed)))

    def ids(self) -> Iterator[str]:
        """Yield the mention ids in writing order."""
        yield from self.listed


Expression = Term | Constant | Sum | Product | Ratio | Tally
_ZERO = Decimal(0)


class Claim(IntEnum):
    """How firmly text or structure says that the relation is meant."""

    SUGGESTED = 0
    """Told only when it holds."""
    LIKELY = 1
    """Also told when one slip of the pen (a digit, a decimal point) explains why it does not."""
    STATED = 2
    """Told whatever comes out."""


@dataclass(frozen=True, slots=True)
class Relation:
    """`stated` should equal `expression`.

    Attributes:
        kind: see the extraction contract.
        rule: the discovery rule, for readers of the code and for tests.
        claim: how firmly the relation is meant.
        confidence: how sure the relation is meant, in [0, 1].
        certain: the words leave no doubt, however far apart the numbers are.
        word: what the text says of the two figures and they contradict (持平, 大于), empty for sums of
            another kind.
        slips_only: a likely relation that a small gap alone does not make a finding.
        doubts: evidence against the relation that its finder saw, names of `confidence.toml`.
        defined: the text itself defines the rate: that another base fits is no reading, but the slip.
        bound: True where `expression` is only a lower bound of `stated` (总计 against one part).
    """

    kind: CheckKind
    stated: str
    expression: Expression
    rule: str
    claim: Claim = Claim.SUGGESTED
    confidence: float = 0.9
    bound: bool = False
    certain: bool = False
    slips_only: bool = False
    word: str = ""
    doubts: tuple[str, ...] = ()
    defined: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """Mention ids, the stated one first, each once."""
        return tuple(dict.fromkeys((self.stated, *self.expression.ids())))


def total(parts: tuple[str, ...], signs: tuple[int, ...] | None = None) -> Sum:
    """Return the sum of figures by mention id, all positive unless `signs` says otherwise."""
    return Sum(tuple(Term(p) for p in parts), signs or (1,) * len(parts))


def base(level: str, change: str) -> Sum:
    """Return the earlier level: the new level less its signed change (基数)."""
    return Sum((Term(level), Term(change)), (1, -1))
