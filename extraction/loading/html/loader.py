"""Loads web pages (lxml): boilerplate removed, rows and columns honoured, layout tables dissolved.

Web archives (.mht, .mhtml) are read from their first HTML part. The document's title is that of the
page. Entities other than character references are never expanded: the parser is lxml's HTML parser,
which reads no external document type.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable
from dataclasses import replace
from email.message import EmailMessage

import lxml.html
from lxml import etree

from extraction.document import Document
from extraction.errors import DamagedError, LimitExceededError
from extraction.loading.block_writing import write
from extraction.loading.blocks import Block, Paragraph, TableBlock
from extraction.loading.builder import DocumentBuilder
from extraction.loading.html.boilerplate import known_boilerplate, strip_boilerplate
from extraction.loading.html.content import ContentReader
from extraction.loading.html.encoding import decode
from extraction.loading.html.forms import show_fields
from extraction.loading.html.grid import GridTooLargeError
from extraction.loading.html.styles import page_style
from extraction.loading.html.wholeness import gaps, without_enclosed
from extraction.loading.office_signature import describe, sniff
from extraction.loading.seams import seams
from extraction.loading.source import Source

MAXIMUM_PAGE = 64 * 1024 * 1024
_DECLARATION = re.compile(r"<!DOCTYPE[^>\[]*\[|<!ENTITY", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_KIND = "a web page"


def load_html(source: Source) -> Document:
    """Load a web page or a web archive.

    Raises:
        DamagedError: it is binary, has no text, or its bytes fit no encoding.
        LimitExceededError: it is too large, declares entities, or a table spans millions of places.
    """
    page = _page_of(source)
    if len(page) > MAXIMUM_PAGE:
        limit, found = f"a page of at most {MAXIMUM_PAGE} bytes", f"{len(page)} bytes"
        raise LimitExceededError(limit, found, "split the page", path=source.path)
    markup, enclosed = without_enclosed(decode(page, path=source.path))
    root = _parse(markup, source.path)
    raw = (e.text or "" for e in root.iter("script", "style"))
    lost = tuple(gaps(markup, root.text_content(), (*enclosed, *raw)))
    title = _title(root)
    body = root.find("body")
    body = root if body is None else body
    style = page_style(root)
    show_fields(body)
    try:
        strip_boilerplate(body, style)
        style.raise_notes(body)
        blocks = tuple(_without_phrases(ContentReader.read(body)))
    except GridTooLargeError as error:
        remedy = "do not trust this page; save the table anew"
        raise LimitExceededError(
            "tables of a report's size", str(error), remedy, path=source.path
        ) from error
    except ValueError as error:  # characters that no XML tree takes, made by damaged references
        remedy = "save the page anew from a browser"
        raise DamagedError(
            _KIND, f"forbidden characters ({error})", remedy, path=source.path
        ) from error
    builder = DocumentBuilder(paged=False)
    for gap in lost:
        builder.gap(gap.place, gap.reason)
    write(blocks, builder)
    if not builder.length:
        remedy = "save the page from a browser after it has loaded"
        raise DamagedError("a web page with text", "a page without any", remedy, path=source.path)
    built = builder.build(path=source.path, sha256=source.sha256, format="html", title=title)
    return replace(built, partial=(*built.partial, *seams(built.text)))


def _page_of(source: Source) -> bytes:
    found = sniff(source.data)
    if found == "mhtml":
        return _archived_page(source)
    if found not in ("", "html") or _is_binary(source.data):
        remedy = "give the file the suffix of what it is, or save it anew"
        raise DamagedError(_KIND, describe(source.data), remedy, path=source.path)
    return source.data


def _is_binary(data: bytes) -> bool:
    head = data[:4096]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return not wide and b"\x00" in head


def _archived_page(source: Source) -> bytes:
    message = email.message_from_bytes(source.data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return _with_charset(payload, part.get_content_charset())
    remedy = "save the page anew as HTML"
    raise DamagedError(_KIND, "a web archive without one", remedy, path=source.path)


def _with_charset(page: bytes, charset: str | None) -> bytes:
    """Return the page as UTF-8 where the archive, not the page, tells the encoding."""
    if charset is None:
        return page
    try:
        return page.decode(charset).encode("utf-8")
    except (UnicodeDecodeError, LookupError):
        return page


def _parse(text: str, path: str) -> lxml.html.HtmlElement:
    if _DECLARATION.search(text[: 1 << 20]):
        found, remedy = "a document type that declares entities", "do not trust this page"
        raise LimitExceededError("a page without entities", found, remedy, path=path)
    clean = _CONTROLS.sub("", text)
    if not clean.strip():
        raise DamagedError(_KIND, "no text", "fetch the page again", path=path)
    # Tags that nobody closes nest hundreds deep; the page's size is the bound, not its depth.
    parser = lxml.html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True)
    try:
        root = lxml.html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        remedy = "save the page anew from a browser"
        raise DamagedError(_KIND, f"unreadable mark-up ({error})", remedy, path=path) from error
    if any("depth" in entry.message for entry in parser.error_log):
        limit, remedy = "tags nested at most 2,000 deep", "save the page anew from a browser"
        raise LimitExceededError(limit, "more", remedy, path=path)
    return root


def _title(root: etree._Element) -> str | None:
    found = root.find(".//title")
    text = "" if found is None else " ".join((found.text or "").split())
    return text or None


def _without_phrases(blocks: Iterable[Block]) -> Iterable[Block]:
    known = known_boilerplate()
    for block in blocks:
        if isinstance(block, TableBlock):
            cells = []
            for cell in block.cells:
                kept = tuple(_without_phrases(cell.blocks))
                cells.append(cell if kept == cell.blocks else replace(cell, blocks=kept))
            yield replace(block, cells=tuple(cells))
        elif not isinstance(block, Paragraph) or not known.is_phrase(block.text):
            yield block
