"""Rates whose base the words name apart from their figures: 按…计算, a name of the field, last year's level before them."""

from __future__ import annotations

import pytest

from tests.constraints.reports import about

COUNTED_BY = [
    (
        "调整后项目预算1200.00万元，实际到位1150.00万元；全年支出1104.00万元，按调整后项目预算计算，执行率为{}。",
        "92.00%",
        "96.00%",
    ),
    (
        "到位资金860.00万元，项目预算900.00万元。项目实际支出817.00万元，其中设备费600.00万元、劳务费217.00万元。按到位资金测算，预算执行率{}。",
        "95.00%",
        "90.78%",
    ),
    (
        "2031年年初预算500.00万元，追加100.00万元，全年支出570.00万元，以年初预算口径计算，支出率达{}。",
        "114.00%",
        "95.00%",
    ),
]

NAMED = [
    ("编制160名，年末在职152人，在职人员控制率{}；离退休40人。", "95.00%", "95.90%"),
    ("核定编制64人，实有在职60人，在职人员控制率为{}。", "93.75%", "93.57%"),
    (
        "固定资产原值5000.00万元，其中在用资产4850.00万元，固定资产利用率{}。",
        "97.00%",
        "79.00%",
    ),
    (
        "全年政府采购预算640.00万元，实际采购金额608.00万元，政府采购执行率{}。",
        "95.00%",
        "95.50%",
    ),
]

AFTER_LAST_YEAR = [
    (
        "公务接待费全年支出41.40万元。上年支出46.00万元，同比减少4.60万元，下降{}。",
        "10.00%",
        "11.11%",
    ),
    (
        "培训费本年支出27.60万元。上年支出24.00万元，比上年增加3.60万元，增长{}。",
        "15.00%",
        "13.04%",
    ),
    (
        "2031年会议费支出19.00万元。2030年支出20.00万元，减少1.00万元，下降{}。",
        "5.00%",
        "5.26%",
    ),
]

BOTH_SIDES = [
    (
        "2031年度收入总计1100.00万元，支出总计1100.00万元。与2030年度相比，收、支总计各增加100.00万元，增长{}。",
        "10.00%",
        "9.09%",
    ),
    (
        "本年收入总计3800.00万元，支出总计3800.00万元。比上年收支总计均减少200.00万元，下降{}。",
        "5.00%",
        "5.26%",
    ),
    (
        "收入总计660.00万元，支出总计660.00万元。较上年度，收支各增加60.00万元，增长{}。",
        "10.00%",
        "9.09%",
    ),
]


@pytest.mark.parametrize(
    ("text", "right", "wrong"), [*COUNTED_BY, *NAMED, *AFTER_LAST_YEAR, *BOTH_SIDES]
)
def test_a_rate_over_the_base_that_the_words_name(tmp_path, text, right, wrong):
    whole = "松涧县某局2031年度支出情况说明\n{}\n"
    assert not about(tmp_path, whole.format(text.format(right)), right)
    assert about(tmp_path, whole.format(text.format(wrong)), wrong)


@pytest.mark.parametrize(
    "text",
    [
        "编制160名，年末实有188人（含聘用人员36人），其中女职工75人，在职人员控制率95.00%。",
        "公务接待费上年支出46.00万元，同比减少4.60万元，下降9.09%。",
        "收入总计660.00万元，支出总计610.00万元。与上年相比，收、支总计各增加60.00万元，增长12.00%。",
        "按合同约定计算，执行率为92.00%。",
    ],
)
def test_what_the_words_leave_open_is_not_told(tmp_path, text):
    rate = text.rsplit("%", 1)[0].rsplit("率", 1)[-1].rsplit("下降", 1)[-1].rsplit("增长", 1)[-1]
    rate = rate.removeprefix("为") + "%"
    assert not about(tmp_path, f"松涧县某局2031年度支出情况说明\n{text}\n", rate)
