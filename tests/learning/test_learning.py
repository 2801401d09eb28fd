"""Learning that cannot hurt: weights that harm are refused, useful ones are taken, too few reports refuse."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.formats import AnnotatedText
from annotations.learning import (
    FEWEST,
    Learned,
    LearnSettings,
    Lesson,
    Replay,
    StoppedError,
    TooFewReportsError,
    Verdict,
    find_trainer,
    folds,
    learn,
    replayed,
)
from annotations.learning.exam import measure, of_corrected
from annotations.learning.progress import ProgressFile, read_progress
from annotations.store import Store
from annotations.synthesis import synthesise
from extraction.errors import MissingToolError, SettingsError
from models.learning import NetworkTrainer
from tests.learning.conftest import Correct

QUICK = LearnSettings(rates=(4e-3,), mixes=(0.5, 1.0), folds=2, threads=1)
KNOWN = Replay((), tuple(AnnotatedText(*synthesise(seed)) for seed in range(900, 906)))


class Ready:
    """A trainer whose every training ends at weights that were made before; a mix is either of the two."""

    def __init__(self, fresh: Path, *, last: Path | None = None) -> None:
        self._fresh, self._last = fresh, last
        self.lessons: list[Lesson] = []

    def fine_tune(
        self,
        base: Path,
        lesson: Lesson,
        output: Path,
        settings: LearnSettings,
        *,
        told: Callable[[float], None],
    ) -> Path:
        told(0.5)
        self.lessons.append(lesson)
        return self._fresh

    def mix(self, base: Path, fresh: Path, share: float, output: Path) -> Path:
        final = len(self.lessons) > QUICK.folds and self._last
        return final or (fresh if share == 1.0 else base)


@pytest.fixture(scope="session")
def better(weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny weights after a few more steps on made-up reports, none of them tested on."""
    folder = tmp_path_factory.mktemp("better")
    texts = tuple(AnnotatedText(*synthesise(seed)) for seed in range(40))
    lesson = Lesson(texts, (), 8e-3, 60, 5.0)
    settings = LearnSettings(room=94, threads=1)
    trainer = NetworkTrainer()
    network = trainer.fine_tune(weights, lesson, folder / "n", settings, told=lambda _: None)
    return trainer.mix(weights, network, 1.0, folder / "weights")


@pytest.fixture
def taught(store: Store, correct: Correct) -> Store:
    """A store of eight corrected reports."""
    for seed in range(500, 508):
        correct(seed)
    return store


def run(store: Store, base: Path, trainer: Ready, output: Path) -> Learned:
    corrected = list(store.corrected())
    return learn(
        store, corrected, base, output, trainer=trainer, settings=QUICK, replay=KNOWN
    )  # fmt: skip


def test_a_useful_training_is_taken(
    taught: Store, weights: Path, better: Path, tmp_path: Path
) -> None:
    output = tmp_path / "new"
    trainer = Ready(better)
    learned = run(taught, weights, trainer, output)
    assert learned.verdict is Verdict.TAKEN
    assert learned.share == 1.0
    assert learned.corrected.low > 0
    assert learned.replayed.low >= 0
    questions = of_corrected(taught, taught.corrected())
    assert measure(questions, output) == measure(questions, better)
    report = json.loads((output / "learning.json").read_text("utf-8"))
    assert report["verdict"] == "taken"
    assert report["reason"].startswith("took the new weights")
    assert report["corrected"]["after"]["value"] > report["corrected"]["before"]["value"]
    assert [len(x.corrected) for x in trainer.lessons] == [4, 4, 8]


def test_a_hurtful_training_is_refused(
    taught: Store, weights: Path, better: Path, tmp_path: Path
) -> None:
    learned = run(taught, better, Ready(weights), tmp_path / "new")
    assert learned.verdict is Verdict.NO_GAIN
    assert learned.weights == better
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["learning.json"]
    assert "kept the old weights" in learned.lines()[-1]
    assert learned.share == 0.5  # the mix that changes nothing was the best there was


def test_a_last_training_that_forgets_is_refused(
    taught: Store, weights: Path, better: Path, tmp_path: Path
) -> None:
    worse = _damaged(weights, tmp_path / "worse")
    learned = run(taught, weights, Ready(better, last=worse), tmp_path / "new")
    assert learned.verdict is Verdict.FORGETS_AT_LAST
    assert not (tmp_path / "new" / "config.json").exists()
    assert "replayed reports of the final training may lose" in learned.reason


def _damaged(weights: Path, output: Path) -> Path:
    """Weights of the same shape that begin the first label at every character."""
    from extraction.tagging.onnx_tagger import read_section, read_settings
    from models.export import export
    from models.network import TaggerNetwork

    network = TaggerNetwork.load(weights).float()
    network.token_model.classifier.bias.data[1] += 100
    folder = output / "network"
    network.save(folder)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(weights / name, folder / name)
    settings = read_settings(read_section(weights)["settings"])
    return export(folder, output / "weights", settings=settings)


