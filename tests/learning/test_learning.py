"""The loop on a tiny network: a person corrects, the network learns, the better weights stay."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from annotations.formats import AnnotatedText
from annotations.learning import LearnSettings, find_trainer, learn, split
from annotations.learning.learning import measure
from annotations.store import Store
from extraction.errors import MissingToolError, SettingsError
from models.learning import learn_from
from tests.learning.conftest import Correct

QUICK = LearnSettings(
    minutes=5, steps=120, learning_rate=4e-3, replay=0.0, room=94, lanes=4, threads=1
)


@pytest.mark.slow
def test_corrections_improve_the_held_out_score(
    store: Store, correct: Correct, weights: Path, tmp_path: Path
) -> None:
    for seed in range(500, 510):
        correct(seed)
    parts = split(list(store.corrected()), 0.4)
    output = tmp_path / "better"
    learned = learn(store, parts, weights, output, trainer=learn_from, settings=QUICK)
    assert learned.improved
    assert learned.gain > 0.01
    assert measure(store, parts.held_out, output).value == learned.after.value
    report = json.loads((output / "learning.json").read_text("utf-8"))
    assert report["improved"] is True
    assert report["after"]["spans"]["f1"] > report["before"]["spans"]["f1"]
    assert not set(report["train"]) & set(report["held_out"])
    assert "kept the new weights" in learned.lines()[-1]


def test_weights_that_got_no_better_are_not_kept(
    store: Store, correct: Correct, weights: Path, tmp_path: Path
) -> None:
    for seed in range(500, 503):
        correct(seed)

    def lazy(
        base: Path, examples: Sequence[AnnotatedText], output: Path, settings: LearnSettings
    ) -> Path:
        assert len(examples) == 2
        return base

    parts = split(list(store.corrected()), 0.25)
    learned = learn(store, parts, weights, tmp_path / "same", trainer=lazy)
    assert not learned.improved
    assert learned.weights == weights
    assert [p.name for p in (tmp_path / "same").iterdir()] == ["learning.json"]
    assert "kept the old weights" in learned.lines()[-1]


def test_replay_mixes_known_reports_in() -> None:
    from annotations.synthesis import synthesise
    from models.learning import sources

    text, record = synthesise(1)
    examples = [AnnotatedText(text, record)]
    found = sources(examples, LearnSettings(replay=0.5, synthetic=2))
    assert found[0].share == 1.0
    assert sum(s.share for s in found[1:]) == pytest.approx(0.5)
    assert len(sources(examples, LearnSettings(replay=0.0))) == 1


def test_training_reads_the_finished_corrections(
    store: Store, correct: Correct, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import argparse

    from models.commands import train

    correct(1)
    correct(2, done=False)
    seen: list[list[str]] = []
    monkeypatch.setattr(
        "models.finetuning.finetune",
        lambda base, sources, *_, **__: seen.append(
            [e.source for s in sources for e in s.examples]
        ),
    )
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    shared = ["--base", "x", "--output", str(tmp_path / "n")]
    given = ["--from-store", str(tmp_path / "review.db")]
    assert train.run(parser.parse_args([*shared, *given])) == 0
    assert seen == [["corrected"]]
    assert train.run(parser.parse_args(shared)) == 2


def test_documents_keep_their_side(store: Store, correct: Correct) -> None:
    for seed in range(30):
        correct(seed)
    whole = split(list(store.corrected()), 0.3)
    assert 3 <= len(whole.held_out) <= 18
    part = split([*whole.train[:8], *whole.held_out[:3]], 0.3)
    assert {c.document.id for c in part.held_out} <= {c.document.id for c in whole.held_out}


@pytest.mark.parametrize(("count", "share"), [(1, 0.5), (3, 0.0), (3, 1.0)])
def test_too_little_to_measure_on_is_refused(
    store: Store, correct: Correct, count: int, share: float
) -> None:
    for seed in range(count):
        correct(seed)
    with pytest.raises(SettingsError):
        split(list(store.corrected()), share)


def test_an_unknown_trainer_is_refused() -> None:
    with pytest.raises(MissingToolError, match="nobody"):
        find_trainer("nobody")
