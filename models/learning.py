"""The trainer behind `jixiao annotate learn` (增量微调): exported weights in, exported weights out.

The weights are taken to full precision, fine-tuned on the corrections mixed with reports that the base
knows (against forgetting), and exported with the base's settings of reading scores.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from annotations.formats import AnnotatedText
from annotations.learning.learning import annotated
from annotations.learning.trainer import LearnSettings
from annotations.store import Store
from extraction.tagging.onnx_tagger import read_section, read_settings
from models.batches import Source
from models.examples import Example, from_markup
from models.export import export
from models.finetuning import TrainSettings, finetune
from models.network import TaggerNetwork
from models.sources import DataSettings, gather

_CORPUS = Path(__file__).resolve().parent.parent / "annotations" / "corpus"
_WRITTEN = (_CORPUS / "reports", _CORPUS / "accounts")
_TOKENIZER = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")


def learn_from(
    base: Path, examples: Sequence[AnnotatedText], output: Path, settings: LearnSettings
) -> Path:
    """Fine-tune the weights in `base` on corrected texts; write weights to `output` and return it.

    Raises:
        ModelError: `base` holds no exported weights.
    """
    reading = read_settings(read_section(base)["settings"])
    with tempfile.TemporaryDirectory() as folder:
        start, network = Path(folder) / "start", Path(folder) / "network"
        _unpack(base, start)
        train = TrainSettings(
            minutes=settings.minutes,
            steps=settings.steps,
            lanes=settings.lanes,
            room=settings.room,
            learning_rate=settings.learning_rate,
            head_rate=2 * settings.learning_rate,
            seed=settings.seed,
            threads=settings.threads,
        )
        finetune(start, sources(examples, settings), network, train)
        return export(network, output, settings=reading)


def read_store(where: str | Path) -> tuple[Example, ...]:
    """Return the finished corrections of a store as examples."""
    store = Store.open(where)
    try:
        found = [annotated(c) for c in store.corrected()]
    finally:
        store.close()
    return _examples(found)


def _examples(texts: Sequence[AnnotatedText]) -> tuple[Example, ...]:
    return tuple(from_markup(t.name, t.text, t.record.markup(), source="corrected") for t in texts)


def sources(examples: Sequence[AnnotatedText], settings: LearnSettings) -> tuple[Source, ...]:
    """Return the corrections, and the replayed reports by the share that the settings ask for."""
    found = [Source(_examples(examples), 1.0)]
    if settings.replay > 0:
        written = tuple(folder for folder in _WRITTEN if folder.is_dir())
        shares = (settings.replay * 2 / 3, settings.replay / 3, 0.0)
        asked = DataSettings(
            corpus=written, synthetic=settings.synthetic, shares=shares, seed=settings.seed
        )
        found += gather(asked).sources
    return tuple(found)


def _unpack(base: Path, folder: Path) -> None:
    """Save exported weights (fp16) as a network in fp32 with its tokenizer."""
    TaggerNetwork.load(base).float().save(folder)
    for name in _TOKENIZER:
        if (base / name).exists():
            shutil.copyfile(base / name, folder / name)
