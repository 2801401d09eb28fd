"""Workers on this machine: a spawn pool whose tasks end in time, and one bad document costs itself alone.

pebble starts the processes, ends those that hang and replaces the dead. Here the rest is met: a task whose
worker died is tried again (the worker may have been killed for another's sake), a document beyond the limits
of memory and time is read again in part until a part of it stays within them, a pool that broke or that lost a task between two processes is built anew, and no more tasks are taken from the list
than the workers can start on.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import queue
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from extraction.bulk.hands import tell_hands
from extraction.bulk.limits import MOST_PARTS, TIME_EXIT, WALL, narrowed, read_reached
from extraction.bulk.memory import MEMORY_EXIT
from extraction.bulk.settings import RunSettings
from extraction.bulk.task import Result, Task, beyond_memory, failure
from extraction.bulk.worker import extract_task, initialise
from extraction.errors import WorkerError

_log = logging.getLogger(__name__)
_TASKS_A_WORKER = 3
_TRIES = 3
_TRIES_STARTED = 60
_STALL_SECONDS = 90.0
_POLL_SECONDS = 1.0
_START_SECONDS = 120.0
"""Within which one of the first workers must have begun to work."""


@dataclass(slots=True)
class _Pending:
    task: Task
    tries: int
    since: float
    parts: int = 0
    whole: Result | None = None
    """The failure of the whole document, where a part of it is tried."""


class LocalPool:
    """Extracts tasks in worker processes; use it as a context manager.

    Args:
        function: run in a worker on each task.
        stall: seconds for which a free worker may leave a task lying before the pool is built anew.
    """

    def __init__(
        self,
        settings: RunSettings,
        *,
        function: Callable[[Task, RunSettings], Result] = extract_task,
        stall: float = _STALL_SECONDS,
    ) -> None:
        self._settings = settings
        self._function = function
        self._stall = self._patience = stall
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._pending: dict[Any, _Pending] = {}
        self._broken = 0
        self._hands = 1
        self._began = time.monotonic()
        self._marker = Path(tempfile.mkdtemp(prefix="jixiao-pool-")) / "started"
        self._pool: Any = self._new_pool()

    def __enter__(self) -> LocalPool:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()
        self._pool.join()
        shutil.rmtree(self._marker.parent, ignore_errors=True)

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._settings.workers,
            max_tasks=self._settings.recycle,
            initializer=initialise,
            initargs=(
                os.getpid(),
                self._settings.model,
                str(self._marker),
                self._settings.corrections,
            ),
            context=multiprocessing.get_context("spawn"),
        )

    def results(self, tasks: Iterator[Task]) -> Iterator[Result | None]:
        """Yield a result for every task as it comes, in no order; tasks are taken as workers get free.

        None comes now and then while nothing else does.

        Raises:
            ModelError: the model cannot be loaded.
            WorkerError: no worker can be started.
        """
        wanted = self._settings.workers * _TASKS_A_WORKER
        exhausted = False
        while True:
            fresh: list[Task] = []
            while not exhausted and len(self._pending) + len(fresh) < wanted:
                task = next(tasks, None)
                if task is None:
                    exhausted = True
                else:
                    fresh.append(task)
            left = len(self._pending) + len(fresh)
            self._share_out(self._settings.workers // max(1, left) if exhausted else 1)
            for task in fresh:
                self._schedule(task, tries=1)
            if not self._pending:
                return
            future = self._next_done()
            if future is None:
                yield None
            elif (pending := self._pending.pop(future, None)) is not None:
                result = self._outcome(future, pending)
                if result is not None:
                    yield result

    def _share_out(self, hands: int) -> None:
        """Tell the workers how many hands each document has: more than one where only a few are left."""
        if max(1, hands) != self._hands:
            self._hands = max(1, hands)
            tell_hands(self._marker.parent, self._hands)

    def _schedule(
        self, task: Task, *, tries: int, parts: int = 0, whole: Result | None = None
    ) -> None:
        task = replace(task, note=str(self._marker.parent / f"{task.sha256}{task.suffix[:16]}"))
        wall = self._settings.timeout * WALL
        future = self._pool.schedule(self._function, args=(task, self._settings), timeout=wall)
        self._pending[future] = _Pending(task, tries, time.monotonic(), parts, whole)
        future.add_done_callback(self._done.put)

    def _next_done(self) -> Any | None:
        try:
            return self._done.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            if time.monotonic() - self._began > _START_SECONDS and not self._marker.exists():
                raise WorkerError(
                    f"expected workers that start, found none after {_START_SECONDS:g} s; "
                    "look at the memory and the limits of this machine"
                ) from None
            if self._stalled():
                # Workers may only be slow to start: each time without a result it waits longer.
                self._patience *= 2
                self._rebuild("a task that no free worker took")
            return None

    def _stalled(self) -> bool:
        """Tell whether tasks wait though workers are free, which a kill between two messages causes."""
        running = [f for f in self._pending if f.running()]
        now = time.monotonic()
        if running:
            for future in running:
                self._pending[future].since = now
        waiting = [p.since for f, p in self._pending.items() if not f.running()]
        free = len(running) < min(self._settings.workers, len(self._pending))
        if not free:
            for pending in self._pending.values():
                pending.since = now
        return free and bool(waiting) and now - min(waiting) > self._patience

    def _rebuild(self, reason: str) -> None:
        """Start a new pool and give it all that the old one had not finished."""
        _log.warning("expected a whole pool of workers, found %s; it is built anew", reason)
        left, self._pending = list(self._pending.values()), {}
        self._pool.stop()
        self._pool.join()
        self._pool = self._new_pool()
        for pending in left:
            self._schedule(
                pending.task, tries=pending.tries, parts=pending.parts, whole=pending.whole
            )

    def _outcome(self, future: Any, pending: _Pending) -> Result | None:
        """Return a task's result; None where it is tried again."""
        error = future.exception()
        if error is None:
            self._patience, self._broken = self._stall, 0
            result: Result = future.result()
            if result.beyond:
                return self._beyond_memory(pending, result)
            return pending.whole if pending.whole and result.failure else result
        if isinstance(error, FutureTimeoutError):
            return self._beyond_time(pending)
        if isinstance(error, ProcessExpired):
            return self._after_death(pending, error)
        if isinstance(error, BrokenProcessPool):
            self._pending[future] = pending
            self._broken += 1
            # Workers that did start may all have been killed for another's sake: patience is longer then.
            if self._broken >= (_TRIES if not self._marker.exists() else _TRIES_STARTED):
                raise WorkerError(
                    f"expected workers that start, found {self._broken} pools in a row that broke "
                    f"({error or 'no reason given'}); look at the memory and the limits of this machine"
                ) from error
            self._rebuild(str(error) or "a broken one")
            return None
        raise error

    def _after_death(self, pending: _Pending, error: ProcessExpired) -> Result | None:
        task, tries = pending.task, pending.tries
        if error.exitcode == MEMORY_EXIT:
            said = beyond_memory(task, "worker", self._settings.memory)
            return self._beyond_memory(pending, said)
        if TIME_EXIT and error.exitcode == TIME_EXIT:
            return self._beyond_time(pending)
        if tries < _TRIES:
            _log.info("%s: its worker died (%s); tried again", task.path, error.exitcode)
            self._schedule(task, tries=tries + 1, parts=pending.parts, whole=pending.whole)
            return None
        message = (
            f"{task.path}: expected its worker to live, found it dead {tries} times "
            f"({_death(error.exitcode)}); look at the file, or raise --memory"
        )
        return pending.whole or failure(task, "worker", "ProcessExpired", message)

    def _beyond_time(self, pending: _Pending) -> Result | None:
        task, limit = pending.task, self._settings.timeout
        message = (
            f"{task.path}: expected to extract it within {limit:g} s of processor time (or {WALL:g} "
            "times that on the clock), found it still at work; raise --timeout or split the file"
        )
        said = failure(task, "worker", "TimeoutError", message)
        return self._in_part(pending, said, f"超出时限{limit:g}秒", by=4)

    def _beyond_memory(self, pending: _Pending, said: Result) -> Result | None:
        return self._in_part(pending, said, f"超出内存上限{self._settings.memory}MiB", by=2)

    def _in_part(self, pending: _Pending, said: Result, reason: str, *, by: int) -> Result | None:
        """Try a smaller portion of a document; return the failure of the whole when all are tried."""
        task, whole = pending.task, pending.whole or said
        portion = narrowed(task.portion, read_reached(task.note), reason, by=by)
        if portion is None or pending.parts >= MOST_PARTS:
            return whole
        _log.info("%s: %s; a part of it is tried", task.path, reason)
        again = replace(task, portion=portion)
        self._schedule(again, tries=1, parts=pending.parts + 1, whole=whole)
        return None


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {-code}"
    return f"exit code {code}"
