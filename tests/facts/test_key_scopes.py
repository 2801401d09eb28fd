"""Whose a figure is: a unit's, a level's, a region's, that of all levels together."""

import pytest

from tests.facts.keyed import CITY, keys, told


@pytest.mark.parametrize(
    "second",
    [
        "市本级⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2|14.20亿元⟧。",
        "北岭县⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2|4.12亿元⟧。",
        "全市⟦ITEM i2|政府性基金预算收入⟧完成⟦AMOUNT a2>i2|14.20亿元⟧。",
        "⟦PERIOD p1|2030年⟧全市⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2,p1|14.20亿元⟧。",
        "市本级（含新城区）⟦ITEM i2|一般公共预算收入⟧完成⟦AMOUNT a2>i2|14.20亿元⟧。",
    ],
    ids=["own level", "a county", "another fund", "another year", "with a note"],
)
def test_other_scopes_funds_and_years_are_other_facts(second):
    first = "全市⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1|41.20亿元⟧。\n"
    assert told(first + second, CITY) == []


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("财政年初批复云溪县", "region:云溪县"),
        ("县财政拨付松河镇", "region:松河镇"),
        ("上半年云溪县", "region:云溪县"),
        ("下达北桥区", "region:北桥区"),
        ("松河镇", "region:松河镇"),
    ],
)
def test_what_was_done_for_a_place_and_when_is_no_part_of_its_name(words, place):
    assert keys(f"{words}⟦ITEM i1|修路资金⟧⟦AMOUNT a1>i1|5.00亿元⟧。", CITY)[0].scope == place


@pytest.mark.parametrize("words", ["财政年初批复市", "区财政核定区", "财政拨付县"])
def test_what_was_done_for_a_level_names_no_place(words):
    scope = keys(f"{words}⟦ITEM i1|修路资金⟧⟦AMOUNT a1>i1|5.00亿元⟧。", CITY)[0].scope
    assert scope is None or not scope.startswith("region:")


@pytest.mark.parametrize(
    "words",
    [
        "丰富市民生活",
        "加快推进乡村振兴",
        "补助市县",
        "运用金融工具和市场化手段",
        "建成国际消费集聚区",
        "市级财力对县",
        "投入科技强市",
        "考核兴工强区",
    ],
)
def test_a_word_that_runs_through_the_name_of_a_place_is_no_scope(words):
    scope = keys(f"{words}，⟦ITEM i1|投入⟧⟦AMOUNT a1>i1|5.00亿元⟧。", CITY)[0].scope
    assert scope is None or not scope.startswith("region:")


def test_two_levels_together_are_the_whole():
    text = "截至2031年底，市县两级⟦ITEM i1|政府债务余额⟧合计⟦AMOUNT a1>i1|161.80亿元⟧。"
    assert keys(text, CITY)[0].scope == "whole"


@pytest.mark.parametrize(
    "words",
    ["2031年青岭示范区", "二是青岭示范区", "其中，青岭示范区"],
)
def test_a_zone_before_a_funds_name_owns_the_figure_and_what_follows_in_its_paragraph(words):
    text = (
        f"市级⟦ITEM i1|一般公共预算收入⟧⟦AMOUNT a1>i1|81亿元⟧。{words}⟦ITEM i2|一般公共预算收入⟧"
        "⟦AMOUNT a2>i2|19亿元⟧。⟦ITEM i3|支出预算⟧⟦AMOUNT a3b>i3|20亿元⟧。"
    )
    assert [k.scope for k in keys(text, CITY)] == ["own", "region:青岭示范区", None]


def test_a_level_and_the_counties_together_are_the_whole():
    text = "市级和部分县区调减⟦ITEM i1|收入预算⟧⟦AMOUNT a1b>i1|5亿元⟧。"
    assert keys(text, CITY)[0].scope == "whole"


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("2031年河东经开区", "region:河东经开区"),
        ("中央和省对我市", None),
        ("市级一般公共预算支出8亿元，加上对下级补助支出1亿元后，", "own"),
    ],
)
def test_whose_budget_a_sentence_tells(words, scope):
    text = f"{words}⟦ITEM i1|一般公共预算收入⟧⟦AMOUNT a1>i1|3亿元⟧。"
    assert keys(text, CITY)[0].scope == scope


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        (
            "我市⟦ITEM i1|政府债务限额⟧⟦AMOUNT a1>i1|75.6亿元⟧，其中市级⟦AMOUNT a2>i1|36.3亿元⟧；"
            "我市⟦ITEM i2|政府债务余额⟧⟦AMOUNT a3>i2|74.5亿元⟧，其中市级⟦AMOUNT a4>i2|35.6亿元⟧。",
            [None, "own", None, "own"],
        ),
        (
            "全市⟦ITEM i1|政府债务限额⟧⟦AMOUNT a1>i1|56.6亿元⟧（其中市级⟦AMOUNT a2>i1|23.4亿元⟧），"
            "⟦ITEM i2|债务余额⟧⟦AMOUNT a3>i2|45.8亿元⟧（其中市级⟦AMOUNT a4>i2|16.3亿元⟧）。",
            ["whole", "own", "whole", "own"],
        ),
    ],
    ids=["behind a semicolon", "behind a bracket"],
)
def test_the_level_of_a_part_does_not_reach_over_to_the_next_whole(text, scopes):
    assert [key.scope for key in keys(text, CITY)] == scopes
