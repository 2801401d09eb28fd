"""What a figure is told against, by the words before it."""

from __future__ import annotations

import pytest

from extraction.constraints.ledger.comparison import told_against


@pytest.mark.parametrize(
    ("words", "against"),
    [
        (",比上年增长", "prior"),
        (",较年初预算减少", "budget"),
        (",比调整预算增加", "adjusted"),
        (",同比上升", "prior"),
        (",比2021年决算数增长", "prior"),
        (",较上年预算下降", "prior budget"),
        (",比十三五时期增加", "span"),
        (",环比增长", "month"),
        ("与2022年相比,收入总计减少", "prior"),
        (",占比48%,较大", None),
        (",增加", None),
    ],
)
def test_what_a_figure_is_told_against(words: str, against: str | None) -> None:
    assert told_against(words) == against
