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


_APART = (
    "青渡县水利局维修养护资金绩效自评报告\n一、绩效目标情况\n数量指标：水库大坝白蚁防治8座；配备巡查责任人93人。\n"
    "二、绩效目标完成情况\n1.产出指标完成情况。\n（1）数量指标。大坝白蚁防治7座，巡查责任人93人。\n"
)


def test_a_result_told_elsewhere_belongs_to_the_name_it_bears_and_to_that_of_the_goal():
    document = Document("a.txt", "0" * 64, "txt", _APART)
    found = with_walks(document, TableMarkup(assemble(())), assemble(()))
    by_id = found.by_id()
    result = next(m for m in found.mentions if m.text == "7座")
    named = {by_id[k.target].text for k in found.links if k.source == result.id}
    assert {"水库大坝白蚁防治", "大坝白蚁防治"} <= named


_HEADED = (
    "石坝县林业局造林专项绩效自评报告\n一、绩效目标\n数量指标\n{0}\n"
    "二、绩效目标完成情况\n质量指标\n{1}\n三、存在的问题\n{2}\n"
)


@pytest.mark.parametrize(
    ("goals", "results", "found"),
    [
        ("人工造林3200亩。", "苗木成活率≥85%。", ["TARGET", "ACTUAL"]),
        ("人工造林实际完成3200亩。", "苗木成活率要求≥85%。", ["ACTUAL", "TARGET"]),
    ],
    ids=["nothing speaks against it", "words of its own"],
)
def test_the_heading_says_whether_a_lone_value_below_a_class_is_a_goal(goals, results, found):
    text = _HEADED.format(goals, results, "管护费缺口12万元。")
    document = Document("a.txt", "0" * 64, "txt", text)

    def mention(ident: str, label: Label, surface: str) -> Mention:
        start = text.index(surface)
        span = Span(start, start + len(surface))
        return Mention(ident, label, span, surface, confidence=0.97)

    # the tagger takes the goal for a result and the result for a goal
    markup = assemble((mention("a", Label.ACTUAL, "3200亩"), mention("b", Label.TARGET, "≥85%")))
    told = with_walks(document, TableMarkup(assemble(())), markup)
    labels = {m.text: m.label.value for m in told.mentions}
    assert [labels["3200亩"], labels["≥85%"]] == found
