"""Generated sentences and tables with known truth: nothing wrong in silence, nearly all read."""

from __future__ import annotations

from collections import Counter

import pytest

from eval.bench.numerals import WANTED, pages, sentences, tables, wrong_cuts
from extraction.pipeline import Pipeline, default_pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return default_pipeline("pattern")


def test_generated_sentences(pipeline: Pipeline) -> None:
    found = list(sentences(pipeline, 300, seed=2024))
    counts = Counter(result for _, _, result in found)
    assert [(text, k.figure.surface) for text, k, result in found if result == "wrong"] == []
    assert counts["lost"] == 0
    assert counts["right"] >= WANTED * len(found)


def test_generated_tables(pipeline: Pipeline) -> None:
    found = list(tables(pipeline, 60, seed=2024))
    counts = Counter(result for _, _, result in found)
    assert [(text, k.figure.surface) for text, k, result in found if result == "wrong"] == []
    assert counts["lost"] == 0
    assert counts["right"] >= WANTED * len(found)


def test_generated_pages(pipeline: Pipeline) -> None:
    found = list(pages(pipeline, 80, seed=2024))
    counts = Counter(result for _, _, result in found)
    assert [(text, k.figure.surface) for text, k, result in found if result == "wrong"] == []
    assert counts["lost"] == 0
    assert counts["right"] >= WANTED * len(found)


def test_a_figure_cut_at_any_place_is_never_another(pipeline: Pipeline) -> None:
    assert list(wrong_cuts(pipeline)) == []
