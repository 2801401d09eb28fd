"""How a run shows its progress on stderr: a live bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from threading import Event, Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any

from extraction.visible import visible

if TYPE_CHECKING:
    from extraction.bulk.task import Result

PLAIN_SECONDS = 30.0
_SHOWN_CHARACTERS = 40


class Progress:
    """Counts what a run finishes and shows it; use it as a context manager.

    Failures are told at once, one line each. Without a terminal nothing else is written in the first
    30 s, then one line every 30 s.

    Args:
        count: counts the inputs while they are being worked on; called in a thread.
    """

    def __init__(self, count: Callable[[], int], *, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._started = self._told = clock()
        self._count = count
        self._total: int | None = None
        self._finished = self._failures = self._pages = 0
        self._current: dict[str, None] = {}
        self._bar: Any = None
        self._ended = Event()

    def __enter__(self) -> Progress:
        Thread(target=self._find_total, daemon=True).start()
        if sys.stderr.isatty():
            self._bar = _bar()
            self._line = self._bar.add_task("", total=None, failures=0, current="", rate="")
            self._bar.start()
        else:
            Thread(target=self._tell_now_and_then, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        if self._bar is not None:
            self._bar.stop()

    def _find_total(self) -> None:
        self._total = self._count()

    def _tell_now_and_then(self) -> None:
        while not self._ended.wait(PLAIN_SECONDS):
            print(f"jixiao: {self.line()}", file=sys.stderr, flush=True)

    def started(self, path: str) -> None:
        """Show a document as under way."""
        self._current[path] = None
        self._show()

    def done(self, path: str, result: Result | None, failure: str | None) -> None:
        """Count an input; tell why it failed."""
        self._current.pop(path, None)
        self._finished += 1
        self._pages += result.pages if result else 0
        if failure is not None:
            failure = visible(failure)
            self._failures += 1
            if self._bar is not None:
                self._bar.console.print(f"jixiao: {failure}", markup=False, highlight=False)
            else:
                print(f"jixiao: {failure}", file=sys.stderr, flush=True)
        self._show()

    def writing(self) -> None:
        """Say that the outputs are being written."""
        self._current = {"writing outputs": None}
        self._show()

    def line(self) -> str:
        """Return the state in one line."""
        seconds = max(self._clock() - self._started, 1e-9)
        rate = self._finished / seconds
        parts = [f"{self._finished}" + (f"/{self._total}" if self._total else "") + " documents"]
        parts.append(f"{rate:.2f} documents/s")
        if self._total and rate:
            parts.append(f"ETA {_span(max(self._total - self._finished, 0) / rate)}")
        parts.append(f"{self._failures} failures")
        if self._current:
            parts.append(f"at {visible(next(iter(self._current)))}")
        return ", ".join(parts)

    def _show(self) -> None:
        if self._bar is None:
            return
        current = visible(next(iter(self._current), ""))
        shown = current if len(current) <= _SHOWN_CHARACTERS else "…" + current[-_SHOWN_CHARACTERS:]
        rate = self._finished / max(self._clock() - self._started, 1e-9)
        self._bar.update(
            self._line,
            completed=self._finished,
            total=self._total,
            failures=self._failures,
            current=shown,
            rate=f"{rate:.2f}/s",
        )


def _span(seconds: float) -> str:
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}"


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    return Bar(
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("failures {task.fields[failures]}"),
        TextColumn("{task.fields[current]}", markup=False),
        console=Console(stderr=True),
    )
