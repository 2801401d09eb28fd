"""The accessors of the lexicon, and that its lists are sound."""

from __future__ import annotations

import re

import pytest

from extraction.lexicon.changes import change_words, direction_of, ends_reached
from extraction.lexicon.comparators import bounds, comparator_before
from extraction.lexicon.funds import fund_names, without_funds
from extraction.lexicon.headers import account_headers
from extraction.lexicon.indicators import classes_in_prose, indicator_classes, verdicts
from extraction.lexicon.numbering import (
    ListNumber,
    list_number_of,
    numbering_end,
)
from extraction.lexicon.organisations import is_unit_name
from extraction.lexicon.periods import parts_of_year, relative_years
from extraction.lexicon.roles import last_role, role_of, role_of_title
from extraction.lexicon.totals import side_of


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("不得低于", ">="),
        ("不应少于", ">="),
        ("至少", ">="),
        ("不得高于", "<="),
        ("不宜超过", "<="),
        ("未突破", "<="),
        ("低于", "<"),
        ("高于", ">"),
        ("大于或等于", ">="),
        ("购置", None),
    ],
)
def test_comparator(word: str, sign: str | None) -> None:
    assert comparator_before(word) == sign


def test_no_word_bounds_both_ways() -> None:
    found = bounds()
    assert not set(found.before) & set(found.near_before)
    assert not set(found.after) & set(found.near_after)


def test_no_word_rises_and_falls() -> None:
    words = change_words()
    rise, fall = {*words.rise, *words.short_rise}, {*words.fall, *words.short_fall}
    assert not rise & fall
    assert {direction_of(w) for w in rise} == {"increase"}
    assert {direction_of(w) for w in fall} == {"decrease"}


@pytest.mark.parametrize(
    "words", ["减少到", "压减为", "降低至 ", "增长到约", "由去年的压缩为", "调整为"]
)
def test_a_level_that_was_reached(words: str) -> None:
    assert ends_reached(words)


@pytest.mark.parametrize("words", ["减少了", "比上年增长", "降低", "达到", "增幅达到", "降幅为"])
def test_a_change_is_no_level(words: str) -> None:
    assert not ends_reached(words)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("年初预算数", "budget"),
        ("2023年决算数", "actual"),
        ("上年决算数", "prior"),
        ("上年结转", None),
        ("预算执行数", "actual"),
        ("一般公共预算财政拨款", None),
        ("预算单位", None),
        ("预算", "budget"),
        ("收入计划", "budget"),
        ("调整后预算数", "budget"),
        ("实际到位资金", "actual"),
        ("政府性基金预算支出", None),
        ("预算执行率", None),
    ],
)
def test_role_of_a_header(header: str, role: str | None) -> None:
    assert role_of(header) == role


@pytest.mark.parametrize(
    ("lead", "role"),
    [
        ("预算数为31.5万元实际完成", "actual"),
        ("决算数为31.5万元年初预算", "budget"),
        ("支出安排", None),
    ],
)
def test_the_last_role_word_counts(lead: str, role: str | None) -> None:
    assert last_role(lead) == role


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("2024年支出预算总表", "budget"),
        ("项目绩效目标表", "budget"),
        ("项目绩效目标自评表", None),
        ("一般公共预算财政拨款支出决算表", None),
        ("一般公共预算支出表", None),
    ],
)
def test_role_of_a_title(title: str, role: str | None) -> None:
    assert role_of_title(title) == role


def test_funds_are_no_budget() -> None:
    assert without_funds("一般公共预算收入预算数") == "收入预算数"
    assert "一般公共预算" in fund_names()


def test_classes() -> None:
    classes = indicator_classes()
    assert classes["数量指标"].rank == 2
    assert classes["产出"].rank == 1
    assert not classes["产出"].in_prose
    assert "产出" not in classes_in_prose()
    assert "社会效益" in classes_in_prose()


def test_verdicts() -> None:
    said = verdicts()
    assert said["未完成"] == "unmet"
    assert said["基本完成"] == "partly"
    assert next(iter(said)) == max(said, key=len)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("一、收入情况", "收入情况"),
        ("（三）会议费", "会议费"),
        ("2.公务接待费", "公务接待费"),
        ("（1）①设备费", "①设备费"),
        ("第二部分 决算表", "决算表"),
        ("指标3：培训人次", "培训人次"),
        ("一是加强管理", "加强管理"),
        ("十四五规划编制", "十四五规划编制"),
        ("1.5万元", "1.5万元"),
        ("一事一议补助", "一事一议补助"),
    ],
)
def test_numbering(line: str, rest: str) -> None:
    assert line[numbering_end(line) :] == rest


@pytest.mark.parametrize(
    ("line", "style", "value", "depth"),
    [
        ("一、收入情况", "一", 1, 0),
        ("十二、2031年末债务余额", "一", 12, 0),
        ("二.2031年还本额", "一", 2, 0),
        ("（三）会议费", "（一", 3, 1),
        ("2.公务接待费", "1", 2, 2),
        ("11、2031年收入决算表", "1", 11, 2),
        ("（ 4 ）差旅费", "（1", 4, 3),
        ("③设备费", "①", 3, 4),
    ],
)
def test_the_place_of_a_line_in_its_list(line: str, style: str, value: int, depth: int) -> None:
    number = list_number_of(line, circled=True)
    assert number == ListNumber(style, value)
    assert number.depth == depth
    assert number.following == ListNumber(style, value + 1)


@pytest.mark.parametrize(
    "line", ["1.5万元", "3、4月完成12万元", "一事一议补助", "第二部分 决算表", "③设备费"]
)
def test_a_line_that_has_no_place_in_a_list(line: str) -> None:
    assert list_number_of(line) is None


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("支出功能科目编码", "code"),
        ("2031年度调整预算数", "budget"),
        ("决算数", "done"),
        ("上年执行数", "prior"),
        ("完成年初预算的%", "completion"),
        ("比上年增减±%", "growth"),
        ("预算科目", "name"),
        ("预算数额", None),
    ],
)
def test_a_header_of_accounts(header: str, kind: str | None) -> None:
    assert next((k for k, words in account_headers() if re.fullmatch(words, header)), None) == kind


def test_periods() -> None:
    assert relative_years()["上年度"] == -1
    assert parts_of_year()["前三季度"] == (1, 9)
    assert re.fullmatch("|".join(parts_of_year()), "上半年")


@pytest.mark.parametrize(
    "name", ["桐湾县水务局", "县委宣传部", "机关第二幼儿园", "区总工会", "青岭林场"]
)
def test_unit_names(name: str) -> None:
    assert is_unit_name(name)


@pytest.mark.parametrize("words", ["本部门", "各单位", "会议费", "我局"])
def test_words_that_name_no_unit(words: str) -> None:
    assert not is_unit_name(words)


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("上年结转收入", "sources"),
        ("调入资金", "sources"),
        ("结转下年", "uses"),
        ("债务还本支出", "uses"),
        ("上年结余安排的支出", "uses"),
        ("上解收入", "sources"),
        ("安排预算稳定调节基金", "uses"),
        ("动用预算稳定调节基金", "sources"),
        ("合计", None),
    ],
)
def test_the_side_of_a_balance(name: str, side: str | None) -> None:
    assert side_of(name) == side
