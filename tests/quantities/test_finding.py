"""Extents proposed in running text: what is taken, what is passed over, offsets."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.quantities import find_quantities, read_quantity


def surfaces(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年支出1105.33万元，增长64.79%。", ["1105.33万元", "64.79%"]),
        ("人均960 元/人，共1万余元", ["960 元/人", "1万余元"]),
        ("服务58598人次，归档5.6 万条", ["58598人次", "5.6 万条"]),
        ("比上年提高0.5个百分点，是上年的2倍", ["0.5个百分点", "2倍"]),
        ("检查2-3次，走访一到二次", ["2-3次", "一到二次"]),
        ("保持在70%-80%，占三成，打五折", ["70%-80%", "三成", "五折"]),
        ("约30%以上不低于95%", ["30%", "95%"]),
        ("增长-5.2%，结余－3.1万元", ["-5.2%", "－3.1万元"]),
        ("负0.3个百分点，为企业减负3万元", ["负0.3个百分点", "3万元"]),
        ("投入3亿2000万元、1.2万亿元", ["3亿2000万元", "1.2万亿元"]),
        ("人民币 50元，￥300", ["人民币 50元", "￥300"]),
        ("收入18330.37\n万元", ["18330.37\n万元"]),
        ("购置2台（套）", ["2台（套）"]),
        ("千分之三，二分之一，百分之1,111", ["千分之三", "二分之一", "百分之1,111"]),
        ("支出254.86亿—10—元", ["254.86亿—10—元"]),
        ("1.5 个百分点和四十九兆元", ["1.5 个百分点", "四十九兆元"]),
        ("实际使用7郾6亿元，收入123\ue01045万元", ["7郾6亿元", "123\ue01045万元"]),
        ("利率下调75个基点到3.75%", ["75个基点", "3.75%"]),
        ("2000多位专家，粮食产量1.14万亿斤", ["2000多位", "1.14万亿斤"]),
        ("合计\t147,986\t0.00\t338\n", ["147,986", "0.00", "338"]),
        ("支出1, 234万元，收入2961. 68万元", ["1, 234万元", "2961. 68万元"]),
        ("服务58 598人次，完成98·5%", ["58 598人次", "98·5%"]),
        ("收入合计1 284.60万元，\u200b支出21 053 400.00元", ["1 284.60万元", "21 053 400.00元"]),
        ("总计12\n84.50万元，其中：\n36.80万元", ["12\n84.50万元", "36.80万元"]),
        ("详见附件3 128.50万元，全年分 4 批 180.00万元", ["128.50万元", "4 批", "180.00万元"]),
        (
            "收入1384.20（万元）、1305.43②万元、78.77[1]万元",
            ["1384.20（万元）", "1305.43②万元", "78.77[1]万元"],
        ),
        (
            "差额△6.40万元，结余- 8.20万元，净收益（13.65）万元",
            ["△6.40万元", "- 8.20万元", "（13.65）万元"],
        ),
        ("户均增收2万6，投资3个亿，引进5个亿元以上项目", ["2万6", "3个亿", "5个"]),
        ("年产3.5万t，标准80元/人/月，经费2105.33千元", ["3.5万t", "80元/人/月", "2105.33千元"]),
        ("同比增长（%）-30%，净增加额（万元）-12.5万元", ["-30%", "-12.5万元"]),
        ("年度目标1 284.60万元，表1 284.60万元", ["284.60万元"]),
        ("安全饮水率6\n100%\n99.8%", ["99.8%"]),
        ("到位率1 250%，完成9\n8.5%", ["9\n8.5%"]),
        ("年发电1,726万千瓦时，扩容800千伏安", ["1,726万千瓦时", "800千伏安"]),
        ("用电120kW·h、治理48.7hm²，施肥45kg/hm²", ["120kW·h", "48.7hm²", "45kg/hm²"]),
        ("颗粒物35μg/m³，噪声54dB(A)，压力1.6MPa", ["35μg/m³", "54dB(A)", "1.6MPa"]),
        ("库容300m^3，流量3.5L/s", ["300m^3", "3.5L/s"]),
        ("存栏9.42万头（只、匹），刊发386篇(条)", ["9.42万头（只、匹）", "386篇(条)"]),
        ("免疫160万头（羽）次，消毒3台（套）次日完成", ["160万头（羽）次", "3台（套）"]),
        ("每千人拥有2.6个，由3.4次降为1.9次", ["2.6个", "3.4次", "1.9次"]),
        ("主要问题\n1.15家企业未参保", []),
    ],
)
def test_found(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2022年度、2021年1-12月、12月31日、二〇二二年",
        "截至2022年12月31日，2019-2021年",
        "第3批、第十二条、第一，（一）",
        "1.1 总体目标",
        "2.3本项目概况",
        "沪财〔2021〕5号文",
        "电话021-12345678，13812345678",
        "上午9:30，版本1.2.3",
        "统一、之一、唯一、进一步、同一个",
        "型号A12个，ABC100",
        "十三届人大一次会议",
        "302 对个人和家庭的补助",
        "公共安全支出（204类）司法（06款）",
        "3 项目支出，2 个体工商户",
        "--1428.08亿元",
        "12.3.4万元，1,23.4元",
        "比例为8.7:41.2",
        "少数人，多数人",
    ],
)
def test_passed_over(text: str) -> None:
    assert surfaces(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "百分之1,23",
        "支出123\ue0f145万元",
        "支出1 284.60 1 105.33万元",
        "290.08万\n万元",
        "12。5万元",
        "12?5%",
        "陆 点 五 六元五",
        "二 三个",
        "七 八折",
    ],
)
def test_never_takes_part_of_a_number(text: str) -> None:
    assert surfaces(text) == []


def test_start_and_end_are_offsets_into_the_text() -> None:
    text = "支出12万元，收入34万元，结余5万元"
    found = list(find_quantities(text, 8, 15))
    assert [(item.start, text[item.start : item.end]) for item in found] == [(9, "34万元")]


_PIECES = [
    "12",
    "3,456.7",
    "万元",
    "%",
    "个",
    "，",
    "年",
    "\n",
    " ",
    "二十",
    "至",
    "-",
    "第",
    "（",
    "约",
    "百分之",
    "\ue010",
    "亿",
    "余",
    "０．５",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
def test_offsets_and_reading_agree(text: str) -> None:
    last = 0
    for found in find_quantities(text):
        surface = text[found.start : found.end]
        assert last <= found.start < found.end <= len(text)
        assert found.quantity.surface == surface
        assert read_quantity(surface) == found.quantity
        last = found.end


@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    list(find_quantities(text))


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "一",
        "1 ",
        "1-",
        "一百",
        "1.",
        "万",
        "1万",
        "负",
        "-1",
        "几",
        "百分之",
        " ",
        "1.5 ",
        "5元/",
        "3日",
    ],
    ids=repr,
)
def test_never_hangs(unit: str) -> None:
    begin = time.process_time()
    list(find_quantities(unit * 20_000))
    assert time.process_time() - begin < 30  # hours, where it grows with the square


def test_a_scale_written_twice_is_no_sum() -> None:
    assert surfaces("办公费310.2万万元，差旅费21.8万元") == ["21.8万元"]


@pytest.mark.parametrize("text", ["收入512.40②（万元）。", "收入512.40[⁴]万元。"])
def test_a_note_stands_between_a_number_and_its_unit(text: str) -> None:
    (found,) = find_quantities(text)
    assert (str(found.quantity.value), found.quantity.unit) == ("512.40", "万元")


@pytest.mark.parametrize(
    "text",
    [
        "二〇二四年，本市当年市级基金收入\n3 45,210万元，为预算的九成",
        "经审核确认的本项目全部工程投资\n1 2.6亿元，资金已到位",
    ],
)
def test_a_number_whose_front_a_line_and_a_blank_cut_off_is_not_read(text):
    assert not [q for q in find_quantities(text) if q.quantity.kind == "money"]


def test_a_list_number_before_a_sum_is_no_part_of_it():
    text = "主要支出如下：\n1 45,210万元用于修路\n2 3.5亿元用于建校"
    assert [q.quantity.surface for q in find_quantities(text)][::1].count("45,210万元") == 1


@pytest.mark.parametrize(
    "text",
    [
        "整治河西三支路。",
        "新建二支渠。",
        "实行三位一体管理。",
        "推进五位一体布局。",
        "落实“30条”举措。",
        "慰问百岁老人。",
    ],
)
def test_names_that_begin_like_a_count_count_nothing(text: str) -> None:
    assert [q for q in find_quantities(text) if q.quantity.kind == "count"] == []


@pytest.mark.parametrize(
    "text", ["组建三支队伍。", "三位专家到场。", "出台30条措施。", "设立三个支渠。"]
)
def test_counts_beside_such_names(text: str) -> None:
    assert [q.quantity.kind for q in find_quantities(text)] == ["count"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("尚有27.07万元正在整改。", "27.07万元"),
        ("收回的30万元整合使用。", "30万元"),
        ("合同价款壹佰元正。", "壹佰元正"),
        ("合计5,000元整。", "5,000元整"),
        ("未支出的48万元年底收回。", "48万元"),
        ("欠款20万元月底前付清。", "20万元"),
    ],
)
def test_a_word_behind_a_sum_is_none_of_it(text: str, found: str) -> None:
    assert [q.quantity.surface for q in find_quantities(text)] == [found]
