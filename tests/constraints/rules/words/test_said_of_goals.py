"""What a report says of its goals against what it reached."""

import pytest

from extraction.pipeline import extract

WRONG = [
    "有效问卷396份，满意度为83.84%，达到了≥85%的年度目标。",
    "设备完好率为91.2%，高于95%的考核标准。",
    "抽查食堂62所，留样规范率为88.60%，达到不低于90%的绩效目标。",
    "农户培训覆盖率为78.5%，已实现≥80%的预期目标。",
    "户均补贴成本为1,260元，控制在1,200元的目标以内。",
    "空气优良天数比率86.1%，未达到85%的考核要求。",
    "小型水库除险加固目标83座，实际完成81座，完成了年度目标。",
    "农村公路改造计划120公里，实际改造112公里，超额完成目标任务。",
    "技能培训目标500人次，实际培训486人次，全面完成年度任务。",
    "公厕改造目标40座，实际改造42座，未完成年度目标。",
    "新增绿地面积目标≥3000平方米，实际3260平方米，未达到目标值。",
]
RIGHT = [
    "有效问卷396份，满意度为86.84%，达到了≥85%的年度目标。",
    "任务进度为60.50%，完成了80%的任务指标。",
    "一季度完成投资2.1亿元，实现8亿元的年度目标仍有较大压力。",
    "满意度为83.1%，力争达到85%的目标。",
    "小型水库除险加固目标83座，实际完成83座，完成了年度目标。",
    "农村公路改造计划120公里，实际改造112公里，未完成目标任务。",
    "技能培训目标500人次，实际培训486人次，基本完成年度任务。",
    "结余结转率目标10%，实际12.5%，未完成年度目标。",
    "户均补贴成本为1,160元，控制在1,200元的目标以内。",
    "费用率为12.5%，低于15%的控制标准。",
    "空气优良天数比率84.1%，未达到85%的考核要求。",
    "培训合格率98.2%，超过95%的目标值3.2个百分点。",
    "收回问卷408份，有效问卷396份，达到400份的回收要求。",
]


def told(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_text(f"松涧县2031年绩效评价报告\n{text}\n", "utf-8")
    found = extract(str(path)).checks
    return [c.message for c in found if c.status == "violated" and c.told]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_said_of_a_goal_and_is_not_so_is_told(tmp_path, text):
    messages = told(tmp_path, text)
    assert len(messages) == 1
    assert "却称" in messages[0]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_so_is_not_accused(tmp_path, text):
    assert told(tmp_path, text) == []
