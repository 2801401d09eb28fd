"""Slips of the pen are recognised in the number as written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.constraints.arithmetic.intervals import Interval, exact
from extraction.constraints.arithmetic.relation import Ratio, Relation, Term, base, total
from extraction.constraints.verdicts.slips import find_slip, slips, wanted
from tests.constraints.marked import ledger_of


@pytest.mark.parametrize(
    ("written", "meant", "kind"),
    [
        ("1234.56", "1324.56", "swap"),
        ("1234.56", "1264.56", "digit"),
        ("123.456", "1234.56", "point"),
        ("1234", "12340000", "unit"),
        ("1234", "12834", "lost"),
        ("12334", "1234", "doubled"),
    ],
)
def test_a_slip_is_recognised(written: str, meant: str, kind: str) -> None:
    made = [s for s in slips(Decimal(written)) if s.number == Decimal(meant)]
    assert kind in {s.kind for s in made}


@given(st.integers(min_value=1000, max_value=999_999), st.integers(0, 5))
def test_swapping_twice_gives_the_number_back(number: int, place: int) -> None:
    text = str(number)
    i = place % (len(text) - 1)
    swapped = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    if swapped != text and swapped[0] != "0":
        assert Decimal(text) in {s.number for s in slips(Decimal(swapped)) if s.kind == "swap"}


def test_every_term_gets_the_value_that_mends() -> None:
    values = {"t": exact(100), "a": exact(30), "b": exact(60)}
    relation = Relation("sum", "t", total(("a", "b")), "test")
    targets = {t: wanted(relation, t, values) for t in relation.terms}
    assert {t: i.point for t, i in targets.items() if i} == {"t": 90, "a": 40, "b": 70}


@given(st.integers(100, 10_000), st.integers(1, 99))
def test_growth_is_solved_for_its_level(old: int, change: int) -> None:
    level = old + change
    rate = Decimal(change) / Decimal(old)
    values = {"r": exact(rate), "c": exact(change), "n": exact(level + 7)}
    relation = Relation("growth", "r", Ratio(Term("c"), base("n", "c")), "test")
    target = wanted(relation, "n", values)
    assert target is not None
    assert abs(target.point - level) < Decimal("1e-9")


def test_a_count_stays_whole() -> None:
    entry = ledger_of("共有⟦ITEM i1|车辆⟧⟦COUNT c1>i1|286辆⟧。").by_id["c1"]
    assert find_slip(entry, exact(Decimal("28.6"))) is None
    assert find_slip(entry, Interval(Decimal(268), Decimal(268), Decimal(268))) is not None


@pytest.mark.parametrize("order", [("12.5", "12.50"), ("12.50", "12.5")])
def test_slips_are_those_of_the_number_as_written_whatever_was_asked_before(
    order: tuple[str, str],
) -> None:
    swapped, lost = {}, {}
    for written in order:
        entry = ledger_of(f"⟦ITEM i1|车辆保险⟧⟦AMOUNT a1>i1|{written}万元⟧。").by_id["a1"]
        swapped[written] = find_slip(entry, exact(Decimal(152_000)))
        lost[written] = find_slip(entry, exact(Decimal(125_100)))
    assert {w: str(s.number) for w, s in swapped.items() if s} == {"12.5": "15.2", "12.50": "15.20"}
    assert {w: s is not None for w, s in lost.items()} == {"12.5": False, "12.50": True}
