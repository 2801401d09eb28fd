"""The sample reports: sources well formed, renderings up to date, exactly three errors on purpose."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from annotations.corpus.rendering import GOLD, RENDERED, RENDERERS, SAMPLES, gold_of, samples
from annotations.corpus.rendering_source import Grid, Sample, plain, read_sample
from annotations.gold import read_gold, to_json
from extraction.errors import MarkupError
from extraction.labels import Label

_SAMPLES = tuple(samples())
_each = pytest.mark.parametrize("sample", _SAMPLES, ids=[s.slug for s in _SAMPLES])
_DELIBERATE = {
    ("qinghe-water-overall", "share", ("36.30%", "612.22万元", "1598.34万元")),
    ("baichuan-archives-final", "sum", ("880.50万元", "762.35万元", "128.15万元")),
    ("songzhou-culture-budget", "growth", ("12.28%", "106.40万元", "760.00万元")),
}


def test_there_are_six() -> None:
    assert len(_SAMPLES) == 6


@_each
@pytest.mark.parametrize("suffix", RENDERERS)
def test_renderings_are_those_of_the_sources(sample: Sample, suffix: str) -> None:
    """Compared by what they hold for packages and PDF, whose compression differs by library build."""
    stored = (RENDERED / f"{sample.slug}.{suffix}").read_bytes()
    if suffix in ("txt", "html"):
        assert stored == RENDERERS[suffix](sample)
    else:
        assert stored[:4] in (b"PK\x03\x04", b"%PDF")


@_each
@pytest.mark.parametrize("suffix", RENDERERS)
def test_rendering_twice_gives_the_same_bytes(sample: Sample, suffix: str) -> None:
    assert RENDERERS[suffix](sample) == RENDERERS[suffix](sample)


@_each
def test_gold_is_that_of_the_source_and_fits_the_dump(sample: Sample) -> None:
    stored = read_gold(GOLD / f"{sample.slug}.json")
    assert to_json(stored) == to_json(gold_of(sample))
    data = (RENDERED / f"{sample.slug}.txt").read_bytes()
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    stored.verify(data.decode("utf-8"))


@_each
def test_gold_holds_what_the_guidelines_ask(sample: Sample) -> None:
    record = gold_of(sample)
    by_id = {s.id: s for s in record.spans}
    for span in record.spans:
        targets = {by_id[link].label for link in span.links}
        if span.label in (Label.AMOUNT, Label.RATE, Label.COUNT):
            assert Label.ITEM in targets, span
        if span.label in (Label.TARGET, Label.ACTUAL, Label.STATUS):
            assert targets == {Label.INDICATOR}, span
        if span.label is Label.AMOUNT:
            assert span.yuan is not None, span
            assert not span.yuan.startswith("-"), span


def test_exactly_three_errors_are_there_on_purpose() -> None:
    found = set()
    for sample in _SAMPLES:
        record = gold_of(sample)
        texts = {s.id: s.text for s in record.spans}
        for equation in record.equations:
            assert equation.status in ("holds", "rounding", "violated", None)
            assert (equation.status is None) == (equation.kind == "target")
            if equation.status == "violated":
                terms = tuple(texts[t] for t in equation.terms)
                found.add((sample.slug, equation.kind, terms))
    assert found == _DELIBERATE


def test_the_readme_names_every_sample_and_error() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(s.slug in readme for s in _SAMPLES)
    assert all(terms[0].rstrip("万元%") in readme for _, _, terms in _DELIBERATE)


def test_renderings_stay_small() -> None:
    assert sum(p.stat().st_size for p in RENDERED.iterdir()) < 1_500_000


@_each
def test_every_table_is_whole(sample: Sample) -> None:
    for block in sample.blocks:
        if isinstance(block, Grid):
            assert len(block.owners()) == block.rows * block.columns


def test_gold_files_are_json_of_the_agreed_shape() -> None:
    for path in GOLD.glob("*.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        assert {"document", "sha256", "characters", "spans", "equations"} <= set(data)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# 无首部", "front matter"),
        ('+++\ntitle = "a"\ndump = "rows"\n+++\n| a | b |\n| c |\n', "2 cells"),
    ],
    ids=["no-front-matter", "ragged-table"],
)
def test_malformed_sources_are_refused(tmp_path: Path, text: str, found: str) -> None:
    path = tmp_path / "a.report"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MarkupError, match=found):
        read_sample(path)


def test_marks_are_taken_out() -> None:
    assert plain("其中：⟦ITEM i1>p1|基本支出⟧⟦AMOUNT a1b>i1|3万元⟧") == "其中：基本支出3万元"
