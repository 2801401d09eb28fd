"""Corrected documents parted into some to learn from and some to measure on (留出).

The parting follows the hash of the document, so that a document stays on its side as more are
corrected, whatever order they come in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.store import Corrected
from extraction.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Split:
    """What to learn from and what to measure on."""

    train: tuple[Corrected, ...]
    held_out: tuple[Corrected, ...]


def split(corrected: Sequence[Corrected], share: float) -> Split:
    """Part the documents, about `share` of them held out, at least one on either side.

    Raises:
        SettingsError: there are fewer than two documents, or the share is not inside (0, 1).
    """
    if not 0 < share < 1:
        raise SettingsError(f"expected a share between 0 and 1, found {share}")
    if len(corrected) < 2:
        raise SettingsError(
            f"expected at least two corrected documents, one to measure on, found {len(corrected)}"
        )
    ordered = sorted(corrected, key=lambda c: _place(c.document.sha256))
    count = sum(_place(c.document.sha256) < share for c in ordered)
    count = min(max(count, 1), len(ordered) - 1)
    return Split(tuple(ordered[count:]), tuple(ordered[:count]))


def _place(sha256: str) -> float:
    """Return a number in [0, 1) that a document keeps."""
    return int(hashlib.sha256(sha256.encode()).hexdigest()[:12], 16) / 16**12
