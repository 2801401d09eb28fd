"""The output folder of a run: records, canonical texts, failures, tables and run.json.

Every file is written under another name, brought onto the disk and renamed into place when all of them
are whole, so that a reader never meets half a line; what an interrupted run had begun goes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from extraction.errors import RecordError
from extraction.output.rows import TABLES, csv_head, csv_tables, guarded

__all__ = [
    "FAILURES", "RECORDS", "RUN", "TEXTS", "FolderWriter", "guarded", "json_line", "read_records",
    "read_text", "write_text",
]  # fmt: skip

RECORDS = "reports.jsonl"
FAILURES = "failures.jsonl"
TEXTS = "text"
RUN = "run.json"
PARTIAL = ".part"


def json_line(data: dict[str, Any]) -> str:
    """Return one line of JSON with its line end; characters that are no UTF-8 are escaped."""
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")) + "\n"
    return line


def write_text(folder: Path, sha256: str, text: str) -> None:
    """Write a canonical text into the folder, whole or not at all; line ends stay as they are."""
    target = folder / TEXTS / f"{sha256}.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(PARTIAL)
    try:
        with partial.open("w", encoding="utf-8", newline="", errors="surrogatepass") as file:
            file.write(text)
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def read_text(folder: Path, sha256: str) -> str | None:
    """Return a canonical text of the folder, None if it holds none."""
    path = folder / TEXTS / f"{sha256}.txt"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="", errors="surrogatepass") as file:
        return file.read()


def read_records(path: str | Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a reports.jsonl (or of the one in a folder), in file order.

    Raises:
        RecordError: a line is not a JSON object; the message names it.
    """
    where = Path(path)
    where = where / RECORDS if where.is_dir() else where
    try:
        with where.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                yield _parsed(line, f"{where}:{number}")
    except OSError as error:
        raise RecordError(f"{where}: expected a file of records, found {error.strerror}") from error


def _parsed(line: str, where: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise RecordError(f"{where}: expected one JSON record a line, found {error}") from error
    if not isinstance(data, dict):
        raise RecordError(f"{where}: expected a JSON object, found {type(data).__name__}")
    return data


class FolderWriter:
    """Writes a run's outputs; use it as a context manager.

    Leaving it without an error puts all files in place, run.json last; with one it removes what it
    had written and leaves the files of an earlier run as they were.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, TextIO] = {}

    def __enter__(self) -> FolderWriter:
        (self._folder / TEXTS).mkdir(parents=True, exist_ok=True)
        try:
            for name in (RECORDS, FAILURES):
                self._open(name)
            for table in TABLES:
                self._open(f"{table}.csv", "utf-8-sig").write(csv_head(table))
        except BaseException:
            self._discard()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._discard()
            return
        try:
            self._put_in_place()
        except BaseException:
            self._discard()
            raise

    def _open(self, name: str, encoding: str = "utf-8") -> TextIO:
        path = self._folder / (name + PARTIAL)
        file = path.open("w", encoding=encoding, errors="surrogatepass", newline="")
        self._files[name] = file
        return file

    def _put_in_place(self) -> None:
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        for name in self._files:
            (self._folder / (name + PARTIAL)).replace(self._folder / name)

    def _discard(self) -> None:
        for name, file in self._files.items():
            with suppress(OSError):  # a full disk, which the caller is already told of
                file.close()
            (self._folder / (name + PARTIAL)).unlink(missing_ok=True)

    def record(self, data: dict[str, Any], text: str) -> None:
        """Write one record, its text and its rows."""
        self.rendered(data["document"]["sha256"], json_line(data), text, csv_tables(data))

    def rendered(self, sha256: str, line: str, text: str, tables: Mapping[str, str]) -> None:
        """Write one record that is already a line of JSON, with its rows as CSV text by table."""
        write_text(self._folder, sha256, text)
        self._files[RECORDS].write(line)
        for name, found in tables.items():
            self._files[f"{name}.csv"].write(found)

    def failure(self, data: dict[str, Any]) -> None:
        """Write one failed input."""
        self._files[FAILURES].write(json_line(data))

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the records written so far."""
        self._files[RECORDS].flush()
        yield from read_records(self._folder / (RECORDS + PARTIAL))

    def run(self, data: dict[str, Any]) -> None:
        """Write run.json."""
        text = json.dumps(data, ensure_ascii=False, indent=1)
        self._open(RUN).write(text + "\n")
