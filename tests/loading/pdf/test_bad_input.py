"""Files that are broken, hostile or unreadable: a clear error, bounded time, never a wrong number."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extraction.errors import (
    DamagedError,
    EncryptedError,
    LimitExceededError,
    LoadError,
    MissingToolError,
)
from extraction.loading.pdf import PdfSettings, load_pdf
from extraction.loading.pdf.pdfium import PdfFile
from extraction.loading.source import Source
from tests.loading.pdf import sheets
from tests.loading.pdf.reading import read

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"


def _file(objects: Sequence[bytes]) -> bytes:
    """Write a PDF of these objects, numbered from 1, the first being its catalogue."""
    out, offsets = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, content in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n" % (len(objects) + 1))
    out.write(b"%d\n%%%%EOF" % start)
    return out.getvalue()


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("年度预算".encode("utf-16-be"), "年度预算"),
        ("年".encode("utf-16-be") + b"\xd8\x41", "年\ufffd"),
        (b"\xdc\x41" + "算".encode("utf-16-be"), "\ufffd算"),
        (b"", None),
    ],
    ids=["whole", "high half alone", "low half alone", "empty"],
)
def test_title_with_half_a_character(written: bytes, title: str | None) -> None:
    info = b"<</Title<%s>>>" % (b"\xfe\xff" + written).hex().encode()
    file = _file([CATALOG, ONE_PAGE, PAGE, _stream(b" "), info])
    file = file.replace(b"trailer<<", b"trailer<</Info 5 0 R")
    with PdfFile(Source.of("sample.pdf", file)) as found:
        assert found.title == title


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.95])
def test_truncated_file(share: float) -> None:
    whole = sheets.pdf(lambda c: sheets.table(c, sheets.BODY))
    with pytest.raises(DamagedError, match=r"sample\.pdf"):
        read(whole[: int(len(whole) * share)] or b"%PDF")


def test_bytes_that_are_no_pdf() -> None:
    with pytest.raises(DamagedError):
        read(b"%PDF-1.7\n" + bytes(range(256)) * 64)


def test_file_behind_a_password() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(80, 700, "1,234.56")
    canvas.save()
    with pytest.raises(EncryptedError, match="password"):
        read(buffer.getvalue())


@pytest.mark.parametrize(
    "kids",
    [b"<</Type/Pages/Count 3/Kids[2 0 R 2 0 R]>>", b"<</Type/Pages/Count 900000/Kids[2 0 R]>>"],
    ids=["few", "many"],
)
def test_looping_page_tree(kids: bytes) -> None:
    with pytest.raises((DamagedError, LimitExceededError)):
        read(_file([CATALOG, kids]))


def test_hundred_thousand_objects() -> None:
    spare = [b"<</A 1>>"] * 100_000
    document = read(_file([CATALOG, ONE_PAGE, PAGE, _stream(b""), *spare]))
    assert len(document.pages) == 1
    assert document.text == ""


def test_page_of_too_many_lines_is_read_or_refused() -> None:
    marks = b"".join(
        b"%d %d m %d %d l S " % (i % 500, i % 800, i % 500 + 40, i % 800) for i in range(40_000)
    )
    assert read(_file([CATALOG, ONE_PAGE, PAGE, _stream(marks)])).tables == ()


def test_page_limit() -> None:
    pages = sheets.pdf(*[lambda c: sheets.text(c, 80, 700, "1.00")] * 3)
    with pytest.raises(LimitExceededError, match="at most 2 pages"):
        read(pages, settings=PdfSettings(ocr="never", maximum_pages=2))


def test_time_limit() -> None:
    pages = sheets.pdf(*[lambda c: sheets.text(c, 80, 700, "1.00")] * 3)
    with pytest.raises(LimitExceededError, match="seconds"):
        read(pages, settings=PdfSettings(ocr="never", maximum_seconds=0.0))


def _without_unicode(text: str) -> bytes:
    """Write lines in an embedded font and take its map to Unicode away."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0)
    canvas.setFont("Vera", 12)
    for i in range(8):
        canvas.drawString(80, 700 - 20 * i, text)
    canvas.save()
    data = buffer.getvalue()
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), data)


def test_font_without_unicode_gives_no_wrong_number() -> None:
    printed = "Total 1,234.56 paid 987.65"
    try:
        text = load_pdf(
            Source.of("x.pdf", _without_unicode(printed)), PdfSettings(ocr="never")
        ).text
    except LoadError:
        return
    numbers = set(re.findall(r"\d[\d,.]*", text))
    assert numbers <= {"1,234.56", "987.65"}


def test_pages_without_text_and_without_ocr() -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (400, 600), 200).save(buffer, "PDF")
    with pytest.raises(MissingToolError, match=r"jixiao\[ocr\]"):
        read(buffer.getvalue())


WHOLE = sheets.pdf(lambda c: sheets.table(c, (*sheets.HEAD, *sheets.BODY)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=40))
def test_damaged_bytes_never_raise_anything_else(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    with contextlib.suppress(LoadError):
        read(bytes(data))
