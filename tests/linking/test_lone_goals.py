"""Goals and results of nothing are figures; a quarter that a tagger took for a name is part of its date."""

from __future__ import annotations

import pytest

from extraction.labels import Label
from extraction.linking.dates import settle_periods
from extraction.linking.draft import Draft
from extraction.linking.lone_goals import as_figures
from extraction.markup import Link, Markup, Mention
from extraction.span import Span


def mention(text: str, words: str, label: Label, name: str, sure: float = 0.4) -> Mention:
    start = text.index(words)
    return Mention(name, label, Span(start, start + len(words)), words, confidence=sure)


@pytest.mark.parametrize(
    ("words", "label"),
    [("98%", Label.RATE), ("36.5万元", Label.AMOUNT), ("12所", Label.COUNT)],
)
def test_a_goal_without_an_indicator_is_a_figure(words: str, label: Label) -> None:
    text = f"全年任务{words}如期办结。"
    markup = Markup((mention(text, words, Label.TARGET, "m1"),), ())
    assert [m.label for m in as_figures(text, markup).mentions] == [label]


def test_a_goal_of_an_indicator_stays_a_goal() -> None:
    text = "巡查覆盖率98%。"
    name = mention(text, "巡查覆盖率", Label.INDICATOR, "m1")
    goal = mention(text, "98%", Label.TARGET, "m2")
    markup = Markup((name, goal), (Link("m2", "m1"),))
    assert as_figures(text, markup) == markup


def test_a_goal_with_an_operator_stays_a_goal() -> None:
    text = "巡查要求≥98%。"
    markup = Markup((mention(text, "≥98%", Label.TARGET, "m1"),), ())
    assert as_figures(text, markup) == markup


def test_a_quarter_that_was_taken_for_a_name_belongs_to_its_date() -> None:
    text = "2031年第三季度支出18.3万元。"
    year = mention(text, "2031年", Label.PERIOD, "m1")
    quarter = mention(text, "第三季度", Label.ITEM, "m2")
    name = mention(text, "支出", Label.ITEM, "m3")
    draft = Draft(text, Markup((year, quarter, name), ()))
    settle_periods(draft)
    assert [m.text for m in draft.markup().mentions] == ["2031年第三季度", "支出"]


def test_a_goal_that_is_sure_stays_a_goal() -> None:
    text = "全年任务98%如期办结。"
    markup = Markup((mention(text, "98%", Label.TARGET, "m1", sure=0.9),), ())
    assert as_figures(text, markup) == markup
