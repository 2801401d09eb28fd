"""What takes the processor for long waits its turn (排队): so many at once, holding no thread while they wait.

Edits have the server's own threads for themselves. Whatever else computes has turns of its kind: fifty people who
come in, open a report and ask for its checks in one minute would otherwise take every thread, and an edit would
wait for all of them.
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
WAITING_UPLOADS = 12
"""Uploads that may wait for the one worker; the next is told to come back."""
_AT_ONCE = {"computing": 2, "opening": 2, "entering": 2, "uploading": WAITING_UPLOADS + 2}
"""Of each kind. An upload that is told to come back needs a thread as well."""


def heavy(route: Callable[_P, _T]) -> Callable[_P, Awaitable[_T]]:
    """Return a route that computes (checks, queues, statistics, exports) in its turn."""
    return _in_turn("computing", route)


def opening(route: Callable[_P, _T]) -> Callable[_P, Awaitable[_T]]:
    """Return a route that opens a report in its turn."""
    return _in_turn("opening", route)


def entering(route: Callable[_P, _T]) -> Callable[_P, Awaitable[_T]]:
    """Return a route that tries a pass phrase, which is slow on purpose, in its turn."""
    return _in_turn("entering", route)


def uploading(route: Callable[_P, _T]) -> Callable[_P, Awaitable[_T]]:
    """Return a route that waits for the worker of uploads."""
    return _in_turn("uploading", route)


def _in_turn(kind: str, route: Callable[_P, _T]) -> Callable[_P, Awaitable[_T]]:
    @wraps(route)
    async def waiting(*given: _P.args, **named: _P.kwargs) -> _T:
        return await to_thread.run_sync(partial(route, *given, **named), limiter=_turns(kind))

    # the framework reads the types where the route was written, not here
    waiting.__signature__ = inspect.signature(route, eval_str=True)  # type: ignore[attr-defined]
    return waiting


_LIMITERS: WeakKeyDictionary[AbstractEventLoop, dict[str, CapacityLimiter]] = WeakKeyDictionary()


def _turns(kind: str) -> CapacityLimiter:
    """The limiter of a kind in the loop that asks."""
    limiters = _LIMITERS.setdefault(get_running_loop(), {})
    return limiters.setdefault(kind, CapacityLimiter(_AT_ONCE[kind]))
