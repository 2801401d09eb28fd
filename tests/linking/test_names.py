"""Names and links in running text, as the linker leaves what a tagger marked."""

from __future__ import annotations

import pytest

from extraction.labels import Label
from extraction.linking import RuleLinker
from extraction.markup import Link, Markup, Mention
from extraction.span import Span


class Marked:
    """Marks set one after another, linked as asked, and what the linker makes of them."""

    def __init__(self, make_document, text: str) -> None:
        self._make, self._text, self._at = make_document, text, 0
        self._mentions: list[Mention] = []
        self._links: list[Link] = []

    def mark(self, label: Label, surface: str, *items: str) -> Marked:
        """Mark the next place of a surface, linked to names that are marked already."""
        start = self._text.index(surface, self._at)
        self._at = start + len(surface)
        ident = f"m{len(self._mentions)}"
        self._mentions.append(Mention(ident, label, Span(start, self._at), surface, confidence=0.8))
        known = {m.text: m.id for m in self._mentions}
        self._links += [Link(ident, known[i]) for i in items]
        return self

    def items(self) -> dict[str, list[str]]:
        """Return the names that each figure links to after linking."""
        markup = Markup(tuple(self._mentions), tuple(self._links), decided=True)
        linked = RuleLinker().link(self._make(self._text), markup)
        named = {m.id: m for m in linked.mentions}
        figures = [m for m in linked.mentions if m.label in (Label.AMOUNT, Label.RATE)]
        return {
            f.text: [
                named[k.target].text
                for k in linked.links
                if k.source == f.id and named[k.target].label is Label.ITEM
            ]
            for f in figures
        }


def _one(make_document, text: str, item: str, value: str) -> list[str]:
    marked = Marked(make_document, text).mark(Label.ITEM, item).mark(Label.AMOUNT, value, item)
    return marked.items()[value]


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("其中：孤儿补助、流浪救助金18.9万元。", "流浪救助金", "孤儿补助、流浪救助金"),
        ("投入防疫物资、消毒设备购置18.9万元。", "消毒设备购置", "防疫物资、消毒设备购置"),
        ("契税、印花税等地方税收18.9万元。", "印花税等地方税收", "契税、印花税等地方税收"),
        ("购置设备（含软件）支出18.9万元。", "设备", "设备（含软件）支出"),
        ("因公出国（境）费用18.9万元。", "因公出国（境", "因公出国（境）"),
        ("专项资金到位18.9万元。", "专项资金", "专项资金到位"),
        ("市本级收入18.9万元。", "收入", "市本级收入"),
        ("21年度物资采购尾款18.9万元。", "物资采购尾款", "21年度物资采购尾款"),
        ("二、印花税18.9万元。", "印花税", "印花税"),
        ("其中孤儿补助3万元、救助金18.9万元。", "救助金", "救助金"),
    ],
)
def test_extent_of_a_name(make_document, text, found, whole):
    assert _one(make_document, text, found, "18.9万元") == [whole]


def test_a_class_note_is_no_bracket_inside_a_name(make_document):
    text = "农业支出（款）植物保护（项）支出18.9万元。"
    assert _one(make_document, text, "植物保护", "18.9万元") == ["植物保护"]


def test_the_year_of_a_fund_belongs_to_its_name(make_document):
    text = "白石县水利局2022年度部门决算\n拨付2020年危房改造省级补助资金18.9万元。"
    marked = Marked(make_document, text).mark(Label.PERIOD, "2020年")
    marked.mark(Label.ITEM, "危房改造省级补助资金")
    marked.mark(Label.AMOUNT, "18.9万元", "危房改造省级补助资金", "2020年")
    assert marked.items() == {"18.9万元": ["2020年危房改造省级补助资金"]}


def test_a_year_that_tells_facts_apart_stays_a_period(make_document):
    text = "白石县水利局2022年度部门决算\n2021年渠系维修补助资金9.1万元，2022年渠系维修补助资金18.9万元。"
    marked = Marked(make_document, text).mark(Label.PERIOD, "2021年")
    marked.mark(Label.ITEM, "渠系维修补助资金").mark(Label.AMOUNT, "9.1万元", "渠系维修补助资金")
    assert marked.items() == {"9.1万元": ["渠系维修补助资金"]}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("其中18.9万元用于教材编印；其余结转。", "教材编印"),
        ("安排18.9万元，主要用于护林防火，成效明显。", "护林防火"),
        ("投入18.9万元开展水质监测。", "水质监测"),
        ("（2）18.9万元用于志愿者补贴。", "志愿者补贴"),
        ("资金使用情况：18.9万元购置康复辅具。", "购置康复辅具"),
    ],
)
def test_the_name_behind(make_document, text, name):
    marked = Marked(make_document, text).mark(Label.AMOUNT, "18.9万元")
    assert marked.items() == {"18.9万元": [name]}


