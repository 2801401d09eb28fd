"""What stands beside a plan: its rate, what is left open, what is beyond it."""

from __future__ import annotations

import pytest

from tests.constraints.marked import told


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{改造合同价}<240.00万元>，{结算}<249.12万元>，超<RATE>。", "3.80%", "8.30%"),
        ("{堤防概算}<1,500.0万元>，{实际完成}<1,275.0万元>，比概算低<RATE>。", "15.0%", "25.0%"),
        ("{培训计划}<800人次>，{实际完成}<640人次>，较计划少<RATE>。", "20.00%", "2.00%"),
    ],
)
def test_a_rate_beside_a_plan_is_of_the_plan(text, right, wrong):
    assert told(text.replace("<RATE>", f"<?{right}>")) == []
    assert [kind for kind, _ in told(text.replace("<RATE>", f"<?{wrong}>"))] == ["growth"]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{设备款}应支付<860.50万元>，已支付<812.20万元>，未支付<REST>为质保金。", "48.30万元", "43.80万元"),
        ("{教职工}核定编制<3,120名>，实有在编<2,964名>，空编<REST>。", "156名", "165名"),
        ("{补助任务}<2,400.0万元>，实际拨付<2,250.5万元>，欠拨<REST>。", "149.5万元", "194.5万元"),
    ],
)  # fmt: skip
def test_what_is_left_open_is_the_plan_less_what_was_done(text, right, wrong):
    assert told(text.replace("<REST>", f"<?{right}>")) == []
    assert [kind for kind, _ in told(text.replace("<REST>", f"<?{wrong}>"))] == ["diff"]


@pytest.mark.parametrize(
    "text",
    [
        "{全县预算支出}安排<b174.05亿元>，加上转移性支出后{总支出}为<b223.77亿元>，下降<-1.9%>。",
        "{征收任务}<860万元>，{实际入库}<905万元>，增长<+12.4%>。",
        "{概算}<1,240万元>，{结算}<1,180万元>，核减率<?3.20%>。",
    ],
)
def test_a_fall_without_a_word_for_the_plan_is_against_the_year_before(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{步道}计划<320公里>，{实际完成}<304公里>，完成<RATE>。", "95.0%", "59.0%"),
        ("{树苗}目标<450株>，{实际栽植}<432株>，完成率为<RATE>。", "96.0%", "69.0%"),
        ("{学员}任务<250人>，{实际培训}<260人>，为目标任务的<RATE>。", "104.0%", "140.0%"),
    ],
)
def test_a_completion_is_of_the_goal_right_before_it(text, right, wrong):
    assert told(text.replace("<RATE>", f"<?{right}>")) == []
    assert [kind for kind, _ in told(text.replace("<RATE>", f"<?{wrong}>"))] == ["share"]


def test_what_is_done_beyond_a_goal_may_be_told_as_all_of_it():
    assert told("{学员}任务<250人>，{实际培训}<260人>，完成<?100%>。") == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("{会议费}预算<45.00万元>，{实际列支}<58.50万元>，超预算<?13.50万元>，超支幅度为<RATE>。", "30.00%", "23.08%"),
        ("{堤防}批复概算<1,200.0万元>，{结算}<1,380.0万元>，超概算<?180.0万元>，超概率<RATE>。", "15.00%", "13.04%"),
        ("{水电费}控制数<40.00万元>，{实际开支}<46.00万元>，超出<?6.00万元>，超控制数比例达<RATE>。", "15.0%", "13.0%"),
    ],
)  # fmt: skip
def test_an_excess_may_stand_before_its_rate(text, right, wrong):
    assert told(text.replace("<RATE>", f"<?{right}>")) == []
    assert [kind for kind, _ in told(text.replace("<RATE>", f"<?{wrong}>"))] == ["growth"]


@pytest.mark.parametrize(("rate", "expected"), [("100%", []), ("96.3%", [])])
def test_a_cost_below_its_limit_is_met(rate, expected):
    assert told(f"{{单位成本}}计划<b480元>，{{实际}}<462元>，{{完成率}}<{rate}>。") == expected
