"""Loads DOCX documents (python-docx opens the package; the story is read from its XML).

Kept: body text, nested and merged tables, text boxes, cited notes (after the body), tracked changes
as accepted, automatic numbers. Page headers and footers stand before and after the body as regions
closed to extraction, and so does a table of contents.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from extraction.document import Document, RegionKind
from extraction.errors import DamagedError, LoadError
from extraction.loading.block_writing import write
from extraction.loading.blocks import Paragraph, lines_of
from extraction.loading.builder import DocumentBuilder
from extraction.loading.docx.content import BodyReader
from extraction.loading.docx.names import local, w
from extraction.loading.docx.numbering import read_numbering
from extraction.loading.docx.pictures import Pictures
from extraction.loading.docx.styles import read_styles
from extraction.loading.office_package import open_package, verify_parts
from extraction.loading.source import Source

_FEW = 20
_NOTE_PARTS = ("footnotes", "endnotes")
_BROKEN = (
    PackageNotFoundError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, struct.error,
    LookupError, ValueError, AttributeError, TypeError, OSError, EOFError, RuntimeError, ArithmeticError,
)  # fmt: skip


def load_docx(source: Source) -> Document:
    """Load a DOCX document.

    Raises:
        EncryptedError: it is password protected.
        DamagedError: it is not a DOCX package or its XML is broken.
        LimitExceededError: it would unpack beyond bounds or declares entities.
    """
    kind = "a DOCX document"
    package = open_package(source, kind=kind, required="word/document.xml")
    verify_parts(package)
    try:
        word = docx.Document(io.BytesIO(source.data))
        return _read(word, source)
    except LoadError:
        raise
    except _BROKEN as error:
        remedy = "open it in Word or WPS and save it anew"
        raise DamagedError(
            kind, f"a package that does not fit ({error})", remedy, path=source.path
        ) from error


def _read(word: WordDocument, source: Source) -> Document:
    parts = _related_parts(word)
    numbering = read_numbering(parts.get("numbering"), parts.get("styles"))
    notes = {
        (name.removesuffix("s"), note.get(w("id")) or ""): note
        for name in _NOTE_PARTS
        if name in parts
        for note in parts[name]
        if isinstance(note.tag, str)
    }
    pictures = Pictures(lambda name: _picture(word, name), only_pictures=not _has_text(word))
    styles = parts.get("styles")
    reader = BodyReader(numbering, notes, _contents_styles(styles), pictures, read_styles(styles))
    builder = DocumentBuilder(paged=False)
    write(_margin(word, reader, RegionKind.HEADER), builder)
    write(reader.blocks(word.element.body), builder)
    write(list(reader.cited_notes()), builder)
    write(_margin(word, reader, RegionKind.FOOTER), builder)
    for gap in pictures.gaps:
        builder.gap(gap.place, gap.reason)
    title = (word.core_properties.title or "").strip() or None
    return builder.build(path=source.path, sha256=source.sha256, format="docx", title=title)


def _has_text(word: WordDocument) -> bool:
    """Tell whether the body has a text of its own, more than the number of a page."""
    text = "".join(t.text or "" for t in word.element.body.iter(w("t")))
    return len("".join(text.split())) > _FEW


def _picture(word: WordDocument, identifier: str) -> bytes | None:
    relation = word.part.rels.get(identifier)
    if relation is None or relation.is_external:
        return None
    return bytes(relation.target_part.blob)


def _related_parts(word: WordDocument) -> dict[str, etree._Element]:
    """Return the roots of the parts that the main part relates to, by the last word of the type."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    wanted = (*_NOTE_PARTS, "numbering", "styles")
    roots: dict[str, etree._Element] = {}
    for relation in word.part.rels.values():
        name = relation.reltype.rpartition("/")[2]
        if name in wanted and not relation.is_external:
            roots[name] = etree.fromstring(relation.target_part.blob, parser)
    return roots


def _contents_styles(styles: etree._Element | None) -> frozenset[str]:
    found = set()
    for style in () if styles is None else styles.iterfind(w("style")):
        name = style.find(w("name"))
        value = "" if name is None else (name.get(w("val")) or "").lower()
        if value.startswith(("toc ", "目录")):
            found.add(style.get(w("styleId")) or "")
    return frozenset(found)


def _margin(word: WordDocument, reader: BodyReader, kind: RegionKind) -> Iterator[Paragraph]:
    """Yield the different header or footer lines of all sections (页眉, 页脚)."""
    name = kind.value
    seen: set[str] = set()
    for relation in word.part.rels.values():
        if relation.is_external or relation.reltype.rpartition("/")[2] != name:
            continue
        story = relation.target_part.element
        if local(story.tag) not in ("hdr", "ftr"):
            continue
        for line in lines_of(reader.blocks(story)):
            if line.strip() and line not in seen:
                seen.add(line)
                yield Paragraph(line, kind)
