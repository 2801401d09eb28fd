"""Draws the picture of cell boxes in the documentation: `python -m tests.loading.pdf.picture docs/cell-boxes.png`.

A sample final-accounts table is written, loaded and rendered; every cell's frame is drawn in blue, and the box
around the characters of every number in orange.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from extraction.document import Box
from tests.loading.pdf import sheets
from tests.loading.pdf.reading import read

SCALE = 2.0
CROP = Box(65, 60, 505, 300)


def _draw(canvas: Canvas) -> None:
    sheets.text(canvas, 230, 760, "支出决算总表", size=16)
    sheets.text(canvas, 80, 732, "部门：某市某局")
    sheets.text(canvas, 430, 732, "单位：万元")
    sheets.table(canvas, (*sheets.HEAD, *sheets.BODY), y=720)


def picture() -> Image.Image:
    """Return the rendered sample with its boxes."""
    data = sheets.pdf(_draw)
    document = read(data)
    with pdfium.PdfDocument(data) as file:
        page = file[0].render(scale=SCALE).to_pil().convert("RGB")
    canvas = ImageDraw.Draw(page, "RGBA")
    assert document.boxes is not None
    for table in document.tables:
        for cell in table.cells:
            if cell.box is not None:
                canvas.rectangle(_pixels(cell.box), outline=(40, 90, 200, 255), width=2)
            printed = document.boxes.box(cell.span)
            if printed is not None and any(c.isdigit() for c in cell.span.of(document.text)):
                canvas.rectangle(_pixels(printed), fill=(255, 150, 0, 90))
    left, top, right, bottom = (round(v) for v in _pixels(CROP))
    cropped: Image.Image = page.crop((left, top, right, bottom))
    return cropped


def _pixels(box: Box) -> tuple[float, float, float, float]:
    return (box.x0 * SCALE, box.top * SCALE, box.x1 * SCALE, box.bottom * SCALE)


if __name__ == "__main__":
    picture().save(Path(sys.argv[1]), optimize=True)
