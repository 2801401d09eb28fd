"""Learning in the application (学习): runs are processes of their own, watched by the files they keep.

A run is a folder beside the database: `progress.json` while it works, `learning.json` with the figures at its
end, and the new weights if they were taken. `chosen.json` names the run whose weights read reports from then on.
Nothing is used unless a person says so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from annotations.learning import FEWEST, ProgressFile, read_progress
from annotations.learning.learning import REPORT
from annotations.store import NotFoundError, Store
from extraction.errors import SettingsError
from extraction.tagging.default import PATTERN

CHOSEN, REFRESH, _STOPPING = "chosen.json", "refresh", "stopping"
_NAME = re.compile(r"\d{8}-\d{6}-\d{6}")
_NICE = 10


class Lessons:
    """The learning runs of a store, one at work at a time."""

    def __init__(self, store: Store, folder: Path | None, model: str | None) -> None:
        self._store, self._folder, self._model = store, folder, model
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._done: dict[int, tuple[int, bool]] = {}

    @property
    def can(self) -> bool:
        """Whether there is a folder for runs: a SQLite store has one, another needs the option."""
        return self._folder is not None

    @property
    def model(self) -> str | None:
        """What reports are read with: the weights a person chose, else the server's own."""
        chosen = self._chosen()
        return str(self._run(chosen["run"])) if chosen else self._model

    def state(self) -> dict[str, Any]:
        """Return all runs, the newest first, the refreshing of the reports, and what is in use."""
        runs = [self._shown(p) for p in sorted(self._runs(), reverse=True)]
        fresh = self._told(self._place / REFRESH) if self.can else None
        return {
            "can": self.can,
            "finished": self._finished(),
            "fewest": FEWEST,
            "runs": runs,
            "refresh": fresh,
            "chosen": self._chosen(),
            "busy": any(r["state"] == "running" for r in (*runs, fresh or {"state": ""})),
        }

    def begin(self, minutes: float) -> str:
        """Start a run; return its name.

        Raises:
            SettingsError: something is at work already, or there is no folder.
        """
        name = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        base = self.model
        arguments = ["learn", self._address(), "--output", str(self._place / name)]
        arguments += ["--minutes", str(minutes)]
        arguments += ["--base", base] if base and base != PATTERN else []
        self._start(self._place / name, arguments)
        return name

    def refresh(self) -> None:
        """Start to read all reports again with the weights in use.

        Raises:
            SettingsError: something is at work already, or there is no folder.
        """
        folder, model = self._place / REFRESH, self.model
        arguments = ["refresh", self._address(), "--progress", str(folder)]
        self._start(folder, [*arguments, *(["--model", model] if model else [])])

    def stop(self) -> None:
        """Stop what is at work; the weights in use stay."""
        for folder in (*self._runs(), self._place / REFRESH):
            told = self._told(folder)
            if told is not None and told["state"] == "running":
                (folder / _STOPPING).touch()
                _end(int(told["process"]))

    def use(self, run: str, who: str) -> None:
        """Read reports with a run's weights from now on.

        Raises:
            SettingsError: the run has no new weights.
        """
        if not (self._run(run) / "config.json").is_file():
            raise SettingsError(f"expected a run with new weights, found none in {run}")
        at = datetime.now(UTC).isoformat(timespec="seconds")
        partial = self._place / f"{CHOSEN}.part"
        partial.write_text(json.dumps({"run": run, "who": who, "at": at}), encoding="utf-8")
        partial.replace(self._place / CHOSEN)

    def drop(self, run: str) -> None:
        """Throw a run away; if its weights were in use, the server's own are used again.

        Raises:
            SettingsError: the run is at work.
        """
        folder = self._run(run)
        told = self._told(folder)
        if told is not None and told["state"] == "running":
            raise SettingsError("expected a run that has ended, found one at work")
        chosen = self._chosen()
        if chosen is not None and chosen["run"] == run:
            (self._place / CHOSEN).unlink()
        shutil.rmtree(folder)

    def _finished(self) -> int:
        """The number of reports that somebody finished; a layer is asked once a version."""
        found = set()
        for layer in self._store.layers():
            if layer.kind not in ("human", "consensus"):
                continue
            version, done = self._done.get(layer.id, (-1, False))
            if version != layer.version:
                done = self._store.read(layer.id).done
                self._done[layer.id] = layer.version, done
            if done:
                found.add(layer.document_id)
        return len(found)

    @property
    def _place(self) -> Path:
        if self._folder is None:
            raise SettingsError("expected a folder for learning (--learning DIR), found none")
        return self._folder

    def _run(self, name: str) -> Path:
        if not _NAME.fullmatch(name) or not (self._place / name).is_dir():
            raise NotFoundError(f"expected a learning run, found none for {name!r}")
        return self._place / name

    def _runs(self) -> list[Path]:
        if self._folder is None or not self._folder.is_dir():
            return []
        return [p for p in self._folder.iterdir() if _NAME.fullmatch(p.name) and p.is_dir()]

    def _chosen(self) -> dict[str, str] | None:
        if self._folder is None:
            return None
        try:
            found: dict[str, str] = json.loads((self._folder / CHOSEN).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        known = (self._folder / found["run"] / "config.json").is_file()
        return found if known else None

    def _shown(self, folder: Path) -> dict[str, Any]:
        told = self._told(folder) or {"state": "failed", "stage": "", "share": 0.0, "message": ""}
        try:
            report = json.loads((folder / REPORT).read_text("utf-8"))
        except (OSError, ValueError):
            report = None
        has = (folder / "config.json").is_file() and told["state"] == "done"
        return {"name": folder.name, **told, "report": report, "weights": has}

    def _told(self, folder: Path) -> dict[str, Any] | None:
        """What a folder's work last told; one whose process is gone without a word has failed."""
        told = read_progress(folder)
        if told is not None and told["state"] == "running" and not self._lives(told["process"]):
            told = read_progress(folder) or told  # its last word may have come just now
            if told["state"] == "running":
                told["state"] = "stopped" if (folder / _STOPPING).exists() else "failed"
        return told

    def _lives(self, process: int) -> bool:
        mine = self._process
        if mine is not None and mine.pid == process:
            return mine.poll() is None
        try:
            os.kill(process, 0)
        except OSError:
            return False
        return True

    def _address(self) -> str:
        url = self._store.engine.url
        path = url.database if url.get_backend_name() == "sqlite" else None
        return path or url.render_as_string(hide_password=False)

    def _start(self, folder: Path, arguments: Sequence[str]) -> None:
        with self._lock:
            if self.state()["busy"]:
                raise SettingsError("expected nothing at work, found a run")
            told = ProgressFile(folder)
            told.clear()
            (folder / _STOPPING).unlink(missing_ok=True)
            with (folder / "log.txt").open("wb") as log:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "extraction.cli.main", "annotate", *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            told.begin(self._process.pid)
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)


def _end(process: int) -> None:
    try:
        os.kill(process, 15)
    except ProcessLookupError:
        return
