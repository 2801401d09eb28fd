"""Periods of figures that name none themselves: the nearest words that date them, and those that do not."""

import pytest

from annotations.inline import parse
from extraction.facts.build import build_facts
from extraction.facts.keys import Report, assign_keys

_FINAL = Report("部门决算", 2031, "松涧区档案馆2031年度部门决算")
_CITY = Report("其他", 2031, "关于临川市2031年预算执行情况和2032年预算草案的报告")
_COST = "⟦ITEM i1|培训费⟧⟦AMOUNT a1>i1|6.30万元⟧"


def periods(marked, report):
    text, record = parse(marked)
    facts = build_facts(record.markup(), text=text, fiscal_year=report.year)
    return [f.period for f in assign_keys(text, facts, report).amounts]


@pytest.mark.parametrize(
    ("marked", "report", "expected"),
    [
        (f"{_COST}。", _FINAL, ["2031"]),
        (f"{_COST}。", _CITY, [None]),
        (f"一、2032年重点支出\n{_COST}。", _CITY, ["2032"]),
        (f"一、二〇三二年重点支出\n{_COST}。", _CITY, ["2032"]),
        (f"2030年，开展培训三次。{_COST}。", _FINAL, ["2030"]),
        (f"2032年上半年，开展培训三次。{_COST}。", _CITY, ["2032-01/2032-06"]),
        (f"2031年6月12日，开展培训。{_COST}。", _FINAL, ["2031"]),
        (f"截至2031年9月30日，培训三次。{_COST}。", _FINAL, ["2031-09-30"]),
        (f"增长较快，主要是2029年基数较低。{_COST}。", _FINAL, ["2031"]),
        (f"与2030年相比，人员增加。{_COST}。", _FINAL, ["2031"]),
        (
            "一、2032年重点工作\n⟦PERIOD p1|上半年⟧⟦ITEM i1|培训费⟧⟦AMOUNT a1>i1,p1|6.30万元⟧。",
            _CITY,
            ["2032-01/2032-06"],
        ),
        (f"会议指出，综合各方面因素，2032年全市开展培训三次；{_COST}。", _CITY, ["2032"]),
        (f"会议指出，由于基数较低，2029年压减较多；{_COST}。", _FINAL, ["2031"]),
        (f"会议指出，培训3次，2029年起停办；{_COST}。", _FINAL, ["2031"]),
        (f"五年来，加强培训。{_COST}。", _FINAL, [None]),
        (f"“十四五”时期，加强培训。{_COST}。", _FINAL, ["2021/2025"]),
        (f"“十五五”全县加强培训。{_COST}。", _CITY, ["2026/2030"]),
        (f"十三五期间，开展培训三次。{_COST}。", _CITY, ["2016/2020"]),
        (f"“十四五”规划目标明确。{_COST}。", _CITY, [None]),
        (f"“十四五”期间，全市年均新增站点三个，共用{_COST}。", _CITY, ["2021/2025"]),
        (f"“十四五”以来，加强培训。{_COST}。", _FINAL, [None]),
        (f"注：①2032年，改变标准。{_COST}。", _CITY, ["2032"]),
        (f"一、支出预算安排\n{_COST}。", _CITY, ["2032"]),
        (f"已支付{_COST}。", _CITY, ["2031"]),
        (
            f"2032年，⟦ITEM i2|差旅费⟧为上年决算数⟦AMOUNT a2>i2|5.10万元⟧。{_COST}。",
            _CITY,
            ["2031", "2032"],
        ),
        (
            "一、2031年预算执行和2032年预算安排\n⟦ITEM i2|差旅费⟧安排预算⟦AMOUNT a2b>i2|5.10万元⟧。",
            _CITY,
            ["2032"],
        ),
    ],
)
def test_a_figure_is_dated_by_the_nearest_words_that_date_it(marked, report, expected):
    assert periods(marked, report) == expected


def test_the_network_marks_no_title_and_its_year_dates_all_the_same():
    text = f"松涧区档案馆2031年度部门决算\n{_COST}，⟦ITEM i3|会议费⟧⟦AMOUNT a3>i3|1.00万元⟧。\n2032年8月20日"
    assert periods(text, _FINAL) == ["2031", "2031"]


_LEAD = "2031年，各部门用心办好民生实事，努力把每一分钱用在刀刃上，取得较好成效。"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            f"一、民生实事\n{_LEAD}\n（一）培训\n全年{_COST}。", "2031", id="heading below"
        ),
        pytest.param(f"一、民生实事\n{_LEAD}\n1.{_COST}，增长较快。", "2031", id="list"),
        pytest.param(
            f"一、民生实事\n根据市委部署，2032年全市安排民生实事专项资金，主要用于：\n——{_COST}；",
            "2032",
            id="later clause",
        ),
        pytest.param(
            f"一、“十四五”民生实事回顾\n全市{_COST}。", "2021/2025", id="plan in a heading"
        ),
        pytest.param(
            f"一、民生实事\n{_LEAD}\n二、其他事项\n{_COST}。", None, id="silent: next section"
        ),
        pytest.param(
            f"一、民生实事\n{_LEAD}\n（一）2032年培训\n{_COST}。",
            "2032",
            id="silent: nearer heading",
        ),
        pytest.param(
            f"一、2032年民生实事\n{_LEAD}\n全市{_COST}。", "2032", id="silent: told by the way"
        ),
        pytest.param(
            f"一、民生实事\n临川市人民政府公报2031年第8期\n{_COST}。", None, id="silent: page head"
        ),
        pytest.param(
            f"一、民生实事\n注：2031年起改变统计口径，各部门按新口径报送数据并说明原因。\n{_COST}。",
            None,
            id="silent: note",
        ),
        pytest.param(
            f"一、民生实事\n学校1906年建校，是全省最早的中等专业学校之一，历史悠久，人才辈出。\n{_COST}。",
            None,
            id="silent: history",
        ),
        pytest.param(
            f"一、民生实事\n全市各部门大力支持民生实事项目，增长较快的主要原因是受上年停工影响\n2031年新开工项目较多，各部门抓紧办理手续。\n{_COST}。",
            None,
            id="silent: a line cut by the page's edge",
        ),
        pytest.param(
            f"一、民生实事\n五年来，全市用心办好民生实事，把每一分钱都用在刀刃上。\n{_COST}。",
            None,
            id="silent: years without name",
        ),
        pytest.param(
            f"一、“十四五”工作和其他事项\n全市{_COST}。", None, id="silent: plan and other things"
        ),
    ],
)
def test_the_paragraph_that_leads_a_section_dates_what_it_lists(marked, expected):
    assert periods(marked, _CITY) == [expected]
