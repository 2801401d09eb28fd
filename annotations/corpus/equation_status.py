"""Evaluates the equations of an annotation: holds, rounding or violated (extraction contract, Checks).

An independent, plain reading of numbers over fractions, on purpose not that of the extraction
package: the samples' gold is to test it. A bare amount counts in 万元, as the tables of the samples
say.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from annotations.record import Annotation, AnnotationRecord, Equation
from extraction.labels import Label

_SCALES = {"亿": 10**8, "万": 10**4}
_EXACT = frozenset({Label.COUNT, Label.WEIGHT, Label.SCORE})


@dataclass(frozen=True, slots=True)
class _Interval:
    low: Fraction
    middle: Fraction
    high: Fraction

    def __add__(self, o: _Interval) -> _Interval:
        return _Interval(self.low + o.low, self.middle + o.middle, self.high + o.high)

    def __sub__(self, o: _Interval) -> _Interval:
        return _Interval(self.low - o.high, self.middle - o.middle, self.high - o.low)

    def __mul__(self, o: _Interval) -> _Interval:
        ends = [a * b for a in (self.low, self.high) for b in (o.low, o.high)]
        return _Interval(min(ends), self.middle * o.middle, max(ends))

    def __truediv__(self, o: _Interval) -> _Interval:
        return self * _Interval(1 / o.high, 1 / o.middle, 1 / o.low)


_ZERO = _Interval(Fraction(0), Fraction(0), Fraction(0))


def evaluated(record: AnnotationRecord) -> AnnotationRecord:
    """Return the record with the status of every equation, None for a target."""
    by_id = {s.id: s for s in record.spans}
    equations = tuple(replace(e, status=_status(e, by_id)) for e in record.equations)
    return replace(record, equations=equations)


def yuan(span: Annotation) -> str | None:
    """Return an amount in yuan in plain decimal notation, None for other labels.

    A decrease is no negative amount; a per-head amount (5元/人次) is that of one head.
    """
    if span.label is not Label.AMOUNT:
        return None
    value = abs(_value(span).middle)
    return str(value) if value.denominator == 1 else f"{float(value):.2f}".rstrip("0").rstrip(".")


def _status(equation: Equation, by_id: Mapping[str, Annotation]) -> str | None:
    stated, _, rest = equation.expression.partition("=")
    if equation.kind == "target" or not rest:
        return None
    left = _value(by_id[stated.strip()])
    right = _compute(ast.parse(rest.strip(), mode="eval").body, by_id)
    if left.middle == right.middle:
        return "holds"
    if equation.kind in ("share", "growth"):  # a stated rate may be truncated
        half = left.high - left.middle
        negative = left.middle < 0
        left = (
            replace(left, low=left.low - half) if negative else replace(left, high=left.high + half)
        )
    return "rounding" if left.low <= right.high and right.low <= left.high else "violated"


def _compute(node: ast.expr, by_id: Mapping[str, Annotation]) -> _Interval:
    if isinstance(node, ast.Name):
        return _value(by_id[node.id])
    if not isinstance(node, ast.BinOp):
        raise ValueError(f"expected ids joined by + - * /, found {ast.dump(node)}")
    left, right = _compute(node.left, by_id), _compute(node.right, by_id)
    if isinstance(node.op, ast.Add):
        return left + right
    if isinstance(node.op, ast.Sub):
        return left - right
    return left * right if isinstance(node.op, ast.Mult) else left / right


def _value(span: Annotation) -> _Interval:
    """Return what a span stands for: yuan, a ratio, a count or marks, ± half its last place."""
    text = unicodedata.normalize("NFKC", span.text)
    match = re.search(r"\d[\d,]*(?:\.(\d+))?", text)
    if match is None:
        raise ValueError(f"expected a number in {span.text!r}")
    number = Fraction(match[0].replace(",", ""))
    rest = text[match.end() :]
    scale = Fraction(_SCALES.get(rest[:1], 1))
    if span.label is Label.AMOUNT and not rest:
        scale = Fraction(10**4)
    if span.label is Label.RATE:
        scale = Fraction(1, 100)
    whole = not match[1] and (span.label in _EXACT or scale == 1) and rest[:1] not in _SCALES
    half = Fraction(0) if whole else Fraction(1, 2 * 10 ** len(match[1] or ""))
    found = _Interval((number - half) * scale, number * scale, (number + half) * scale)
    return _ZERO - found if "-" in span.flags else found