@pytest.mark.slow
def test_the_loop_with_real_training(taught: Store, weights: Path, tmp_path: Path) -> None:
    settings = LearnSettings(
        rates=(1e-3, 4e-3), mixes=(0.5, 1.0), folds=2, steps=8, room=62, lanes=2, threads=1,
        synthetic=4, tolerance=1.0,
    )  # fmt: skip
    known = Replay(KNOWN.held_out[:3], KNOWN.held_out[3:])
    heard: list[tuple[str, float]] = []
    learned = learn(
        taught,
        list(taught.corrected()),
        weights,
        tmp_path / "new",
        trainer=NetworkTrainer(),
        settings=settings,
        replay=known,
        watcher=lambda stage, share: heard.append((stage, share)),
    )
    assert learned.taken == (tmp_path / "new" / "model.int8.onnx").is_file()
    assert [share for _, share in heard] == sorted(share for _, share in heard)
    assert list(dict.fromkeys(stage for stage, _ in heard))[:3] == ["before", "ladder", "folds"]


def test_too_few_reports_refuse(
    store: Store, correct: Correct, weights: Path, tmp_path: Path
) -> None:
    for seed in range(FEWEST - 1):
        correct(seed)
    trainer = Ready(weights)
    with pytest.raises(TooFewReportsError, match=f"found {FEWEST - 1}; nothing was trained"):
        run(store, weights, trainer, tmp_path / "new")
    assert trainer.lessons == []
    assert not (tmp_path / "new").exists()


def test_whoever_watches_can_stop(taught: Store, weights: Path, tmp_path: Path) -> None:
    def stop(stage: str, share: float) -> None:
        if stage == "folds":
            raise StoppedError("enough")

    with pytest.raises(StoppedError):
        learn(
            taught, list(taught.corrected()), weights, tmp_path / "new",
            trainer=Ready(weights), settings=QUICK, replay=KNOWN, watcher=stop,
        )  # fmt: skip
    assert not (tmp_path / "new").exists()


def test_a_mix_lies_between(weights: Path, better: Path) -> None:
    from models.averaging import average
    from models.network import TaggerNetwork

    old, new = TaggerNetwork.load(weights).float(), TaggerNetwork.load(better).float()
    none, whole = average(old, new, 0.0), average(old, new, 1.0)
    half = average(old, new, 0.5)
    for name, tensor in half.items():
        assert none[name].equal(old.state_dict()[name])
        assert whole[name].allclose(new.state_dict()[name])
        assert tensor.float().allclose((none[name].float() + whole[name].float()) / 2, atol=1e-6)


# Folds, replay, progress, trainers


def test_each_report_is_held_out_once(store: Store, correct: Correct) -> None:
    for seed in range(10):
        correct(seed)
    parts = folds(list(store.corrected()), 3)
    held = [c.document.id for p in parts for c in p.held_out]
    assert sorted(held) == sorted(d.id for d in store.documents())
    assert [len(p.held_out) for p in parts] == [4, 3, 3]
    for part in parts:
        assert not {c.document.id for c in part.train} & {c.document.id for c in part.held_out}
    with pytest.raises(SettingsError):
        folds(list(store.corrected()), 1)


def test_replay_measures_on_what_it_does_not_train_on(tmp_path: Path) -> None:
    from annotations.formats import formats

    texts = [AnnotatedText(*synthesise(seed)) for seed in range(9)]
    formats()["inline"].write(texts, tmp_path)
    found = replayed(3, corpus=[tmp_path])
    assert (len(found.train), len(found.held_out)) == (6, 3)
    assert not {t.text for t in found.train} & {t.text for t in found.held_out}
    assert replayed(3, corpus=[tmp_path]) == found
    without = replayed(2, corpus=[tmp_path / "absent"], made=4)
    assert (len(without.train), len(without.held_out)) == (4, 2)


def test_the_trainer_replays_by_the_share_asked_for() -> None:
    from models.learning import sources

    text = AnnotatedText(*synthesise(1))
    known = (AnnotatedText(*synthesise(2)),)
    found = sources(Lesson((text,), known, 1e-4, 1, 1.0), LearnSettings(replay=0.5, synthetic=2))
    assert found[0].share == 1.0
    assert sum(s.share for s in found[1:]) == pytest.approx(0.5)
    assert len(sources(Lesson((text,), (), 1e-4, 1, 1.0), LearnSettings())) == 1


def test_progress_is_told_to_other_processes(tmp_path: Path) -> None:
    told = ProgressFile(tmp_path)
    told("ladder", 0.25)
    assert read_progress(tmp_path)["stage"] == "ladder"  # type: ignore[index]
    told.end("stopped", "")
    found = read_progress(tmp_path)
    assert found is not None
    assert (found["state"], found["share"]) == ("stopped", 0.25)
    assert read_progress(tmp_path / "absent") is None


@pytest.mark.parametrize(
    "wrong",
    [{"rates": ()}, {"mixes": (0.0,)}, {"tolerance": -1.0}, {"minutes": 0.0}, {"measured": 0}],
    ids=str,
)
def test_senseless_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        LearnSettings(**wrong)  # type: ignore[arg-type]


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


def test_an_unknown_trainer_is_refused() -> None:
    with pytest.raises(MissingToolError, match="nobody"):
        find_trainer("nobody")


def test_the_trainer_of_models_is_registered() -> None:
    assert isinstance(find_trainer(), NetworkTrainer)
