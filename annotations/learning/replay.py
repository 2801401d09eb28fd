"""The written corpus, replayed against forgetting (回放): most of it is trained on again, some is measured on.

Where the corpus is not at hand (it is no part of an installed package), made-up reports stand in for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations import inline
from annotations.corpus import ACCOUNTS, REPORTS
from annotations.formats import AnnotatedText
from annotations.synthesis import synthesise

_FIRST_SEED = 7_000_000


@dataclass(frozen=True, slots=True)
class Replay:
    """Known reports: some to train on again, others to see what was forgotten."""

    train: tuple[AnnotatedText, ...]
    held_out: tuple[AnnotatedText, ...]


def replayed(
    measured: int, *, corpus: Sequence[Path] = (REPORTS, ACCOUNTS), made: int = 60
) -> Replay:
    """Part the written corpus; which `measured` reports are held out follows their names' hash.

    Args:
        made: how many made-up reports stand in for a corpus that is not there, beside those measured.

    Raises:
        MarkupError: a report of the corpus is wrong.
    """
    found = sorted(_written(corpus), key=lambda t: hashlib.sha256(t.name.encode()).hexdigest())
    if len(found) <= measured:
        found = [_made(n) for n in range(measured + made)]
    return Replay(tuple(found[measured:]), tuple(found[:measured]))


def _written(corpus: Sequence[Path]) -> Iterator[AnnotatedText]:
    for folder in corpus:
        for path in sorted(folder.glob("*.txt")):
            text, record = inline.read(path)
            yield AnnotatedText(text, record)


def _made(number: int) -> AnnotatedText:
    text, record = synthesise(_FIRST_SEED + number)
    return AnnotatedText(text, record)
