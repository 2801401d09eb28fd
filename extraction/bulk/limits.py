"""What a document may cost, how far a worker had come when it cost more, and what is then read of it.

Time is processor time of the worker (处理器时间), so that a busy machine costs no document; the system itself
ends a worker that goes beyond it, whatever its code is doing. Before every page a worker notes the page in a
file that outlives it. From that note follows what is tried next: where one page alone took half of a limit
it is passed over, else a part of what was reached is read.
"""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from extraction.loading.portion import Portion

WALL = 4.0
"""Seconds on the clock for each second of processor time, after which a document hangs."""
TIME_EXIT = -int(getattr(signal, "SIGPROF", 0))
"""Exit code of a worker whose document took too much processor time; 0 where no system tells."""
MOST_PARTS = 6
"""Portions of one document that are tried."""
_MOST_PASSED = 3
_ALONE = 0.5
_LEAST = 1 / 32


class ProcessorLimit:
    """Ends this process when the document it reads has taken too much processor time (POSIX).

    Use it as a context manager, in a process that may be ended.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @property
    def spent(self) -> float:
        """Processor time taken since the beginning, as a share of the limit."""
        return (time.process_time() - self._begun) / self._seconds

    def __enter__(self) -> ProcessorLimit:
        self._begun = time.process_time()
        self._set(self._seconds)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._set(0)

    @staticmethod
    def _set(seconds: float) -> None:
        if TIME_EXIT:
            signal.setitimer(signal.ITIMER_PROF, seconds)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a worker had come.

    Attributes:
        page: 1-based number of the page it was at, 0 once all were read; pages: how many there are.
        spent: the larger share of a limit that was taken when it turned to that page.
    """

    page: int
    pages: int
    spent: float


def note_reached(path: str, spent: Callable[[], float]) -> Callable[[int, int], None]:
    """Return a function that notes the page it is told in a file, with what was spent until then."""
    file = Path(path)

    def turned(page: int, pages: int) -> None:
        file.write_text(json.dumps([page, pages, spent()]), encoding="ascii")

    return turned


def read_reached(path: str) -> Reached | None:
    """Return what a worker noted last and remove the note; None where it noted nothing."""
    file = Path(path)
    try:
        page, pages, spent = json.loads(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    file.unlink(missing_ok=True)
    return Reached(page, pages, spent)


def narrowed(
    portion: Portion, reached: Reached | None, reason: str, *, by: int = 2
) -> Portion | None:
    """Return what to read of a document of which `portion` was too much; None where all is tried.

    Args:
        by: which part is taken of what was reached: a half, or less where each trial costs much.
    """
    share = portion.share
    if reached is not None and reached.page:
        if reached.spent < _ALONE and len(portion.without) < _MOST_PASSED:
            return replace(portion, without=(*portion.without, reached.page), reason=reason)
        share = min(share, reached.page / reached.pages)
    return None if share / by < _LEAST else replace(portion, share=share / by, reason=reason)
