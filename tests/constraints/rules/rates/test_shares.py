"""Shares of lists and wholes: which figure is the part, and which the whole."""

from __future__ import annotations

import pytest

from tests.constraints.marked import (
    checks_told_of,
    examined,
    findings,
    found,
    stated_told,
    terms_told,
    told,
)
from tests.constraints.reports import checks_told

_CROSS = (
    "⟦ITEM i1|一般公共预算支出⟧⟦AMOUNT a1>i1|28.15亿元⟧。其中：⟦ITEM i2|教育支出⟧⟦AMOUNT a2>i2|16.82亿元⟧，占⟦RATE r2>i2|59.75%⟧；"
    "⟦ITEM i3|社会保障支出⟧⟦AMOUNT a3>i3|5.37亿元⟧，占⟦RATE r3>i3|19.08%⟧；⟦ITEM i4|“三保”支出⟧⟦AMOUNT a4>i4|18.60亿元⟧，占⟦RATE r4>i4|{}%⟧。"
)


def test_parts_whose_printed_shares_are_over_a_hundred_overlap() -> None:
    assert terms_told(_CROSS.format("66.07")) == []
    assert ("share", "r4") in terms_told(_CROSS.format("60.67"))


def test_a_level_over_two_budgets_has_two_shares() -> None:
    text = (
        "⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|68.42亿元⟧，为年初预算⟦AMOUNT a2b>i1|70.00亿元⟧的⟦RATE r1>i1|97.74%⟧，"
        "为调整预算⟦AMOUNT a3b>i1|68.00亿元⟧的⟦RATE r2>i1|{}%⟧。"
    )
    assert terms_told(text.format("100.62")) == []
    assert [stated for _, stated in terms_told(text.format("106.20"))] == ["r2"]


def test_no_more_is_returned_than_was_sent() -> None:
    text = "发放⟦ITEM i1|调查问卷⟧⟦COUNT c1>i1|500份⟧，回收⟦ITEM i2|问卷⟧⟦COUNT c2>i2|4870份⟧，⟦ITEM i3|回收率⟧⟦RATE r1>i3|97.4%⟧。"
    (repair, *_) = examined(text).repairs
    named = {repair.entry.id, *((repair.instead.entry.id,) if repair.instead else ())}
    assert "r1" not in named


@pytest.mark.parametrize(("share", "wrong"), [("20.0%", False), ("30.0%", True)])
def test_shares_of_known_parts_whose_last_one_has_none(share, wrong) -> None:
    text = (
        f"⟦ITEM i1|因公出国(境)费⟧⟦AMOUNT a1>i1|40.00万元⟧，占“三公”经费的⟦RATE r1>i1|{share}⟧；⟦ITEM i2|公务用车购置及运行费⟧⟦AMOUNT a2>i2|"
        "100.00万元⟧，占“三公”经费的⟦RATE r2>i2|50.0%⟧；⟦ITEM i3|公务接待费⟧⟦AMOUNT a3>i3|60.00万元⟧。"
    )
    held = found(text, "share", "r1", "a1", "a2", "a3")
    assert wrong or (held is not None and held.status != "violated")
    assert bool([c for c in findings(text) if c.told]) is wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{货物}<132.74万元>、{工程}<58.46万元>、{服务}<295.00万元>，分别占总额的<?27.30%>、<?12.02%>和<?60.67%>。", 0),
        ("{货物}<132.74万元>、{工程}<58.46万元>、{服务}<295.00万元>，分别占总额的<?27.30%>、<?60.67%>和<?12.02%>。", 2),
        ("{上级}<1,080万元>、{镇级}<540万元>、{自筹}<180万元>，占比分别为<?60%>、<?10%>、<?30%>。", 2),
    ],
)  # fmt: skip
def test_shares_that_changed_places_are_both_told(text, expected):
    assert len(told(text)) == expected


def test_a_share_of_another_subject_is_not_the_figures_share(tmp_path):
    text = (
        "全区规模以上企业3110家，其中产值超亿元企业987家，合计产值占规模以上工业的87.7%；"
        "两大行业共有企业1612家，占规模以上企业数的51.8%，合计产值占规模以上工业的61.6%。"
    )
    assert checks_told(tmp_path, f"松涧区2031年经济运行情况\n{text}\n") == []


@pytest.mark.parametrize(("part", "share"), [("7.9", "36.9"), ("6.1", "31.2"), ("8.4", "44.1")])
def test_a_share_of_the_year_before_has_no_base_in_this_years_whole(part, share):
    text = (
        "⟦PERIOD p1|2031年底⟧，⟦ITEM i1|床位总数⟧达⟦COUNT c1>i1,p1|23.8万张⟧。\n"
        "⟦PERIOD p2|2030年底⟧，⟦ITEM i2|护理型床位⟧⟦COUNT c2>i2,p2|{}万张⟧，"
        "占床位总数的⟦RATE r1>i2,p2|{}%⟧。"
    )
    assert checks_told_of(text.format(part, share)) == []


