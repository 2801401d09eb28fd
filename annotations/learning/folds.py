"""Corrected reports dealt into folds (交叉验证): each is measured once by weights that never saw it.

The dealing follows the hash of the document, so the order in which reports came decides nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.store import Corrected
from extraction.errors import SettingsError

FEWEST = 6
"""Reports below which nothing is learned: that six all come out better by chance is 1 in 64, of five 1 in 32."""


class TooFewReportsError(SettingsError):
    """There are too few corrected reports to tell whether learning helps."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"expected at least {FEWEST} corrected reports, so that better can be told from chance, "
            f"found {found}; nothing was trained"
        )
        self.found = found


@dataclass(frozen=True, slots=True)
class Fold:
    """What to learn from and what to measure on; a document is on one side only."""

    train: tuple[Corrected, ...]
    held_out: tuple[Corrected, ...]


def folds(corrected: Sequence[Corrected], count: int) -> tuple[Fold, ...]:
    """Deal documents into `count` folds of nearly equal size.

    Raises:
        SettingsError: fewer than two folds are asked for.
        TooFewReportsError: there are fewer than `FEWEST` documents.
    """
    if count < 2:
        raise SettingsError(f"expected at least 2 folds, found {count}")
    if len(corrected) < FEWEST:
        raise TooFewReportsError(len(corrected))
    return tuple(_dealt(corrected, min(count, len(corrected))))


def _dealt(corrected: Sequence[Corrected], count: int) -> Iterator[Fold]:
    ordered = sorted(corrected, key=lambda c: _place(c.document.sha256))
    for k in range(count):
        others = (c for i, c in enumerate(ordered) if i % count != k)
        yield Fold(tuple(others), tuple(ordered[k::count]))


def _place(sha256: str) -> str:
    return hashlib.sha256(sha256.encode()).hexdigest()
