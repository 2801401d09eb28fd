"""What the experiments train on and score on; the trainings themselves are not run here."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from annotations.corpus import REPORTS
from annotations.gold import read_gold
from eval.experiments.plans import ABLATED, CURVE_TEST, FOLDS, Shared, ablations, curve, folds
from eval.experiments.trials import as_gold


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    (tmp_path / "gold").mkdir()
    for names in FOLDS.values():
        for name in names:
            (tmp_path / "gold" / f"{name}.json").touch()
    return Shared(tmp_path)


def left_out(arguments: tuple[str, ...]) -> set[str]:
    start = arguments.index("--leave-out") + 1
    rest = arguments[start:]
    end = next((i for i, a in enumerate(rest) if a.startswith("--")), len(rest))
    return set(rest[:end])


def test_every_fold_leaves_out_what_it_is_scored_on(shared: Shared) -> None:
    trials = list(folds(shared, Path("base"), ()))
    scored = [p.stem for trial in trials for p in trial.gold]
    assert sorted(scored) == sorted(shared.names)
    for trial in trials:
        assert {p.stem for p in trial.gold} == left_out(trial.arguments)


def test_a_report_in_no_fold_is_refused(shared: Shared) -> None:
    (shared.root / "gold" / "new.json").touch()
    with pytest.raises(ValueError, match="new"):
        list(folds(shared, Path("base"), ()))


def test_ablations_never_see_their_test_reports(shared: Shared) -> None:
    trials = list(ablations(shared, {"all": Path("a"), "other": Path("b")}, ()))
    assert len({t.name for t in trials}) == len(trials) == 5
    for trial in trials:
        if "--gold" in trial.arguments:
            assert left_out(trial.arguments) == set(ABLATED)


def test_the_curve_scores_on_reports_that_nobody_corrected(tmp_path: Path) -> None:
    start, later = curve(tmp_path, Path("encoder"), (1, 4), (), ())
    test = {p.stem for p in start.gold}
    assert len(test) == CURVE_TEST
    known = {p.stem for p in (tmp_path / "curve-others").iterdir()}
    assert not test & known
    for trial, size in zip(later, (1, 4), strict=True):
        corrected = {p.stem for p in (tmp_path / f"curve-corrected-{size}").glob("*.json")}
        assert len(corrected) == size
        assert not corrected & (test | known)
        assert {p.stem for p in trial.gold} == test


def test_inline_reports_become_gold_files_of_their_texts(tmp_path: Path) -> None:
    (source, *_) = sorted(REPORTS.glob("*.txt"))
    (text,), (gold,) = as_gold([source], tmp_path)
    record = read_gold(gold)
    assert record.sha256 == hashlib.sha256(text.read_bytes()).hexdigest()
    record.verify(text.read_text(encoding="utf-8"))
