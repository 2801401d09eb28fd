"""Tells what a file is from its first bytes, whatever its name says.

Archives are full of wrong suffixes (a .doc that is a web page, an .xls that is a zip); the loaders
ask here before they trust a name, and name what they found in their errors.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|p)\b", re.IGNORECASE)
_MHTML = re.compile(rb"^mime-version:|^content-type:\s*multipart/related", re.I | re.M)
_ZIP_MEMBERS = (
    ("docx", "word/document.xml"),
    ("xlsx", "xl/workbook.xml"),
    ("ofd", "OFD.xml"),
    ("pptx", "ppt/presentation.xml"),
    ("odf", "META-INF/manifest.xml"),
)
_STREAMS = (
    ("encrypted", "EncryptedPackage"),
    ("doc", "WordDocument"),
    ("xls", "Workbook"),
    ("xls", "Book"),
    ("ppt", "PowerPoint Document"),
)
_NAMES = {
    "": "unknown bytes",
    "doc": "a Word 97–2003 document",
    "docx": "a DOCX document",
    "encrypted": "a password-protected office file",
    "html": "a web page",
    "mhtml": "a saved web archive (MHTML)",
    "odf": "an OpenDocument file",
    "ofd": "an OFD document",
    "ole": "an OLE container",
    "pdf": "a PDF",
    "ppt": "a PowerPoint presentation",
    "pptx": "a PowerPoint presentation",
    "rtf": "rich text (RTF)",
    "xls": "an Excel 97–2003 workbook",
    "xlsx": "an XLSX workbook",
    "zip": "a zip archive",
}


def sniff(data: bytes) -> str:
    """Return what the bytes are: "pdf", "docx", "xlsx", "ofd", "doc", "xls", "rtf", "html", "mhtml" …

    "" if none of the known; "encrypted" for a password-protected office file; "zip" or "ole" for a
    container whose content is not known.
    """
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(OLE):
        return _sniff_streams(data)
    if head.startswith(b"PK\x03\x04"):
        return _sniff_members(data)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if _MHTML.search(head[:1024]):
        return "mhtml"
    if _HTML.search(head.replace(b"\x00", b"")):
        return "html"
    return ""


def describe(data: bytes) -> str:
    """Name for a message what the bytes are."""
    if not data:
        return "an empty file"
    kind = sniff(data)
    if kind == "zip" and not zipfile.is_zipfile(io.BytesIO(data)):
        return "a truncated zip archive"
    return _NAMES[kind]


def is_encrypted_package(data: bytes) -> bool:
    """Tell whether the bytes are an OLE container that wraps an encrypted DOCX or XLSX (MS-OFFCRYPTO)."""
    return data.startswith(OLE) and _sniff_streams(data) == "encrypted"


def _sniff_members(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError):
        return "zip"
    return next((kind for kind, member in _ZIP_MEMBERS if member in names), "zip")


def _sniff_streams(data: bytes) -> str:
    """Look for directory entries by name: UTF-16 in 128-byte entries, near enough without a parser."""
    for kind, name in _STREAMS:
        if name.encode("utf-16-le") + b"\x00\x00" in data:
            return kind
    return "ole"
