from __future__ import annotations

import pytest

from extraction.labels import Label
from extraction.markup import Mention
from extraction.span import Span
from extraction.tagging.extents import snap


@pytest.mark.parametrize(
    ("text", "start", "end", "kept"),
    [
        ("支出5163.637.3其他", 2, 10, False),
        ("支出65696704102.1其他", 7, 13, False),
        ("支出24115.7其他", 2, 9, True),
        ("完成98.5%102.3%", 2, 7, True),
        ("支出24115\n382", 2, 7, True),
    ],
    ids=["before a point", "after a point", "whole", "beside another rate", "line end"],
)
def test_a_value_cut_out_of_a_run_of_digits_goes(
    text: str, start: int, end: int, kept: bool
) -> None:
    label = Label.RATE if "%" in text[start:end] else Label.AMOUNT
    mention = Mention("m1", label, Span(start, end), text[start:end])
    found = snap(text, [mention])
    assert bool(found) is kept
