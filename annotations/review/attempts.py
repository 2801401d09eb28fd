"""Wrong pass phrases and tokens slow their guesser down, and nobody else (猜测限速)."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from threading import Lock

FAILURES, WINDOW = 10, 60.0
"""So many wrong attempts within so many seconds; then the source waits."""
_KEPT = 10_000


class Attempts:
    """Counts the wrong attempts of each source: a name as one address gives it, or an address."""

    def __init__(self) -> None:
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def blocked(self, source: str) -> bool:
        """Tell whether a source has to wait."""
        with self._lock:
            failed = self._failed.get(source)
            if failed is None or len(failed) < FAILURES:
                return False
            return time.monotonic() - failed[0] < WINDOW

    def failed(self, source: str) -> None:
        """Count one wrong attempt."""
        with self._lock:
            self._failed.setdefault(source, deque(maxlen=FAILURES)).append(time.monotonic())
            self._failed.move_to_end(source)
            while len(self._failed) > _KEPT:
                self._failed.popitem(last=False)
