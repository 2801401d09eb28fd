"""From what a user names (files, folders, globs, archives) to the list of inputs, in a stable order."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extraction.bulk.archives import count_members, is_archive, read_members
from extraction.errors import LimitExceededError, LoadError
from extraction.loading.source import MAXIMUM_BYTES
from extraction.output.folder import FAILURES, PARTIAL, RECORDS, RUN, TEXTS
from extraction.output.rows import TABLES

JOURNAL = ".journal.sqlite3"
WRITTEN = frozenset(
    {RECORDS, FAILURES, TEXTS, RUN, "hf", *(f"{name}.csv" for name in TABLES)}
    | {f"{name}.parquet" for name in TABLES}
    | {f"{name}{PARTIAL}" for name in (RECORDS, FAILURES, RUN, *(f"{t}.csv" for t in TABLES))}
)
"""Names of what a run writes into its folder, which no later run reads."""
_IGNORED_NAMES = {"Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its shown path, and a file, the unpacked member of an archive, or an error.

    `origin` tells inputs apart that are shown alike: a file by its own path, a member also by its place.
    """

    path: str
    file: str | None = None
    member: IO[bytes] | None = None
    error: LoadError | None = None
    origin: bytes = b""

    @property
    def suffix(self) -> str:
        """Suffix of the name in lower case."""
        return Path(self.path).suffix.lower()


def open_inputs(path: str) -> Iterator[Input]:
    """Yield the input that a file is, or the members of an archive one by one, in its own order."""
    shown = shown_path(path)
    origin = os.fsencode(os.path.abspath(path))
    if is_archive(path) and os.path.isfile(path):
        for place, member in enumerate(read_members(path, shown)):
            own = origin + b"\0%d" % place
            yield Input(member.path, member=member.file, error=member.error, origin=own)
    else:
        yield Input(shown, file=path, origin=origin)


def expand_inputs(named: Iterable[str], *, output: Path | None = None) -> Iterator[str]:
    """Yield the files that the arguments name, folders walked in sorted order, links to folders too.

    A path that two arguments name comes twice. A name that matches nothing comes as it is, so that
    it fails with its own message; hidden files and lock files of office programs inside folders are
    passed over, and so is what a run has written.

    Args:
        output: the folder of this run's outputs, which is no input.
    """
    for name in named:
        path = Path(name)
        if path.is_dir():
            yield from _Walk(output).files(path)
        elif path.exists() or not glob.has_magic(name):
            yield name
        else:
            yield from _glob(name, output)


def _glob(name: str, output: Path | None) -> Iterator[str]:
    matches = sorted(glob.glob(name, recursive=True))
    if not matches:
        yield name
    walk = _Walk(output)
    for match in matches:
        if Path(match).is_dir():
            yield from walk.files(Path(match))
        else:
            yield match


class _Walk:
    """Goes through a folder once, whatever links lead back into it, past the outputs of runs."""

    def __init__(self, output: Path | None) -> None:
        self._output = None if output is None else os.path.realpath(output)
        self._met: set[str] = set()

    def files(self, folder: Path) -> Iterator[str]:
        real = os.path.realpath(folder)
        if real in self._met:
            return
        self._met.add(real)
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            yield str(folder)  # fails with its own message when it is read
            return
        written = real == self._output or (folder / JOURNAL).exists()
        for path in entries:
            if path.name.startswith((".", "~$")) or path.name in _IGNORED_NAMES:
                continue
            if written and path.name in WRITTEN:
                continue
            if path.is_dir():
                yield from self.files(path)
            else:
                yield str(path)


def shown_path(path: str) -> str:
    """Return a path that can be written as UTF-8; a name in another encoding is taken for GB18030."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path).decode("gb18030", "backslashreplace")
    return path


def check_file(file: str, *, path: str) -> None:
    """Refuse what is no report by its kind and size.

    Raises:
        LoadError: it is missing, no regular file, empty or too large.
    """
    try:
        found = os.stat(file)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        remedy = "check the path and its permissions"
        raise LoadError("a readable file", said, remedy, path=path) from error
    if stat.S_ISDIR(found.st_mode):
        raise LoadError("a file", "a folder", "name the files in it", path=path)
    if not stat.S_ISREG(found.st_mode):
        raise LoadError("a file", "a pipe, socket or device", "save it as a file", path=path)
    _check_size(found.st_size, path)


def _check_size(size: int, path: str) -> None:
    if not size:
        raise LoadError("a report", "an empty file", "fetch it again", path=path)
    if size > MAXIMUM_BYTES:
        limit = f"at most {MAXIMUM_BYTES} bytes"
        raise LimitExceededError(limit, f"{size} bytes", "split the file", path=path)


def digest(item: Input) -> str:
    """Return the SHA-256 of an input's bytes, read in pieces.

    Raises:
        LoadError: it cannot be read.
    """
    if item.member is not None:
        _check_size(item.member.seek(0, os.SEEK_END), item.path)
        item.member.seek(0)
        return hashlib.file_digest(item.member, "sha256").hexdigest()  # type: ignore[arg-type]
    try:
        with open(item.file or "", "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        found = error.strerror or str(error)
        remedy = "check the path and its permissions"
        raise LoadError("a readable file", found, remedy, path=item.path) from error


def count(named: Iterable[str], *, output: Path | None = None) -> int:
    """Return the number of inputs, as far as it can be told without unpacking anything."""
    return sum(
        count_members(p) if is_archive(p) else 1 for p in expand_inputs(named, output=output)
    )
