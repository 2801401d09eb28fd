"""Header rows of two lines whose upper words are printed over each of their columns."""

from __future__ import annotations

import pytest

from tests.loading.dumps.test_find import only

_ROWS = [
    ["堤岸加固工程", "12.50", "13.60", "￥7.15", "6.20"],
    ["苗木", "317.25", "—", "18.40", "△9.30"],
    ["泵站检修", "(4.10)", "28.70", "1.95", "2.05"],
]


def _text(header: list[list[str]], rows: list[list[str]], parting: int) -> str:
    return "\n".join((" " * parting).join(row).rstrip() for row in (*header, *rows)) + "\n以上。\n"


@pytest.mark.parametrize("parting", [2, 3, 4])
@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (
            ("", "2019年", "2019年", "2020年", "2020年"),
            ("项目", "预算数", "执行数", "预算数", "执行数"),
        ),
        (
            ("科目名称", "一般公共预算", "一般公共预算", "政府性基金", "政府性基金"),
            ("", "本年收入", "本年支出", "本年收入", "本年支出"),
        ),
        (
            ("项目名称", "本年收入", "本年支出", "其中", "其中"),
            ("", "", "", "人员经费", "公用经费"),
        ),
    ],
    ids=["years", "names above", "parts"],
)
def test_every_figure_stands_below_its_two_headers(
    upper: tuple[str, ...], lower: tuple[str, ...], parting: int
) -> None:
    found = only(_text([[*upper], [*lower]], _ROWS, parting))
    assert found[2:] == _ROWS
    assert [w for w in found[1] if w] == [w for w in lower if w]


def test_blanks_between_the_lower_headers_are_cells() -> None:
    header = [["", "合计", "其中", "其中"], ["项目名称", "", "人员经费", "公用经费"]]
    rows = [
        ["堤岸加固", "￥12.50", "", "1.25"],
        ["苗木", "3.10", "△2.05", ""],
        ["泵站检修", "9.80", "-", "8.40"],
    ]
    assert only(_text(header, rows, 3))[2:] == rows


def test_two_rows_of_headers_are_not_one_row_of_twice_the_columns() -> None:
    header = [
        ["", *["一般公共预算"] * 2, *["政府性基金"] * 2],
        ["项目名称", *["本年收入", "本年支出"] * 2],
    ]
    found = only("单位：元\n" + _text(header, _ROWS, 3))
    assert found[2:] == _ROWS
