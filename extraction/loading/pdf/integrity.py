"""Is the file whole? What a damaged PDF no longer holds, which pdfium passes over without a word (完整性).

qpdf walks the page tree and decodes what shows text: content streams, forms and the fonts' maps to
Unicode. A missing object, a stream that does not decode, or fewer pages than the tree counts, is damage. A
page without content is blank in a whole file; in one with faults it counts as lost where text lies about
that no page shows.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from extraction.document import Gap
from extraction.loading.source import Source

_REPAIRED_SILENTLY = ("Resources is missing or invalid",)
_MAXIMUM_DEPTH = 8
_CHUNK = 1 << 22
_FONT_STREAMS = ("/ToUnicode", "/CIDToGIDMap", "/Encoding")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_WHOLE = "全文"
_MISSING = "内容缺失（文件损坏）"
_BROKEN = "内容数据损坏"


def gaps(source: Source) -> tuple[Gap, ...]:
    """Return what is lost or broken in a PDF that pdfium opens; nothing for a whole one."""
    try:
        with pikepdf.open(BytesIO(source.data)) as file:
            return tuple(dict.fromkeys(_Walk(file).gaps()))
    except pikepdf.PasswordError:
        return ()  # pdfium opened it, qpdf has no such handler: nothing is known against it
    except Exception:
        # qpdf meets damage with errors of many kinds; pdfium read what it could
        return (Gap(_WHOLE, "文件结构损坏，可能缺页"),)


class _Walk:
    """One walk over the page tree, which notes every object it has met."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file = file
        self._met: set[tuple[int, int]] = set()
        self._bare: list[int] = []

    def gaps(self) -> Iterator[Gap]:
        """Yield the damage page by page, then that of the whole file."""
        count = 0
        for count, page in enumerate(self._file.pages, 1):
            for reason in self._page(count, page.obj):
                yield Gap(f"第{count}页", reason)
        told = self._told_count()
        if told is not None and told > count:
            yield Gap(_WHOLE, f"缺{told - count}页（文件损坏）")
        warned = [w for w in map(str, self._file.get_warnings()) if not _is_harmless(w)]
        if warned and self._has_orphans():
            for number in self._bare:
                yield Gap(f"第{number}页", _MISSING)
            yield Gap(_WHOLE, "有文字内容不属于任何页面（文件损坏）")
        elif warned:
            yield Gap(_WHOLE, "文件结构有损坏")

    def _told_count(self) -> int | None:
        try:
            return int(self._file.Root.Pages.get("/Count"))  # type: ignore[arg-type]
        except (AttributeError, TypeError, ValueError, KeyError):
            return None

    def _page(self, number: int, page: Any) -> Iterator[str]:
        contents = page.get("/Contents")
        if contents is None:
            self._bare.append(number)
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        for part in parts if contents is not None else ():
            yield from self._stream(part)
        yield from self._resources(page.get("/Resources"), 0)

    def _stream(self, stream: Any) -> Iterator[str]:
        if not isinstance(stream, pikepdf.Stream):
            yield _MISSING
        elif self._is_new(stream) and not _decodes(stream):
            yield _BROKEN

    def _resources(self, resources: Any, depth: int) -> Iterator[str]:
        if not isinstance(resources, pikepdf.Dictionary) or depth > _MAXIMUM_DEPTH:
            return
        for font in _values(resources, "/Font"):
            if not isinstance(font, pikepdf.Dictionary):
                yield "字体缺失（文件损坏）"
            elif self._is_new(font):
                yield from self._font(font)
        for shown in _values(resources, "/XObject"):
            if not isinstance(shown, pikepdf.Stream):
                yield _MISSING
            elif shown.get("/Subtype") != "/Image" and not self._has_met(shown):
                yield from self._stream(shown)
                yield from self._resources(shown.get("/Resources"), depth + 1)

    def _font(self, font: Any) -> Iterator[str]:
        yield from self._font_streams(font)
        for inner in _items(font, "/DescendantFonts"):
            if isinstance(inner, pikepdf.Dictionary):
                yield from self._font_streams(inner)
            else:
                yield "字体缺失（文件损坏）"

    def _font_streams(self, font: Any) -> Iterator[str]:
        descriptor = font.get("/FontDescriptor")
        if "/FontDescriptor" in font and not isinstance(descriptor, pikepdf.Dictionary):
            yield "字体缺失（文件损坏）"
        for holder, names in ((font, _FONT_STREAMS), (descriptor, _FONT_FILES)):
            for name in names if isinstance(holder, pikepdf.Dictionary) else ():
                found = holder.get(name)
                if isinstance(found, pikepdf.Stream):
                    yield from (f"字体{reason}" for reason in self._stream(found))
                elif found is None and name in holder:
                    yield "字体缺失（文件损坏）"

    def _has_met(self, thing: Any) -> bool:
        return thing.objgen != (0, 0) and thing.objgen in self._met

    def _is_new(self, thing: Any) -> bool:
        new = not self._has_met(thing)
        self._met.add(thing.objgen)
        return new

    def _has_orphans(self) -> bool:
        """Tell whether a stream that prints text belongs to no page."""
        for thing in self._file.objects:
            if isinstance(thing, pikepdf.Stream) and not self._has_met(thing):
                if "/Subtype" in thing or "/Type" in thing or "/Length1" in thing:
                    continue
                try:
                    data = thing.read_bytes()
                except Exception:
                    return True
                if b"BT" in data and (b"Tj" in data or b"TJ" in data):
                    return True
        return False


def _decodes(stream: Any) -> bool:
    """Tell whether a stream decodes to its end; qpdf by itself passes over errors in deflated data."""
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array) and len(filters) == 1:
        filters = filters[0]
    try:
        if filters == "/FlateDecode":
            return _inflates(stream.read_raw_bytes())
        stream.read_bytes()
    except Exception:  # whatever its filters make of the bytes
        return False
    return True


def _inflates(data: bytes) -> bool:
    inflater = zlib.decompressobj()
    while data and not inflater.eof:
        inflater.decompress(data, _CHUNK)
        data = inflater.unconsumed_tail
    return inflater.eof


def _values(resources: Any, name: str) -> Iterator[Any]:
    found = resources.get(name)
    if isinstance(found, pikepdf.Dictionary):
        yield from (found.get(key) for key in found.keys())  # noqa: SIM118  (no Mapping)


def _items(thing: Any, name: str) -> Iterator[Any]:
    found = thing.get(name)
    if isinstance(found, pikepdf.Array):
        yield from found


def _is_harmless(warning: str) -> bool:
    return any(known in warning for known in _REPAIRED_SILENTLY)
