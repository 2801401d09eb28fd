"""Sample PDFs of the forms that reports come in, written with reportlab; all names and figures are invented."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
SIZE = 10.5
Draw = Callable[[Canvas], object]
Grid = Sequence[Sequence[str | None]]

HEAD: Grid = (
    ("项目", None, "本年支出", None),
    ("科目编码", "科目名称", "基本支出", "项目支出"),
)
BODY: Grid = (
    ("201", "一般公共服务支出", "1,203.45", "67.80"),
    ("20103", "政府办公厅（室）事务", "803.45", "47.80"),
    ("20106", "财政事务", "400.00", "20.00"),
    ("208", "社会保障和就业支出", "96.10", ""),
    ("210", "卫生健康支出", "35.72", "0.00"),
    ("合计", None, "1,335.27", "67.80"),
)
WIDTHS = (70.0, 160.0, 90.0, 90.0)
ROW = 20.0


def pdf(*pages: Draw, size: tuple[float, float] = A4, rotate: int = 0) -> bytes:
    """Draw each page on a canvas and return the file."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, pageCompression=0, invariant=1)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        if rotate:
            canvas.setPageRotation(rotate)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def text(canvas: Canvas, x: float, y: float, content: str, *, size: float = SIZE) -> None:
    """Write one line; Latin and digits in Times as word processors do."""
    for piece in _scripts(content):
        font = FONT if piece[0] > "\u2000" else "Times-Roman"
        canvas.setFont(font, size)
        canvas.drawString(x, y, piece)
        x += pdfmetrics.stringWidth(piece, font, size)


def width(content: str, size: float = SIZE) -> float:
    """Return the advance of a line."""
    return sum(
        pdfmetrics.stringWidth(p, FONT if p[0] > "\u2000" else "Times-Roman", size)
        for p in _scripts(content)
    )


def _scripts(content: str) -> list[str]:
    pieces: list[str] = []
    for character in content:
        if pieces and (pieces[-1][-1] > "\u2000") == (character > "\u2000"):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def table(
    canvas: Canvas,
    rows: Grid,
    *,
    x: float = 80.0,
    y: float = 700.0,
    widths: Sequence[float] = WIDTHS,
    rule: Callable[[Canvas, float, float, float, float], None] | None = None,
    sides: bool = True,
) -> float:
    """Draw a table with its top at `y`; None joins a place to the cell on its left. Return the bottom."""
    rule = rule or line
    edges = [x + sum(widths[:i]) for i in range(len(widths) + 1)]
    for r, row in enumerate(rows):
        top, bottom = y - r * ROW, y - (r + 1) * ROW
        for c, content in enumerate(row):
            if content is None:
                continue
            end = c + 1
            while end < len(row) and row[end] is None:
                end += 1
            if content:
                cell(canvas, content, edges[c], edges[end], bottom)
            if sides or c:
                rule(canvas, edges[c], bottom, edges[c], top)
        if sides:
            rule(canvas, edges[-1], bottom, edges[-1], top)
        rule(canvas, edges[0], top, edges[-1], top)
    rule(canvas, edges[0], y - len(rows) * ROW, edges[-1], y - len(rows) * ROW)
    return y - len(rows) * ROW


def cell(canvas: Canvas, content: str, left: float, right: float, bottom: float) -> None:
    """Write a cell's text: numbers to the right, the rest to the left."""
    numeric = content[0].isdigit() and "." in content
    text(canvas, right - 4 - width(content) if numeric else left + 4, bottom + 6, content)


def line(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Draw a thin line."""
    canvas.setLineWidth(0.5)
    canvas.line(x0, y0, x1, y1)


def thin_box(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Draw a line as a filled rectangle, as some writers do."""
    canvas.rect(x0 - 0.24, y0 - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, stroke=0, fill=1)


def double(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Draw a double line."""
    across = y0 == y1
    for shift in (-0.8, 0.8):
        dx, dy = (0.0, shift) if across else (shift, 0.0)
        line(canvas, x0 + dx, y0 + dy, x1 + dx, y1 + dy)


def dashed(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Draw a line as many short marks."""
    length = max(x1 - x0, y1 - y0)
    steps = int(length // 4)
    for i in range(steps + 1):
        a, b = 4.0 * i, min(4.0 * i + 2.5, length)
        if x1 > x0:
            line(canvas, x0 + a, y0, x0 + b, y0)
        else:
            line(canvas, x0, y0 + a, x0, y0 + b)


def stroked_cells(canvas: Canvas, rows: Grid, *, x: float = 80.0, y: float = 700.0) -> None:
    """Draw every cell as a stroked rectangle of its own."""
    edges = [x + sum(WIDTHS[:i]) for i in range(len(WIDTHS) + 1)]
    for r, row in enumerate(rows):
        bottom = y - (r + 1) * ROW
        for c, content in enumerate(row):
            if content is None:
                continue
            end = c + 1
            while end < len(row) and row[end] is None:
                end += 1
            canvas.rect(edges[c], bottom, edges[end] - edges[c], ROW)
            if content:
                cell(canvas, content, edges[c], edges[end], bottom)


def filled_cells(canvas: Canvas, rows: Grid, *, x: float = 80.0, y: float = 700.0) -> None:
    """Draw every cell as a coloured area with a white gap, without any line."""
    edges = [x + sum(WIDTHS[:i]) for i in range(len(WIDTHS) + 1)]
    for r, row in enumerate(rows):
        bottom = y - (r + 1) * ROW
        for c, content in enumerate(row):
            if content is None:
                continue
            end = c + 1
            while end < len(row) and row[end] is None:
                end += 1
            canvas.setFillGray(0.85 if r < 2 else 0.95)
            canvas.rect(edges[c] + 0.5, bottom + 0.5, edges[end] - edges[c] - 1, ROW - 1, 0, 1)
            canvas.setFillGray(0)
            if content:
                cell(canvas, content, edges[c], edges[end], bottom)


def without_lines(canvas: Canvas, rows: Grid, *, x: float = 80.0, y: float = 700.0) -> None:
    """Write the cells aligned, without lines."""
    nothing: Callable[[Canvas, float, float, float, float], None] = lambda *_: None  # noqa: E731
    table(canvas, rows, x=x, y=y, rule=nothing)


def running(canvas: Canvas, content: str, *, x: float, y: float, columns: int) -> float:
    """Write a paragraph with a two-character indent, `columns` characters a line; return the next y."""
    first = True
    while content:
        count = columns - 2 if first else columns
        text(canvas, x + (2 * SIZE if first else 0), y, content[:count])
        content, first, y = content[count:], False, y - 18
    return y


LANDSCAPE = landscape(A4)
