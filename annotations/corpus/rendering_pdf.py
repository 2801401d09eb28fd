"""Writes a sample as a PDF with a text layer and ruled tables (reportlab).

The typeface is STSong-Light with the predefined encoding UniGB-UCS2-H (PDF 32000-1, 9.7.5.2): every
reader knows how to get its text, nothing is embedded, and the files stay small.
"""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from annotations.corpus.rendering_source import Grid, Sample, plain

_FONT = "STSong-Light"
_MARGIN = 62.0
_BODY = ParagraphStyle(
    "body", fontName=_FONT, fontSize=11, leading=18, wordWrap="CJK", firstLineIndent=22
)
_TITLE = ParagraphStyle(
    "title", parent=_BODY, fontSize=17, leading=26, alignment=TA_CENTER, firstLineIndent=0,
    spaceAfter=10,
)  # fmt: skip
_HEADING = ParagraphStyle(
    "heading", parent=_BODY, fontSize=13, leading=22, firstLineIndent=0, spaceBefore=6
)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=9, leading=12, firstLineIndent=0)


def to_pdf(sample: Sample) -> bytes:
    """Return the report as a PDF of A4 pages with page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    target = io.BytesIO()
    before, rl_config.invariant = rl_config.invariant, 1
    try:
        document = SimpleDocTemplate(
            target, pagesize=A4, title=sample.title, author="",
            leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
        )  # fmt: skip
        document.build(_story(sample), onFirstPage=_number, onLaterPages=_number)
    finally:
        rl_config.invariant = before
    return target.getvalue()


def _story(sample: Sample) -> list[Any]:
    story: list[Any] = []
    for block in sample.blocks:
        if isinstance(block, Grid):
            story += [_table(block), Spacer(1, 8)]
        else:
            style = {0: _BODY, 1: _TITLE}.get(block.level, _HEADING)
            story.append(Paragraph(escape(plain(block.marked)), style))
    return story


def _table(grid: Grid) -> Table:
    starts = grid.starts()
    rows = [
        [
            Paragraph(escape(plain(starts[r, k].marked)), _CELL) if (r, k) in starts else ""
            for k in range(grid.columns)
        ]
        for r in range(grid.rows)
    ]
    commands: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    for cell in grid.cells:
        end = (cell.column + cell.column_span - 1, cell.row + cell.row_span - 1)
        if end != (cell.column, cell.row):
            commands.append(("SPAN", (cell.column, cell.row), end))
    return Table(rows, colWidths=_widths(grid), style=commands, splitByRow=1)


def _widths(grid: Grid) -> list[float]:
    """Share the page's width out by the longest text of each column."""
    room = A4[0] - 2 * _MARGIN - 12
    longest = [4] * grid.columns
    for cell in grid.cells:
        if cell.column_span == 1:
            longest[cell.column] = max(longest[cell.column], min(len(plain(cell.marked)), 14))
    return [room * n / sum(longest) for n in longest]


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont(_FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 30, f"— {document.page} —")
