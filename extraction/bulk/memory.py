"""The bound on a worker's resident memory (常驻内存上限), watched while it reads one document.

Address space says little of what a process really holds (mapped files and reserved arenas count in it), so
the resident set is what is watched. A document that goes beyond the bound meets `ResidentLimitError`
wherever its code is; one that sits in foreign code and still grows ends its worker with `MEMORY_EXIT`.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
from types import TracebackType
from typing import ClassVar

import psutil

MEMORY_EXIT = 86
"""Exit code of a worker whose document could not be stopped otherwise."""
_MIB = 1024 * 1024
_POLL_SECONDS = 0.02
_HARD = 1.5
_ADDRESSES = 6
_NEAR = 64
"""MiB by which a count that begins anew may lie above what was held."""
_YOUNG = (20_000, 20, 100)
"""How many new objects are waited for before unreachable ones are looked for, by generation."""


class ResidentLimitError(BaseException):
    """A document took more memory than it may; no `except Exception` on its way swallows it."""


class ResidentWatch:
    """Watches this process's resident memory while a document is read; use it as a context manager.

    Args:
        mebibytes: what the document may take on top of what the process holds when it begins.

    Attributes:
        first: bytes that the process held before its first document.
        peak: the largest resident size, in MiB, the process itself included; when the watch has ended it is
            what the kernel kept count of (Linux), elsewhere the largest of the sizes looked at.
    """

    first: ClassVar[int] = 0

    def __init__(self, mebibytes: int) -> None:
        self._limit = mebibytes * _MIB
        self._process = psutil.Process()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._told = False
        self.peak = 0

    @property
    def grown(self) -> int:
        """How far the peak lies above what the process held before, in MiB."""
        return self.peak - self._base // _MIB

    @property
    def above_first(self) -> int:
        """How far the peak lies above what the process held before its first document, in MiB.

        A document may live on memory that earlier ones left free in its process, which `grown` does not see.
        """
        return self.peak - ResidentWatch.first // _MIB

    @property
    def taken(self) -> float:
        """Resident memory taken since the beginning, as a share of the limit."""
        return self._look() / self._limit

    def __enter__(self) -> ResidentWatch:
        self._target = threading.get_ident()
        self._base = int(self._process.memory_info().rss)
        ResidentWatch.first = ResidentWatch.first or self._base
        self.peak = self._base // _MIB
        self._counted = _count_peak_anew(self._base)
        self._addresses = _bound_addresses(self._limit * _ADDRESSES)
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        with self._lock:
            self._ended.set()
            if self._told and kind is None:
                _raise_in(self._target, None)
        _restore_addresses(self._addresses)
        self._look()
        if self._counted:
            self.peak = max(self.peak, _counted_peak() // _MIB)

    def _watch(self) -> None:
        while not self._ended.wait(_POLL_SECONDS):
            taken = self._look()
            if taken > self._limit * _HARD:
                os._exit(MEMORY_EXIT)
            with self._lock:
                if taken > self._limit and not self._told and not self._ended.is_set():
                    self._told = True
                    _raise_in(self._target, ResidentLimitError)

    def _look(self) -> int:
        """Return the bytes taken since the beginning, and remember the peak."""
        held = int(self._process.memory_info().rss)
        self.peak = max(self.peak, held // _MIB)
        return held - self._base


def settle() -> None:
    """Keep what a process has loaded out of the search for unreachable objects, and search less often.

    A document makes hundreds of thousands of small objects that live as long as it does; with the
    interpreter's own settings the search takes an eighth of its processor time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_YOUNG)


def give_back() -> None:
    """Return freed memory to the system, which the allocator keeps after a large document (glibc)."""
    gc.collect()
    if sys.platform.startswith("linux"):
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise `error` in a thread at its next step; None takes back one that did not yet arrive."""
    given = ctypes.py_object(error) if error is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), given)


def _count_peak_anew(held: int) -> bool:
    """Let the kernel's count of this process's peak begin at the bytes it holds now; tell whether it does (Linux)."""
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        return False
    return 0 < _counted_peak() <= held + _NEAR * _MIB


def _counted_peak() -> int:
    """Return the kernel's count of the peak of resident memory in bytes, 0 where there is none."""
    try:
        with open("/proc/self/status") as file:
            found = next((line for line in file if line.startswith("VmHWM:")), "VmHWM: 0")
    except OSError:
        return 0
    return int(found.split()[1]) * 1024


def _bound_addresses(room: int) -> tuple[int, int] | None:
    """Let one huge request fail at once, far above the watched bound; return the bounds before (Linux)."""
    if not sys.platform.startswith("linux"):
        return None
    import resource

    held = int(psutil.Process().memory_info().vms)
    before = resource.getrlimit(resource.RLIMIT_AS)
    allowed = held + room if before[1] == resource.RLIM_INFINITY else min(held + room, before[1])
    resource.setrlimit(resource.RLIMIT_AS, (allowed, before[1]))
    return before


def _restore_addresses(before: tuple[int, int] | None) -> None:
    if before is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, before)
