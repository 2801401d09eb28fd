"""What one sentence states: sums, nets, rolls, payments, rates of numbers; and what reads otherwise."""

from __future__ import annotations

import pytest

from tests.constraints.marked import terms_told
from tests.constraints.reports import checks_told


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("⟦ITEM i1|一般公共预算支出⟧⟦AMOUNT a1>i1|28.15亿元⟧，完成调整预算⟦AMOUNT a2b>i1|{}亿元⟧的⟦RATE r1>i1|50.09%⟧。", "56.20", "52.60"),
        ("发放问卷⟦COUNT c1|500份⟧，收回⟦COUNT c2|478份⟧，⟦ITEM i1|有效回收率⟧⟦RATE r1>i1|{}%⟧。", "95.6", "75.6"),
        ("⟦ITEM i1|项目资金到位⟧⟦AMOUNT a1>i1|452万元⟧，⟦ITEM i2|到位率⟧⟦RATE r1>i2|94.17%⟧；⟦ITEM i3|实际使用⟧⟦AMOUNT a2>i3|437.6万元⟧，结余⟦AMOUNT a3|{}万元⟧。", "14.4", "15.4"),
        ("⟦ITEM i1|工程收入⟧⟦AMOUNT a1>i1|28.60亿元⟧。分部门看，⟦ITEM i2|税务部门⟧⟦AMOUNT a2>i2|{}亿元⟧；⟦ITEM i3|财政部门⟧⟦AMOUNT a3>i3|4.48亿元⟧。", "24.12", "42.12"),
        ("⟦ITEM i1|自评⟧得分⟦SCORE s1>i1|95.5分⟧，其中⟦LEVEL l1|投入⟧⟦WEIGHT w1>l1|20分⟧得⟦SCORE s2>l1|{}分⟧，⟦LEVEL l2|过程⟧⟦WEIGHT w2>l2|30分⟧得⟦SCORE s3>l2|29分⟧，⟦LEVEL l3|产出⟧⟦WEIGHT w3>l3|50分⟧得⟦SCORE s4>l3|47分⟧。", "19.5", "15.9"),
        ("⟦ITEM i1|三公经费支出⟧⟦AMOUNT a1>i1|48.62万元⟧，其中⟦ITEM i2|公务接待费⟧⟦AMOUNT a2>i2|4.51万元⟧。比上年减少⟦AMOUNT a3-|2.38万元⟧，下降⟦RATE r1-|{}%⟧。", "4.67", "6.47"),
    ],
    ids=["whole beside", "counted rate", "unused", "by department", "class scores", "topic left out"],
)  # fmt: skip
def test_what_a_sentence_states_is_told_where_it_fails(text: str, right: str, slip: str) -> None:
    assert terms_told(text.format(right)) == []
    assert terms_told(text.format(slip))


@pytest.mark.parametrize(
    "text",
    [
        "⟦ITEM i1|新技术目标⟧⟦COUNT c1b>i1|17项⟧，实际完成⟦COUNT c2>i1|20项⟧，⟦ITEM i2|完成率⟧⟦RATE r1>i2|100%⟧。",
        "2022年全市增加⟦ITEM i1|政府债务限额⟧⟦AMOUNT a1>i1|39.40亿元⟧，增加后⟦ITEM i2|政府债务限额⟧⟦AMOUNT a2>i2|381.80亿元⟧。"
        "2022年末全市⟦ITEM i3|政府债务余额⟧⟦AMOUNT a3>i3|377.90亿元⟧。",
        "收回问卷⟦COUNT c1|478份⟧，共发放⟦COUNT c2|500份⟧，⟦ITEM i1|回收率⟧⟦RATE r1>i1|95.6%⟧。",
    ],
    ids=["beyond a goal", "what a limit was raised by", "the other way round"],
)
def test_what_reads_otherwise_accuses_nobody(text: str) -> None:
    assert terms_told(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全县收入总计74.23亿元，支出总计71.11亿元。收支相抵，年终结转3.12亿元。", False),
        ("全县收入总计74.23亿元，支出总计71.11亿元。收支相抵，年终结转3.52亿元。", True),
        ("全县收入总计74.23亿元，支出总计71.11亿元。收支相抵，年末滚存结余9.52亿元。", False),
        (
            "2030年末政府债务余额80.15亿元，2031年新增发行22.30亿元，偿还本金8.40亿元，2031年末政府债务余额94.05亿元。",
            False,
        ),
        (
            "2030年末政府债务余额80.15亿元，2031年新增发行22.30亿元，偿还本金8.40亿元，2031年末政府债务余额95.05亿元。",
            True,
        ),
        ("村道硬化100.00万元，桥梁维修50.00万元，水渠修复60.00万元，三项合计210.00万元。", False),
        ("村道硬化100.00万元，桥梁维修50.00万元，水渠修复60.00万元，三项合计220.00万元。", True),
        ("村道硬化100.00万元，桥梁维修50.00万元，水渠修复60.00万元，四项合计220.00万元。", False),
        ("全年为50名护林员发放补助，每人每年2000元，共发放100000元。", False),
        ("全年为50名护林员发放补助，每人每年2000元，共发放120000元。", True),
        ("全年为50名护林员发放补助，每人每月2000元，共发放120000元。", False),
    ],
)
def test_what_a_sentence_sums_nets_rolls_or_pays(tmp_path, text, wrong):
    assert bool(checks_told(tmp_path, f"云阳县2031年执行情况说明\n{text}\n")) is wrong
