"""Opens the zip packages of office formats (DOCX, XLSX, OFD) within bounds.

Everything is refused from the declared sizes, before anything is unpacked: a package that would
unpack to more than `MAXIMUM_UNPACKED` bytes or at an implausible ratio (zip bomb), and an XML part
that declares entities (entity bomb; ECMA-376 Part 2, 8.1.4 and GB/T 33190 allow none). `zipfile`
never yields more bytes of a member than it declares, so the bounds hold for a lying package too.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from extraction.errors import DamagedError, EncryptedError, LimitExceededError
from extraction.loading.office_signature import describe, is_encrypted_package
from extraction.loading.source import Source

MAXIMUM_UNPACKED = 512 * 1024 * 1024
MAXIMUM_XML = 96 * 1024 * 1024
MAXIMUM_RATIO = 250
MAXIMUM_MEMBERS = 20_000
_RATIO_FROM = 8 * 1024 * 1024
_DECLARATIONS = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package whose declared sizes are within bounds."""

    path: str
    kind: str
    archive: zipfile.ZipFile = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all members, in archive order."""
        return tuple(self.archive.namelist())

    def read(self, name: str) -> bytes:
        """Return a member's bytes.

        Raises:
            DamagedError: it is absent, truncated or fails its check sum.
        """
        try:
            return self.archive.read(name)
        except KeyError as error:
            raise _damaged(self.path, self.kind, f"none named {name}") from error
        except _BROKEN as error:
            raise _damaged(self.path, self.kind, f"a damaged member {name} ({error})") from error

    def read_xml(self, name: str) -> bytes:
        """Return an XML member's bytes, known to declare no entities.

        Raises:
            DamagedError: as `read`.
            LimitExceededError: it is larger than `MAXIMUM_XML`, or declares a document type.
        """
        size = self.archive.getinfo(name).file_size if name in self.archive.namelist() else 0
        if size > MAXIMUM_XML:
            limit = f"XML parts of at most {MAXIMUM_XML} bytes"
            raise LimitExceededError(limit, f"{name} of {size}", "split the file", path=self.path)
        data = self.read(name)
        if _DECLARATIONS.search(data):
            found = f"a document type or entity declaration in {name}"
            remedy = "do not trust this file; save it anew from an office program"
            raise LimitExceededError("XML without entities", found, remedy, path=self.path)
        return data


def open_package(source: Source, *, kind: str, required: str) -> Package:
    """Open the zip package in `source`.

    Args:
        kind: what the caller expects, for messages ("a DOCX document").
        required: the member without which it is not that format.

    Raises:
        EncryptedError: it is password protected (an OLE container, or encrypted members).
        DamagedError: it is not a zip, is truncated, or lacks `required`.
        LimitExceededError: its declared sizes pass the bounds, or its XML declares entities.
    """
    if is_encrypted_package(source.data):
        raise _encrypted(source.path, kind)
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except _BROKEN as error:
        raise _damaged(source.path, kind, describe(source.data)) from error
    members = archive.infolist()
    _bound(members, source.path)
    if any(m.flag_bits & 0x1 for m in members):
        raise _encrypted(source.path, kind)
    package = Package(source.path, kind, archive)
    if required not in package.names:
        raise _damaged(source.path, kind, f"{describe(source.data)} without {required}")
    return package


def verify_parts(package: Package) -> None:
    """Read every XML part once, so that a library opened on the same bytes meets no surprise.

    Raises:
        DamagedError: a part is truncated or fails its check sum.
        LimitExceededError: a part is too large or declares entities.
    """
    for name in package.names:
        if name.endswith((".xml", ".rels", ".vml")):
            package.read_xml(name)


def _bound(members: list[zipfile.ZipInfo], path: str) -> None:
    remedy = "do not trust this file; save it anew from an office program"
    if len(members) > MAXIMUM_MEMBERS:
        limit = f"at most {MAXIMUM_MEMBERS} members"
        raise LimitExceededError(limit, f"{len(members)}", remedy, path=path)
    unpacked = sum(m.file_size for m in members)
    packed = sum(m.compress_size for m in members)
    if unpacked > MAXIMUM_UNPACKED:
        limit = f"a package of at most {MAXIMUM_UNPACKED} bytes unpacked"
        raise LimitExceededError(limit, f"{unpacked} bytes", remedy, path=path)
    if unpacked > _RATIO_FROM and unpacked > MAXIMUM_RATIO * max(packed, 1):
        limit = f"compression of at most {MAXIMUM_RATIO} to 1"
        raise LimitExceededError(limit, f"{unpacked // max(packed, 1)} to 1", remedy, path=path)


def _damaged(path: str, kind: str, found: str) -> DamagedError:
    return DamagedError(kind, found, "fetch the file again or save it anew", path=path)


def _encrypted(path: str, kind: str) -> EncryptedError:
    remedy = "save it without a password"
    return EncryptedError(kind, "a password-protected file", remedy, path=path)
