"""Pages read by OCR, with a reader that the test provides."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extraction.document import Box
from extraction.loading.pdf import PdfSettings, load_pdf
from extraction.loading.source import Source
from tests.loading.pdf import sheets
from tests.loading.pdf.reading import rows

SCALE = 2.0
EDGES = (60.0, 200.0, 300.0, 400.0)
HEIGHTS = (100.0, 130.0, 160.0, 190.0)
SHEET = [
    ["项目", "预算数", "决算数"],
    ["基本支出", "120.50", "118.20"],
    ["项目支出", "60.00", "59.75"],
]


@dataclass(frozen=True)
class _Read:
    text: str
    box: Box
    character_boxes: tuple[Box, ...] = ()


def _scan(angle: float = 0.0) -> bytes:
    """Return a PDF of one image with a ruled table, turned by `angle` degrees."""
    image = Image.new("L", (int(500 * SCALE), int(400 * SCALE)), 255)
    draw = ImageDraw.Draw(image)
    for x in EDGES:
        draw.line([x * SCALE, HEIGHTS[0] * SCALE, x * SCALE, HEIGHTS[-1] * SCALE], width=2)
    for y in HEIGHTS:
        draw.line([EDGES[0] * SCALE, y * SCALE, EDGES[-1] * SCALE, y * SCALE], width=2)
    buffer = io.BytesIO()
    image.rotate(angle, fillcolor=255).save(buffer, "PDF", resolution=72 * SCALE)
    return buffer.getvalue()


def _reader(image: Image.Image, scale: float) -> Sequence[_Read]:
    """Stand in for OCR: the table's texts where they are printed."""
    found = [_Read("项目支出绩效自评", Box(60, 60, 60 + 12 * 8, 74))]
    for y, row in zip(HEIGHTS, SHEET, strict=False):
        for x, text in zip(EDGES, row, strict=False):
            found.append(_Read(text, Box(x + 5, y + 8, x + 5 + 7 * len(text), y + 20)))
    return found


@pytest.mark.parametrize("angle", [0.0, 0.3, -0.4])
def test_scanned_table_keeps_its_cells(angle: float) -> None:
    document = load_pdf(Source.of("scan.pdf", _scan(angle)), reader=_reader)
    assert document.ocr_pages == (1,)
    (table,) = document.tables
    assert rows(document, table) == SHEET
    assert document.text.startswith("项目支出绩效自评\n")


@pytest.mark.parametrize("size", [(595, 842), (2480, 3508), (14_400, 14_400)])
def test_picture_of_a_page_is_never_larger_than_a_sheet(size: tuple[float, float]) -> None:
    """Pages of as many points as the scanner had pixels, or as damage made them."""
    pictures: list[tuple[int, int]] = []

    def reader(image: Image.Image, scale: float) -> Sequence[_Read]:
        pictures.append(image.size)
        width, height = image.size
        assert (width / scale, height / scale) == pytest.approx(size, rel=0.002)
        return [_Read("支出1.00万元", Box(60, 60, 160, 74))]

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    canvas.drawImage(ImageReader(Image.new("L", (50, 50), 90)), 0, 0, *size)
    canvas.save()
    document = load_pdf(Source.of("scan.pdf", buffer.getvalue()), reader=reader)
    assert document.text.strip() == "支出1.00万元"
    assert all(width * height <= 36_000_000 for width, height in pictures)


def test_page_with_text_is_not_scanned_unless_asked() -> None:
    source = Source.of(
        "text.pdf", sheets.pdf(lambda c: sheets.text(c, 80, 700, "支出1.00万元" * 8))
    )
    assert load_pdf(source, reader=_reader).ocr_pages == ()
    assert load_pdf(source, PdfSettings(ocr="always"), reader=_reader).ocr_pages == (1,)


def test_blanks_of_a_scan_come_from_the_reader_alone() -> None:
    boxes = tuple(Box(60 + 9 * i, 60, 60 + 9 * i + 5, 72) for i in range(7))

    def reader(image: Image.Image, scale: float) -> Sequence[_Read]:
        return [_Read("2993.92", Box(60, 60, 128, 72), boxes)]

    document = load_pdf(Source.of("scan.pdf", _scan()), reader=reader)
    assert "2993.92" in document.text


def test_scan_with_text_behind_it_gets_its_table_from_the_picture() -> None:
    image = Image.new("L", (int(595 * SCALE), int(842 * SCALE)), 255)
    draw = ImageDraw.Draw(image)
    for x in EDGES:
        draw.line([x * SCALE, HEIGHTS[0] * SCALE, x * SCALE, HEIGHTS[-1] * SCALE], width=2)
    for y in HEIGHTS:
        draw.line([EDGES[0] * SCALE, y * SCALE, EDGES[-1] * SCALE, y * SCALE], width=2)

    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image), 0, 0, 595, 842)
        sheets.text(canvas, 60, 780, "某市某局本年度项目支出绩效自评情况如下表所列")
        for y, row in zip(HEIGHTS, SHEET, strict=False):
            for x, content in zip(EDGES, row, strict=False):
                sheets.text(canvas, x + 5, 842 - y - 20, content)

    document = load_pdf(Source.of("scan.pdf", sheets.pdf(page)), PdfSettings(ocr="never"))
    assert document.ocr_pages == ()
    assert rows(document, document.tables[0]) == SHEET
