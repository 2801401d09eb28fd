"""Marks that were passed and shares of the year gone by are nobody's own figures."""

from __future__ import annotations

from tests.constraints.reports import checks_told


def test_a_count_that_was_passed_is_no_level(tmp_path):
    text = (
        "松岩市2031年经济运行情况\n"
        "粮食总产量首次突破35万吨，达到36.05万吨，比上年增加1.83万吨，增长5.3%。\n"
    )
    assert not checks_told(tmp_path, text)


def test_the_share_of_the_year_that_has_gone_by_is_none_of_money(tmp_path):
    text = (
        "松岩市2031年绩效运行监控\n"
        "加装电梯补助年初预算2000万元，到8月底支出1040万元，执行率52.0%，而序时进度为66.7%。\n"
    )
    assert not checks_told(tmp_path, text)
