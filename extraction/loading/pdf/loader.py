"""Load a PDF: pages laid out one after another, written in reading order as canonical text.

Paragraphs and tables that go on across a page end are made whole: the header or footer that would cut them
stands after them (or before, at the foot of the first page) instead. Characters keep the page they are
printed on all the same, since a page's span begins with its first character of body text.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from extraction.document import Document, Gap
from extraction.errors import LimitExceededError, MissingToolError
from extraction.loading.pdf import integrity
from extraction.loading.pdf.furniture import WINDOW, Furniture, Kinds
from extraction.loading.pdf.layout import PageLayout, lay_out
from extraction.loading.pdf.pdfium import PdfFile, RawPage
from extraction.loading.pdf.scans import (
    PageReader,
    installed_reader,
    read_scan,
    with_pictured_rules,
)
from extraction.loading.pdf.writer import Writer
from extraction.loading.portion import WHOLE, Portion, Turned
from extraction.loading.source import Source

_log = logging.getLogger(__name__)
_MOSTLY_UNMAPPED = 0.3
_SCAN_CHARACTERS = 40
_SCAN_PICTURE = 0.5
_OUTLINES = 300
"""Curved pieces of about fifteen Chinese characters that were turned into outlines."""


@dataclass(frozen=True, slots=True)
class PdfSettings:
    """How to read a PDF.

    Attributes:
        ocr: "auto" reads pages without a usable text layer by OCR where the `[ocr]` extra is installed;
            "always" reads every page so; "never" none.
        maximum_pages: more are refused.
        maximum_seconds: reading stops with an error after this time, checked from page to page.
    """

    ocr: Literal["auto", "always", "never"] = "auto"
    maximum_pages: int = 5_000
    maximum_seconds: float = 1_800.0


def load_pdf(
    source: Source,
    settings: PdfSettings | None = None,
    *,
    reader: PageReader | None = None,
    portion: Portion = WHOLE,
    turned: Turned | None = None,
) -> Document:
    """Read a PDF into a document with pages, boxes and tables.

    Args:
        source: the file.
        settings: defaults where None.
        reader: reads a page image (OCR); the installed `[ocr]` extra where None.
        portion: which pages are read.
        turned: told of each page before it is read, and of page 0 behind the last.

    Raises:
        EncryptedError, DamagedError: see `PdfFile`.
        LimitExceededError: too many pages, objects or seconds.
        MissingToolError: no page has a text layer (or `ocr="always"`) and there is no OCR.
    """
    settings = settings or PdfSettings()
    with PdfFile(source) as file:
        if len(file) > settings.maximum_pages:
            limit = f"at most {settings.maximum_pages} pages"
            raise LimitExceededError(limit, f"{len(file)}", "split the file", path=source.path)
        if reader is None:
            reader = _reader_for(settings, source)
        reading = _Reading(file, source, settings, reader)
        writer = Writer()
        numbers = portion.pages(len(file))
        for page, kinds in _judged(reading.pages(numbers, turned)):
            writer.add(page, kinds)
        if turned is not None:
            turned(0, len(file))
        if not reading.readable and reading.unread and reader is None:
            raise _no_ocr(source, f"{len(reading.unread)} pages without a usable text layer")
        if reading.unread:
            unread = ", ".join(map(str, reading.unread))
            _log.warning("%s: no usable text on page %s, and no OCR", source.path, unread)
        document = writer.document(path=source.path, sha256=source.sha256, title=file.title)
        missing = portion.missing_pages(len(file))
        found = (*integrity.gaps(source), *reading.gaps, *missing)
        return replace(document, partial=tuple(dict.fromkeys(found)))


def _reader_for(settings: PdfSettings, source: Source) -> PageReader | None:
    """Return the installed reader of page images where one may be used; raise where one must be and there is none."""
    reader = installed_reader() if settings.ocr != "never" else None
    if reader is None and settings.ocr == "always":
        raise _no_ocr(source, "a setting that asks for it on every page")
    return reader


def _no_ocr(source: Source, found: str) -> MissingToolError:
    remedy = "install jixiao[ocr] to read scans"
    return MissingToolError("OCR for pages without text", found, remedy, path=source.path)


class _Reading:
    """Reads and lays out the pages of one file, and counts what it could not read."""

    def __init__(
        self, file: PdfFile, source: Source, settings: PdfSettings, reader: PageReader | None
    ) -> None:
        self._file = file
        self._source = source
        self._settings = settings
        self._reader = reader
        self.readable = 0
        self.unread: list[int] = []
        self.gaps: list[Gap] = []

    def pages(self, numbers: Iterable[int], turned: Turned | None) -> Iterator[PageLayout]:
        """Yield the layout of these pages."""
        start = time.monotonic()
        for number in numbers:
            if turned is not None:
                turned(number, len(self._file))
            yield self._page(number)
            if time.monotonic() - start > self._settings.maximum_seconds:
                limit = f"at most {self._settings.maximum_seconds:g} seconds"
                found = f"more after page {number} of {len(self._file)}"
                raise LimitExceededError(limit, found, "split the file", path=self._source.path)

    def _page(self, number: int) -> PageLayout:
        raw = self._file.page(number)
        wanted = self._settings.ocr == "always" or _unusable(raw)
        if wanted and self._reader is not None:
            self.readable += 1
            read = read_scan(self._file, raw, self._reader)
            if not read.blocks and _holds_more(raw):
                self.gaps.append(Gap(f"第{number}页", "图片或图形中没有识别出文字"))
            return read
        if raw.picture > _SCAN_PICTURE and len(raw.characters):
            raw = with_pictured_rules(self._file, raw)
        if _unusable(raw) or (not len(raw.characters) and raw.picture > 0):
            self.unread.append(number)
            self.gaps.append(Gap(f"第{number}页", "是图片或没有可用的文字层，未识别"))
        else:
            self.readable += bool(len(raw.characters))
        return lay_out(raw)


def _unusable(page: RawPage) -> bool:
    """Tell whether a page's text layer is missing or does not say what is printed."""
    count = len(page.characters)
    if page.characters.unmapped > _MOSTLY_UNMAPPED * max(1, count):
        return True
    return count < _SCAN_CHARACTERS and _holds_more(page)


def _holds_more(page: RawPage) -> bool:
    """Tell whether a page shows something that may be text and is none: a scan, outlines of characters."""
    return page.picture > _SCAN_PICTURE or page.curves > _OUTLINES


def _judged(layouts: Iterable[PageLayout]) -> Iterator[tuple[PageLayout, Kinds]]:
    """Yield each page with the kinds of its furniture, looking a few pages ahead."""
    furniture, waiting = Furniture(), deque[PageLayout]()
    for page in layouts:
        furniture.look(page)
        waiting.append(page)
        if len(waiting) > WINDOW:
            first = waiting.popleft()
            yield first, furniture.regions(first)
    for page in waiting:
        yield page, furniture.regions(page)
