"""The trainer behind `jixiao annotate learn` (增量微调): exported weights in, exported weights out.

The weights are taken to full precision, fine-tuned on corrections mixed with reports that the base knows
(against forgetting), averaged with the old ones, and exported with the base's settings of reading scores.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from annotations.formats import AnnotatedText
from annotations.learning.learning import annotated
from annotations.learning.trainer import LearnSettings, Lesson
from annotations.store import Store
from extraction.tagging.onnx_tagger import read_section, read_settings
from models.averaging import average
from models.batches import Source
from models.examples import Example, from_markup
from models.export import export
from models.finetuning import TrainSettings, finetune
from models.network import TaggerNetwork
from models.sources import LIGHT, synthetic

_TOKENIZER = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")
_TRAINING = "training.json"
_CORPUS, _MADE = 2 / 3, 1 / 3
"""Parts of the replayed characters: the written corpus, made-up reports."""


class NetworkTrainer:
    """Fine-tunes and averages networks (see `annotations.learning.Trainer`)."""

    def fine_tune(
        self,
        base: Path,
        lesson: Lesson,
        output: Path,
        settings: LearnSettings,
        *,
        told: Callable[[float], None],
    ) -> Path:
        """Start from the weights in `base`; write a network to `output` and return it.

        Raises:
            ModelError: `base` holds no exported weights.
        """
        read_section(base)
        train = TrainSettings(
            minutes=lesson.minutes,
            steps=lesson.steps,
            lanes=settings.lanes,
            room=settings.room,
            learning_rate=lesson.rate,
            head_rate=2 * lesson.rate,
            seed=settings.seed,
            threads=settings.threads,
        )
        with tempfile.TemporaryDirectory() as folder:
            start = Path(folder)
            TaggerNetwork.load(base).float().save(start)
            _copy(base, start, _TOKENIZER)
            finetune(start, sources(lesson, settings), output, train, told=told)
        return output

    def mix(self, base: Path, fresh: Path, share: float, output: Path) -> Path:
        """Average old and new weights, `share` of the new; export to `output` and return it."""
        reading = read_settings(read_section(base)["settings"])
        mixed = TaggerNetwork.load(fresh).float()
        mixed.load_state_dict(average(TaggerNetwork.load(base).float(), mixed, share))
        with tempfile.TemporaryDirectory() as folder:
            network = Path(folder)
            mixed.save(network)
            _copy(fresh, network, (*_TOKENIZER, _TRAINING))
            return export(network, output, settings=reading)


trainer = NetworkTrainer()
"""What the entry point `default` of `jixiao.trainers` names."""


def sources(lesson: Lesson, settings: LearnSettings) -> tuple[Source, ...]:
    """Return the corrections, and the replayed reports by the share that the settings ask for."""
    corrected = Source(_examples(lesson.corrected), 1.0)
    if not lesson.known:
        return (corrected,)
    replay = settings.replay or 1.0
    made = tuple(synthetic(settings.seed * 1_000_000 + n) for n in range(settings.synthetic))
    found = (
        corrected,
        Source(_examples(lesson.known, source="written"), replay * _CORPUS),
        Source(made, replay * _MADE, LIGHT),
    )
    return tuple(s for s in found if s.examples)


def read_store(where: str | Path) -> tuple[Example, ...]:
    """Return the finished corrections of a store as examples."""
    store = Store.open(where)
    try:
        found = [annotated(c) for c in store.corrected()]
    finally:
        store.close()
    return _examples(found)


def _examples(texts: Sequence[AnnotatedText], *, source: str = "corrected") -> tuple[Example, ...]:
    return tuple(from_markup(t.name, t.text, t.record.markup(), source=source) for t in texts)


def _copy(source: Path, target: Path, names: Sequence[str]) -> None:
    for name in names:
        if (source / name).exists():
            shutil.copyfile(source / name, target / name)
