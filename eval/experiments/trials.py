"""Trials (试验): train a network in one way, export it, read reports with it and score them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations import inline
from annotations.gold import write_gold
from annotations.record import AnnotationRecord
from eval.evaluation import Evaluation, evaluate
from extraction.document import Document
from extraction.errors import JixiaoError
from extraction.linking import RuleLinker
from extraction.loading import load
from extraction.markup import Markup
from extraction.pipeline import check_markup
from extraction.tagging.onnx_tagger import OnnxTagger
from extraction.tagging.patterns import PatternTagger

FORMS = ("default", "alone", "patterns")
"""How reports are read: as `jixiao extract` does, by the network alone, by patterns and tables."""
TRAINED = "training.json"


@dataclass(frozen=True, slots=True)
class Trial:
    """One training.

    Attributes:
        name: of the folder that holds it.
        arguments: of `jixiao train`, but for base, output and threads.
        base: the folder it starts from.
        texts, gold: reports to score on, none of them trained on.
    """

    name: str
    base: Path
    arguments: tuple[str, ...]
    texts: tuple[Path, ...]
    gold: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """Where trials are trained, and how they are read.

    `settings` are a folder of exported weights whose settings all networks take: fitted on reports
    that no trial is scored on.
    """

    work: Path
    settings: Path | None = None
    jobs: int = 2
    threads: int = 1

    def run(self, trials: Sequence[Trial]) -> dict[str, dict[str, Evaluation]]:
        """Return the scores of every trial by name and form."""
        with ThreadPoolExecutor(self.jobs) as pool:
            list(pool.map(self.train, trials))
        return {trial.name: self.score(trial) for trial in trials}

    def train(self, trial: Trial) -> None:
        """Train a network unless its folder holds one already, and export it.

        Raises:
            JixiaoError: a command failed; what it said lies in the trial's folder.
        """
        folder = self.work / trial.name
        folder.mkdir(parents=True, exist_ok=True)
        network, weights = folder / "network", folder / "weights"
        if not (network / TRAINED).exists():
            arguments = ["--base", str(trial.base), "--output", str(network), *trial.arguments]
            self._command("train", *arguments, "--threads", str(self.threads), said=folder)
        if not (weights / "config.json").exists():
            more = ("--settings", str(self.settings)) if self.settings else ()
            self._command("export", str(network), "--output", str(weights), *more, said=folder)

    def _command(self, name: str, *arguments: str, said: Path) -> None:
        command = [sys.executable, "-m", "extraction.cli.main", name, *arguments]
        threads = {"OMP_NUM_THREADS": str(self.threads), "HF_HUB_OFFLINE": "1"}
        with (said / f"{name}.log").open("w", encoding="utf-8") as log:
            done = subprocess.run(command, stdout=log, stderr=log, env={**os.environ, **threads})
        if done.returncode:
            raise JixiaoError(f"expected {name} to succeed, found exit {done.returncode}: {said}")

    def score(self, trial: Trial) -> dict[str, Evaluation]:
        """Return the scores of a trained trial by form."""
        folder = self.work / trial.name
        tagger = OnnxTagger(folder / "weights", threads=self.threads)
        found = {}
        for form in FORMS:
            path = folder / f"{form}.jsonl"
            with path.open("w", encoding="utf-8") as file:
                for record in read_reports(trial.texts, form, tagger):
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")
            found[form] = evaluate(path, trial.gold)
        return found


def read_reports(texts: Iterable[Path], form: str, tagger: OnnxTagger) -> Iterator[dict[str, Any]]:
    """Yield the record of each text as one of `FORMS` reads it."""
    for path in texts:
        document = load(path)
        markup = RuleLinker().link(document, _tagged(document, form, tagger))
        yield check_markup(document, markup).to_dict()


def _tagged(document: Document, form: str, tagger: OnnxTagger) -> Markup:
    if form == "patterns":
        return PatternTagger().tag(document)
    return tagger.tag_text(document.text) if form == "alone" else tagger.tag(document)


Annotated = tuple[str, AnnotationRecord]
"""A text and its annotation."""


def as_gold(reports: Iterable[Path], folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Write inline mark-up as texts and gold files; return both, in the order given."""
    return write_annotated((inline.read(path) for path in reports), folder)


def write_annotated(
    annotated: Iterable[Annotated], folder: Path
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Write texts and their gold files, named as their records are; return both, in the order given."""
    texts, gold = [], []
    folder.mkdir(parents=True, exist_ok=True)
    for text, record in annotated:
        texts.append(folder / f"{record.document}.txt")
        texts[-1].write_bytes(text.encode("utf-8"))
        gold.append(folder / f"{record.document}.json")
        write_gold(record, gold[-1])
    return tuple(texts), tuple(gold)
