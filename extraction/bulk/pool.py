"""Workers on this machine: a spawn pool whose tasks end in time, and one bad document costs itself alone.

pebble starts the processes, ends those that take too long and replaces the dead. Here the rest is met: a
task whose worker died is tried again (the worker may have been killed for another's sake), a pool that
broke or that lost a task between two processes is built anew, and no more tasks are taken from the list
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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from extraction.bulk.memory import MEMORY_EXIT
from extraction.bulk.settings import RunSettings
from extraction.bulk.task import Result, Task, failure
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
            while not exhausted and len(self._pending) < wanted:
                task = next(tasks, None)
                if task is None:
                    exhausted = True
                else:
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

    def _schedule(self, task: Task, *, tries: int) -> None:
        future = self._pool.schedule(
            self._function, args=(task, self._settings), timeout=self._settings.timeout
        )
        self._pending[future] = _Pending(task, tries, time.monotonic())
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
            self._schedule(pending.task, tries=pending.tries)

    def _outcome(self, future: Any, pending: _Pending) -> Result | None:
        """Return a task's result; None where it is tried again."""
        error = future.exception()
        if error is None:
            self._patience, self._broken = self._stall, 0
            result: Result = future.result()
            return result
        task, limit = pending.task, self._settings.timeout
        if isinstance(error, FutureTimeoutError):
            message = (
                f"{task.path}: expected to extract it within {limit:g} s, found it still at work; "
                "raise --timeout or split the file"
            )
            return failure(task, "worker", "TimeoutError", message)
        if isinstance(error, ProcessExpired):
            return self._after_death(task, pending.tries, error)
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

    def _after_death(self, task: Task, tries: int, error: ProcessExpired) -> Result | None:
        if error.exitcode == MEMORY_EXIT:
            message = (
                f"{task.path}: expected a document that needs at most {self._settings.memory} MiB, "
                "found one that needs more; raise --memory or split the file"
            )
            return failure(task, "worker", "LimitExceededError", message)
        if tries < _TRIES:
            _log.info("%s: its worker died (%s); tried again", task.path, error.exitcode)
            self._schedule(task, tries=tries + 1)
            return None
        message = (
            f"{task.path}: expected its worker to live, found it dead {tries} times "
            f"({_death(error.exitcode)}); look at the file, or raise --memory"
        )
        return failure(task, "worker", "ProcessExpired", message)


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {-code}"
    return f"exit code {code}"
