"""The bytes of one input, read once, with the name they came under."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from extraction.errors import LimitExceededError, LoadError

MAXIMUM_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """An input file's name and bytes; `sha256` is of the bytes, lower-case hex."""

    path: str
    data: bytes = field(repr=False)
    sha256: str

    @classmethod
    def of(cls, path: str, data: bytes) -> Source:
        """Wrap bytes that are already in memory (an archive member, an upload)."""
        return cls(path, data, hashlib.sha256(data).hexdigest())

    @property
    def suffix(self) -> str:
        """The file name's suffix in lower case, with its dot ("" if there is none)."""
        return Path(self.path).suffix.lower()


def read_source(path: str | Path) -> Source:
    """Read a file.

    Raises:
        LoadError: it is missing, a folder, empty or unreadable.
        LimitExceededError: it is larger than `MAXIMUM_BYTES`.
    """
    where = Path(path)
    try:
        if where.is_dir():
            raise LoadError("a file", "a folder", "name the files in it", path=str(path))
        size = where.stat().st_size
        if size > MAXIMUM_BYTES:
            limit = f"at most {MAXIMUM_BYTES} bytes"
            raise LimitExceededError(limit, f"{size} bytes", "split the file", path=str(path))
        data = where.read_bytes()
    except OSError as error:
        found = error.strerror or str(error)
        remedy = "check the path and its permissions"
        raise LoadError("a readable file", found, remedy, path=str(path)) from error
    if not data:
        raise LoadError("a report", "an empty file", "fetch it again", path=str(path))
    return Source.of(str(path), data)
