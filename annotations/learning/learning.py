"""Learn from corrections: measure, fine-tune, measure again, keep the better weights (学习)."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from annotations.formats import AnnotatedText
from annotations.learning.scores import Score, score
from annotations.learning.split import Split
from annotations.learning.trainer import LearnSettings, Trainer
from annotations.store import Corrected, Store
from extraction.document import Document
from extraction.linking import RuleLinker
from extraction.tagging import default_tagger

REPORT = "learning.json"


@dataclass(frozen=True, slots=True)
class Learned:
    """What learning brought.

    Attributes:
        before, after: scores of the base and of the fine-tuned weights on the same held-out documents.
        weights: the better of the two; the base's own folder where nothing was gained.
    """

    before: Score
    after: Score
    base: Path
    weights: Path
    train: tuple[str, ...]
    held_out: tuple[str, ...]

    @property
    def gain(self) -> float:
        """How much better the fine-tuned weights are, in points of `Score.value`."""
        return self.after.value - self.before.value

    @property
    def improved(self) -> bool:
        """Whether the fine-tuned weights were kept."""
        return self.weights != self.base

    def to_json(self) -> dict[str, Any]:
        """Return the report that is saved beside the weights."""
        return {
            "improved": self.improved,
            "gain": round(self.gain, 4),
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "train": list(self.train),
            "held_out": list(self.held_out),
        }

    def lines(self) -> list[str]:
        """Return what a reader of the run wants to know, a line each."""
        found = [f"learned from {len(self.train)} documents, measured on {len(self.held_out)}"]
        for name, old, new in (
            ("spans F1", self.before.spans.f1, self.after.spans.f1),
            ("links F1", self.before.links.f1, self.after.links.f1),
            ("mean", self.before.value, self.after.value),
        ):
            found.append(f"{name:9} {old:.4f} → {new:.4f} ({new - old:+.4f})")
        names = sorted({*self.before.labels, *self.after.labels})
        for name in names:
            old, new = (
                s.labels[name].f1 if name in s.labels else 1.0 for s in (self.before, self.after)
            )
            if old != new:
                found.append(f"  {name:9} {old:.4f} → {new:.4f}")
        kept = f"kept the new weights: {self.weights}" if self.improved else "kept the old weights"
        return [*found, kept]


def learn(
    store: Store,
    parts: Split,
    base: Path,
    output: Path,
    *,
    trainer: Trainer,
    settings: LearnSettings | None = None,
) -> Learned:
    """Fine-tune `base` on one part, compare on the other, and leave the better weights.

    New weights go to `output` only if they are better there; `output/learning.json` is written in
    either case.

    Raises:
        ModelError: `base` holds no weights.
    """
    settings = settings or LearnSettings()
    before = measure(store, parts.held_out, base)
    with tempfile.TemporaryDirectory() as folder:
        examples = [annotated(c) for c in parts.train]
        fresh = trainer(base, examples, Path(folder) / "weights", settings)
        after = measure(store, parts.held_out, fresh)
        better = after.value > before.value
        output.mkdir(parents=True, exist_ok=True)
        if better:
            shutil.copytree(fresh, output, dirs_exist_ok=True)
    learned = Learned(
        before,
        after,
        base,
        output if better else base,
        _names(parts.train),
        _names(parts.held_out),
    )
    report = {**learned.to_json(), "base": str(base), "settings": asdict(settings)}
    (output / REPORT).write_text(
        json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return learned


def measure(store: Store, corrected: Sequence[Corrected], weights: str | Path) -> Score:
    """Return the score of weights (or of "pattern") on corrected documents."""
    tagger, linker = default_tagger(weights), RuleLinker()
    total = Score()
    for one in corrected:
        document: Document = store.load(one.document.id)
        given = linker.link(document, tagger.tag(document))
        total = total + score(one.record.markup(), given)
    return total


def annotated(corrected: Corrected) -> AnnotatedText:
    """Return a corrected document as an annotated text."""
    return AnnotatedText(corrected.text, corrected.record, corrected.layer.annotator)


def _names(corrected: Iterable[Corrected]) -> tuple[str, ...]:
    return tuple(c.document.path for c in corrected)
