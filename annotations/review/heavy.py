"""What takes the processor for long waits its turn (排队): so many at once, holding no thread while they wait.

Edits have the server's own threads for themselves. Whatever else computes has turns of its kind: fifty people who
come in, open a report and ask for its checks in one minute would otherwise take every thread, and an edit would
wait for all of them. What computes in Python goes one at a time: two at once are no faster and stand in the way of
edits twice.
"""

from __future__ import annotations

import inspect
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import Literal, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from anyio import CapacityLimiter, to_thread

_P = ParamSpec("_P")
_T = TypeVar("_T")
Kind = Literal["checking", "computing", "drawing", "entering", "opening", "uploading"]
WAITING_UPLOADS = 12
"""Uploads that may wait for the one worker; the next is told to come back."""
_AT_ONCE: dict[Kind, int] = {
    "checking": 1,
    "computing": 1,
    "drawing": 2,
    "entering": 2,
    "opening": 1,
    "uploading": WAITING_UPLOADS + 2,
}
"""Checks of one report; queues, statistics and exports; pages; pass phrases, which are slow on purpose; opening a
report; uploads, of which one that is told to come back needs a thread as well."""


def in_turn(
    kind: Kind,
) -> Callable[[Callable[_P, _T]], Callable[_P, Awaitable[_T]]]:
    """Return a decorator of routes that wait for their turn among all of their kind."""

    def decorated(route: Callable[_P, _T]) -> Callable[_P, Awaitable[_T]]:
        @wraps(route)
        async def waiting(*given: _P.args, **named: _P.kwargs) -> _T:
            return await to_thread.run_sync(partial(route, *given, **named), limiter=_turns(kind))

        # the framework reads the types where the route was written, not here
        waiting.__signature__ = inspect.signature(route, eval_str=True)  # type: ignore[attr-defined]
        return waiting

    return decorated


_LIMITERS: WeakKeyDictionary[AbstractEventLoop, dict[str, CapacityLimiter]] = WeakKeyDictionary()


def _turns(kind: Kind) -> CapacityLimiter:
    """The limiter of a kind in the loop that asks."""
    limiters = _LIMITERS.setdefault(get_running_loop(), {})
    return limiters.setdefault(kind, CapacityLimiter(_AT_ONCE[kind]))
