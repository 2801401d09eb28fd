"""Work on files that came from outside is done apart (隔离): in one worker process, under limits, behind whoever edits.

The limits are those of `jixiao extract`: processor time, so that a busy machine refuses nothing, a multiple of it on
the clock, and memory. A worker that passes them, or that a file brings down, is replaced, and the reviewer is told.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any, ParamSpec, TypeVar

from extraction.bulk.limits import TIME_EXIT, WALL, ProcessorLimit
from extraction.bulk.memory import ResidentWatch
from extraction.bulk.worker import watch_parent
from extraction.errors import JixiaoError, LimitExceededError

_P = ParamSpec("_P")
_T = TypeVar("_T")
_NICE = 5
_TASKS = 50
"""Files that one process works on before it is replaced."""


class Apart:
    """One worker process; it starts with the first work.

    Args:
        seconds, mebibytes: of processor time and memory, what work on one file may take.
        prepare: a function that the fresh process calls before its first work.
    """

    def __init__(
        self, *, seconds: float, mebibytes: int, prepare: Callable[[], object] | None = None
    ) -> None:
        self.seconds, self.mebibytes, self._prepare = seconds, mebibytes, prepare
        self._pool: Any = None

    def run(self, path: str, work: Callable[_P, _T], *given: _P.args, **named: _P.kwargs) -> _T:
        """Do some work on the file of this name, here called `path`; all of it must be picklable.

        Raises:
            LimitExceededError: it takes more time or memory than it may, or ends its process.
        """
        from pebble import ProcessExpired, ProcessPool

        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=_TASKS,
                initializer=_begin,
                initargs=(os.getpid(), self._prepare),
                context=multiprocessing.get_context("spawn"),
            )
        arguments = (self.seconds, self.mebibytes, work, given, named)
        future = self._pool.schedule(_limited, args=arguments, timeout=self.seconds * WALL)
        try:
            found: _T = future.result()
            return found
        except FutureTimeoutError as error:
            raise self._excess(path, f"more than {self.seconds:g} s") from error
        except JixiaoError:
            raise
        except (MemoryError, ProcessExpired, RuntimeError) as error:  # threads need memory as well
            if TIME_EXIT and getattr(error, "exitcode", 0) == TIME_EXIT:
                raise self._excess(path, f"more than {self.seconds:g} s") from error
            raise self._excess(path, f"more than {self.mebibytes} MiB, or a crash") from error

    def _excess(self, path: str, found: str) -> LimitExceededError:
        limit = f"a file that is read within {self.seconds:g} s and {self.mebibytes} MiB"
        return LimitExceededError(limit, found, "split the file", path=path)

    def renew(self, prepare: Callable[[], object] | None) -> None:
        """Take a fresh process with another preparation; work that goes on ends as it began."""
        before, self._pool, self._prepare = self._pool, None, prepare
        if before is not None:
            before.close()

    def close(self) -> None:
        """End the worker."""
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None


def _begin(parent: int, prepare: Callable[[], object] | None) -> None:
    """Begin the worker, behind whoever edits: this is what can wait."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICE)
    watch_parent(parent)
    if prepare is not None:
        prepare()


def _limited(seconds: float, mebibytes: int, work: Callable[..., _T], given: Any, named: Any) -> _T:
    with ResidentWatch(mebibytes), ProcessorLimit(seconds):
        return work(*given, **named)
