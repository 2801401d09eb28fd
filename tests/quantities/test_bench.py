"""The reader on the peers' suites and on annotated reports, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.bench.quantities import is_found, is_right, load_differences
from eval.bench.quantity_gold import measure_gold
from eval.bench.quantity_readers import OwnReader
from eval.bench.quantity_suites import finding_cases, reading_cases


@pytest.fixture(scope="module")
def peers(shared: Path) -> Path:
    folder = shared / "peers"
    if not folder.is_dir():
        pytest.skip(f"the peers' suites are not at {folder}")
    return folder


def test_every_difference_from_a_suite_has_a_reason(peers: Path) -> None:
    reader = OwnReader()
    missed = {case.id for case in reading_cases(peers) if not is_right(case, reader.read(case))}
    missed |= {case.id for case in finding_cases(peers) if not is_found(case, reader.find(case))}
    assert missed == set(load_differences())


def test_gold_surfaces_read_and_are_found(shared: Path) -> None:
    outcomes = list(measure_gold(shared))
    assert [outcome for outcome in outcomes if not outcome.read] == []
    assert [outcome for outcome in outcomes if outcome.yuan is False] == []
    asked = [outcome.found for outcome in outcomes if outcome.found is not None]
    assert sum(asked) >= 0.99 * len(asked)
