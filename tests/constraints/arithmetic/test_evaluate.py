"""Relations come out, fail, or hold within the rounding of their figures."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from extraction import extract
from extraction.constraints.arithmetic.evaluate import evaluate
from extraction.constraints.arithmetic.intervals import Interval, exact, printed
from extraction.constraints.arithmetic.relation import (
    Product,
    Ratio,
    Relation,
    Sum,
    Term,
    base,
    total,
)


def _cents(text: str) -> Interval:
    return printed(Decimal(text), half=Decimal("0.005"))


def _rate(text: str) -> Interval:
    return printed(Decimal(text) / 100, half=Decimal("0.00005"))


@pytest.mark.parametrize(
    ("stated", "status"),
    [("30.00", "holds"), ("30.01", "rounding"), ("30.05", "violated")],
    ids=["exact", "last digit", "beyond rounding"],
)
def test_sum_of_two_parts(stated: str, status: str) -> None:
    relation = Relation("sum", "t", total(("a", "b")), "test")
    values = {"t": _cents(stated), "a": _cents("10.00"), "b": _cents("20.00")}
    verdict = evaluate(relation, values)
    assert verdict is not None
    assert verdict.status == status


@pytest.mark.parametrize(
    ("rate", "status"),
    [("66.67", "rounding"), ("66.66", "rounding"), ("66.65", "violated")],
    ids=["rounded", "truncated", "wrong"],
)
def test_share_may_be_truncated(rate: str, status: str) -> None:
    relation = Relation("share", "r", Ratio(Term("a"), Term("b")), "test")
    values = {"r": _rate(rate), "a": exact(2), "b": exact(3)}
    verdict = evaluate(relation, values)
    assert verdict is not None
    assert verdict.status == status


def test_growth_over_a_zero_base_is_violated() -> None:
    relation = Relation("growth", "r", Ratio(Term("c"), base("n", "c")), "test")
    values = {"r": _rate("100"), "c": exact(50), "n": exact(50)}
    verdict = evaluate(relation, values)
    assert verdict is not None
    assert verdict.status == "violated"
    assert verdict.computed is None


def test_zero_over_zero_is_no_check() -> None:
    relation = Relation("share", "r", Ratio(Term("a"), Term("b")), "test")
    assert evaluate(relation, {"r": exact(0), "a": exact(0), "b": exact(0)}) is None


def test_a_bound_holds_above_and_fails_below() -> None:
    relation = Relation("sum", "t", total(("a",)), "test", bound=True)
    above = evaluate(relation, {"t": exact(9), "a": exact(5)})
    below = evaluate(relation, {"t": exact(3), "a": exact(5)})
    assert above is not None
    assert below is not None
    assert (above.status, below.status) == ("holds", "violated")


def test_product_and_signed_sum() -> None:
    values = {"m": exact(600), "n": exact(3), "p": exact(200), "d": exact(-597)}
    product = evaluate(Relation("product", "m", Product(Term("n"), Term("p")), "test"), values)
    signed = evaluate(Relation("sum", "d", Sum((Term("n"), Term("m")), (1, -1)), "test"), values)
    assert product is not None
    assert signed is not None
    assert (product.status, signed.status) == ("holds", "holds")


def test_ten_thousand_relations_a_second() -> None:
    values = {f"a{i}": _cents(f"{i}.25") for i in range(12)}
    values |= {"r": _rate("50.00"), "t": _cents("3.00")}
    parts = tuple(f"a{i}" for i in range(1, 6))
    sums = [Relation("sum", "t", total(parts), "test")] * 5000
    rates = [Relation("share", "r", Ratio(Term("a5"), Term("a9")), "test")] * 5000
    started = time.process_time()
    for relation in (*sums, *rates):
        evaluate(relation, values)
    assert time.process_time() - started < 1.0


def test_a_limit_that_is_kept_is_told_as_a_limit(make_document) -> None:
    text = (
        "平川县2024年地方政府债务限额及余额决算情况表\n单位：亿元\n地区\t2024年债务限额\t2024年债务余额（决算数）\n"
        "平川县\t74.53\t72.97\n河东县\t44.53\t42.97\n"
    )
    checks = extract(make_document(text), model="pattern").checks
    assert [c.status for c in checks] == ["holds", "holds"]
    assert all("≥" in c.expression and "不小于" in c.message for c in checks)
