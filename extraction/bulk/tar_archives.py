"""TAR archives member by member, past headers that are damaged (打包文件).

`tarfile` ends an archive in silence at a header that it cannot read, and believes what a header says of
its own extent. Here every bad header is noted and reading goes on at the next good one; headers that carry
names or properties are bounded; an archive without its end mark is told.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO, Any

_DESCRIBING = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
               tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)  # fmt: skip
_LONGEST_DESCRIPTION = 1 << 20


class Header(tarfile.TarInfo):
    """A header whose extent is bounded, and whose faults its archive remembers."""

    @classmethod
    def frombuf(cls, buf: Any, encoding: str, errors: str) -> tarfile.TarInfo:  # type: ignore[override]
        """Read a header; one that describes with more than a megabyte is a fault."""
        found = super().frombuf(buf, encoding, errors)
        if found.type in _DESCRIBING and found.size > _LONGEST_DESCRIPTION:
            raise tarfile.InvalidHeaderError(f"a description of {found.size} bytes")  # type: ignore[attr-defined]
        return found

    @classmethod
    def fromtarfile(cls, tarfile: Any) -> tarfile.TarInfo:  # type: ignore[override]
        """Read the next header and note what is wrong with it."""
        try:
            return super().fromtarfile(tarfile)
        except Exception as error:
            tarfile.note(error)
            raise


class TarReader(tarfile.TarFile):
    """An archive that goes on after bad headers.

    Attributes:
        faults: what was wrong, with the offset, in order.
        ended: its end mark was met.
    """

    tarinfo = Header
    ignore_zeros = True

    def __init__(self, *args: Any, **settings: Any) -> None:
        self.faults: list[str] = []
        self.ended = False
        self._in_fault = False
        super().__init__(*args, **settings)

    def note(self, error: Exception) -> None:
        """Remember a header that could not be read; a run of them is one fault."""
        name = type(error).__name__
        if name == "EOFHeaderError":
            self.ended = True
        elif name != "EmptyHeaderError":
            if not self._in_fault:
                self.faults.append(f"a bad header at byte {self.offset} ({error})")
            self._in_fault = True
            return
        self._in_fault = False

    def headers(self) -> Iterator[tarfile.TarInfo]:
        """Yield the members' headers in order, keeping none of them."""
        while (info := self.next()) is not None:
            self._in_fault = False
            # It keeps every header it has met, which grows with the archive; typeshed hides the list.
            self.members: list[tarfile.TarInfo] = []
            yield info


def open_tar(file: IO[bytes]) -> TarReader:
    """Open an archive, packed or not."""
    return TarReader.open(fileobj=file, mode="r:*")


def kind_of(info: tarfile.TarInfo) -> str:
    """Name for a message what a member is that is no file."""
    if info.issym() or info.islnk():
        return f"a link to {info.linkname}"
    return "a device or pipe"
