from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.loading import load
from extraction.markup import Markup
from extraction.tables import interpret
from extraction.tagging import default_tagger
from extraction.tagging.advice import AdviceSettings
from extraction.tagging.scope import open_text
from extraction.tagging.sections import sections
from extraction.tagging.windows import WindowPlan, average
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
    text = document.text
    wanted = open_text(document, interpret(document))
    found = list(sections(text, WindowPlan(), wanted))
    scored = [w for section in found for w in section.windows]
    assert len(scored) < sum(1 for _ in WindowPlan().windows(len(text)))
    covered = np.zeros(len(text), dtype=bool)
    for section in found:
        covered[section.own.start : section.own.end] = True
    assert covered[wanted].all()


@given(st.lists(st.integers(0, 1999), min_size=1, max_size=6), st.integers(1, 2000))
def test_windows_lie_where_they_lie_without_skipping_and_each_is_asked_about(
    asked: list[int], length: int
) -> None:
    plan = WindowPlan(400, 300)
    wanted = np.zeros(length, dtype=bool)
    wanted[[place % length for place in asked]] = True
    scored = [w for section in sections("x" * length, plan, wanted) for w in section.windows]
    assert scored == [w for w in plan.windows(length) if wanted[w[0] : w[1]].any()]


@given(st.integers(1, 4000), st.integers(200, 900), st.data())
def test_sections_score_their_own_characters_as_the_whole_text_does(
    length: int, longest: int, data: st.DataObject
) -> None:
    text = "".join(data.draw(st.sampled_from("ab\n")) for _ in range(40)) * 100
    text = text[:length]
    plan = WindowPlan(100, 61)

    def score(ranges: Sequence[tuple[int, int]]) -> list[tuple[np.ndarray, ...]]:
        return [
            (np.arange(a, b, dtype=np.float32)[:, None] + np.float32(a % 7),) for a, b in ranges
        ]

    windows = list(plan.windows(len(text)))
    (whole,) = average(windows, score, length=len(text), ramp=plan.ramp)
    at = 0
    for section in sections(text, plan, longest=longest):
        assert section.own.start == at
        at = section.own.end
        (part,) = average(section.windows, score, length=len(text), ramp=plan.ramp)
        own = part[section.own.start - section.start : section.own.end - section.start]
        assert np.allclose(own, whole[section.own.start : section.own.end])
    assert at == len(text)


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
