"""What takes the processor for long waits its turn (排队): so many at once, holding no thread while they wait.

Edits go through the server's own threads and meet at most these few; without the turns, fifty pages that ask for
their checks at once would make an edit wait for all of them.
"""

from __future__ import annotations

import inspect
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from anyio import CapacityLimiter, to_thread

_P = ParamSpec("_P")
_T = TypeVar("_T")
AT_ONCE = 2
"""Checks, queues, statistics and exports that are worked out at the same time."""


def heavy(route: Callable[_P, _T]) -> Callable[_P, Awaitable[_T]]:
    """Return a route that waits for its turn among all of its kind."""

    @wraps(route)
    async def waiting(*given: _P.args, **named: _P.kwargs) -> _T:
        return await to_thread.run_sync(partial(route, *given, **named), limiter=_turns())

    # the framework reads the types where the route was written, not here
    waiting.__signature__ = inspect.signature(route, eval_str=True)  # type: ignore[attr-defined]
    return waiting


_LIMITERS: WeakKeyDictionary[AbstractEventLoop, CapacityLimiter] = WeakKeyDictionary()


def _turns() -> CapacityLimiter:
    """The limiter of the loop that asks."""
    return _LIMITERS.setdefault(get_running_loop(), CapacityLimiter(AT_ONCE))
