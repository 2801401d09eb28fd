"""Names that their own marks follow, and classes that take the rest of their heading."""

from __future__ import annotations

import pytest

from extraction.labels import Label
from extraction.markup import Link, Markup, Mention
from extraction.span import Span
from extraction.tagging.edges import at_edges
from extraction.tagging.marked_names import with_marked_names

LINES = """（四）项目效益
1.社会经济效益。分值10分，评价得分10分。
2.生态效益。分值10分，评价得分9分。
3.可持续影响。分值10分，评价得分8分。
"""


def tagged(text: str, *marks: tuple[str, Label]) -> Markup:
    """Return a tagger's mark-up of words that stand in a text in this order."""
    mentions, position = [], 0
    for i, (words, label) in enumerate(marks):
        start = text.index(words, position)
        position = start + len(words)
        mentions.append(Mention(f"m{i}", label, Span(start, position), words, confidence=0.8))
    return Markup(tuple(mentions))


def told(text: str, markup: Markup) -> list[tuple[str, Label]]:
    found = with_marked_names(text, (Span(0, len(text)),), markup)
    found.verify(text)
    return [(m.text, m.label) for m in found.mentions if m.label in (Label.INDICATOR, Label.LEVEL)]


def listed(*labels: Label) -> Markup:
    names = ("社会经济效益", "生态效益", "可持续影响")
    marks = [("项目效益", Label.LEVEL)]
    for name, label, score in zip(names, labels, ("10分", "9分", "8分"), strict=True):
        marks += [(name, label), ("10分", Label.WEIGHT), (score, Label.SCORE)]
    return tagged(LINES, *marks)


def test_the_only_class_in_a_list_of_marked_indicators_is_one_of_them() -> None:
    markup = listed(Label.INDICATOR, Label.INDICATOR, Label.LEVEL)
    assert told(LINES, markup)[-1] == ("可持续影响", Label.INDICATOR)


def test_classes_of_a_list_stay_classes() -> None:
    markup = listed(Label.INDICATOR, Label.LEVEL, Label.LEVEL)
    assert told(LINES, markup)[-1] == ("可持续影响", Label.LEVEL)


@pytest.mark.parametrize(
    "line",
    [
        "项目验收数。分值10分，评价得分3.46分，扣6.54分。",
        "项目验收数（满分10分，得3.46分）",
        "3.项目验收数，权重10，得分3.46",
        "项目验收数指标分值10分，自评得分3.46分。",
    ],
)
def test_a_name_that_the_tagger_missed_has_the_marks_behind_it(line: str) -> None:
    text = f"{line}\n"
    weight = "10" if "10分" not in line else "10分"
    score = "3.46分" if "3.46分" in line else "3.46"
    markup = tagged(text, (weight, Label.WEIGHT), (score, Label.SCORE))
    assert told(text, markup) == [("项目验收数", Label.INDICATOR)]
    found = with_marked_names(text, (Span(0, len(text)),), markup)
    (name,) = (m.id for m in found.mentions if m.label is Label.INDICATOR)
    assert {k.target for k in found.links} == {name}
    assert {k.source for k in found.links} == {"m0", "m1"}


def test_a_class_that_the_tagger_missed_is_a_class() -> None:
    text = "产出指标（分值30分，得分28分）\n"
    markup = tagged(text, ("30分", Label.WEIGHT), ("28分", Label.SCORE))
    assert told(text, markup) == [("产出指标", Label.LEVEL)]


@pytest.mark.parametrize(
    "text", ["验收合格。分值10分，评价得分9分。\n", "其中产出指标得分9分，分值10分。\n"]
)
def test_without_both_marks_nothing_is_named(text: str) -> None:
    assert told(text, tagged(text, ("10分", Label.WEIGHT))) == []


def test_links_of_other_mentions_stay() -> None:
    markup = listed(Label.INDICATOR, Label.INDICATOR, Label.LEVEL)
    name, weight = markup.mentions[7], markup.mentions[8]
    linked = Markup(markup.mentions, (Link(weight.id, name.id, 0.9), Link("m1", name.id, 0.5)))
    found = with_marked_names(LINES, (Span(0, len(LINES)),), linked)
    assert [(k.source, k.target) for k in found.links] == [(weight.id, name.id)]


@pytest.mark.parametrize(
    ("line", "seen", "whole"),
    [
        ("（一）项目立项", "项目", "项目立项"),
        ("（一）产出指标完成情况", "产出指标", "产出指标"),
        ("三、社会效益指标（20分）", "效益指标", "社会效益指标"),
        ("（二）过程类指标：资金到位率为100%", "过程类指标", "过程类指标"),
    ],
)
def test_a_class_takes_the_short_line_that_it_heads(line: str, seen: str, whole: str) -> None:
    start = line.index(seen)
    span, _ = at_edges(line, Label.LEVEL, Span(start, start + len(seen)), in_table=False)
    assert span.of(line) == whole
