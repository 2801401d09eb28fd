"""Documents inside ZIP and TAR archives, read in place (压缩包): one member at a time, never the whole.

A member's bytes are counted while they are unpacked, so that what the archive says of its sizes is not
believed; one that unpacks to more than a file may have, or a whole that does so out of all proportion,
is refused (zip bombs). Names in the encoding of Chinese Windows are read as such. What cannot be read
(a broken header, a link, an empty archive) is a member with an error, and never ends the run.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

from extraction.bulk.tar_archives import kind_of, open_tar
from extraction.errors import DamagedError, EncryptedError, LimitExceededError, LoadError
from extraction.loading.source import MAXIMUM_BYTES

SUFFIXES = (
    ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz",
)  # fmt: skip
SEPARATOR = "!/"
_CHUNK = 1 << 20
_IN_MEMORY = 8 << 20
_MAXIMUM_RATIO = 200
_UNSUSPECTED_BYTES = 64 << 20
_MAXIMUM_DEPTH = 3
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_DOCUMENT_PARTS = ("[Content_Types].xml", "OFD.xml")


@dataclass(frozen=True, slots=True)
class Member:
    """One document of an archive: its path, and a file of its bytes or the reason why there is none."""

    path: str
    file: IO[bytes] | None = None
    error: LoadError | None = None

    @property
    def data(self) -> bytes:
        """The bytes, empty where there are none."""
        if self.file is None:
            return b""
        self.file.seek(0)
        return self.file.read()


def is_archive(path: str) -> bool:
    """Tell by its name whether a path is an archive of documents."""
    return path.lower().endswith(SUFFIXES)


def read_members(path: str, shown: str) -> Iterator[Member]:
    """Yield the documents of an archive in its own order, those of archives inside it too.

    Args:
        path: the file; shown: how its members' paths begin.
    """
    try:
        with open(path, "rb") as file:
            yield from _read(file, Path(path).name, shown, depth=1)
    except OSError as error:
        yield Member(shown, error=_unreadable(shown, error))


def _read(file: IO[bytes], name: str, shown: str, *, depth: int) -> Iterator[Member]:
    reader = _zip_members if name.lower().endswith(".zip") else _tar_members
    empty = True
    try:
        for member in reader(file, shown, depth):
            empty = False
            yield member
    except Exception as error:  # no archive ends the run: whatever is wrong with it is its own
        empty = False
        yield Member(shown, error=_damaged(shown, error))
    if empty:
        found, remedy = "none", "check the archive"
        yield Member(
            shown, error=DamagedError("an archive with documents", found, remedy, path=shown)
        )


def _unreadable(shown: str, error: OSError) -> LoadError:
    found = error.strerror or str(error)
    return LoadError("a readable file", found, "check the path and its permissions", path=shown)


def _damaged(shown: str, error: BaseException | str) -> LoadError:
    said = error if isinstance(error, str) else str(error) or type(error).__name__
    found = f"a damaged one ({said})"
    return DamagedError("a whole archive", found, "fetch it again", path=shown)


def _zip_members(file: IO[bytes], shown: str, depth: int) -> Iterator[Member]:
    budget = _Budget(shown, _size(file))
    with zipfile.ZipFile(file) as archive:
        if any(part in archive.namelist() for part in _DOCUMENT_PARTS):
            file.seek(0)
            yield Member(shown, budget.copy(file, shown))
            return
        for info in archive.infolist():
            name = _zip_name(info)
            if info.is_dir() or not _wanted(name):
                continue
            path = shown + SEPARATOR + name
            if info.flag_bits & _ENCRYPTED:
                remedy = "unpack the archive with its password"
                error = EncryptedError("an open archive", "a password on it", remedy, path=path)
                yield Member(path, error=error)
                continue
            yield from _unpacked(budget, partial(archive.open, info), path, name, depth)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag it is in the code page of its maker (GBK)."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _tar_members(file: IO[bytes], shown: str, depth: int) -> Iterator[Member]:
    budget = _Budget(shown, _size(file))
    with open_tar(file) as archive:
        for info in archive.headers():
            name = _tar_name(info.name)
            if info.isdir() or not _wanted(name):
                continue
            path = shown + SEPARATOR + name
            if not info.isreg():
                remedy = "unpack the archive"
                error = LoadError("a file", kind_of(info), remedy, path=path)
                yield Member(path, error=error)
                continue
            yield from _unpacked(budget, partial(archive.extractfile, info), path, name, depth)
        for fault in archive.faults:
            yield Member(shown, error=_damaged(shown, fault))
        if not archive.ended:
            yield Member(shown, error=_damaged(shown, "it has no end mark and may be cut off"))


def _unpacked(
    budget: _Budget, opened: Callable[[], Any], path: str, name: str, depth: int
) -> Iterator[Member]:
    """Yield a member, or those inside one that is an archive, or it with the reason why there are no bytes."""
    member = _copied(budget, opened, path)
    if isinstance(member, Member):
        yield member
    else:
        yield from _inner(path, name, member, depth)


def _copied(budget: _Budget, opened: Callable[[], Any], path: str) -> IO[bytes] | Member:
    """Return a member's bytes, or the member with the reason why there are none."""
    try:
        with opened() as stream:
            return budget.copy(stream, path)
    except LoadError as error:
        return Member(path, error=error)
    except Exception as error:  # whatever the bytes make of the unpacker costs this member alone
        return Member(path, error=_damaged(path, error))


def _tar_name(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    return raw.decode("gb18030", "backslashreplace") if _has_surrogates(name) else name


def _has_surrogates(name: str) -> bool:
    return any("\udc80" <= c <= "\udcff" for c in name)


def _inner(path: str, name: str, file: IO[bytes], depth: int) -> Iterator[Member]:
    if not is_archive(name):
        yield Member(path, file)
    elif depth >= _MAXIMUM_DEPTH:
        found = f"archives {depth + 1} deep"
        limit = f"archives in archives at most {_MAXIMUM_DEPTH} deep"
        yield Member(path, error=LimitExceededError(limit, found, "unpack it", path=path))
    else:
        yield from _read(file, name, path, depth=depth + 1)


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(p.startswith((".", "~$")) and p not in (".", "..") for p in parts)
    return not hidden and "__MACOSX" not in parts and parts[-1:] not in (("Thumbs.db",),)


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size


class _Budget:
    """How much may come out of an archive: a bound a member, and one for all in proportion."""

    def __init__(self, shown: str, packed: int) -> None:
        self._shown = shown
        self._left = max(_UNSUSPECTED_BYTES, packed * _MAXIMUM_RATIO)

    def copy(self, stream: IO[bytes], path: str) -> IO[bytes]:
        """Unpack one member, in memory while it is small, refusing it where it passes a bound."""
        target = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (goes with its member)
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            self._left -= len(chunk)
            if size > MAXIMUM_BYTES or self._left < 0:
                limit = f"a member of at most {MAXIMUM_BYTES} bytes, {_MAXIMUM_RATIO} times packed"
                found = f"more ({size} bytes and no end)"
                raise LimitExceededError(limit, found, "unpack it by hand", path=path)
            target.write(chunk)
        target.seek(0)
        return target


def count_members(path: str) -> int:
    """Return how many documents a ZIP archive lists; 1 for a TAR, which keeps no list."""
    if not path.lower().endswith(".zip"):
        return 1
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(_wanted(i.filename) and not i.is_dir() for i in archive.infolist())
    except Exception:  # what is wrong with it is told when it is read
        return 1
