"""From text to token ids and back to characters (字与词元), for character and subword encoders.

The rest of the tagger speaks of characters only. With a character vocabulary a token is a
character; with a subword vocabulary (any Hugging Face fast tokenizer) the scores of a token are
spread over its characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from extraction.tagging.characters import CharacterIds

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
UNCOVERED = -1


class TokenReader(Protocol):
    """Turns a text into token ids, framed by the model's special tokens."""

    def read(self, text: str) -> tuple[list[int], Ints]:
        """Return ids and, for each character, the place of its token (UNCOVERED: none)."""
        ...


def of_one_length(read: Sequence[tuple[list[int], Ints]]) -> Iterator[list[int]]:
    """Yield the places of texts with as many tokens: they go through a network together, without padding."""
    found: dict[int, list[int]] = {}
    for place, (ids, _) in enumerate(read):
        found.setdefault(len(ids), []).append(place)
    yield from found.values()


class CharacterReader:
    """One token a character, framed by the ids of [CLS] and [SEP]."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = CharacterIds(vocabulary)
        self._frame = vocabulary["[CLS]"], vocabulary["[SEP]"]

    def read(self, text: str) -> tuple[list[int], Ints]:
        """Return ids and the places 1, 2, … of the characters."""
        first, last = self._frame
        return [first, *self._ids(text), last], np.arange(1, len(text) + 1)


class SubwordReader:
    """Any tokenizer of the `tokenizers` library, with its own special tokens."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer

    @classmethod
    def from_file(cls, path: Path) -> SubwordReader:
        """Read a `tokenizer.json`."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(path)))

    def read(self, text: str) -> tuple[list[int], Ints]:
        """Return ids and the token of each character, white space mostly uncovered."""
        encoding = self._tokenizer.encode(text)
        place = np.full(len(text), UNCOVERED, dtype=np.int64)
        for index, (start, end) in enumerate(encoding.offsets):
            place[start:end] = index
        return list(encoding.ids), place


def spread_classes(logits: Floats, place: Ints) -> Floats:
    """Give every character the class scores of its token; B becomes I after its first character.

    A character without a token (white space) has no preference.
    """
    spread = spread_values(logits, place)
    again = np.concatenate(([False], (place[1:] == place[:-1]) & (place[1:] != UNCOVERED)))
    if again.any():
        begin, inside = spread[again, 1::2], spread[again, 2::2]
        spread[again, 2::2] = np.logaddexp(begin, inside)
        spread[again, 1::2] = -1e4
    return spread


def spread_values(values: Floats, place: Ints) -> Floats:
    """Give every character the values of its token; zeros without one.

    Where each character is a token of its own, what comes back is a part of `values`, no copy.
    """
    first = int(place[0]) if len(place) else 0
    if first >= 0 and np.array_equal(place, np.arange(first, first + len(place))):
        return values[first : first + len(place)].astype(np.float32, copy=False)
    spread = values[np.maximum(place, 0)].astype(np.float32, copy=False)
    spread[place == UNCOVERED] = 0.0
    return spread
