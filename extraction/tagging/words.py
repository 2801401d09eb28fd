"""Words of running text (分词): where a name may begin and end.

A character model now and then cuts a word in two (财政拨款支|出); the dictionary of jieba knows better.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

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
    inner = np.zeros(len(text), dtype=np.float32)
    for run in _RUN.finditer(text):
        if wanted is None or wanted[run.start() : run.end()].any():
            at = run.start()
            for word in _segmenter().cut(run[0], HMM=False):
                inner[at + 1 : at + len(word)] = 1.0
                at += len(word)
    return inner


@cache
def _segmenter() -> Any:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    segmenter.initialize()
    return segmenter
