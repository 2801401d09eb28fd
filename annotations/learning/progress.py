"""How far a long work is (进度), told to whoever watches, who may also stop it; a file tells other processes.

A watcher stops a work by raising `StoppedError` when it is told something.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

State = Literal["running", "done", "refused", "failed", "stopped"]
Watcher = Callable[[str, float], None]
"""Is told the stage and the share of the whole work that is done, 0 to 1."""
PROGRESS = "progress.json"


class StoppedError(
    BaseException
):  # like KeyboardInterrupt: nothing that mends errors may hold it up
    """Whoever watches wants no more of it."""


def unwatched(stage: str, share: float) -> None:
    """Watch nothing."""


@dataclass(slots=True)
class Units:
    """A work of a number of equal units, each of which tells its own share."""

    watcher: Watcher
    count: int
    done: int = field(default=0)

    def begin(self, stage: str) -> Callable[[float], None]:
        """Begin the next unit; return who is to be told how far it is."""
        first = self.done
        self.done = min(self.done + 1, self.count)

        def tell(share: float) -> None:
            self.watcher(stage, min((first + share) / self.count, 1.0))

        tell(0.0)
        return tell


class ProgressFile:
    """Keeps `progress.json` of a folder: state, stage, share, process, and a message at the end."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / PROGRESS
        self._stage, self._share = "", 0.0
        folder.mkdir(parents=True, exist_ok=True)

    def begin(self, process: int) -> None:
        """Write, for a process that was only just started, that it has begun; what it told itself stays."""
        begun = self._path.with_suffix(".begun")
        begun.write_text(self._told("running", "", process), encoding="utf-8")
        with contextlib.suppress(OSError):  # it is there, or will be told by the process itself
            os.link(begun, self._path)
        begun.unlink()

    def clear(self) -> None:
        """Forget what an earlier work told."""
        self._path.unlink(missing_ok=True)

    def __call__(self, stage: str, share: float) -> None:
        """Write how far it is; a change that nobody could see is not written."""
        if stage == self._stage and 0 <= share - self._share < 0.005:
            return
        self._stage, self._share = stage, share
        self._write("running")

    def end(self, state: State, message: str = "") -> None:
        """Write how it ended."""
        self._write(state, message)

    def _write(self, state: State, message: str = "") -> None:
        partial = self._path.with_suffix(".part")
        partial.write_text(self._told(state, message, os.getpid()), encoding="utf-8")
        partial.replace(self._path)

    def _told(self, state: State, message: str, process: int) -> str:
        data = {
            "state": state,
            "stage": self._stage,
            "share": round(self._share, 4),
            "process": process,
            "message": message,
        }
        return json.dumps(data, ensure_ascii=False) + "\n"


def read_progress(folder: Path) -> dict[str, Any] | None:
    """Return what a folder's work last told, None where nothing was."""
    try:
        found: dict[str, Any] = json.loads((folder / PROGRESS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found
