"""The output folder of a run: records, canonical texts, failures, tables, further outputs and run.json.

Every file, and every folder of a further output (Parquet, a data set), is written under another name and
brought onto the disk. When all are whole a list of them is written (`SWAP`), the old ones go, also those
that the new run does not make, then the new ones take their names: whatever moment a run is killed at,
outputs of two runs never stand side by side, and whoever opens the folder next finishes the swap. Canonical
texts are named by their documents' hashes: new ones come as they are read, and those of no record go in the swap.
"""

from __future__ import annotations

import json
import os
import re
import shutil
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
_TEXT_NAME = re.compile(r"[0-9a-f]{64}\.txt")
DATASET = "hf"
FURTHER = (DATASET, *(f"{table}.parquet" for table in TABLES))
"""Outputs that are folders and made where asked for."""
SWAP = ".swap.json"
"""The files that are whole and about to take their names; while it is there the swap is under way."""


def json_line(data: dict[str, Any]) -> str:
    """Return one line of JSON with its line end; characters that are no UTF-8 are escaped."""
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")) + "\n"
    return line


def finish_swap(folder: Path) -> None:
    """Finish what a run was killed at while its outputs took their names; nothing is there else."""
    plan = folder / SWAP
    if not plan.is_file():
        return
    try:
        told = json.loads(plan.read_text(encoding="utf-8"))
        names, gone = [str(n) for n in told["new"]], [str(n) for n in told["gone"]]
    except (
        ValueError,
        KeyError,
        TypeError,
    ):  # killed while it was written, before anything was moved
        plan.unlink(missing_ok=True)
        return
    parts = [name for name in names if (folder / (name + PARTIAL)).exists()]
    if len(parts) == len(names):
        for name in (*names, *gone):
            _remove(folder / name)
    for name in parts:
        (folder / (name + PARTIAL)).replace(folder / name)
    _sync(folder)
    plan.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    """Remove a file, or a folder with all in it, if there is one."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Bring renamed files onto the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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
    if where.is_dir():
        finish_swap(where)
        where = where / RECORDS
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
        self._texts: list[str] = []
        self._told: set[str] = set()
        self._folders: list[str] = []

    def __enter__(self) -> FolderWriter:
        (self._folder / TEXTS).mkdir(parents=True, exist_ok=True)
        finish_swap(self._folder)
        for left in (self._folder / TEXTS).glob(f"*{PARTIAL}"):
            left.unlink(missing_ok=True)
        for name in FURTHER:
            _remove(self._folder / (name + PARTIAL))
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
        plan = self._folder / (SWAP + PARTIAL)
        with plan.open("w", encoding="utf-8") as file:
            made = [*self._texts, *self._folders, *self._files]
            gone = [*(n for n in FURTHER if n not in made), *self._strange_texts()]
            json.dump({"new": made, "gone": gone}, file)
            file.flush()
            os.fsync(file.fileno())
        plan.replace(self._folder / SWAP)
        _sync(self._folder)
        finish_swap(self._folder)

    def _strange_texts(self) -> Iterator[str]:
        """Texts that an earlier run, or one that was killed, has left and no record names."""
        for path in (self._folder / TEXTS).iterdir():
            if _TEXT_NAME.fullmatch(path.name) and path.stem not in self._told:
                yield f"{TEXTS}/{path.name}"

    def _discard(self) -> None:
        for name, file in self._files.items():
            with suppress(OSError):  # a full disk, which the caller is already told of
                file.close()
            (self._folder / (name + PARTIAL)).unlink(missing_ok=True)
        for name in (*self._texts, *self._folders):
            _remove(self._folder / (name + PARTIAL))

    def record(self, data: dict[str, Any], text: str) -> None:
        """Write one record, its text and its rows."""
        self.rendered(data["document"]["sha256"], json_line(data), text, csv_tables(data))

    def rendered(self, sha256: str, line: str, text: str, tables: Mapping[str, str]) -> None:
        """Write one record that is already a line of JSON, with its rows as CSV text by table."""
        self._text(sha256, text)
        self._files[RECORDS].write(line)
        for name, found in tables.items():
            self._files[f"{name}.csv"].write(found)

    def _text(self, sha256: str, text: str) -> None:
        """Write a text at once where none is, else beside the old one until the swap."""
        target = self._folder / TEXTS / f"{sha256}.txt"
        self._told.add(sha256)
        if not target.exists():
            write_text(self._folder, sha256, text)
        elif read_text(self._folder, sha256) != text:
            name = f"{TEXTS}/{sha256}.txt"
            with (self._folder / (name + PARTIAL)).open(
                "w", encoding="utf-8", newline="", errors="surrogatepass"
            ) as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            self._texts.append(name)

    def text(self, sha256: str) -> str | None:
        """Return the canonical text of a record written so far."""
        fresh = self._folder / TEXTS / f"{sha256}.txt{PARTIAL}"
        if fresh.is_file():
            with fresh.open(encoding="utf-8", newline="", errors="surrogatepass") as file:
                return file.read()
        return read_text(self._folder, sha256)

    def further(self, name: str) -> Path:
        """Return the empty folder to write a further output into; `name` is one of `FURTHER`.

        It takes its name with all others, when the writer is left.
        """
        where = self._folder / (name + PARTIAL)
        _remove(where)
        where.mkdir()
        self._folders.append(name)
        return where

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
