"""Loads DOC, WPS and RTF documents and ET workbooks through LibreOffice.

What is named .doc or .wps but is a DOCX document, a web page or a workbook is read as what it is,
without LibreOffice; so is an .et file in the Excel 97–2003 format, as WPS has long written it.
"""

from __future__ import annotations

import struct
from dataclasses import replace

from extraction.document import Document, Gap
from extraction.errors import DamagedError, EncryptedError
from extraction.loading.office_convert import convert
from extraction.loading.office_signature import describe, sniff
from extraction.loading.portion import WHOLE, Portion
from extraction.loading.source import Source

_LEAST_KEPT = 0.45
"""Of the characters told; real documents keep .67 to .88, blanks and field codes being the rest."""


def load_doc(source: Source) -> Document:
    """Load a Word 97–2003, WPS or RTF document.

    Raises:
        EncryptedError: it is password protected.
        DamagedError: it is no such document, or LibreOffice cannot read it.
        LimitExceededError: the conversion took too long.
        MissingToolError: LibreOffice is not installed.
    """
    found = sniff(source.data)
    if found == "encrypted":
        raise _encrypted("a Word document", source.path)
    if found == "docx":
        return _load_docx(source)
    if found in ("html", "mhtml"):
        from extraction.loading.html import load_html

        return load_html(source)
    if found not in ("doc", "rtf", "ole", "odf"):
        raise _other("a Word 97–2003 document", source)
    if found == "doc" and _is_protected(source.data):
        raise _encrypted("a Word document", source.path)
    suffix = {"doc": ".doc", "rtf": ".rtf", "odf": ".odt"}.get(found, source.suffix or ".doc")
    converted = convert(source, suffix=suffix, target="docx")
    loaded = replace(_load_docx(converted), format=_format(source, "doc"))
    promised = _told_characters(source.data) if found == "doc" else 0
    if len("".join(loaded.text.split())) < _LEAST_KEPT * promised:
        gap = Gap("全文", f"文件记有{promised}个字符，只读出{len(loaded.text)}个（文件可能损坏）")
        return replace(loaded, partial=(*loaded.partial, gap))
    return loaded


def load_et(source: Source, *, portion: Portion = WHOLE) -> Document:
    """Load a WPS Spreadsheets workbook (.et): as XLS or XLSX where it is one, else converted.

    Raises:
        EncryptedError: it is password protected.
        DamagedError: it is no workbook, or LibreOffice cannot read it.
        LimitExceededError: the conversion took too long.
        MissingToolError: LibreOffice is needed and not installed.
    """
    from extraction.loading.xlsx import load_xls, load_xlsx

    found = sniff(source.data)
    if found == "encrypted":
        raise _encrypted("a workbook", source.path)
    if found in ("xls", "xlsx"):
        loaded = load_xls(source, portion=portion)
        return replace(loaded, format=_format(source, loaded.format))
    if found != "ole":
        raise _other("a WPS workbook", source)
    converted = convert(source, suffix=".et", target="xlsx")
    return replace(load_xlsx(converted, portion=portion), format="et")


def _load_docx(source: Source) -> Document:
    from extraction.loading.docx import load_docx

    return load_docx(source)


def _format(source: Source, default: str) -> str:
    return {".wps": "wps", ".et": "et"}.get(source.suffix, default)


def _is_protected(data: bytes) -> bool:
    """Read fEncrypted of the FIB (MS-DOC 2.5.2): bit 8 of the flags at offset 10.

    The WordDocument stream starts at a sector; its FIB opens with wIdent 0xA5EC.
    """
    for start in range(512, min(len(data), 1 << 20), 512):
        if data[start : start + 2] == b"\xec\xa5":
            return bool(data[start + 11] & 0x01) if start + 12 <= len(data) else False
    return False


def _told_characters(data: bytes) -> int:
    """Return ccpText of the FIB (MS-DOC 2.5.5): characters of the main text, field codes included."""
    for start in range(512, min(len(data), 1 << 20), 512):
        if data[start : start + 2] == b"\xec\xa5" and len(data) >= start + 80:
            told: int = struct.unpack_from("<i", data, start + 76)[0]
            return max(0, told) if told < len(data) else 0
    return 0


def _encrypted(kind: str, path: str) -> EncryptedError:
    found, remedy = "a password-protected file", "save it without a password"
    return EncryptedError(kind, found, remedy, path=path)


def _other(kind: str, source: Source) -> DamagedError:
    remedy = "give the file the suffix of what it is, or save it anew"
    return DamagedError(kind, describe(source.data), remedy, path=source.path)
