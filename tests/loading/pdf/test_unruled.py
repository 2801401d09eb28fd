"""Tables of a page without lines between their rows: spread headers, close figures, a head in the same frame."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from extraction.facts.build import build_facts
from extraction.tables import interpret
from tests.loading.pdf import sheets
from tests.loading.pdf.reading import read, rows


def _right(canvas: Canvas, edges: Sequence[float], y: float, figures: Sequence[str]) -> None:
    for edge, figure in zip(edges, figures, strict=True):
        sheets.text(canvas, edge - sheets.width(figure), y, figure)


def test_a_header_spread_over_its_column_is_one_word() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 90, 700, "单位：万元")
        sheets.text(canvas, 130, 680, "项")
        sheets.text(canvas, 190, 680, "目")
        sheets.text(canvas, 400, 680, "2022年决算数")
        for k, (name, value) in enumerate(
            (("渔政管理", "1,204"), ("堤防养护", "87"), ("水文测报", "315"))
        ):
            sheets.text(canvas, 100, 660 - 20 * k, name)
            _right(canvas, (470,), 660 - 20 * k, (value,))

    document = read(sheets.pdf(draw))
    assert rows(document, document.tables[0])[0] == ["项目", "2022年决算数"]
    amounts = build_facts(interpret(document).markup).amounts
    assert [(a.mention.text, a.quantity.yuan) for a in amounts] == [
        ("1,204", 12_040_000),
        ("87", 870_000),
        ("315", 3_150_000),
    ]


def test_long_figures_that_nearly_touch_are_parted_where_the_other_rows_are() -> None:
    def draw(canvas: Canvas) -> None:
        edges = (230.0, 288.0, 346.0, 404.0)
        for k, row in enumerate(
            (
                ("全县", "14,205.61", "23,118.40", "31,774.08", "45,002.19"),
                ("东乡", "1.20", "2.30", "3.40", "4.50"),
                ("西乡", "5.60", "6.70", "7.80", "8.90"),
                ("南乡", "1.05", "2.15", "3.25", "4.35"),
            )
        ):
            sheets.text(canvas, 90, 680 - 20 * k, row[0])
            _right(canvas, edges, 680 - 20 * k, row[1:])

    document = read(sheets.pdf(draw))
    assert rows(document, document.tables[0])[0] == [
        "全县",
        "14,205.61",
        "23,118.40",
        "31,774.08",
        "45,002.19",
    ]


def test_years_at_the_head_of_columns_without_a_line_below_them() -> None:
    def draw(canvas: Canvas) -> None:
        for x in (80.0, 240.0, 340.0, 440.0):
            sheets.line(canvas, x, 600, x, 700)
        for y in (600.0, 700.0):
            sheets.line(canvas, 80, y, 440, y)
        for k, row in enumerate(
            (
                ("主要指标", "2021年", "2022年"),
                ("税收收入（万元）", "31.40", "35.20"),
                ("非税收入（万元）", "8.10", "9.30"),
            )
        ):
            for x, word in zip((90.0, 260.0, 360.0), row, strict=True):
                sheets.text(canvas, x, 680 - 30 * k, word)

    document = read(sheets.pdf(draw))
    amounts = build_facts(interpret(document).markup).amounts
    assert [(a.mention.text, a.period) for a in amounts] == [
        ("31.40", "2021"),
        ("35.20", "2022"),
        ("8.10", "2021"),
        ("9.30", "2022"),
    ]
