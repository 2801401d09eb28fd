"""Names of units and places are whole; places own the figures behind them."""

from __future__ import annotations

import pytest

from extraction.labels import Label
from extraction.linking import RuleLinker
from extraction.markup import Markup, Mention
from extraction.span import Span
from extraction.tagging.patterns import PatternTagger


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("梧林县人民政府\n2023年10月", "梧", "梧林县人民政府"),
        ("来源：磐涧市财政局\n打印", "磐涧市", "磐涧市财政局"),
        ("白塔镇2020年财政收入", "白塔", "白塔镇"),
        ("芦汀市市级政府性基金收入", "芦汀", "芦汀市"),
        ("沂滨市博物馆委托一家公司评价", "沂滨市博物馆委托一", "沂滨市博物馆"),
        ("青枫县2021年收入", "青枫县", "青枫县"),
        ("青枫县和白塔镇财政局", "青枫县", "青枫县"),
        ("青枫县水利局办公室印发", "青枫县水利局", "青枫县水利局"),
    ],
)
def test_names_of_units_are_whole(make_document, text, cut, whole):
    at = text.index(cut)
    mention = Mention("m1", Label.ORG, Span(at, at + len(cut)), cut)
    found = RuleLinker().link(make_document(text), Markup((mention,), decided=True))
    assert [m.text for m in found.mentions] == [whole]


def test_a_piece_of_the_same_name_is_no_second_one(make_document):
    text = "白塔镇财政所2020年"
    pieces = Span(0, 2), Span(2, 3), Span(3, 6)
    marks = tuple(Mention(f"m{i}", Label.ORG, s, s.of(text)) for i, s in enumerate(pieces))
    found = RuleLinker().link(make_document(text), Markup(marks, decided=True))
    assert [m.text for m in found.mentions] == ["白塔镇财政所"]


def test_places_own_their_figures(make_document):
    document = make_document(
        "税收收入12.6亿元，其中：琅溪县4.1亿元、南坡镇3.5亿元，丹湖高新区5.0亿元。\n"
    )
    found = RuleLinker().link(document, PatternTagger().tag(document))
    names = {m.id: m for m in found.mentions}
    owned = {
        names[k.source].text: names[k.target].text
        for k in found.links
        if names[k.target].label is Label.ORG
    }
    assert owned == {"4.1亿元": "琅溪县", "3.5亿元": "南坡镇", "5.0亿元": "丹湖高新区"}
    assert {names[k.target].text for k in found.links if names[k.target].label is Label.ITEM} == {
        "税收收入"
    }
