"""Pairs that are not certain are refused: what cannot be a name or value, doubted parts, goal and result of two kinds."""

from __future__ import annotations

import pytest

from extraction.labels import Label
from extraction.linking.certainty import refused, without_class_results
from extraction.markup import CellReference, Link, Markup, Mention
from extraction.span import Span


def _markup(text: str, name: str, target: str, actual: str, *, sure: float, cell=None) -> Markup:
    mentions, at = [], 0
    for i, (label, surface) in enumerate(
        ((Label.INDICATOR, name), (Label.TARGET, target), (Label.ACTUAL, actual))
    ):
        at = text.index(surface, at)
        span = Span(at, at + len(surface))
        mentions.append(Mention(f"m{i}", label, span, surface, confidence=sure, cell=cell))
        at = span.end
    return Markup(tuple(mentions), (Link("m1", "m0"), Link("m2", "m0")))


def _pairs(text: str, name: str, target: str, actual: str, *, sure: float = 0.9, cell=None):
    kept = refused(text, _markup(text, name, target, actual, sure=sure, cell=cell))
    known = kept.by_id()
    return {(known[k.source].text, known[k.target].text) for k in kept.links}


def test_a_sure_pair_of_one_kind_stays():
    found = _pairs("苗圃浇灌 24次 实际 26次", "苗圃浇灌", "24次", "26次")
    assert found == {("24次", "苗圃浇灌"), ("26次", "苗圃浇灌")}


def test_a_pair_that_the_tagger_doubts_is_taken_apart():
    assert _pairs("苗圃浇灌 24次 实际 26次", "苗圃浇灌", "24次", "26次", sure=0.3) == set()


@pytest.mark.parametrize(
    ("target", "actual"), [("96%", "840元/人"), ("3公里", "75%"), ("12万元", "8座")]
)
def test_goal_and_result_of_two_kinds_are_no_pair(target, actual):
    assert _pairs(f"苗木补贴 {target} 标准 {actual}", "苗木补贴", target, actual) == set()


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [("苗木补贴", "96%", "840元/人"), ("管网长度", "3公里", "75%"), ("护栏安装", "12万元", "8座")],
)
def test_a_sure_name_stays_where_its_pair_is_refused(name, target, actual):
    kept = refused(
        f"{name} {target} 标准 {actual}",
        _markup(f"{name} {target} 标准 {actual}", name, target, actual, sure=0.95),
    )
    assert (Label.INDICATOR, name) in {(m.label, m.text) for m in kept.mentions}
    assert kept.links == ()


def test_a_name_with_marks_of_its_own_stays_where_its_pair_is_refused():
    text = "苗木补贴 96% 标准 840元/人 得分 9分"
    markup = _markup(text, "苗木补贴", "96%", "840元/人", sure=0.6)
    at = text.index("9分")
    score = Mention("m3", Label.SCORE, Span(at, at + 2), "9分", confidence=0.9)
    marked = Markup((*markup.mentions, score), (*markup.links, Link("m3", "m0")))
    kept = refused(text, marked)
    assert (Label.INDICATOR, "苗木补贴") in {(m.label, m.text) for m in kept.mentions}
    assert [(k.source, k.target) for k in kept.links] == [("m3", "m0")]


def test_a_doubted_name_goes_with_its_pair():
    text = "苗木补贴 96% 标准 840元/人"
    kept = refused(text, _markup(text, "苗木补贴", "96%", "840元/人", sure=0.6))
    assert Label.INDICATOR not in {m.label for m in kept.mentions}


@pytest.mark.parametrize("target", ["数量指标", "于", "指标值", "不低于", "(盖章)"])
def test_words_that_cannot_be_a_value_are_none_in_tables_either(target):
    cell = CellReference("t1", 1, 2, (), ())
    text = f"苗木成活面积 {target} 12亩"
    assert _pairs(text, "苗木成活面积", target, "12亩", cell=cell) == {("12亩", "苗木成活面积")}


@pytest.mark.parametrize("name", ["社会成本指标", "标", "满意度指标"])
def test_a_class_or_a_lone_character_names_no_indicator(name):
    cell = CellReference("t1", 1, 2, (), ())
    assert _pairs(f"{name} 90% 92%", name, "90%", "92%", cell=cell) == set()


@pytest.mark.parametrize("word", ["是", "优", "好"])
def test_scales_of_one_character_stay_values(word):
    assert (word, "档案完备") in _pairs(f"档案完备 {word} 无", "档案完备", word, "无")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1.产出指标完成情况：96%。", []),
        ("效益指标完成率:96%", []),
        ("预算完成率：96%", ["96%"]),
        ("质量指标完成情况：验收合格率96%", ["96%"]),
    ],
)
def test_a_rate_of_a_whole_class_is_no_fact(text: str, kept: list[str]) -> None:
    at = text.index("96%")
    markup = Markup((Mention("r", Label.RATE, Span(at, at + 3), "96%"),))
    assert [m.text for m in without_class_results(text, markup).mentions] == kept
