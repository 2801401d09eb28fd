"""A difference of two rates that is written as a rate of change."""

import pytest

from extraction.pipeline import extract

WRONG = [
    ("专任教师本科率为67.45%，比上年的69.13%下降1.68%。", "1.68个百分点"),
    ("城镇化率由2030年的61.2%提高到64.5%，提高3.3%。", "3.3个百分点"),
    ("2031年资产负债率为41.25%，2030年为44.60%，下降3.35%。", "3.35个百分点"),
    ("群众满意度95.20%，较上年91.70%提升3.50%。", "3.50个百分点"),
    ("病床使用率由上年的88.4%降至81.9%，降幅为6.5%。", "6.5个百分点"),
]
RIGHT = [
    "专任教师本科率为67.45%，比上年的69.13%下降2.43%。",
    "专任教师本科率为67.45%，比上年的69.13%下降1.68个百分点。",
    "群众满意度96%，较上年的93%提高3%。",
    "项目完成率98.20%，高于全市的96.10%，比上年提高2.10%。",
    "抽检合格率97.60%，整改率95.10%，下降2.50%。",
    "住院费用占比61.5%，门诊费用占比58.3%，比上年下降3.2%。",
    "参保率由94.2%提高到97.3%，提高3.1个百分点，参保人数增长3.1%。",
]


def told(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_text(f"松涧县2031年绩效评价报告\n{text}\n", "utf-8")
    found = extract(str(path), model="pattern").checks
    return [c.message for c in found if c.status == "violated" and c.told]


@pytest.mark.parametrize(("text", "says"), WRONG)
def test_points_with_the_sign_of_a_rate_are_told(tmp_path, text, says):
    messages = told(tmp_path, text)
    assert len(messages) == 1
    assert says in messages[0]


@pytest.mark.parametrize("text", RIGHT)
def test_a_rate_of_change_and_points_are_right(tmp_path, text):
    assert told(tmp_path, text) == []
