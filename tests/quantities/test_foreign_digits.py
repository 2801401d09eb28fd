"""Digits of other scripts, letters in their place and digits that are struck out: nothing of them is read as a number."""

import pytest

from extraction.census.reasons import reason_of
from extraction.quantities.finding import find_quantities
from extraction.span import Span


def found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quantities(text)]


@pytest.mark.parametrize(
    "text",
    [
        "收入1З0.00万元",
        "收入З0.00万元",
        "支出2Ο5.60万元",
        "结余4\u03365\u03366.70万元",
        "结余4\u20e35.20万元",
        "支出7О0件",
        "拨付5l0.00万元",
    ],
)
def test_what_stands_behind_a_letter_or_a_struck_digit_is_no_number(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入130.00万元", ["130.00万元"]),
        ("铺设Φ300毫米管道50米", ["300毫米", "50米"]),
        ("一期工程完成率98.5%", ["98.5%"]),
        ("支出。\u300030.00万元", ["30.00万元"]),
    ],
)
def test_whole_numbers_beside_other_letters_are_read(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["结余3OO万元", "支出12l.5万元", "完成率9O%", "拨付4Оо.00元"])
def test_a_figure_with_letters_in_it_is_not_passed_over_as_a_name(text: str) -> None:
    start = next(i for i, c in enumerate(text) if c.isdigit())
    end = next(i for i in range(start, len(text)) if not text[i].isdigit())
    assert reason_of(text, Span(start, end), spelt=False) is None
