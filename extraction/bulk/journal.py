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

from extraction.bulk.inputs import JOURNAL as NAME
from extraction.bulk.task import Result
from extraction.errors import SettingsError

_LAYOUT = "3"
LOCK = ".journal.lock"
_BATCH_RESULTS = 64
_BATCH_SECONDS = 2.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS inputs (
    path TEXT PRIMARY KEY, run INTEGER NOT NULL, place INTEGER NOT NULL,
    origin BLOB NOT NULL, sha256 TEXT, suffix TEXT, failure TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS inputs_in_order ON inputs (run, place);
CREATE INDEX IF NOT EXISTS inputs_by_content ON inputs (sha256, run, place);
CREATE TABLE IF NOT EXISTS results (
    sha256 TEXT NOT NULL, suffix TEXT NOT NULL, path TEXT NOT NULL, failure TEXT, warning TEXT,
    kind TEXT, format TEXT, pages INTEGER, characters INTEGER, findings INTEGER,
    load REAL, extract REAL, peak INTEGER, record BLOB, text BLOB, tables BLOB,
    PRIMARY KEY (sha256, suffix)
);
"""
_FORGET = """DELETE FROM results WHERE json_extract(failure, '$.stage') = 'worker'
    OR json_extract(failure, '$.error') IN ('LimitExceededError', 'MissingToolError', 'LoadError', 'OSError')"""
"""A resumed run tries again what limits, the death of a worker, a missing program or a vanished file cost."""
_FORGET_PARTIAL = "DELETE FROM results WHERE warning IS NOT NULL"
"""Other programs (OCR, LibreOffice) or limits are there than before: more may be read with them."""


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


_FIRST_PLACE = """(SELECT min(place) FROM inputs i
    WHERE i.sha256 = r.sha256 AND i.suffix = r.suffix AND i.run = ?3)"""
_OF_THIS_RUN = f"{_FIRST_PLACE} IS NOT NULL"


def numbered(path: str, number: int) -> str:
    """Return a path with a number before its suffix: the name of what is shown like another input."""
    stem, dot, suffix = path.rpartition(".")
    if not dot or "/" in suffix:
        return f"{path} ({number})"
    return f"{stem} ({number}).{suffix}"


class Journal:
    """Reads and writes the journal of a folder; use it as a context manager.

    Args:
        folder: the output folder; it is made if it is not there.
        decisive: the settings that decide what records say; a resumed run must have the same.
        resume: go on with the journal that is there, else begin a new one.
        tools: what programs there are to read documents with, and within what limits.

    Raises:
        SettingsError: another run writes into the folder, or a resumed run had other settings.
        OutputError: the folder cannot be written.
    """

    def __init__(
        self, folder: Path, decisive: Mapping[str, Any], *, resume: bool, tools: str = ""
    ) -> None:
        self._folder = folder
        self._decisive = json.dumps(decisive, ensure_ascii=False, sort_keys=True)
        self._resume = resume
        self._tools = tools
        self._waiting = 0
        self._committed = time.monotonic()

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
            self._lay_out()
            self._check_settings()
            self._run = int(self._about("run") or 0) + 1
            self._set("run", str(self._run))
            self._forget()
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

    def _lay_out(self) -> None:
        """Make the tables; those of another version of this program are begun anew."""
        (layout,) = self._base.execute("PRAGMA user_version").fetchone()
        if str(layout) != _LAYOUT:
            for table in ("about", "inputs", "results"):
                self._base.execute(f"DROP TABLE IF EXISTS {table}")
            self._base.execute(f"PRAGMA user_version = {_LAYOUT}")
        self._base.executescript(_SCHEMA)

    def _forget(self) -> None:
        """Forget what is worth another try."""
        self._base.execute(_FORGET)
        if self._about("tools") not in (None, self._tools):
            self._base.execute(_FORGET_PARTIAL)
        self._set("tools", self._tools)

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

    def list_input(
        self,
        path: str,
        *,
        place: int,
        origin: bytes,
        sha256: str | None = None,
        suffix: str = "",
        failure: dict[str, Any] | None = None,
    ) -> str | None:
        """Take an input into the run's list; return the path it goes by, None if it is already there.

        Two inputs that are shown alike (names in two encodings, two members of one name) are two: the
        second goes by its path with a number.

        Args:
            place: in input order, which need not be the order in which inputs are listed.
            origin: tells inputs apart that are shown alike.
        """
        shown, number = path, 1
        while (row := self._listed(shown)) is not None:
            if row == origin:
                return None
            number += 1
            shown = numbered(path, number)
        if failure is not None and shown != path:
            said = failure["message"].replace(path, shown)
            failure = {**failure, "path": shown, "message": said}
        values = (shown, self._run, place, origin, sha256, suffix, _dumped(failure))
        self._base.execute("INSERT OR REPLACE INTO inputs VALUES (?,?,?,?,?,?,?)", values)
        self._count()
        return shown

    def _listed(self, path: str) -> bytes | None:
        query = "SELECT origin FROM inputs WHERE path = ? AND run = ?"
        row = self._base.execute(query, (path, self._run)).fetchone()
        return None if row is None else bytes(row[0])

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

    def has_result(self, sha256: str, suffix: str, *, place: int) -> bool:
        """Tell whether these bytes need no more work under this suffix.

        A record made under another suffix counts only while a path of this run that comes before `place`
        has that suffix: a file that was renamed may be of another format now, and which of two suffixes
        gives the record must not hang on the order of work. A file that could not be read at all says
        nothing of its copies.
        """
        query = """
            SELECT 1 FROM results WHERE sha256 = ?1 AND (
                (suffix = ?2 AND (failure IS NULL
                    OR json_extract(failure, '$.error') NOT IN ('LoadError', 'OSError')))
                OR (failure IS NULL AND suffix IN
                    (SELECT suffix FROM inputs WHERE sha256 = ?1 AND run = ?3 AND place < ?4))
            ) LIMIT 1"""
        values = (sha256, suffix, self._run, place)
        return self._base.execute(query, values).fetchone() is not None

    def keep(self, result: Result) -> None:
        """Store a result; it is on the disk with its batch."""
        failure, warning = _dumped(result.failure), _dumped(result.warning)
        task = result.task
        values = (
            task.sha256, task.suffix, task.path, failure, warning, result.kind, result.format, result.pages,
            result.characters, result.findings, result.load, result.extract, result.peak,
            result.record, result.text, result.tables,
        )  # fmt: skip
        marks = ",".join("?" * len(values))
        self._base.execute(f"INSERT OR REPLACE INTO results VALUES ({marks})", values)
        self._count()

    def result(self, sha256: str, suffix: str) -> Stored | None:
        """Return the record of these bytes, else their failure under this suffix, else None.

        Of several records that of the suffix which comes first in the input order stands.
        """
        query = f"""
            SELECT path, failure, warning, record, text, tables FROM results r
            WHERE sha256 = ?1 AND (suffix = ?2 OR failure IS NULL) AND {_OF_THIS_RUN}
            ORDER BY failure IS NOT NULL, {_FIRST_PLACE} LIMIT 1"""
        row = self._base.execute(query, (sha256, suffix, self._run)).fetchone()
        if row is None:
            return None
        path, failure, warning, *packed = row
        return Stored(path, _loaded(failure), _loaded(warning), *packed)

    def totals(self) -> dict[str, Any]:
        """Return sums over the records of this run, the largest peak, and counts by kind and format."""
        chosen = """
            (SELECT r.*, min((SELECT min(i.place) FROM inputs i WHERE i.sha256 = r.sha256
            AND i.suffix = r.suffix AND i.run = ?1)) FROM results r WHERE r.failure IS NULL
            AND EXISTS (SELECT 1 FROM inputs i WHERE i.sha256 = r.sha256 AND i.suffix = r.suffix
            AND i.run = ?1) GROUP BY r.sha256)"""
        sums = ["pages", "characters", "findings", "load", "extract"]
        columns = ", ".join(f"coalesce(sum({name}), 0)" for name in sums)
        row = self._base.execute(f"SELECT {columns} FROM {chosen}", (self._run,)).fetchone()
        found: dict[str, Any] = dict(zip(sums, row, strict=True))
        query = f"SELECT coalesce(max(peak), 0) FROM {chosen}"
        found["peak"] = self._base.execute(query, (self._run,)).fetchone()[0]
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
