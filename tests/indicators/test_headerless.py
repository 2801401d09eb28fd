"""Rows of indicators without a header: their shape says what the columns are, or nothing is said."""

from __future__ import annotations

import pytest

from extraction.loading.dumps.glued_accounts.cells import cell_ends
from extraction.loading.dumps.template import read_piece
from extraction.loading.source import Source
from extraction.loading.text import load_text
from extraction.pipeline import default_pipeline
from extraction.span import Span
from extraction.tables.model import Meaning
from extraction.tables.shapes import Fit, fit_of

Pair = tuple[str, str | None, str | None]


def told(text: str) -> list[Pair]:
    """Name, target and actual of every indicator of a dump, read without a network."""
    document = load_text(Source(path="a.txt", data=text.encode(), sha256="0" * 64))
    facts = default_pipeline("pattern").extract(document).facts
    return [
        (
            "".join(i.name.text.split()),
            i.target and i.target.mention.text,
            i.actual and i.actual.mention.text,
        )
        for i in facts.indicators
    ]


CUT_PAGE = (
    "湿地巡护及时率 | ≥ | 95 | % | 97 | 8 | 8 |\n"
    "质量指标 | 鸟类监测覆盖率 | ≥ | 90 | % | 88 | 9 | 7 |\n"
    "成本指标 | 巡护艇租用成本 | ≤ | 36 | 万元 | 35.2 | 12 | 12 |\n"
    "满意度指标 | 服务对象满意度指标 | 周边村民满意度 | ≥ | 92 | % | 94 | 10 | 10 |\n"
)
CUT_PAIRS = [
    ("湿地巡护及时率", "95", "97"),
    ("鸟类监测覆盖率", "90", "88"),
    ("巡护艇租用成本", "36", "35.2"),
    ("周边村民满意度", "92", "94"),
]


def test_a_page_cut_below_its_header_is_read_by_the_shape_of_its_rows():
    assert told(CUT_PAGE) == CUT_PAIRS


@pytest.mark.parametrize("gap", ["\n\n", "\n", "    "], ids=["blank lines", "lines", "blanks"])
def test_cells_one_after_another_are_rows_where_goal_and_result_agree(gap):
    cells = [
        "产出指标",
        "数量指标",
        "灯塔检修数量",
        "14座",
        "13座",
        "10",
        "9",
        "质量指标",
        "航标正常率",
        "≥98%",
        "99.1%",
        "15",
        "15",
        "效益指标",
        "社会效益指标",
        "渔民出海安全",
        "明显改善",
        "明显改善",
        "20",
        "20",
        "满意度指标",
        "服务对象满意度指标",
        "船员满意度",
        "≥90%",
        "93%",
        "10",
        "10",
    ]
    assert told(gap.join(cells)) == [
        ("灯塔检修数量", "14座", "13座"),
        ("航标正常率", "≥98%", "99.1%"),
        ("渔民出海安全", "明显改善", "明显改善"),
        ("船员满意度", "≥90%", "93%"),
    ]


def test_rows_that_say_goal_and_result_in_the_same_words_need_no_numbers():
    rows = [
        ("项目完成指标", "质量指标", "做好江堤巡查。"),
        ("项目完成指标", "时效指标", "2022年全年。"),
        ("效益指标", "社会效益指标", "江堤安全。"),
    ]
    text = "".join(f"{a}\n|\n{b}\n|\n{c}\n|\n{c}\n|\n{c}\n|\n" for a, b, c in rows)
    found = told(text)
    assert [p[0].rstrip("。") for p in found] == ["做好江堤巡查", "2022年全年", "江堤安全"]
    assert all(p[1] and p[2] for p in found)


def test_numbers_behind_goals_that_make_up_a_hundred_are_weights_and_no_results():
    text = (
        "产出指标 数量指标 苗圃浇灌次数 ≥24次 30 质量指标 苗木存活率 ≥90% 30 "
        "效益指标 社会效益指标 村民增收面 ≥60% 30"
    )
    assert all(actual is None for _, _, actual in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "增值税 | 12.5% | 14.1%\n企业所得税 | 8.0% | 7.2%\n契税 | 3.3% | 4.0%\n",
        "名称 | 甲地 | 乙地\n灯塔座数 | 14 | 13\n航标座数 | 56 | 71\n码头座数 | 3 | 9\n",
    ],
    ids=["shares of revenue", "counts of places"],
)
def test_figures_without_an_indicator_class_are_no_goals_and_results(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("goal", "result", "weight", "score", "expected"),
    [
        ("≥95%", "97%", "8", "8", Fit.STRONG),
        ("≥95%", "97", "8", "7.5", Fit.STRONG),
        ("14座", "13座", "8", "80", Fit.NONE),
        ("14座", "13公里", "8", "8", Fit.NONE),
        ("全覆盖", "100%", "8", "8", Fit.WEAK),
        ("10", "10", "10", "10", Fit.NONE),
    ],
)
def test_goal_and_result_are_of_one_kind_and_marks_within_their_weight(
    goal, result, weight, score, expected
):
    words = ("湿地巡护", goal, result, weight, score)
    text = "\t".join(words)
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    cells = [read_piece(text, Span(a, a + len(w))) for a, w in zip(starts, words, strict=True)]
    order = (Meaning.NAME, Meaning.TARGET, Meaning.ACTUAL, Meaning.WEIGHT, Meaning.SCORE)
    assert fit_of(dict(zip(order, cells, strict=True))) is expected


@pytest.mark.parametrize(
    "words", ["质量指标检修制度执行率98%98%时效指标", "巡查真实率95%95%账目清楚率97%97%时效指标"]
)
def test_a_note_of_a_glued_table_holds_no_class_and_no_goal_with_its_result(words):
    assert not [end for end, _ in cell_ends(words, 0, len(words), Meaning.NOTE) if end > 4]


def test_goal_and_unit_under_one_header_are_goals():
    cells = ("三级指标", "指标值及单位", "绩效标准", "洒水车数量", "9辆", "计划标准")
    more = ("路面湿度", "≥35%", "计划标准", "居民满意度", "≥88%", "计划标准")
    found = told(
        "一级指标\n二级指标\n" + "\n".join((*cells[:3], "产出指标", "数量指标", *cells[3:], *more))
    )
    assert found == [
        ("洒水车数量", "9辆", None),
        ("路面湿度", "≥35%", None),
        ("居民满意度", "≥88%", None),
    ]
