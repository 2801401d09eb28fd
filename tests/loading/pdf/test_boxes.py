"""Every cell's box, drawn on the rendered page, encloses its digits."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from extraction.document import Box, Document
from tests.loading.pdf import sheets
from tests.loading.pdf.reading import SHARED, read, shared

SCALE = 3.0


def _render(data: bytes, number: int) -> npt.NDArray[np.uint8]:
    with pdfium.PdfDocument(data) as document:
        image = document[number - 1].render(scale=SCALE).to_pil().convert("L")
    return np.asarray(image)


def _ink(page: npt.NDArray[np.uint8], box: Box) -> int:
    """Count dark pixels inside a box."""
    x0, top, x1, bottom = (round(v * SCALE) for v in (box.x0, box.top, box.x1, box.bottom))
    return int((page[max(0, top) : bottom, max(0, x0) : x1] < 128).sum())


def _common(one: Box, other: Box) -> Box:
    return Box(
        max(one.x0, other.x0),
        max(one.top, other.top),
        min(one.x1, other.x1),
        min(one.bottom, other.bottom),
    )


def _check(document: Document, data: bytes, number: int) -> int:
    """Check the cells with numbers of one page; return how many there are."""
    assert document.boxes is not None
    page, checked = _render(data, number), 0
    for table in document.tables:
        for cell in table.cells:
            text = cell.span.of(document.text)
            if cell.page != number or not any(c.isdigit() for c in text):
                continue
            printed = document.boxes.box(cell.span)
            assert printed is not None
            assert cell.box is not None
            assert cell.box.x0 - 1 <= printed.x0
            assert printed.x1 <= cell.box.x1 + 1
            assert cell.box.top <= (printed.top + printed.bottom) / 2 <= cell.box.bottom
            inner = Box(
                *(v + d for v, d in zip(cell.box.to_json(), (1.5, 1.5, -1.5, -1.5), strict=True))
            )
            ink = _ink(page, _common(printed, inner))
            assert ink > 8 * sum(c.isdigit() for c in text)
            assert _ink(page, inner) <= 1.02 * ink
            checked += 1
    return checked


@pytest.mark.parametrize("rotate", [0, 90, 270])
def test_boxes_of_a_sample(rotate: int) -> None:
    def draw(canvas: Canvas) -> None:
        if rotate:
            canvas.translate(*{90: (842, 0), 270: (0, 595)}[rotate])
            canvas.rotate(rotate)
        for row, content in enumerate(("2,345.67", "1,234.50", "98.06")):
            canvas.setFont("Times-Roman", 11)
            canvas.rect(80, 600 - 40 * row, 120, 40)
            canvas.rect(200, 600 - 40 * row, 120, 40)
            canvas.drawString(100, 615 - 40 * row, f"{row + 1}")
            canvas.drawString(220, 615 - 40 * row, content)

    data = sheets.pdf(draw, rotate=rotate)
    assert _check(read(data), data, 1) == 6


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("putuo-czj-2024-final.pdf", 15),
        ("jsrd-2019-budget-tables.pdf", 1),
        ("shanghai-czj-2025-budget.pdf", 13),
    ],
)
def test_boxes_of_a_real_page(name: str, number: int) -> None:
    document = shared(name)
    data = (SHARED / "reports" / "pdf" / name).read_bytes()
    assert _check(document, data, number) > 10
