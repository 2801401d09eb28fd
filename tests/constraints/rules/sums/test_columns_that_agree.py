"""Columns of one table speak for each other: what two of them add up to is a sum in the third as well."""

from __future__ import annotations

from pathlib import Path

from tests.constraints.reports import page, told


def test_a_column_is_held_to_its_sum_where_two_others_come_out(tmp_path: Path) -> None:
    """Two columns come out to the last digit, one does not: its digits are too few for a slip to tell anything."""
    rows = ("项目|年初预算|调整预算|决算数", "甲类项目|80.00|125.00|118.40", "其中：救护培训|30.00|42.00|41.26", "救助活动|{}|60.00|56.90",
            "三献宣传|15.00|23.00|20.24")  # fmt: skip
    wrong = [r.format("53.00") for r in rows]
    right = [r.format("35.00") for r in rows]
    assert told(tmp_path / "t.html", page(("支出情况表", *right))) == []
    assert told(tmp_path / "t.html", page(("支出情况表", *wrong))) == ["80.00"]
