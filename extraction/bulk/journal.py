"""The journal of a run (运行日志): every input and every result, in one SQLite file of the output folder.

It alone says what is done. Results are committed in batches, each wholly or not at all and on the disk
before it counts (`synchronous=FULL`), so that a run that is killed at any moment goes on from the last
batch; all outputs are made from it at the end. Results are kept by content and suffix: the same bytes
are extracted once, however often and under whatever names they come.
"""

from __future__ import annotations

import fcntl
import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from extraction.bulk.inputs import Stamp
from extraction.bulk.task import Result
from extraction.errors import SettingsError

NAME = ".journal.sqlite3"
LOCK = ".journal.lock"
_BATCH_RESULTS = 64
_BATCH_SECONDS = 2.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS inputs (
    path TEXT PRIMARY KEY, run INTEGER NOT NULL, place INTEGER NOT NULL,
    size INTEGER, modified INTEGER, sha256 TEXT, suffix TEXT, failure TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS inputs_in_order ON inputs (run, place);
CREATE INDEX IF NOT EXISTS inputs_by_content ON inputs (sha256, run, place);
CREATE TABLE IF NOT EXISTS results (
    sha256 TEXT NOT NULL, suffix TEXT NOT NULL, path TEXT NOT NULL, failure TEXT, warning TEXT,
    kind TEXT, format TEXT, pages INTEGER, characters INTEGER, findings INTEGER,
    load REAL, extract REAL, record BLOB, text BLOB, tables BLOB,
    PRIMARY KEY (sha256, suffix)
);
"""
_FORGET_DEATHS = "DELETE FROM results WHERE json_extract(failure, '$.stage') = 'worker'"
"""A resumed run tries again what only a time limit or the death of a worker has cost."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One input of the run in input order, with what is known of it."""

    path: str
    sha256: str | None
    suffix: str
    failure: dict[str, Any] | None
    first: bool
    copies: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored result: the path it was extracted under, and a failure or the packed outputs.

    `warning` tells of a record that stands for a part of its document.
    """

    path: str
    failure: dict[str, Any] | None
    warning: dict[str, Any] | None
    record: bytes
    text: bytes
    tables: bytes


def _dumped(said: dict[str, Any] | None) -> str | None:
    return None if said is None else json.dumps(said, ensure_ascii=False)


def _loaded(said: str | None) -> dict[str, Any] | None:
    return None if said is None else dict(json.loads(said))


class Journal:
    """Reads and writes the journal of a folder; use it as a context manager.

    Args:
        folder: the output folder; it is made if it is not there.
        decisive: the settings that decide what records say; a resumed run must have the same.
        resume: go on with the journal that is there, else begin a new one.

    Raises:
        SettingsError: another run writes into the folder, or a resumed run had other settings.
        OutputError: the folder cannot be written.
    """

    def __init__(self, folder: Path, decisive: Mapping[str, Any], *, resume: bool) -> None:
        self._folder = folder
        self._decisive = json.dumps(decisive, ensure_ascii=False, sort_keys=True)
        self._resume = resume
        self._waiting = 0
        self._committed = time.monotonic()
        self._place = 0

    def __enter__(self) -> Journal:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = self._locked()
        path = self._folder / NAME
        if not self._resume:
            for part in (path, Path(f"{path}-journal")):
                part.unlink(missing_ok=True)
        self._base = sqlite3.connect(path, isolation_level=None)
        try:
            self._base.executescript("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;")
            self._base.executescript(_SCHEMA)
            self._check_settings()
            self._run = int(self._about("run") or 0) + 1
            self._set("run", str(self._run))
            self._base.execute(_FORGET_DEATHS)
            self._base.execute("BEGIN")
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._base.in_transaction:
                # What is known is kept whatever stops the run; a full disk has already undone it.
                self._base.execute("COMMIT")
        except sqlite3.Error:
            if error is None:
                raise
        finally:
            self._base.close()
            self._lock.close()

    def _locked(self) -> TextIO:
        lock = (self._folder / LOCK).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.close()
            found = "another run that writes into it"
            raise SettingsError(f"{self._folder}: expected a free folder, found {found}") from error
        return lock

    def _check_settings(self) -> None:
        before = self._about("decisive")
        if before is not None and before != self._decisive:
            raise SettingsError(
                f"{self._folder}: expected the settings of the run to resume, {before}, found "
                f"{self._decisive}; use the same ones, or start again without --resume"
            )
        self._set("decisive", self._decisive)

    def _about(self, name: str) -> str | None:
        row = self._base.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _set(self, name: str, value: str) -> None:
        self._base.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    # Inputs

    def known_digest(self, path: str, stamp: Stamp) -> str | None:
        """Return the SHA-256 that an earlier run read, where the file has not changed since."""
        query = "SELECT sha256 FROM inputs WHERE path = ? AND size = ? AND modified = ?"
        row = self._base.execute(query, (path, stamp.size, stamp.modified)).fetchone()
        return None if row is None else row[0]

    def list_input(
        self,
        path: str,
        *,
        stamp: Stamp | None = None,
        sha256: str | None = None,
        suffix: str = "",
        failure: dict[str, Any] | None = None,
    ) -> bool:
        """Take an input into the run's list; return False if its path is already there."""
        row = self._base.execute("SELECT run FROM inputs WHERE path = ?", (path,)).fetchone()
        if row is not None and row[0] == self._run:
            return False
        self._place += 1
        size, modified = (stamp.size, stamp.modified) if stamp else (None, None)
        said = _dumped(failure)
        values = (path, self._run, self._place, size, modified, sha256, suffix, said)
        self._base.execute("INSERT OR REPLACE INTO inputs VALUES (?,?,?,?,?,?,?,?)", values)
        self._count()
        return True

    def entries(self) -> Iterator[Entry]:
        """Yield the inputs of this run in input order."""
        query = """
            SELECT path, sha256, suffix, failure, place,
                (SELECT min(place) FROM inputs c WHERE c.sha256 = i.sha256 AND c.run = i.run),
                (SELECT count(*) FROM inputs c WHERE c.sha256 = i.sha256 AND c.run = i.run)
            FROM inputs i WHERE run = ? ORDER BY place"""
        for path, sha256, suffix, said, place, first, copies in self._base.execute(
            query, (self._run,)
        ):
            yield Entry(path, sha256, suffix, _loaded(said), first in (None, place), copies)

    def paths(self, sha256: str) -> tuple[str, ...]:
        """Return all paths of this run with the same bytes, in input order."""
        query = "SELECT path FROM inputs WHERE sha256 = ? AND run = ? ORDER BY place"
        return tuple(row[0] for row in self._base.execute(query, (sha256, self._run)))

    # Results

    def has_result(self, sha256: str, suffix: str) -> bool:
        """Tell whether these bytes need no more work under this suffix."""
        query = "SELECT 1 FROM results WHERE sha256 = ? AND (suffix = ? OR failure IS NULL) LIMIT 1"
        return self._base.execute(query, (sha256, suffix)).fetchone() is not None

    def keep(self, result: Result) -> None:
        """Store a result; it is on the disk with its batch."""
        failure, warning = _dumped(result.failure), _dumped(result.warning)
        task = result.task
        values = (
            task.sha256, task.suffix, task.path, failure, warning, result.kind, result.format, result.pages,
            result.characters, result.findings, result.load, result.extract, result.record,
            result.text, result.tables,
        )  # fmt: skip
        marks = ",".join("?" * len(values))
        self._base.execute(f"INSERT OR REPLACE INTO results VALUES ({marks})", values)
        self._count()

    def result(self, sha256: str, suffix: str) -> Stored | None:
        """Return the record of these bytes, else their failure under this suffix, else None."""
        query = """
            SELECT path, failure, warning, record, text, tables FROM results
            WHERE sha256 = ? AND (suffix = ? OR failure IS NULL)
            ORDER BY failure IS NOT NULL, suffix LIMIT 1"""
        row = self._base.execute(query, (sha256, suffix)).fetchone()
        if row is None:
            return None
        path, failure, warning, *packed = row
        return Stored(path, _loaded(failure), _loaded(warning), *packed)

    def totals(self) -> dict[str, Any]:
        """Return sums over the records of this run, and counts by kind and format."""
        chosen = """
            (SELECT r.*, min(r.suffix) FROM results r WHERE r.failure IS NULL AND r.sha256 IN
            (SELECT sha256 FROM inputs WHERE run = ?) GROUP BY r.sha256)"""
        sums = ["pages", "characters", "findings", "load", "extract"]
        columns = ", ".join(f"coalesce(sum({name}), 0)" for name in sums)
        row = self._base.execute(f"SELECT {columns} FROM {chosen}", (self._run,)).fetchone()
        found: dict[str, Any] = dict(zip(sums, row, strict=True))
        for name in ("kind", "format"):
            query = f"SELECT {name}, count(*) FROM {chosen} GROUP BY {name} ORDER BY 2 DESC, 1"
            found[name] = dict(self._base.execute(query, (self._run,)).fetchall())
        return found

    def _count(self) -> None:
        self._waiting += 1
        late = time.monotonic() - self._committed > _BATCH_SECONDS
        if self._waiting >= _BATCH_RESULTS or late:
            self.commit()

    def commit(self) -> None:
        """Put everything kept so far on the disk.

        Raises:
            OutputError: the disk is full or cannot be written.
        """
        if not self._waiting:
            return
        self._base.execute("COMMIT")
        self._base.execute("BEGIN")
        self._waiting, self._committed = 0, time.monotonic()
