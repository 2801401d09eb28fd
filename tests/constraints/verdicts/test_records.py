"""One relation of a column that fails is told; many are a reading of ours."""

from __future__ import annotations

import pytest

from tests.constraints.reports import checks_told


def rates(wrong):
    """A table of twelve rows with a rate of completion, some of which do not follow from their row."""
    rows = []
    for i in range(1, 13):
        budget, spent = 200 + 10 * i, 150 + 10 * i
        rate = 100 * spent / budget + (7 if i <= wrong else 0)
        rows.append(f"第{i}类支出\t{budget}\t{spent}\t{rate:.1f}%")
    head = "2031年松涧区一般公共预算支出执行情况表\n单位：万元\n项目\t预算数\t执行数\t完成预算%\n"
    return head + "\n".join(rows) + "\n"


@pytest.mark.parametrize(("wrong", "expected"), [(0, 0), (1, 1), (5, 0)])
def test_one_wrong_rate_in_a_column_is_told_and_many_are_not(tmp_path, wrong, expected):
    assert len(checks_told(tmp_path, rates(wrong))) == expected
