"""Every number of a text, whole: what belongs to it, what stands beside it, what nobody can tell."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.quantities.expressions import number_expressions


def shown(text: str, borders: frozenset[int] = frozenset()) -> list[str]:
    found = number_expressions(text, borders)
    return [text[e.start : e.end] + ("?" if e.doubt else "") for e in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("结余-3.5万元，差额△6.40万元", ["-3.5万", "△6.40万"]),
        ("收入3 284.60万元；21 053 400.00元", ["3 284.60万", "21 053 400.00"]),
        ("总计12\n84.50万元，1,4\n36.80万元", ["12\n84.50万", "1,4\n36.80万"]),
        ("第十二条，三百二十万元，二〇二三年", ["十二", "三百二十万", "二〇二三"]),
        ("一般公共预算，统一，万一，千方百计", []),
        ("收入3 284.60 1 105.33", ["3 284.60?", "1 105.33?"]),
        ("96 100 100，0 96\n2 城区", ["96", "100", "100", "0", "96", "2"]),
        ("12。5万元，290.08万\n万元", ["12。5万?", "290.08万\n万?"]),
        ("6，345人；6，34人", ["6，345", "6", "34"]),
        ("1.2022年参保，附表162022年预算", ["1", "2022", "16?", "2022"]),
        ("详见附件3 128.50万元", ["3", "128.50万"]),
        ("收入78.77[1]，支出12.30注2", ["78.77", "1", "12.30", "2"]),
        ("1\u200b28\u00ad4.60万元", ["1\u200b28\u00ad4.60万"]),
    ],
)  # fmt: skip
def test_expressions(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_no_number_runs_over_the_border_of_a_cell() -> None:
    assert shown("合计3 284.60万元") == ["3 284.60万"]
    assert shown("合计3 284.60万元", frozenset({4})) == ["3", "284.60万"]


def test_a_dash_at_the_end_of_a_cell_is_no_number() -> None:
    text = "泵站-\t31052421D0003"
    assert shown(text, frozenset({0, 3, 4, len(text)})) == ["31052421", "0003"]


@given(
    st.text(
        st.sampled_from("0123456789.,， \n\u00a0\u200b-()（）[]①万亿元%一二十百年第△"), max_size=60
    )
)
def test_every_digit_stands_in_one_expression(text: str) -> None:
    found = number_expressions(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    covered = {i for e in found for i in range(e.start, e.end)}
    assert all(i in covered for i, c in enumerate(text) if c in "0123456789")


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("7•2022－2024年收支表", ["7", "2022", "2024"]),
        ("12·2019年决算", ["12", "2019"]),
        ("3・2020至2021年", ["3", "2020", "2021"]),
        ("支出7•2022万元", ["7•2022万"]),
    ],
)
def test_a_point_before_a_year_joins_no_digits(text: str, numerals: list[str]) -> None:
    found = [text[e.start : e.end] for e in number_expressions(text)]
    assert [n.lstrip("－") for n in found] == numerals
