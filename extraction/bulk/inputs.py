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

_IGNORED_NAMES = {"Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its shown path, and a file, the unpacked member of an archive, or an error."""

    path: str
    file: str | None = None
    member: IO[bytes] | None = None
    error: LoadError | None = None

    @property
    def suffix(self) -> str:
        """Suffix of the name in lower case."""
        return Path(self.path).suffix.lower()


def read_inputs(named: Iterable[str]) -> Iterator[Input]:
    """Yield the inputs that the arguments name, the members of archives one by one.

    A path that two arguments name comes twice. A name that matches nothing comes as it is, so that
    it fails with its own message; hidden files and lock files of office programs inside folders are
    passed over.
    """
    for path in expand_inputs(named):
        shown = shown_path(path)
        if is_archive(path) and os.path.isfile(path):
            for member in read_members(path, shown):
                yield Input(member.path, member=member.file, error=member.error)
        else:
            yield Input(shown, file=path)


def expand_inputs(named: Iterable[str]) -> Iterator[str]:
    """Yield the files that the arguments name, folders walked in sorted order."""
    for name in named:
        path = Path(name)
        if path.is_dir():
            yield from _walk(path)
        elif path.exists() or not glob.has_magic(name):
            yield name
        else:
            yield from _glob(name)


def _glob(name: str) -> Iterator[str]:
    matches = sorted(glob.glob(name, recursive=True))
    if not matches:
        yield name
    for match in matches:
        if Path(match).is_dir():
            yield from _walk(Path(match))
        else:
            yield match


def _walk(folder: Path) -> Iterator[str]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield str(folder)  # fails with its own message when it is read
        return
    for path in entries:
        if path.name.startswith((".", "~$")) or path.name in _IGNORED_NAMES:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        elif not path.is_dir():
            yield str(path)


def shown_path(path: str) -> str:
    """Return a path that can be written as UTF-8; a name in another encoding is taken for GB18030."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path).decode("gb18030", "backslashreplace")
    return path


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells without reading that a file is still the same."""

    size: int
    modified: int


def stamp(file: str, *, path: str) -> Stamp:
    """Return a file's stamp.

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
    return Stamp(found.st_size, found.st_mtime_ns)


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


def count(named: Iterable[str]) -> int:
    """Return the number of inputs, as far as it can be told without unpacking anything."""
    return sum(count_members(p) if is_archive(p) else 1 for p in expand_inputs(named))
