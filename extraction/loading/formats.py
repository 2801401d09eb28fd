"""Tell a file's format from its bytes first and its name second (文件格式识别)."""

from __future__ import annotations

import io
import zipfile

from extraction.errors import DamagedError, UnsupportedFormatError
from extraction.loading.source import Source

FORMATS = ("txt", "pdf", "docx", "doc", "html", "xlsx", "xls", "ofd", "wps", "et")
SUFFIXES = {
    **{f".{f}": f for f in FORMATS},
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".text": "txt",
    ".md": "txt",
    ".docm": "docx",
    ".xlsm": "xlsx",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_FORMATS = {"doc", "xls", "wps", "et", "docx", "xlsx"}
_ZIP_MEMBERS = (("word/", "docx"), ("xl/", "xlsx"), ("OFD.xml", "ofd"))
_BINARY_SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}


def detect_format(source: Source) -> str:
    """Return the format of an input, one of `FORMATS`.

    Raises:
        UnsupportedFormatError: no loader reads it.
        DamagedError: its bytes contradict the format that its name promises.
    """
    head, named = source.data[:1024], SUFFIXES.get(source.suffix)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(source)
    if head.startswith(_OLE):
        if named in _OLE_FORMATS:
            return {"docx": "doc", "xlsx": "xls"}.get(named, named)
        raise _unsupported(source, "an old Office file without its suffix")
    if named in ("pdf", "docx", "xlsx", "ofd", "doc", "xls", "wps", "et"):
        return _text_in_disguise(source, named)
    return _text_format(source, named)


def _zip_format(source: Source) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        remedy = "fetch the file again"
        raise DamagedError("a whole zip file", str(error), remedy, path=source.path) from error
    for start, format in _ZIP_MEMBERS:
        if any(name.startswith(start) for name in names):
            return format
    raise _unsupported(source, "a zip archive that is no document")


def _text_in_disguise(source: Source, named: str) -> str:
    """Web pages saved as .doc or .xls are read as what they are; anything else is damaged."""
    head = source.data[:4096].lstrip().lower()
    if named in ("doc", "xls", "wps", "et") and (b"<html" in head or b"<table" in head):
        return "html"
    if named in ("doc", "wps") and head.startswith(b"{\\rtf"):
        return "doc"
    found = "nothing of the kind in its first bytes"
    remedy = "fetch the file again or correct its suffix"
    raise DamagedError(f"a {named} file", found, remedy, path=source.path)


def _text_format(source: Source, named: str | None) -> str:
    head = source.data[:4096]
    for signature, what in _BINARY_SIGNATURES.items():
        if head.startswith(signature):
            raise _unsupported(source, what)
    if named == "html" or b"<html" in head.lower() or b"<!doctype html" in head.lower():
        return "html"
    if named == "txt" or (named is None and not source.suffix):
        return "txt"
    raise _unsupported(source, f"suffix {source.suffix!r}")


def _unsupported(source: Source, found: str) -> UnsupportedFormatError:
    known = "one of " + ", ".join(FORMATS)
    return UnsupportedFormatError(known, found, "convert it to one of these", path=source.path)
