"""Gathering of training data (数据汇集): the written corpus, gold files, synthetic reports."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.passages import found_passages
from annotations.synthesis import synthesise
from models.augmentation import Noise
from models.batches import Source
from models.examples import Example, from_markup, read_folder, read_gold

log = logging.getLogger(__name__)
LIGHT = Noise(numbers=0, years=0, names=0.1, blanks=0.25, punctuation=0.2, wrap=0.1, scatter=0.1)
"""Noise for synthetic reports, whose numbers and names are random already."""


@dataclass(frozen=True, slots=True)
class DataSettings:
    """What to train on.

    `passages` are folders of annotated passages of the documents in the folders `documents`: those of the
    first belong to the gold, and each further one has a part in the share of gold as large as that.
    `leave_out` names reports of corpus and gold that must not be seen; `shares` weigh the characters of
    corpus, synthetic reports and gold, the folders of the corpus having equal parts in its share; `held_out`
    is the share of the corpus kept to watch the loss on (a report's name and the seed decide, so that others
    that join it change nothing).
    """

    corpus: tuple[Path, ...] = ()
    gold: tuple[Path, ...] = ()
    texts: Path | None = None
    passages: tuple[Path, ...] = ()
    documents: tuple[Path, ...] = ()
    leave_out: frozenset[str] = frozenset()
    synthetic: int = 0
    shares: tuple[float, float, float] = (2.0, 1.0, 2.0)
    held_out: float = 0.0
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Data:
    """Sources to train on and examples to watch."""

    sources: tuple[Source, ...]
    held_out: tuple[Example, ...] = ()


def gather(settings: DataSettings) -> Data:
    """Read and synthesise what the settings ask for.

    Raises:
        MarkupError: an annotated file is wrong or its text is missing.
    """
    folders = [_allowed(folder, settings) for folder in settings.corpus]
    held_out = [e for found in folders for e in found if _is_held_out(e.name, settings)]
    written = [[e for e in found if not _is_held_out(e.name, settings)] for found in folders]
    gold = [
        read_gold(path, settings.texts or path.parent)
        for path in settings.gold
        if path.stem not in settings.leave_out
    ]
    kept: list[list[Example]] = []
    for folder in settings.passages:
        found = passages_of(folder, settings.documents)
        kept.append([e for e in found if e.name not in settings.leave_out])
    first, *more = kept or [[]]
    golden = [[*gold, *first], *more]
    made = [synthetic(settings.seed * 1_000_000 + n) for n in range(settings.synthetic)]
    corpus_share, synthetic_share, gold_share = settings.shares
    corpus = [Source(tuple(found), corpus_share / len(folders)) for found in written]
    sources = (
        *corpus,
        Source(tuple(made), synthetic_share, LIGHT),
        *(Source(tuple(found), gold_share / len(golden)) for found in golden),
    )
    others = (folder.name for folder in settings.passages[1:])
    names = (*(folder.name for folder in settings.corpus), "synthetic", "gold", *others)
    for name, source in zip(names, sources, strict=True):
        log.info("%s: %d reports", name, len(source.examples))
    return Data(tuple(s for s in sources if s.examples and s.share > 0), tuple(held_out))


def passages_of(folder: Path, documents: Sequence[Path]) -> list[Example]:
    """Return the annotated passages of a folder as examples (`annotations.passages`)."""
    files = sorted(folder.glob("*.json"))
    return [
        from_markup(record.document, text, record.markup(), source="archive")
        for text, record in found_passages(files, documents)
    ]


def _allowed(folder: Path, settings: DataSettings) -> list[Example]:
    return [e for e in read_folder(folder) if e.name not in settings.leave_out]


def _is_held_out(name: str, settings: DataSettings) -> bool:
    digest = hashlib.sha256(f"{settings.seed} {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < settings.held_out * 2**64


def synthetic(seed: int) -> Example:
    """Return one synthetic report as an example."""
    text, record = synthesise(seed)
    return from_markup(record.document, text, record.markup(), source="synthetic")