@pytest.mark.parametrize(
    ("amounts", "shares"),
    [
        (("398.5", "1.5", "15.7"), ("81.2", "0.31", "3.2")),
        (("352.1", "9.8", "53.6"), ("71.7", "2.0", "10.9")),
        (("300.4", "40.2", "75.3"), ("61.2", "8.19", "15.3")),
    ],
)
def test_shares_of_a_list_are_not_of_the_figure_in_brackets_before_it(amounts, shares):
    text = (
        "⟦ITEM i1|支出预算⟧⟦AMOUNT a1>i1|490.8万元⟧（⟦ITEM i2|本年支出预算⟧⟦AMOUNT a2>i2|415.8万元⟧），"
        "其中：⟦ITEM i3|教育支出⟧⟦AMOUNT a3>i3|{}万元⟧，占⟦RATE r3>i3|{}%⟧；"
        "⟦ITEM i4|科学支出⟧⟦AMOUNT a4>i4|{}万元⟧，占⟦RATE r4>i4|{}%⟧；"
        "⟦ITEM i5|住房支出⟧⟦AMOUNT a5>i5|{}万元⟧，占⟦RATE r5>i5|{}%⟧。"
    )
    values = [v for pair in zip(amounts, shares, strict=True) for v in pair]
    assert [c for c in checks_told_of(text.format(*values)) if c.kind == "share"] == []


_CUT = (
    "⟦ITEM i1|冷库补贴⟧由⟦AMOUNT a1>i1|600.0万元⟧减至⟦AMOUNT a2>i1|240.0万元⟧，压减⟦RATE r1->i1|60%⟧，"
    "⟦ITEM i2|停车补贴⟧由⟦AMOUNT a3>i2|350.0万元⟧减至⟦AMOUNT a4>i2|280.0万元⟧，压减⟦RATE r2->i2|{rate}⟧，共压减⟦AMOUNT a5-|430.0万元⟧。"
)


def test_a_rate_between_two_levels_is_not_of_the_sum_behind_it() -> None:
    assert stated_told(_CUT.format(rate="20%")) == []
    assert stated_told(_CUT.format(rate="26%")) == ["r2"]


_SHARED = (
    "⟦ITEM i1|收入⟧⟦AMOUNT a1>i1|36,820万元⟧，其中⟦ITEM i2|县本级⟧完成⟦AMOUNT a2>i2|31,445万元⟧，⟦COUNT c1|九个⟧乡镇完成⟦AMOUNT a3|5,375万元⟧，"
    "分别占⟦RATE r1|85.4%⟧和⟦RATE r2|14.6%⟧。"
)


def test_shares_told_together_of_levels_that_are_no_row_are_left() -> None:
    assert stated_told(_SHARED) == []


@pytest.mark.parametrize(("first", "expected"), [("13.7", []), ("14.7", [("share", "14.7%")])])
def test_shares_of_three_parts_in_a_row(first, expected):
    text = (
        "年末{常住人口}<286.4万人>。按年龄分，{0—14岁}<39.2万人>、{15—59岁}<182.1万人>、{60岁及以上}<65.1万人>，"
        f"各占<?{first}%>、<?63.6%>、<?22.7%>。"
    )
    assert told(text) == expected


def test_shares_over_their_own_list_have_no_other_whole():
    text = "{收支总额}<6,318.44万元>。支出分类：{基本支出}<1,877.92万元>占<31.7%>，{项目支出}<4,046.02万元>占<68.3%>。"
    assert told(text) == []


_SPENDING = (
    "⟦ITEM i1|本年支出合计⟧⟦AMOUNT a1>i1|{total}万元⟧，其中：⟦ITEM i2|基本支出⟧"
    "⟦AMOUNT a2>i2|{basic}万元⟧，占⟦RATE r1>i2|{share}%⟧；⟦ITEM i3|项目支出⟧"
    "⟦AMOUNT a3>i3|200.50万元⟧，占⟦RATE r2>i3|40.10%⟧。"
)


def _spending(total: str = "500.00", basic: str = "299.50", share: str = "59.90") -> str:
    return _SPENDING.format(total=total, basic=basic, share=share)


@pytest.mark.parametrize(
    ("share", "status"), [("59.90", "holds"), ("59.95", "violated")], ids=["right", "wrong"]
)
def test_shares_of_a_list(share: str, status: str) -> None:
    check = found(_spending(share=share), "share", "r1", "a2", "a1")
    assert check is not None
    assert check.status == status


def test_shares_of_all_parts_reach_a_hundred() -> None:
    kinds = {(c.kind, len(c.terms)) for c in findings(_spending(share="60.90"))}
    assert ("share", 3) in kinds


@pytest.mark.parametrize(("share", "expected"), [("79.56%", []), ("97.56%", [("share", "97.56%")])])
def test_a_share_is_of_the_figure_before_the_brackets(share, expected):
    text = f"{{收入合计}}<21,873.65万元>。其中：{{事业收入}}<17,402.55万元>（含{{教育收费}}<0.00万元>），占总收入的<?{share}>。"
    assert told(text) == expected


@pytest.mark.parametrize(("share", "expected"), [("58.0%", []), ("85.0%", [("share", "85.0%")])])
def test_a_share_is_of_the_figure_that_its_clause_names(share, expected):
    text = (
        "{预算收入}<2078.64亿元>，为汇总预算<b2050亿元>的<101.4%>；其中{税收收入}<1206.35亿元>、{非税收入}<872.29亿元>，"
        f"税收收入占预算收入的<?{share}>。"
    )
    assert told(text) == expected
