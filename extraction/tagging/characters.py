"""Characters to token ids (字表): one id a code point, without a tokenizer library.

Full-width letters and digits and the Kangxi radicals that PDF files put in place of ideographs
share the id of the plain character, so that offsets stay one to one with the text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import numpy as np

UNKNOWN = "[UNK]"


def _folds() -> dict[str, str]:
    """Map each character that shares another's token to that other character."""
    wide = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    radicals = range(0x2F00, 0x2FD6)
    folded = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in (*wide, *radicals)}
    return {c: plain for c, plain in folded.items() if len(plain) == 1}


FOLDED = _folds()
"""Characters that are read as another one."""


class CharacterIds:
    """Turn text into token ids by one table look-up a character."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        known = {ord(c): i for c, i in vocabulary.items() if len(c) == 1}
        known |= {ord(c): vocabulary[p] for c, p in FOLDED.items() if p in vocabulary}
        self._table = np.full(max(known, default=0) + 2, vocabulary[UNKNOWN], dtype=np.int64)
        self._table[list(known)] = list(known.values())

    def __call__(self, text: str) -> list[int]:
        """Return one id a code point, without special tokens."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        ids: list[int] = self._table[np.minimum(codes, len(self._table) - 1)].tolist()
        return ids
