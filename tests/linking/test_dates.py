"""Periods are whole, ranges are one, and figures are dated by their own clause."""

from __future__ import annotations

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
    period = next(m.id for m in mentions if m.label is Label.PERIOD)
    first = next(m.id for m in mentions if m.label in (Label.AMOUNT, Label.COUNT))
    markup = Markup(tuple(mentions), (Link(first, period),), decided=True)
    return RuleLinker().link(make_document(text), markup)


def _periods(markup: Markup) -> list[str]:
    return [m.text for m in markup.mentions if m.label is Label.PERIOD]


@pytest.mark.parametrize(
    ("whole", "cut"),
    [
        ("2021年年末", "2021年年"),
        ("2021年底", "2021年"),
        ("2019年10月", "2019年"),
        ("2021 年度", "2021 年"),
        ("２０２２年度", "２０２２年"),
        ("二〇二三年上半年", "二〇二三年"),
        ("2020年3月31日", "2020年3月"),
        ("2020年三季度末", "2020年三季度"),
    ],
)
def test_a_cut_date_becomes_whole(make_document, whole: str, cut: str) -> None:
    text = f"截至{whole}，结存种子7.5万元。"
    markup = _link(make_document, text, (Label.PERIOD, cut), (Label.AMOUNT, "7.5万元"))
    assert _periods(markup) == [whole]


@pytest.mark.parametrize("text", ["2023年初批复预算7.5万元。", "2023年年初预算7.5万元。"])
def test_a_word_of_the_budget_is_no_end_of_a_date(make_document, text: str) -> None:
    markup = _link(make_document, text, (Label.PERIOD, "2023年"), (Label.AMOUNT, "7.5万元"))
    assert _periods(markup) == ["2023年"]


@pytest.mark.parametrize(
    "whole", ["2022年7月至2023年6月", "2022年11月1日—2023年3月15日", "2020年度至2022年度"]
)
def test_a_range_is_one_period(make_document, whole: str) -> None:
    first, last = whole[: whole.index("年") + 1], whole[-4:]
    text = f"{whole}，巡查河段31处。"
    markup = _link(
        make_document, text, (Label.PERIOD, first), (Label.PERIOD, last), (Label.COUNT, "31处")
    )
    assert _periods(markup) == [whole]
    assert [k.target for k in markup.links] == [
        m.id for m in markup.mentions if m.label is Label.PERIOD
    ]


def test_a_quarter_of_the_own_clause_dates_a_figure(make_document) -> None:
    text = "2022年度支出合计412.60万元，第三季度支出102.20万元。"
    marks = ((Label.PERIOD, "2022年度"), (Label.AMOUNT, "412.60万元"), (Label.AMOUNT, "102.20万元"))
    markup = _link(make_document, text, *marks)
    named = {m.id: m.text for m in markup.mentions}
    dated = {named[k.source]: named[k.target] for k in markup.links}
    assert dated == {"412.60万元": "2022年度", "102.20万元": "第三季度"}


@pytest.mark.parametrize("line", ["填报日期：2023年3月28日", "2023年4月18日"])
def test_a_date_of_the_paper_dates_nothing(make_document, line: str) -> None:
    text = f"支出9.5万元。\n{line}\n"
    date = line.removeprefix("填报日期：")
    marks = ((Label.AMOUNT, "9.5万元"), (Label.PERIOD, date))
    assert _periods(_link(make_document, text, *marks)) == []
