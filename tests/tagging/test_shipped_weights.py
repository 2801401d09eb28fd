"""The weights in `models/weights/`: whole, small enough, and better than nothing on new text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotations.synthesis import synthesise
from extraction.tagging import default_tagger, shipped_weights
from extraction.tagging.onnx_tagger import OnnxTagger
from extraction.tagging.windows import WindowPlan

TEXTS = [synthesise(seed) for seed in range(900_000, 900_006)]


@pytest.fixture(scope="module")
def tagger() -> OnnxTagger:
    folder = shipped_weights()
    assert folder is not None
    return OnnxTagger(folder, threads=2)


def test_the_default_tagger_is_the_shipped_model() -> None:
    assert isinstance(default_tagger(), OnnxTagger)


def test_the_weights_fit_into_fifty_megabytes() -> None:
    folder = shipped_weights()
    assert folder is not None
    assert sum(p.stat().st_size for p in folder.iterdir()) < 50e6


def test_new_synthetic_reports_are_tagged_well(tagger: OnnxTagger) -> None:
    right = found = wanted = 0
    for text, record in TEXTS:
        gold = {(s.start, s.end, s.label) for s in record.spans}
        mentions = {(m.start, m.end, m.label) for m in tagger.tag_text(text).mentions}
        right, found = right + len(gold & mentions), found + len(mentions)
        wanted += len(gold)
    assert 2 * right / (found + wanted) > 0.85


@pytest.mark.parametrize("offset", [97, 150])
def test_the_window_offset_hardly_matters(tagger: OnnxTagger, offset: int) -> None:
    text = "\n".join(text for text, _ in TEXTS)[:4000]
    neural = tagger.neural
    plan = WindowPlan(offset=offset)
    before = {(m.start, m.end, m.label) for m in neural.tag_text(text).mentions}
    settings = neural.settings
    neural.settings = replace(settings, plan=plan)
    after = {(m.start, m.end, m.label) for m in neural.tag_text(text).mentions}
    neural.settings = settings
    assert 2 * len(before & after) / (len(before) + len(after)) > 0.97
