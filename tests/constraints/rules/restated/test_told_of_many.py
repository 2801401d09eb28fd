"""What is told of many under one name, and by chance at one rate, is no account told twice."""

from __future__ import annotations

from extraction.constraints.ledger.by_value import ByValue
from tests.constraints.marked import checks_of


def _projects(number: int) -> str:
    return "\n".join(
        f"⟦ITEM i{n}|印刷费⟧⟦AMOUNT a{n}>i{n}|{n}.31万元⟧，⟦ITEM j{n}|邮电费⟧⟦AMOUNT b{n}>j{n}|{n + 7}.52万元⟧，"
        f"⟦ITEM k{n}|咨询费⟧⟦AMOUNT c{n}>k{n}|{n + 3}.83万元⟧。"
        for n in range(100, 100 + number)
    )


_AGAIN = (
    "\n⟦ITEM i1|印刷费⟧⟦AMOUNT a1>i1|100.31万元⟧，⟦ITEM i2|邮电费⟧⟦AMOUNT a2>i2|107.52万元⟧，"
    "⟦ITEM i3|咨询费⟧⟦AMOUNT a3>i3|130.83万元⟧。"
)


def _differing(marked: str) -> list[str]:
    return [c.terms[0] for c in checks_of(marked) if c.kind == "equal" and c.finding]


def test_two_passages_of_few_that_agree_but_for_one_figure_are_told() -> None:
    assert _differing(_projects(3) + _AGAIN) == ["a3"]


def test_a_name_with_very_many_values_is_a_kind_of_thing() -> None:
    assert _differing(_projects(60) + _AGAIN) == []


def _at_one_rate(*levels: str) -> str:
    return "\n".join(
        f"⟦ITEM i{n}|全年支出⟧⟦AMOUNT a{n}>i{n}|{level}万元⟧，⟦ITEM j{n}|资金支出率⟧⟦RATE r{n}>j{n}|93.74%⟧。"
        for n, level in enumerate(levels)
    )


def test_two_levels_at_one_odd_rate_contradict_each_other() -> None:
    assert "a1" in _differing(_at_one_rate("431.20", "413.20"))


def test_three_levels_at_one_rate_came_so_by_chance() -> None:
    assert _differing(_at_one_rate("431.20", "413.20", "288.16")) == []


def test_values_near_one_are_found_among_many() -> None:
    told = ByValue([(n, n) for n in range(-1000, 1000)])
    assert list(told.near(500)) == list(range(490, 511))
    assert list(told.near(-500)) == list(range(-510, -489))
    assert list(told.near(0)) == [0]
