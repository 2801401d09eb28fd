"""Edges of names: verbs and comparators cut off, phrases that name nothing dropped; days of dates are no figures."""

from __future__ import annotations

import itertools

import pytest

from extraction.labels import Label
from extraction.linking import RuleLinker
from extraction.markup import Link, Markup, Mention
from extraction.span import Span


def _link(make_document, text: str, *marks: tuple[Label, str]) -> Markup:
    mentions, at = [], 0
    for i, (label, surface) in enumerate(marks):
        at = text.index(surface, at)
        mentions.append(Mention(f"m{i}", label, Span(at, at + len(surface)), surface))
        at += len(surface)
    pairs = itertools.pairwise(mentions)
    links = tuple(Link(b.id, a.id) for a, b in pairs if a.label is Label.ITEM)
    return RuleLinker().link(make_document(text), Markup(tuple(mentions), links, decided=True))


@pytest.mark.parametrize(
    ("text", "marked", "figure", "name"),
    [
        ("全市零售总额超46亿元。", "零售总额超", "46亿元", "零售总额"),
        ("基金收入8亿元，加专项债券2亿元。", "加专项债券", "2亿元", "专项债券"),
        ("本年加固工程款2亿元。", "加固工程款", "2亿元", "加固工程款"),
        ("投资受高基数影响下降12亿元。", "投资受高基数", "12亿元", "投资"),
        ("本级完成一般公共预算支出12亿元。", "完成一般公共预算支出", "12亿元", "一般公共预算支出"),
        ("加上解支出12亿元。", "加上解支出", "12亿元", "上解支出"),
        ("加上转移性收入后总收入为12亿元。", "转移性收入后总收入", "12亿元", "总收入"),
        ("对应收入安排总支出12亿元。", "安排总支出", "12亿元", "总支出"),
        ("全市财政收入预期12亿元。", "财政收入预期", "12亿元", "财政收入"),
        ("苹果总产量首次达到12亿元。", "苹果总产量首次", "12亿元", "苹果总产量"),
        ("加上调入资金等12亿元。", "调入资金等", "12亿元", "调入资金"),
        ("商业服务业等支出12亿元。", "商业服务业等", "12亿元", "商业服务业等支出"),
        ("安排市级教育费附加12亿元。", "市级教育费", "12亿元", "市级教育费附加"),
        ("新兴产业总资产占比超过10亿元。", "新兴产业总资产占", "10亿元", "新兴产业总资产占比"),
    ],
)
def test_edges_that_belong_to_no_name_are_cut(make_document, text, marked, figure, name):
    linked = _link(make_document, text, (Label.ITEM, marked), (Label.AMOUNT, figure))
    assert [m.text for m in linked.mentions if m.label is Label.ITEM] == [name]


def test_a_phrase_that_names_nothing_leaves_its_figure_to_the_name_before(make_document):
    text = "利润收入预算6亿元，执行中按法定程序调整为2亿元。"
    linked = _link(
        make_document,
        text,
        (Label.ITEM, "利润收入"),
        (Label.AMOUNT, "6亿元"),
        (Label.ITEM, "按法定程序"),
        (Label.AMOUNT, "2亿元"),
    )
    names = {m.id: m.text for m in linked.mentions}
    aims = [(names[k.source], names[k.target]) for k in linked.links]
    assert aims == [("6亿元", "利润收入"), ("2亿元", "利润收入")]


def test_the_day_of_a_written_date_is_no_figure(make_document):
    text = "易地搬迁项目 0.77 2019/6/11"
    linked = _link(make_document, text, (Label.AMOUNT, "0.77"), (Label.AMOUNT, "6"))
    assert [m.text for m in linked.mentions if m.label is Label.AMOUNT] == ["0.77"]


@pytest.mark.parametrize("verb", ["筹集", "落实", "争取"])
def test_a_verb_alone_names_nothing(make_document, verb):
    text = f"{verb}12亿元，确保养老金按时发放。"
    linked = _link(make_document, text, (Label.ITEM, verb), (Label.AMOUNT, "12亿元"))
    assert not [m for m in linked.mentions if m.text == verb]


@pytest.mark.parametrize("fund", ["政府性基金预算", "国有资本经营预算", "社会保险基金预算"])
def test_an_expenditure_behind_the_revenue_of_its_budget_has_its_own_name(make_document, fund):
    text = f"全市{fund}收入41亿元，增长3%；支出36亿元，下降2%。"
    income = f"{fund}收入"
    linked = _link(
        make_document,
        text,
        (Label.ITEM, income),
        (Label.AMOUNT, "41亿元"),
        (Label.RATE, "3%"),
        (Label.AMOUNT, "36亿元"),
        (Label.RATE, "2%"),
    )
    names = {m.id: m.text for m in linked.mentions}
    aims = {names[k.source]: names[k.target] for k in linked.links}
    assert aims == {"41亿元": income, "3%": income, "36亿元": "支出", "2%": "支出"}


def test_a_plan_of_years_is_no_name(make_document):
    text = "“十四五”全市“三保”支出72亿元。"
    linked = _link(
        make_document,
        text,
        (Label.ITEM, "“十四五”"),
        (Label.ITEM, "“三保”支出"),
        (Label.AMOUNT, "72亿元"),
    )
    assert [m.text for m in linked.mentions if m.label is Label.ITEM] == ["“三保”支出"]


@pytest.mark.parametrize("stage", ["年初预算合计", "预算", "调整预算数为", ""])
def test_the_expenditure_of_a_budget_is_named_before_words_of_its_role(make_document, stage):
    text = f"全市政府性基金预算收入41亿元，增长3%。支出{stage}36亿元。"
    linked = _link(
        make_document,
        text,
        (Label.ITEM, "政府性基金预算收入"),
        (Label.AMOUNT, "41亿元"),
        (Label.RATE, "3%"),
        (Label.AMOUNT, "36亿元"),
    )
    names = {m.id: m.text for m in linked.mentions}
    assert {names[k.source]: names[k.target] for k in linked.links}["36亿元"] == "支出"


@pytest.mark.parametrize("front", ["——", "①", "（1）", ""])
def test_an_account_that_is_a_lines_first_sentence_names_the_figures_behind_it(
    make_document, front
):
    text = f"支出构成\n{front}项目支出。安排5.6亿元，占比7.9%。"
    linked = _link(make_document, text, (Label.AMOUNT, "5.6亿元"), (Label.RATE, "7.9%"))
    names = {m.id: m.text for m in linked.mentions}
    aims = {names[k.source]: names[k.target] for k in linked.links}
    assert aims == {"5.6亿元": "项目支出", "7.9%": "项目支出"}


def test_a_first_sentence_that_names_no_account_names_nothing(make_document):
    text = "支出构成\n提高站位。安排5.6亿元，占比7.9%。"
    linked = _link(make_document, text, (Label.AMOUNT, "5.6亿元"), (Label.RATE, "7.9%"))
    assert not [m for m in linked.mentions if m.label is Label.ITEM]


def test_a_share_of_expenditure_is_of_what_was_told(make_document):
    text = "交通运输支出7亿元，支出占比7.06%。"
    linked = _link(
        make_document,
        text,
        (Label.ITEM, "交通运输支出"),
        (Label.AMOUNT, "7亿元"),
        (Label.ITEM, "支出"),
        (Label.RATE, "7.06%"),
    )
    names = {m.id: m.text for m in linked.mentions}
    assert {names[k.source]: names[k.target] for k in linked.links}["7.06%"] == "交通运输支出"
