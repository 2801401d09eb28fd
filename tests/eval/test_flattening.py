"""The flattening benchmark: its truth, its score on a text of known faults, a real converter where there is one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eval.bench.flattened_tables import Truth, write_page
from eval.bench.flattening import CONVERTERS, score


def test_every_value_of_the_page_occurs_once() -> None:
    page = write_page(6, seed=3)
    values = [t.value.replace(",", "") for t in page.truths]
    assert len(values) == len(set(values)) > 30
    assert all(page.html.count(f">{t.value}<") == 1 for t in page.truths)


def test_the_score_counts_what_is_placed_missing_and_strange(tmp_path: Path) -> None:
    truths = (
        Truth(0, "12.30", "渠道清淤", "预算数"),
        Truth(0, "11.10", "渠道清淤", "决算数"),
        Truth(0, "45.60", "苗木补植", "决算数"),
    )
    text = "单位：万元\n项目\t预算数\t决算数\n渠道清淤\t12.30\t11.10\n苗木补植\t\t99.90\n"
    found = score(text, truths, tmp_path)
    assert (found.cells, found.values, found.placed, found.strange) == (3, 2, 2, 1)


@pytest.mark.skipif(shutil.which("w3m") is None, reason="needs w3m")
def test_a_text_browser_keeps_every_cell(tmp_path: Path) -> None:
    page = write_page(4, seed=2)
    (tmp_path / "page.html").write_text(page.html, encoding="utf-8")
    found = score(CONVERTERS["w3m"][1](tmp_path), page.truths, tmp_path)
    assert found.placed == found.cells
