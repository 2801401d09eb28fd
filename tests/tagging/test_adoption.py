from __future__ import annotations

from dataclasses import replace

from extraction.labels import Label
from extraction.markup import Link, Markup, Mention
from extraction.span import Span
from extraction.tagging.adoption import with_missed

TEXT = "奖补资金捌万元整，支出12.40万元。"


def mention(ident: str, label: Label, surface: str) -> Mention:
    at = TEXT.index(surface)
    return Mention(ident, label, Span(at, at + len(surface)), surface)


def test_a_sum_in_capitals_is_taken_over_with_its_name() -> None:
    name, value = mention("a", Label.ITEM, "奖补资金"), mention("b", Label.AMOUNT, "捌万元整")
    found = with_missed(Markup(decided=True), Markup((name, value), (Link("b", "a"),)))
    assert [(m.label, m.text) for m in found.mentions] == [
        ("ITEM", "奖补资金"),
        ("AMOUNT", "捌万元整"),
    ]
    assert len(found.links) == 1
    assert found.decided


def test_what_the_model_marks_stays_and_digits_are_its_own() -> None:
    model = Markup((mention("m", Label.ITEM, "奖补资金捌万元整"),))
    rules = Markup((mention("b", Label.AMOUNT, "捌万元整"),))
    assert with_missed(model, rules) is model
    digits = Markup((mention("c", Label.AMOUNT, "12.40万元"),))
    assert with_missed(Markup(), digits).mentions == ()


def test_a_bare_sum_of_the_rules_is_taken_over() -> None:
    text = "收入合计8160400"
    name = Mention("a", Label.ITEM, Span(0, 4), "收入合计")
    value = Mention("b", Label.AMOUNT, Span(4, len(text)), "8160400")
    found = with_missed(Markup((replace(name, id="m"),)), Markup((name, value), (Link("b", "a"),)))
    assert [(m.label, m.text) for m in found.mentions] == [
        ("ITEM", "收入合计"),
        ("AMOUNT", "8160400"),
    ]
    assert len(found.links) == 1
