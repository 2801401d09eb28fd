"""Rows whose weight, goal and result were printed with nothing between them."""

from __future__ import annotations

import itertools

import pytest

from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.loading.dumps.indicator_accounts.glued_values import marked_cuts
from extraction.pipeline import default_pipeline


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("巡检井盖个数10>=40004120个完成", "巡检井盖个数 10 >=4000 4120个 完成"),
        ("井盖完好率20≥95%97%完成100", "井盖完好率 20 ≥95% 97% 完成 100"),
        ("每座养护花费15<=620", "每座养护花费 15 <=620"),
        ("备用井盖数5>=1215套完成", "备用井盖数 5 >=12 15套 完成"),
        ("备用井盖数5>=1215套", "备用井盖数 5 >=1215套"),
        ("夜间抢修次数10≥30次34次", "夜间抢修次数 10 ≥30次 34次"),
    ],
)
def test_weight_goal_and_result_are_parted(word: str, parts: str) -> None:
    cuts = [0, *marked_cuts(word), len(word)]
    assert " ".join(word[a:b] for a, b in itertools.pairwise(cuts)) == parts


@pytest.mark.parametrize("word", ["井盖完好率≥95%", "PM10≤70微克", "共修井盖4120个", "≥95%97%"])
def test_other_words_stay_whole(word: str) -> None:
    assert marked_cuts(word) == ()


def test_digits_of_other_sizes_stay_together() -> None:
    """No two parts of 12131 are of one size: it is the goal alone."""
    assert marked_cuts("备用井盖数5>=12131套完成") == (5, 6, 14)


ROWS = (
    "产出指标数量指标巡检井盖个数20>=40004120个完成100 20 20 \n"
    "质量指标井盖完好率30>=95%97%完成100 30 30 \n"
    "成本指标每座养护花费20<=620元605元完成100 20 20 \n"
    "效益指标社会效益指标抢修到场次数20>=30次34次完成100 20 20 \n"
    "满意度指标服务对象满意度指标过路群众满意度10>=90%93%完成100 10 10 \n"
    "自评总分100\n"
)


def test_the_rows_are_read_by_what_they_repeat() -> None:
    document = Document("a.txt", "0" * 64, "txt", ROWS, tables=find_tables(ROWS))
    found = default_pipeline("pattern").extract(document).facts.indicators
    told = [
        (i.name.text, i.target and i.target.mention.text, i.actual and i.actual.mention.text)
        for i in found
    ]
    assert told == [
        ("巡检井盖个数", ">=4000", "4120个"),
        ("井盖完好率", ">=95%", "97%"),
        ("每座养护花费", "<=620元", "605元"),
        ("抢修到场次数", ">=30次", "34次"),
        ("过路群众满意度", ">=90%", "93%"),
    ]
