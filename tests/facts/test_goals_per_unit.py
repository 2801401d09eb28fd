"""A goal per unit (元/吨) is met or missed by a price of that unit alone, never by a total or by another price."""

from __future__ import annotations

import pytest

from extraction.facts.status import comparable
from extraction.quantities import read_quantity
from extraction.quantities.model import Quantity


def _read(text: str) -> Quantity:
    found = read_quantity(text)
    assert isinstance(found, Quantity)
    return found


@pytest.mark.parametrize(
    ("goal", "result", "like"),
    [
        ("不高于260元/吨", "252元/吨", True),
        ("≤3.5万元/公里", "34000元/公里", True),
        ("1200元/人·年", "1150元/人年", True),
        ("不高于260元/吨", "962.64万元", False),
        ("≤3.5万元/公里", "280万元", False),
        ("不超过45元/人", "38元/户", False),
        ("300万元", "298.50万元", True),
        ("300万元", "52元/平方米", False),
        ("50户", "150人", False),
        ("50户", "96%", False),
        ("提高2个百分点", "98%", False),
    ],
)
def test_only_figures_of_one_dimension_are_compared(goal: str, result: str, like: bool) -> None:
    assert comparable(_read(goal), _read(result)) is like
    assert comparable(_read(result), _read(goal)) is like
