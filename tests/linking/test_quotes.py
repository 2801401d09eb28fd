"""Bullets and halves of quotation marks are no part of names."""

import pytest

from extraction.labels import Label
from extraction.linking import RuleLinker
from extraction.markup import Link, Markup, Mention
from extraction.span import Span


@pytest.mark.parametrize(
    ("text", "marked", "name"),
    [
        ("其中：·双语窗口建设12万元", "·双语窗口建设", "双语窗口建设"),
        ("“用水总量”12万吨", "用水总量”", "用水总量"),
        ("购置“强国”平台软件12万元", "强国”平台软件", "“强国”平台软件"),
        ("支付“雪亮工程”12万元", "“雪亮工程", "雪亮工程"),
        ("支付“雪亮工程”运维12万元", "“雪亮工程”运维", "“雪亮工程”运维"),
        ("合同——主体工程12万元", "——主体工程", "主体工程"),
    ],
)
def test_names_without_marks_of_others(make_document, text, marked, name):
    at, value = text.index(marked), text.index("12")
    mentions = (
        Mention("m1", Label.ITEM, Span(at, at + len(marked)), marked),
        Mention("m2", Label.AMOUNT, Span(value, len(text)), text[value:]),
    )
    found = RuleLinker().link(
        make_document(text), Markup(mentions, (Link("m2", "m1"),), decided=True)
    )
    assert [m.text for m in found.mentions if m.label is Label.ITEM] == [name]
