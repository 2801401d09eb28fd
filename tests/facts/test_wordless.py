"""Numbers beside words that a page shows as pictures: with neither unit nor name they are no amounts."""

from __future__ import annotations

import pytest

from extraction.facts.build import build_facts
from extraction.labels import Label
from extraction.markup import Link, Markup, Mention
from extraction.span import Span


def _facts(surface: str, name: str | None, *, unit: str | None = None, sure: float | None = 0.9):
    text = f"{name or ''} {surface}"
    start = len(text) - len(surface)
    value = Mention("a", Label.AMOUNT, Span(start, len(text)), surface, confidence=sure, unit=unit)
    if name is None:
        return build_facts(Markup((value,), ()))
    item = Mention("i", Label.ITEM, Span(0, len(name)), name, confidence=sure)
    return build_facts(Markup((item, value), (Link("a", "i"),)))


@pytest.mark.parametrize(("surface", "name"), [("252.8", None), ("154.4", "“”"), ("38.2", "5G")])
def test_a_bare_number_without_words_is_unread(surface, name):
    facts = _facts(surface, name)
    assert facts.amounts == ()
    assert [u.mention.text for u in facts.unread] == [surface]


@pytest.mark.parametrize(
    ("surface", "name", "unit", "sure"),
    [
        ("252.8", "会议费", None, 0.9),
        ("252.8万元", None, None, 0.9),
        ("252.8", None, "万元", 0.9),
        ("252.8", None, None, None),
    ],
    ids=["named", "its own unit", "a unit outside", "marked by hand"],
)
def test_a_unit_a_name_or_a_hand_keeps_it(surface, name, unit, sure):
    assert len(_facts(surface, name, unit=unit, sure=sure).amounts) == 1


def _coded(before: str, surface: str, after: str, *, sure: float | None = 0.2):
    text = before + surface + after
    start = len(before)
    value = Mention("a", Label.AMOUNT, Span(start, start + len(surface)), surface, confidence=sure)
    name = before.rstrip("（(")
    item = Mention("i", Label.ITEM, Span(0, len(name)), name, confidence=sure)
    return build_facts(Markup((item, value), (Link("a", "i"),)), text=text)


@pytest.mark.parametrize(
    ("before", "code"),
    [("其他教育支出（", "2059999"), ("机构运行(", "20602"), ("转贷收入（", "110110101")],
)
def test_an_account_code_in_a_bracket_is_no_amount(before, code):
    facts = _coded(before, code, "），与上年持平")
    assert facts.amounts == ()
    assert [u.mention.text for u in facts.unread] == [code]


@pytest.mark.parametrize(
    ("before", "surface", "after", "sure"),
    [
        ("培训费（", "20503万元", "）", 0.9),
        ("培训费（", "205031", "）", 0.9),
        ("培训费", "20503", "，", 0.9),
        ("培训费（", "20503", "）", None),
    ],
    ids=["a unit", "six digits", "no bracket", "marked by hand"],
)
def test_other_numbers_stay(before, surface, after, sure):
    assert len(_coded(before, surface, after, sure=sure).amounts) == 1
