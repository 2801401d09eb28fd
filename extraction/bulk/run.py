"""One run over many inputs: extract each, write what it gives, account for all of it."""

from __future__ import annotations

import importlib
import signal
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

from extraction.bulk.account import decisive_settings, describe_run
from extraction.bulk.finish import write_outputs
from extraction.bulk.journal import Journal
from extraction.bulk.listing import TaskList
from extraction.bulk.settings import RunSettings
from extraction.bulk.task import Result, Task
from extraction.output.folder import FolderWriter

__all__ = ["RunSettings", "Watcher", "run"]

_ENGINES = {
    "local": "extraction.bulk.pool:LocalPool",
    "ray": "extraction.bulk.ray_engine:RayEngine",
}


class Watcher(Protocol):
    """Is told how a run goes."""

    def started(self, path: str) -> None:
        """A document was given to the workers."""
        ...

    def done(self, path: str, result: Result | None, failure: str | None) -> None:
        """An input is finished; `result` is None where no worker was needed."""
        ...

    def writing(self) -> None:
        """All inputs are finished; the outputs are written."""
        ...


class Engine(Protocol):
    """Extracts tasks somewhere."""

    def __enter__(self) -> Engine: ...

    def __exit__(self, *_: object) -> None: ...

    def results(self, tasks: Iterator[Task]) -> Iterator[Result | None]:
        """Yield a result for every task, in any order; None now and then while nothing comes."""
        ...


def run(
    inputs: Iterable[str],
    folder: str | Path,
    settings: RunSettings,
    *,
    watch: Watcher | None = None,
) -> dict[str, Any]:
    """Extract every input into `folder` and return the account that run.json holds.

    Inputs are files, folders (recursive), globs and ZIP or TAR archives. A run that is cut short, by
    whatever, leaves a journal in the folder; `settings.resume` goes on from there.

    Raises:
        SettingsError: a resumed run had other settings, or another run writes into the folder.
        ModelError: the model cannot be loaded.
        OSError: the folder cannot be written, or its disk is full.
        KeyboardInterrupt: the run was stopped (SIGINT, SIGTERM); what was finished is kept.
    """
    where, started = Path(folder), datetime.now(UTC)
    try:
        with _stoppable(), _journal(where, settings) as j:
            clock = time.perf_counter()
            _extract(inputs, where, settings, j, watch)
            if watch:
                watch.writing()
            extracted = time.perf_counter()
            with FolderWriter(where) as writer:
                tally, errors = write_outputs(j, writer, redact=settings.redact)
                _further_outputs(settings, writer)
                seconds = {
                    "extract": extracted - clock,
                    "write": time.perf_counter() - extracted,
                }
                account = describe_run(settings, j.totals(), tally, errors, started, seconds)
                writer.run(account)
    except sqlite3.Error as error:
        found = f"{error} (is the disk full?)"
        raise OSError(f"{where}: expected to write the journal, found {found}") from error
    return account


def _journal(folder: Path, settings: RunSettings) -> Journal:
    from extraction.loading.ocr import is_installed
    from extraction.loading.office_convert import find_office

    tools = f"ocr {is_installed()}, office {find_office()}"
    tools += f", {settings.timeout:g} s, {settings.memory} MiB"
    return Journal(folder, decisive_settings(settings), resume=settings.resume, tools=tools)


def _extract(
    inputs: Iterable[str],
    folder: Path,
    settings: RunSettings,
    journal: Journal,
    watch: Watcher | None,
) -> None:
    def done(path: str, failure: str | None) -> None:
        if watch:
            watch.done(path, None, failure)

    tasks = TaskList(inputs, folder, journal, done=done)
    try:
        with _engine(settings) as engine:
            again = _kept(engine.results(_told(tasks, watch)), journal, tasks, watch)
            while again:  # the same bytes under another path, where the first could not be read
                again = _kept(engine.results(iter(again)), journal, tasks, watch)
        journal.commit()
    finally:
        tasks.close()


def _kept(
    results: Iterator[Result | None], journal: Journal, tasks: TaskList, watch: Watcher | None
) -> list[Task]:
    """Keep results as they come; return what is to be tried again from another path."""
    again = []
    for result in results:
        if result is None:
            journal.commit()
            continue
        other = tasks.finished(result.task, failed=_unreadable(result))
        if other is not None:
            again.append(other)
            continue
        journal.keep(result)
        if watch:
            said = result.failure["message"] if result.failure else None
            watch.done(result.task.path, result, said)
    return again


def _unreadable(result: Result) -> bool:
    """Tell whether the file could not be read, or was no longer what it had been."""
    return result.failure is not None and result.failure["error"] in ("LoadError", "OSError")


def _told(tasks: TaskList, watch: Watcher | None) -> Iterator[Task]:
    for task in tasks:
        if watch:
            watch.started(task.path)
        yield task


def _engine(settings: RunSettings) -> Engine:
    module, _, name = _ENGINES[settings.engine].partition(":")
    found: Engine = getattr(importlib.import_module(module), name)(settings)
    return found


def _further_outputs(settings: RunSettings, writer: FolderWriter) -> None:
    if settings.parquet:
        from extraction.output.parquet import write_parquet

        write_parquet(writer)
    if "hf" in settings.to:
        from extraction.output.dataset import write_dataset

        write_dataset(writer)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let SIGTERM stop the run as Ctrl-C does; only the main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        with suppress(TypeError):
            signal.signal(signal.SIGTERM, before)
