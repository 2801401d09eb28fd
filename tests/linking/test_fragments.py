"""Names of one character are made whole or dropped."""

from __future__ import annotations

import pytest

from extraction.labels import Label
from extraction.linking import RuleLinker
from extraction.markup import Link, Markup, Mention
from extraction.span import Span


def _names(make_document, text: str, marked: tuple[str, int], figure: str) -> list[str]:
    start = text.index(marked[0], marked[1])
    name = Mention("n", Label.ITEM, Span(start, start + len(marked[0])), marked[0])
    at = text.index(figure)
    label = Label.AMOUNT if figure.endswith("元") else Label.COUNT
    value = Mention("v", label, Span(at, at + len(figure)), figure)
    mentions = tuple(sorted((name, value), key=lambda m: m.span))
    markup = Markup(mentions, (Link("v", "n"),), decided=True)
    linked = RuleLinker().link(make_document(text), markup)
    return [m.text for m in linked.mentions if m.label is Label.ITEM]


@pytest.mark.parametrize(
    ("text", "marked", "figure", "names"),
    [
        ("全市争取超长期特别国债18亿元。", "超", "18亿元", ["超长期特别国债"]),
        ("工程结算审减3.5亿元。", "审", "3.5亿元", ["审减"]),
        ("新增7家“港澳药械通”机构。", "“", "7家", ["“港澳药械通”"]),
        ("报废7辆已到期的车。", "已", "7辆", []),
        ("7个县通过验收。", "县", "7个", ["县"]),
        ("加上年结余8亿元。", "年结余", "8亿元", ["上年结余"]),
        ("加上年滚存结余（预算数）8亿元。", "年滚存结余", "8亿元", ["上年滚存结余"]),
        ("加上解支出等8亿元。", "解支出等", "8亿元", ["上解支出"]),
        ("加上级补助收入8亿元。", "级补助收入", "8亿元", ["上级补助收入"]),
        ("公路运输总周转量增长8亿元。", "公路运输总", "8亿元", ["公路运输总周转量"]),
        ("粮食总产量8亿元。", "粮食总", "8亿元", ["粮食总产量"]),
        ("加上年金支出8亿元。", "年金支出", "8亿元", ["年金支出"]),
    ],
)
def test_a_name_of_one_character_is_made_whole_or_dropped(
    make_document, text, marked, figure, names
):
    assert _names(make_document, text, (marked, 0), figure) == names
