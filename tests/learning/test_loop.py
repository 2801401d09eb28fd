"""The whole loop by its commands, on the sample reports."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from annotations.corpus.rendering import GOLD, RENDERED
from tests.annotations.test_annotate_command import jixiao


@pytest.mark.slow
def test_learning_from_the_corrected_samples_says_what_it_did(
    weights: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, db = tmp_path / "corrected", tmp_path / "review.db"
    folder.mkdir()
    for path in GOLD.glob("*.json"):
        shutil.copyfile(path, folder / path.name)
        shutil.copyfile(RENDERED / f"{path.stem}.txt", folder / f"{path.stem}.txt")
    into = ("--to", "store", "--kind", "human", "--annotator", "li", "--done")
    assert jixiao("convert", folder, db, "--from", "json", *into) == 0
    budget = (
        "--steps",
        6,
        "--minutes",
        3,
        "--learning-rate",
        "4e-3",
        "--replay",
        0,
        "--threads",
        1,
    )
    measured = ("--measured", 2, "--folds", 2, "--mix", 1)
    capsys.readouterr()
    output = tmp_path / "new"
    assert jixiao("learn", db, "--base", weights, "--output", output, *budget, *measured) == 0
    out = capsys.readouterr().out
    assert "learned from 6 corrected reports" in out
    report = json.loads((output / "learning.json").read_text("utf-8"))
    assert report["reason"] in out
    assert (output / "model.int8.onnx").is_file() == (report["verdict"] == "taken")
    told = json.loads((output / "progress.json").read_text("utf-8"))
    assert (told["state"], told["message"]) == ("done", report["reason"])
