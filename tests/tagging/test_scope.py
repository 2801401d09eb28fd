from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extraction.loading import load
from extraction.markup import Markup
from extraction.tables import interpret
from extraction.tagging import default_tagger
from extraction.tagging.advice import AdviceSettings
from extraction.tagging.scope import open_text
from extraction.tagging.windows import WindowPlan, stitch
from extraction.tagging.words import within_words

_SAMPLES = Path("annotations/corpus/samples/rendered")


def _page(rows: int) -> str:
    body = "".join(
        f"<tr><td>{i}</td><td>河道维护项目</td><td>{i}.50</td><td>按进度</td></tr>"
        for i in range(rows)
    )
    return (
        "<html><body><p>2023年青枫县水务局公用经费支出12.30万元，比上年减少1.20万元。</p>"
        "<table><tr><th>序号</th><th>项目名称</th><th>预算数（万元）</th><th>备注</th></tr>"
        f"{body}</table><p>其中办公费支出3.40万元。</p></body></html>"
    )


def test_cells_that_the_table_reading_decided_are_closed(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(_page(4), encoding="utf-8")
    document = load(path)
    mask = open_text(document, interpret(document))
    text = document.text
    assert mask[text.index("12.30")]
    assert mask[text.index("3.40")]
    assert not mask[text.index("2.50")]
    assert not mask[text.index("河道维护项目")]
    assert not mask[text.index("按进度")]


def test_windows_of_closed_text_are_not_scored(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(_page(400), encoding="utf-8")
    document = load(path)
    wanted = open_text(document, interpret(document))
    scored: list[tuple[int, int]] = []

    def score(ranges: Sequence[tuple[int, int]]) -> list[tuple[np.ndarray, ...]]:
        scored.extend(ranges)
        return [(np.ones((end - start, 1), dtype=np.float32),) for start, end in ranges]

    (sums,) = stitch(len(document.text), WindowPlan(), score, wanted=wanted)
    assert len(scored) < sum(1 for _ in WindowPlan().windows(len(document.text)))
    assert sums[wanted].min() > 0.999
    assert np.isfinite(sums).all()


@pytest.mark.parametrize("name", ["qinghe-water-overall.docx", "qinghe-water-overall.pdf"])
def test_open_text_reads_the_same_with_and_without_skipping(name: str) -> None:
    """Whether windows of closed text are scored changes no mention."""
    document = load(_SAMPLES / name)
    tagger = default_tagger().neural  # type: ignore[attr-defined]
    wanted = open_text(document, interpret(document))
    skipped = tagger.tag_text(document.text, wanted=wanted)
    whole = tagger.score(document.text)
    settings = replace(tagger.settings, advice=AdviceSettings())
    read = tagger.read(document.text, whole, settings, Markup(), wanted=wanted)
    assert [(m.span, m.label) for m in skipped.mentions] == [
        (m.span, m.label) for m in read.mentions
    ]
    assert {(k.source, k.target) for k in skipped.links} == {
        (k.source, k.target) for k in read.links
    }


def test_words_are_looked_for_in_wanted_lines_alone() -> None:
    text = "公务接待费支出\n办公设备购置"
    wanted = np.array([True] * 7 + [False] * (len(text) - 7))
    found = within_words(text, wanted=wanted)
    assert found[:7].tolist() == within_words(text)[:7].tolist()
    assert not found[8:].any()
