"""The whole loop by its commands, on the sample reports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotations.corpus.rendering import GOLD, RENDERED
from models.learning import learn_from
from tests.annotations.test_annotate_command import jixiao


@pytest.mark.slow
def test_corrected_sample_reports_improve_the_held_out_score(
    weights: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, db = tmp_path / "corrected", tmp_path / "review.db"
    folder.mkdir()
    for path in GOLD.glob("*.json"):
        shutil.copyfile(path, folder / path.name)
        shutil.copyfile(RENDERED / f"{path.stem}.txt", folder / f"{path.stem}.txt")
    into = ("--to", "store", "--kind", "human", "--annotator", "li", "--done")
    assert jixiao("convert", folder, db, "--from", "json", *into) == 0
    monkeypatch.setattr("annotations.learning.find_trainer", lambda name: learn_from)
    budget = (
        "--steps",
        80,
        "--minutes",
        3,
        "--learning-rate",
        "4e-3",
        "--replay",
        0,
        "--threads",
        1,
    )
    capsys.readouterr()
    assert jixiao("learn", db, "--base", weights, "--output", tmp_path / "new", *budget) == 0
    out = capsys.readouterr().out
    print(out)
    assert "kept the new weights" in out
    assert (tmp_path / "new" / "model.int8.onnx").is_file()
