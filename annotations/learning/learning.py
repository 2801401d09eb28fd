"""Learn from corrections without harm (学习): train in folds, mix with the old weights, take what is surely better.

A ladder of learning rates is climbed on replayed reports alone. With the rate found, weights are trained in
folds over the corrected reports and averaged with the old ones in several shares. Only if the corrected reports
that were held out gain beyond chance, and the replayed ones do not lose, a last training sees all corrected
reports; its mix is measured on the replayed ones again before it is taken.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from annotations.formats import AnnotatedText
from annotations.learning.chance import Gain, gain, total
from annotations.learning.choosing import Outcome, Scores, Trial, choose
from annotations.learning.exam import measure, of_corrected, of_texts
from annotations.learning.folds import Fold, folds
from annotations.learning.progress import Units, Watcher, unwatched
from annotations.learning.replay import Replay, replayed
from annotations.learning.trainer import LearnSettings, Lesson, Trainer
from annotations.learning.verdict import Verdict, judge, sentence
from annotations.store import Corrected, Store

REPORT = "learning.json"
_LADDER_SHARE = 0.25
"""Of a training's budget, for each rung of the ladder."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What learning brought.

    Attributes:
        corrected: the gain on corrected reports, each measured by weights that never saw it.
        replayed: the gain on replayed reports; of the final weights where there are any.
        weights: the new weights, or the base's own folder where they were not taken.
        rate, share: the learning rate, and the share of the new weights in the mix.
        reports: the corrected reports.
    """

    verdict: Verdict
    corrected: Gain
    replayed: Gain
    base: Path
    weights: Path
    rate: float
    share: float
    reports: tuple[str, ...]

    @property
    def taken(self) -> bool:
        """Whether there are new weights."""
        return self.verdict is Verdict.TAKEN

    @property
    def reason(self) -> str:
        """Why they were taken or not, in a sentence."""
        return sentence(self.verdict, self.corrected, self.replayed)

    def to_json(self) -> dict[str, Any]:
        """Return the report that is saved beside the weights."""
        return {
            "verdict": self.verdict.value,
            "reason": self.reason,
            "corrected": self.corrected.to_json(),
            "replayed": self.replayed.to_json(),
            "rate": self.rate,
            "share": self.share,
            "reports": list(self.reports),
            "base": str(self.base),
        }

    def lines(self) -> list[str]:
        """Return what a reader of the run wants to know, a line each."""
        found = [
            f"learned from {len(self.reports)} corrected reports, rate {self.rate:g}, "
            f"{self.share:.0%} new weights"
        ]
        for name, g in (("corrected", self.corrected), ("replayed", self.replayed)):
            for kind in ("spans", "links"):
                old, new = (getattr(s, kind).f1 for s in (g.before, g.after))
                found.append(f"{name:9} {kind} F1 {old:.4f} → {new:.4f} ({new - old:+.4f})")
            for label in sorted({*g.before.labels, *g.after.labels}):
                old, new = (
                    s.labels[label].f1 if label in s.labels else 1.0 for s in (g.before, g.after)
                )
                if old != new:
                    found.append(f"  {label:9} {old:.4f} → {new:.4f}")
        return [*found, self.reason]


def learn(
    store: Store,
    corrected: Sequence[Corrected],
    base: Path,
    output: Path,
    *,
    trainer: Trainer,
    settings: LearnSettings | None = None,
    replay: Replay | None = None,
    watcher: Watcher = unwatched,
) -> Learned:
    """Learn from corrected reports; write new weights to `output` only if they are better beyond chance.

    `output/learning.json` is written in either case.

    Args:
        replay: known reports; by default the written corpus.
        watcher: is told stage and share of the whole; may raise to stop.

    Raises:
        TooFewReportsError: there are too few corrected reports; nothing was trained.
        ModelError: `base` holds no weights.
    """
    settings = settings or LearnSettings()
    parts = folds(corrected, settings.folds)
    with tempfile.TemporaryDirectory(prefix="jixiao-learning-") as folder:
        course = _Course(
            store=store,
            base=base,
            folder=Path(folder),
            trainer=trainer,
            settings=settings,
            replay=replay or replayed(settings.measured, made=settings.synthetic),
            watcher=watcher,
        )
        learned = course.run(corrected, parts, output)
    report = {**learned.to_json(), "settings": asdict(settings)}
    output.mkdir(parents=True, exist_ok=True)
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (output / REPORT).write_text(text + "\n", encoding="utf-8")
    return learned


class _Course:
    """One run of learning, in a folder of its own."""

    def __init__(
        self,
        *,
        store: Store,
        base: Path,
        folder: Path,
        trainer: Trainer,
        settings: LearnSettings,
        replay: Replay,
        watcher: Watcher,
    ) -> None:
        self._store, self._base, self._folder = store, base, folder
        self._trainer, self._settings, self._replay = trainer, settings, replay
        self._known = of_texts(replay.held_out)
        rungs = len(settings.rates) if len(settings.rates) > 1 else 0
        self._units = Units(watcher, 1 + rungs + settings.folds + 1)
        trainings = _LADDER_SHARE * rungs + settings.folds + 1
        self._minutes = settings.minutes / trainings
        self._number = 0

    def run(self, corrected: Sequence[Corrected], parts: Sequence[Fold], output: Path) -> Learned:
        self._units.begin("before")
        old = measure(self._known, self._base)
        rate = self._climb(total(old).value)
        self._units.done = self._units.count - len(parts) - 1  # rungs left out are not waited for
        outcome = choose([self._trial(p, rate, old) for p in parts], self._settings.tolerance)
        verdict = judge(outcome.corrected, outcome.replayed, self._settings.tolerance)
        last = outcome.replayed
        if verdict is Verdict.TAKEN:
            weights, last = self._final(corrected, rate, outcome, old)
            if judge(outcome.corrected, last, self._settings.tolerance) is Verdict.TAKEN:
                shutil.copytree(weights, output, dirs_exist_ok=True)
            else:
                verdict = Verdict.FORGETS_AT_LAST
        return Learned(
            verdict,
            outcome.corrected,
            last,
            self._base,
            output if verdict is Verdict.TAKEN else self._base,
            rate,
            outcome.share,
            tuple(c.document.path for c in corrected),
        )

    def _climb(self, old: float) -> float:
        """Return the largest rate with which replay alone costs the replayed reports nothing."""
        rates = sorted(self._settings.rates)
        if len(rates) == 1:
            return rates[0]
        best = rates[0]
        for rate in rates:
            told = self._units.begin("ladder")
            fresh = self._train(self._lesson((), rate, _LADDER_SHARE), told)
            weights = self._trainer.mix(self._base, fresh, 1.0, self._fresh_folder())
            if total(measure(self._known, weights)).value < old:
                break
            best = rate
        return best

    def _trial(self, part: Fold, rate: float, old: Scores) -> Trial:
        """Train on a fold's others; measure the fold and the replayed reports with every mix."""
        told = self._units.begin("folds")
        fresh = self._train(self._lesson(part.train, rate), told)
        held_out = of_corrected(self._store, part.held_out)
        mixes = {}
        for share in self._settings.mixes:
            weights = self._trainer.mix(self._base, fresh, share, self._fresh_folder())
            mixes[share] = (measure(held_out, weights), measure(self._known, weights))
            told(1.0)  # lets a watcher stop between measurements
        return Trial(measure(held_out, self._base), old, mixes)

    def _final(
        self, corrected: Sequence[Corrected], rate: float, outcome: Outcome, old: Scores
    ) -> tuple[Path, Gain]:
        """Train on all corrected reports; return the mix and its gain on the replayed ones."""
        told = self._units.begin("final")
        fresh = self._train(self._lesson(corrected, rate), told)
        weights = self._trainer.mix(self._base, fresh, outcome.share, self._fresh_folder())
        return weights, gain(old, measure(self._known, weights))

    def _lesson(self, corrected: Sequence[Corrected], rate: float, budget: float = 1.0) -> Lesson:
        return Lesson(
            tuple(annotated(c) for c in corrected),
            self._replay.train if self._settings.replay > 0 or not corrected else (),
            rate,
            max(1, round(budget * self._settings.steps)),
            budget * self._minutes,
        )

    def _train(self, lesson: Lesson, told: Callable[[float], None]) -> Path:
        folder = self._fresh_folder()
        return self._trainer.fine_tune(self._base, lesson, folder, self._settings, told=told)

    def _fresh_folder(self) -> Path:
        self._number += 1
        return self._folder / str(self._number)


def annotated(corrected: Corrected) -> AnnotatedText:
    """Return a corrected document as an annotated text."""
    return AnnotatedText(corrected.text, corrected.record, corrected.layer.annotator)
