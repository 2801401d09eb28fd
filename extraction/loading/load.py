"""The one way in: from a path or bytes to a `Document`, whatever the format."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extraction.document import Document
from extraction.errors import DamagedError, LimitExceededError, LoadError
from extraction.loading.formats import detect_format
from extraction.loading.portion import WHOLE, Portion, cut
from extraction.loading.source import Source, read_source

_BY_PORTION = frozenset({"pdf", "xlsx", "xls", "et"})
"""Formats whose loaders leave out what a portion leaves out."""
_LOADERS = {
    "txt": "extraction.loading.text:load_text",
    "pdf": "extraction.loading.pdf:load_pdf",
    "docx": "extraction.loading.docx:load_docx",
    "doc": "extraction.loading.doc:load_doc",
    "wps": "extraction.loading.doc:load_doc",
    "et": "extraction.loading.doc:load_et",
    "html": "extraction.loading.html:load_html",
    "xlsx": "extraction.loading.xlsx:load_xlsx",
    "xls": "extraction.loading.xlsx:load_xls",
    "ofd": "extraction.loading.ofd:load_ofd",
}


def load(path: str | Path) -> Document:
    """Read a report from a file.

    Raises:
        LoadError: (or one of its kinds) it is missing, empty, encrypted, damaged or of no known kind.
    """
    return load_source(read_source(path))


def load_source(source: Source, portion: Portion = WHOLE, **options: Any) -> Document:
    """Read a report, or a part of it, from bytes in memory; errors as in `load`.

    Args:
        options: of the PDF loader, where it is one: its settings, and who is told of its pages.
    """
    format = detect_format(source)
    try:
        return _told(_read(source, format, portion, options if format == "pdf" else {}))
    except LoadError:
        raise
    except MemoryError as error:
        limit, found = f"a {format} file that fits into memory", "content that exhausts it"
        remedy = "raise --memory or split the file"
        raise LimitExceededError(limit, found, remedy, path=source.path) from error
    except RecursionError as error:
        found, remedy = "content nested beyond all bounds", "check the file"
        raise DamagedError(f"a {format} file", found, remedy, path=source.path) from error


def _read(source: Source, format: str, portion: Portion, options: dict[str, Any]) -> Document:
    loader = _loader(format)
    if portion.whole:
        return loader(source, **options)
    if format in _BY_PORTION:
        return loader(source, portion=portion, **options)
    return cut(loader(source), portion)


def _told(document: Document) -> Document:
    """Refuse a document without any text: an empty record would look like a clean one."""
    if document.text.strip():
        return document
    said = "; ".join(f"{g.place}{g.reason}" for g in document.partial)
    found = f"none ({said})" if said else "none"
    remedy = "look at it: it is empty, drawn as curves, or pictures that need jixiao[ocr]"
    raise DamagedError(f"a {document.format} file with text", found, remedy, path=document.path)


def _loader(format: str) -> Callable[..., Document]:
    module, _, name = _LOADERS[format].partition(":")
    found: Any = getattr(importlib.import_module(module), name)
    return found  # type: ignore[no-any-return]