def test_a_name_before_keeps_the_amount_from_what_it_is_used_for(make_document):
    text = "农田建设资金18.9万元，全部用于兑付工程款。"
    assert _one(make_document, text, "农田建设资金", "18.9万元") == ["农田建设资金"]


def test_bare_accounts_in_a_row_are_names(make_document):
    text = "全年收入90万元，增长4%，支出80万元，增长2%，年末结余10万元。"
    marked = (
        Marked(make_document, text).mark(Label.ITEM, "收入").mark(Label.AMOUNT, "90万元", "收入")
    )
    marked.mark(Label.RATE, "4%", "收入").mark(Label.AMOUNT, "80万元", "收入")
    marked.mark(Label.RATE, "2%", "收入").mark(Label.AMOUNT, "10万元")
    assert marked.items() == {
        "90万元": ["收入"],
        "4%": ["收入"],
        "80万元": ["支出"],
        "2%": ["支出"],
        "10万元": ["年末结余"],
    }


def test_a_lone_verb_is_no_account(make_document):
    text = "公务接待费预算3万元，支出2万元。"
    marked = Marked(make_document, text).mark(Label.ITEM, "公务接待费")
    marked.mark(Label.AMOUNT, "3万元", "公务接待费").mark(Label.AMOUNT, "2万元", "公务接待费")
    assert marked.items()["2万元"] == ["公务接待费"]


def test_a_change_behind_a_bracket_belongs_to_the_whole(make_document):
    text = "车辆费用90万元（其中：燃料费50万元，维修费40万元），比上年下降5%。"
    marked = Marked(make_document, text).mark(Label.ITEM, "车辆费用")
    marked.mark(Label.AMOUNT, "90万元", "车辆费用").mark(Label.ITEM, "燃料费")
    marked.mark(Label.AMOUNT, "50万元", "燃料费").mark(Label.ITEM, "维修费")
    marked.mark(Label.AMOUNT, "40万元", "维修费").mark(Label.RATE, "5%", "维修费")
    assert marked.items()["5%"] == ["车辆费用"]


def test_a_total_of_several_names_is_none_of_them(make_document):
    text = "会议费12万元、培训费3万元，两项合计15万元。"
    marked = (
        Marked(make_document, text)
        .mark(Label.ITEM, "会议费")
        .mark(Label.AMOUNT, "12万元", "会议费")
    )
    marked.mark(Label.ITEM, "培训费").mark(Label.AMOUNT, "3万元", "培训费")
    marked.mark(Label.AMOUNT, "15万元", "培训费")
    assert marked.items()["15万元"] == []


def test_respectively_gives_each_its_own(make_document):
    text = "会议费、培训费分别为3.2万元、4.1万元。"
    marked = Marked(make_document, text).mark(Label.ITEM, "培训费")
    marked.mark(Label.AMOUNT, "3.2万元", "培训费").mark(Label.AMOUNT, "4.1万元", "培训费")
    assert marked.items() == {"3.2万元": ["会议费"], "4.1万元": ["培训费"]}


@pytest.mark.parametrize("heading", ["（二）公务接待费", "2.公务接待费", "公务接待费："])
def test_the_name_on_the_line_above(make_document, heading):
    text = f"{heading}\n年初预算为9万元，支出决算为8万元，完成年初预算的88.9%。\n"
    marked = Marked(make_document, text).mark(Label.AMOUNT, "9万元")
    marked.mark(Label.AMOUNT, "8万元").mark(Label.RATE, "88.9%")
    assert marked.items() == {k: ["公务接待费"] for k in ("9万元", "8万元", "88.9%")}


def test_a_heading_that_names_nothing(make_document):
    text = "二、总体情况说明\n支出决算为8万元。\n"
    assert Marked(make_document, text).mark(Label.AMOUNT, "8万元").items() == {"8万元": []}
