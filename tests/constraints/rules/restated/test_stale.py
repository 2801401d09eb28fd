"""Prose that tells of this year what a table has for the year before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.constraints.reports import about

_TABLE = """附表：松涧县2031年财政收支情况表
单位：万元
项目\t2030年决算数\t2031年决算数\t增长%
农林水支出\t61234\t68452\t11.79
社会保险基金年末滚存结余\t48417\t53906\t11.34
教育支出\t90215\t92871\t2.94
"""


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        ("农林水支出6.12亿元，主要用于高标准农田。", "6.12亿元"),
        ("2031年农林水支出完成61234万元。", "61234万元"),
        ("教育支出90215万元，占比最高。", "90215万元"),
    ],
)
def test_last_years_figure_told_of_this_year(tmp_path: Path, said: str, figure: str) -> None:
    assert about(tmp_path, f"松涧县2031年财政收支情况\n{said}\n\n{_TABLE}", figure)


@pytest.mark.parametrize(
    "said",
    [
        "农林水支出6.85亿元，主要用于高标准农田。",
        "2030年农林水支出完成61234万元。",
        "上年农林水支出61234万元。",
        "农林水支出68452万元，比上年的61234万元增长11.79%。",
        "其中县本级农林水支出3.38亿元。",
    ],
)
def test_other_figures_of_the_row_are_no_slip(tmp_path: Path, said: str) -> None:
    text = f"松涧县2031年财政收支情况\n{said}\n\n{_TABLE}"
    assert not any(about(tmp_path, text, f) for f in ("61234万元", "6.12亿元", "3.38亿元"))
