"""A balance of two figures that its sentence names, wherever these stand; a rate over a whole that it names."""

import pytest

from tests.constraints.marked import told

WRONG = {
    "what came in less what was spent": (
        "{到位资金}<4,710.00万元>，其中{上级资金}<4,360.00万元>全部到位，{缺口}<150.00万元>。\n"
        "项目{实际支出}<4,386.52万元>。到位资金扣除实际支出后，{年末结余}<X>。",
        "323.48万元", "473.48万元",
    ),
    "a contract less what was paid": (
        "{施工合同价款}<1,862.40万元>，{监理合同价款}<46.50万元>。\n"
        "截至年底，已支付{工程款}<1,320.75万元>。施工合同价款减去已支付工程款后，尚余<?X>。",
        "541.65万元", "514.65万元",
    ),
    "one less two": (
        "归集{土地复垦费}<285.60万元>，返还{保证金}<198.35万元>，支付{评估费}<12.20万元>。\n"
        "归集土地复垦费扣除返还保证金和评估费后，{差额}<X>。",
        "75.05万元", "57.05万元",
    ),
    "what is left bears another name": (
        "{中标合同价}<1,286.40万元>。\n累计支付{工程款}<1,152.70万元>，另支付{监理费}<21.45万元>。\n"
        "中标合同价扣除累计支付工程款后，剩余{应付款}<X>。",
        "133.70万元", "113.70万元",
    ),
    "a rate over the whole that is named": (
        "{到位资金}<4,710.00万元>，{项目预算}<4,860.00万元>。\n"
        "项目{实际支出}<4,386.52万元>。按到位资金计算，{预算执行率}<X>。",
        "93.13%", "90.26%",
    ),
}  # fmt: skip
SILENT = {
    "a word that means two figures": (
        "省级{到位资金}<860.00万元>，市级{到位资金}<600.00万元>。{实际支出}<1,386.52万元>。到位资金扣除实际支出后，{年末结余}<473.48万元>。"
    ),
    "something else comes on top": (
        "{到位资金}<4,710.00万元>。{实际支出}<4,386.52万元>。到位资金加上年结转扣除实际支出后，{年末结余}<473.48万元>。"
    ),
    "nothing is said to be taken off": (
        "{到位资金}<4,710.00万元>。{其他支出}<4,386.52万元>，另有{历年结余}<473.48万元>。"
    ),
}


@pytest.mark.parametrize(("text", "right", "wrong"), WRONG.values(), ids=WRONG)
def test_a_named_balance_is_told_only_where_it_is_wrong(text, right, wrong):
    assert told(text.replace("X", right)) == []
    assert [stated for _, stated in told(text.replace("X", wrong))] == [wrong]


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_nothing_is_told_where_the_words_leave_it_open(text):
    assert told(text) == []
