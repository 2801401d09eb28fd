"""Memories of words (记住读过的字词): what a name, a heading or a figure means is worked out once, and told again.

Within a long report the same words are asked about thousands of times, so its memory is wide. Over many short
ones it would fill with words that never come again: between documents `forget` empties what has grown beyond
what one short report needs, so that a worker's memory does not grow with the number of documents.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

T = TypeVar("T")

KEPT = 1024
"""Words that a memory may keep from one document to the next."""
_MEMORIES: list[_lru_cache_wrapper[Any]] = []


def remembered(most: int) -> Callable[[Callable[..., T]], _lru_cache_wrapper[T]]:
    """Return a decorator for functions of words alone: the last `most` results are remembered.

    Arguments that are equal must mean the same: 12.5 and 12.50 are equal as numbers and differ as written.
    """

    def decorate(function: Callable[..., T]) -> _lru_cache_wrapper[T]:
        memory = lru_cache(maxsize=most)(function)
        _MEMORIES.append(memory)
        return memory

    return decorate


def forget(kept: int = KEPT) -> None:
    """Empty every memory that holds more than `kept` results."""
    for memory in _MEMORIES:
        if memory.cache_info().currsize > kept:
            memory.cache_clear()


def held() -> int:
    """Return how many results all memories hold together."""
    return sum(memory.cache_info().currsize for memory in _MEMORIES)
