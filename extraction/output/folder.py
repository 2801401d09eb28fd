"""The output folder of a run: records, canonical texts, failures, tables and run.json.

Lines are written whole and flushed, so that a reader never meets half a record; a text is written under
another name first and renamed into place.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from extraction.errors import RecordError
from extraction.output.rows import TABLES, rows

RECORDS = "reports.jsonl"
FAILURES = "failures.jsonl"
TEXTS = "text"
RUN = "run.json"


def guarded(value: Any) -> Any:
    """Return a cell value that no spreadsheet takes for a formula (a leading = + @ gets a quote)."""
    if isinstance(value, str) and value[:1] in ("=", "+", "@", "\t", "\r"):
        return "'" + value
    if isinstance(value, str) and value[:1] == "-" and not _is_number(value):
        return "'" + value
    return value


def _is_number(value: str) -> bool:
    return value[1:].replace(".", "", 1).isdigit()


def json_line(data: dict[str, Any]) -> str:
    """Return one line of JSON with its line end."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def write_text(folder: Path, sha256: str, text: str) -> None:
    """Write a canonical text into the folder, whole or not at all; line ends stay as they are."""
    target = folder / TEXTS / f"{sha256}.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}.part")
    with partial.open("w", encoding="utf-8", newline="", errors="surrogatepass") as file:
        file.write(text)
    partial.replace(target)


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
        with where.open(encoding="utf-8") as file:
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
    """Writes a run's outputs as they come; use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()

    def __enter__(self) -> FolderWriter:
        (self._folder / TEXTS).mkdir(parents=True, exist_ok=True)
        self._records = self._open(RECORDS)
        self._failures = self._open(FAILURES)
        self._tables = {name: self._table(name) for name in TABLES}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def _open(self, name: str, encoding: str = "utf-8") -> TextIO:
        file = (self._folder / name).open("w", encoding=encoding, newline="")
        return self._stack.enter_context(file)

    def _table(self, name: str) -> csv.DictWriter[str]:
        writer = csv.DictWriter(self._open(f"{name}.csv", "utf-8-sig"), fieldnames=TABLES[name])
        writer.writeheader()
        return writer

    def record(self, data: dict[str, Any], text: str) -> None:
        """Write one record, its text and its rows."""
        write_text(self._folder, data["document"]["sha256"], text)
        self._records.write(json_line(data))
        self._records.flush()
        for name, table in rows(data).items():
            writer = self._tables[name]
            writer.writerows({k: guarded(v) for k, v in row.items()} for row in table)

    def failure(self, data: dict[str, Any]) -> None:
        """Write one failed input."""
        self._failures.write(json_line(data))
        self._failures.flush()

    def run(self, data: dict[str, Any]) -> None:
        """Write run.json."""
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (self._folder / RUN).write_text(text + "\n", encoding="utf-8")
