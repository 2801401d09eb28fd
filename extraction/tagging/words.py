"""Words of running text (分词): where a name may begin and end.

A character model now and then cuts a word in two (财政拨款支|出); the dictionary of jieba knows better. The
likeliest words are searched here, as its own search finds them: that makes a generator of every character.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_RUN = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+")
"""What the dictionary looks at as one: words end at every other character."""


def within_words(text: str, *, wanted: NDArray[np.bool_] | None = None) -> Floats:
    """Return 1 for every character that is not the first of its word, else 0.

    Args:
        wanted: the characters that are asked about; runs of words without one are left at 0.
    """
    inner = bytearray(len(text))
    counts, total = _dictionary()
    for run in _RUN.finditer(text):
        if wanted is None or wanted[run.start() : run.end()].any():
            first = run.start()
            inner[first : run.end()] = b"\1" * (run.end() - first)
            for at in word_starts(run[0], counts, total):
                inner[first + at] = 0
    return np.frombuffer(inner, dtype=np.uint8).astype(np.float32)


def word_starts(run: str, counts: Mapping[str, int], total: int) -> Iterator[int]:
    """Yield where the likeliest words of a run begin; letters and digits that stand alone are one word.

    Args:
        counts: how often each word occurs, 0 for what only begins words; `total` is their sum.
    """
    ends = _likeliest_ends(run, counts, log(total))
    at, joins = 0, False
    while at < len(run):
        latin = ends[at] == at + 1 and run[at].isascii() and run[at].isalnum()
        if not (latin and joins):
            yield at
        joins = latin
        at = ends[at]


def _likeliest_ends(run: str, counts: Mapping[str, int], whole: float) -> list[int]:
    """Return, for each place, where the word that begins there ends on the likeliest way to the run's end."""
    size, count_of = len(run), counts.get
    odds, ends = [0.0] * (size + 1), [0] * size
    for start in range(size - 1, -1, -1):
        best, last, known = (
            -whole + odds[start + 1],
            start + 1,
            False,
        )  # a character that is no word
        end = start + 1
        while end <= size and (count := count_of(run[start:end])) is not None:
            if count and ((likely := log(count) - whole + odds[end]) >= best or not known):
                best, last, known = likely, end, True
            end += 1
        odds[start], ends[start] = best, last
    return ends


@cache
def _dictionary() -> tuple[Mapping[str, int], int]:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    segmenter.initialize()
    return segmenter.FREQ, segmenter.total
