from dataclasses import fields, replace

import pytest

from extraction.document import Box
from extraction.errors import MarkupError
from extraction.labels import Label
from extraction.markup import CellReference, Link, Markup, Mention, assemble
from extraction.span import Span


def mention(identifier, start, end, text, label=Label.ITEM):
    return Mention(identifier, label, Span(start, end), text)


def test_assemble_sorts_numbers_and_keeps_links():
    amount = mention("x", 5, 9, "10万元", Label.AMOUNT)
    item = mention("y", 0, 4, "项目支出")
    markup = assemble([amount, item], [Link("x", "y"), Link("x", "y")])
    assert [m.id for m in markup.mentions] == ["m1", "m2"]
    assert markup.links == (Link("m2", "m1"),)


def test_assemble_keeps_the_first_of_overlapping_mentions():
    first, second = mention("x", 0, 4, "项目支出"), mention("y", 2, 6, "支出预算")
    markup = assemble([first, second], [Link("y", "x")])
    assert [m.text for m in markup.mentions] == ["项目支出"]
    assert markup.links == ()


def test_mentions_are_taken_out_with_the_links_from_and_to_them():
    amount, rate = mention("x", 5, 9, "10万元", Label.AMOUNT), mention("z", 9, 11, "5%", Label.RATE)
    item = mention("y", 0, 4, "项目支出")
    markup = Markup((item, amount, rate), (Link("x", "y"), Link("z", "y")), decided=True)
    assert markup.without({"x"}) == Markup((item, rate), (Link("z", "y"),), decided=True)
    assert markup.without({"y"}) == Markup((amount, rate), decided=True)
    assert markup.without(()) is markup


@pytest.mark.parametrize(
    ("mentions", "links", "what"),
    [
        ((mention("a", 0, 2, "甲"), mention("a", 3, 4, "乙")), (), "unique"),
        ((mention("a", 0, 3, "甲"), mention("b", 2, 4, "乙")), (), "overlap"),
        ((mention("a", 0, 2, "甲"),), (Link("a", "z"),), "known mentions"),
    ],
    ids=["repeated id", "overlap", "unknown link"],
)
def test_refuses_contradictions(mentions, links, what):
    with pytest.raises(MarkupError, match=what):
        Markup(mentions, links)


def test_verify_names_the_offending_mention():
    with pytest.raises(MarkupError, match="项目"):
        Markup((mention("a", 0, 2, "项目"),)).verify("甲乙丙")


def test_a_mention_under_another_id_is_the_same_in_all_else():
    told = {"page": 3, "box": Box(1, 2, 3, 4), "cell": CellReference("t1", 2, 1), "confidence": 0.5}
    told |= {
        "change": "increase",
        "role": "budget",
        "unit": "万元",
        "operator": "<=",
        "period": "上年",
    }
    full = replace(mention("x", 0, 4, "项目支出"), **told)
    assert all(getattr(full, f.name) != f.default for f in fields(full))
    assert full.named("m7") == replace(full, id="m7")
    assert full.named("x") is full
