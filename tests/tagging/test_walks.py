"""Accounts of indicators in prose beside a tagger's own reading of them."""

import pytest

from extraction.document import Document
from extraction.labels import Label
from extraction.markup import Link, Mention, assemble
from extraction.span import Span
from extraction.tables import TableMarkup
from extraction.tagging.walks import by_walks, with_walks

_HEAD = "云岭县茶叶产业项目绩效自评报告\n三、绩效目标完成情况\n"


@pytest.mark.parametrize(
    ("result", "kept"),
    [("76.15%", "198块"), ("12%", "198块"), ("198块", "198块")],
    ids=["rate for count", "growth for count", "count for count"],
)
def test_a_pair_of_two_kinds_leaves_the_account_its_own(result, kept):
    text = f"{_HEAD}（1）产出指标\n界桩更新数量目标260块，实际更新198块，完成率76.15%，较上年增长12%。\n"
    document = Document("a.txt", "0" * 64, "txt", text)

    def mention(ident: str, label: Label, surface: str) -> Mention:
        start = text.index(surface)
        span = Span(start, start + len(surface))
        return Mention(ident, label, span, surface, confidence=0.97)

    markup = assemble(
        (
            mention("a", Label.INDICATOR, "界桩更新数量"),
            mention("b", Label.TARGET, "260块"),
            mention("c", Label.ACTUAL, result),
        ),
        (Link("b", "a"), Link("c", "a")),
    )
    found = with_walks(document, TableMarkup(assemble(())), markup)
    assert [m.text for m in found.mentions if m.label is Label.ACTUAL] == [kept]


_LONE = {
    "class": "绩效目标完成情况\n（1）数量指标。修补坑槽8,742平方米，清理边沟1.68万立方米。\n",
    "list": "年度绩效目标：修补坑槽8,742平方米，清理边沟1.68万立方米，更换井盖63套。\n",
}


def lone(kind: str, *marked: tuple[Label, str], linked: bool = False) -> list[tuple[str, str]]:
    """The goals and results found in a text of `_LONE`, with labels, beside what a tagger marked there."""
    text = _LONE[kind]
    document = Document("a.txt", "0" * 64, "txt", text)
    mentions = []
    for i, (label, surface) in enumerate(marked):
        start = text.index(surface)
        span = Span(start, start + len(surface))
        mentions.append(Mention(f"n{i}", label, span, surface, confidence=0.97))
    links = (Link("n1", "n0"),) if linked else ()
    found = with_walks(document, TableMarkup(assemble(())), assemble(tuple(mentions), links))
    ends = (Label.TARGET, Label.ACTUAL)
    return [(m.label.value, m.text) for m in found.mentions if m.label in ends]


def test_below_a_class_lone_figures_are_what_the_tagger_takes_them_for():
    facts = (Label.COUNT, "8,742平方米"), (Label.COUNT, "1.68万立方米")
    assert lone("class", *facts) == []


def test_without_a_tagger_of_accounts_they_are_results():
    document = Document("a.txt", "0" * 64, "txt", _LONE["class"])
    found = by_walks(document, TableMarkup(assemble(())), assemble(()))
    values = [m.text for m in found.mentions if m.label is Label.ACTUAL]
    assert values == ["8,742平方米", "1.68万立方米"]


def test_a_list_of_goals_without_classes_is_read_where_the_tagger_takes_its_figures_for_facts():
    facts = (Label.COUNT, "8,742平方米"), (Label.COUNT, "1.68万立方米"), (Label.COUNT, "63套")
    told = [("TARGET", f) for f in ("8,742平方米", "1.68万立方米", "63套")]
    assert lone("list", *facts) == told


def test_a_figure_that_the_tagger_links_to_an_indicator_stays():
    marked = (Label.INDICATOR, "坑槽"), (Label.ACTUAL, "8,742平方米")
    assert ("ACTUAL", "8,742平方米") in lone("list", *marked, linked=True)
