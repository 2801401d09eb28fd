"""Tables of every form a report's PDF draws them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.loading.pdf import sheets
from tests.loading.pdf.reading import body, read, rows

SHEET = (*sheets.HEAD, *sheets.BODY)
EXPECTED = [list(row) for row in SHEET]


def _only_across(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    if y0 == y1:
        sheets.line(canvas, x0, y0, x1, y1)


def _turned(canvas: Canvas) -> None:
    canvas.translate(595, 0)
    canvas.rotate(90)
    sheets.table(canvas, SHEET, y=500)


def _as_form(canvas: Canvas) -> None:
    canvas.beginForm("sheet")
    sheets.table(canvas, SHEET, y=600)
    canvas.endForm()
    canvas.translate(10, 20)
    canvas.scale(0.9, 0.9)
    canvas.doForm("sheet")


FORMS: dict[str, Callable[[Canvas], object]] = {
    "lines": lambda c: sheets.table(c, SHEET),
    "thin rectangles": lambda c: sheets.table(c, SHEET, rule=sheets.thin_box),
    "double rules": lambda c: sheets.table(c, SHEET, rule=sheets.double),
    "dashes": lambda c: sheets.table(c, SHEET, rule=sheets.dashed),
    "open sides": lambda c: sheets.table(c, SHEET, sides=False),
    "a rectangle a cell": lambda c: sheets.stroked_cells(c, SHEET),
    "coloured cells without lines": lambda c: sheets.filled_cells(c, SHEET),
    "content turned": _turned,
    "form XObject": _as_form,
}


@pytest.mark.parametrize("draw", FORMS.values(), ids=FORMS.keys())
def test_ruled_table_keeps_cells_and_merges(draw: Callable[[Canvas], object]) -> None:
    document = read(sheets.pdf(draw))
    (table,) = document.tables
    assert rows(document, table) == EXPECTED
    spans = {(c.row, c.column): c.column_span for c in table.cells if c.column_span > 1}
    assert spans == {(0, 0): 2, (0, 2): 2, (7, 0): 2}


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_rotated_page_reads_upright(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        moves = {90: (842, 0), 180: (595, 842), 270: (0, 595)}  # reportlab swaps the media box
        canvas.translate(*moves[angle])
        canvas.rotate(angle)
        sheets.table(canvas, SHEET, x=60, y=500)

    document = read(sheets.pdf(draw, rotate=angle))
    assert rows(document, document.tables[0]) == EXPECTED
    page = document.pages[0]
    assert (round(page.width), round(page.height)) == (595, 842)
    amount = next(c for c in document.tables[0].cells if c.span.of(document.text) == "1,335.27")
    assert amount.box is not None
    assert 289 < amount.box.x0 < amount.box.x1 < 400
    assert 480 < amount.box.top < amount.box.bottom < 510


@pytest.mark.parametrize(
    "draw",
    [
        lambda c: sheets.without_lines(c, SHEET),
        lambda c: sheets.table(c, SHEET, rule=_only_across),
    ],
    ids=["no lines", "only horizontal lines"],
)
def test_aligned_numbers_make_a_table(draw: Callable[[Canvas], object]) -> None:
    document = read(sheets.pdf(draw))
    (table,) = document.tables
    found = [[text or None for text in row] for row in rows(document, table)]
    assert found == [[text or None for text in row] for row in EXPECTED]


def test_rows_without_lines_between_them_are_cut_along_the_numbers() -> None:
    edges, height = [80.0, 150.0, 310.0, 400.0, 490.0], 20.0
    sheet: list[list[str | None]]
    sheet = [["编码", "科目名称", "基本支出", "项目支出"], *(list(r) for r in sheets.BODY)]

    def draw(canvas: Canvas) -> None:
        bottom = 700 - height * len(sheet)
        for x in edges:
            sheets.line(canvas, x, 700, x, bottom)
        for y in (700, 680, bottom):
            sheets.line(canvas, edges[0], y, edges[-1], y)
        for r, row in enumerate(sheet):
            for c, content in enumerate(row):
                if content:
                    sheets.cell(canvas, content, edges[c], edges[c + 1], 700 - height * (r + 1))

    document = read(sheets.pdf(draw))
    assert rows(document, document.tables[0]) == [[t or "" for t in row] for row in sheet]


def _framed(canvas: Canvas, sheet: Sequence[Sequence[str]], edges: Sequence[float]) -> None:
    """Draw a header row and one frame over all other rows, lines of a cell 11 points apart."""
    heights = [20.0 if all("\n" not in c for c in row) else 32.0 for row in sheet]
    bottom = 700 - sum(heights)
    for x in edges:
        sheets.line(canvas, x, 700, x, bottom)
    for y in (700, 700 - heights[0], bottom):
        sheets.line(canvas, edges[0], y, edges[-1], y)
    top = 700.0
    for row, height in zip(sheet, heights, strict=True):
        for content, left in zip(row, edges, strict=False):
            lines = content.split("\n")
            middle = top - height / 2 - 3.5
            for k, line in enumerate(lines):
                shift = 5.5 * (len(lines) - 1) - 11 * k
                sheets.text(canvas, left + 4, middle + shift, line, size=9)
        top -= height


FRAMED = [
    ["项目", "预算数", "执行数", "完成预算%"],
    ["一、税收收入", "7,186,140", "7,052,072", "98.1%"],
    ["增值税", "2,140.5", "–", "净减"],
    ["国有资源（资产）有偿使\n用收入", "43,000", "65,433", "152.2%"],
    ["彩票发行", "", "", ""],
    ["二、转移收入", "-38,496", "18,077", "-46.9%"],
]


def test_one_frame_over_many_rows_is_cut_at_every_row() -> None:
    edges = [80.0, 190.0, 270.0, 350.0, 430.0]
    document = read(sheets.pdf(lambda c: _framed(c, FRAMED, edges)))
    expected = [[cell.replace("\n", "") for cell in row] for row in FRAMED]
    assert rows(document, document.tables[0]) == expected


def test_figures_without_labels_are_cut_where_columns_share_base_lines() -> None:
    sheet = [
        ["东区", "西区", "南区", "北区"],
        ["65", "64", "39", "52"],
        ["6", "3", "", "5"],
        ["22,020", "3,119", "18,077", "26,139"],
        ["8", "", "21", "18"],
    ]
    edges = [80.0, 150.0, 220.0, 290.0, 360.0]
    document = read(sheets.pdf(lambda c: _framed(c, sheet, edges)))
    assert rows(document, document.tables[0]) == sheet


def test_a_figure_without_a_label_beside_it_leaves_the_row_whole() -> None:
    sheet = [["项目", "预算数"], ["基本支出", "310.20"], ["", "45.60"], ["项目支出", "18.00"]]
    document = read(sheets.pdf(lambda c: _framed(c, sheet, [80.0, 190.0, 270.0])))
    assert rows(document, document.tables[0])[1][1] == "310.20 45.60 18.00"


def test_merged_down_cells_get_a_row_span() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (700, 660, 620):
            sheets.line(canvas, 80, y, 300, y)
        sheets.line(canvas, 160, 680, 300, 680)
        sheets.line(canvas, 160, 640, 300, 640)
        for x in (80, 160, 300):
            sheets.line(canvas, x, 700, x, 620)
        for y, content in ((676, "产出指标"), (636, "效益指标")):
            sheets.text(canvas, 84, y, content)
        for i, content in enumerate(("数量指标", "质量指标", "社会效益", "生态效益")):
            sheets.text(canvas, 164, 686 - 20 * i, content)

    document = read(sheets.pdf(draw))
    (table,) = document.tables
    tall = {c.span.of(document.text): c.row_span for c in table.cells if c.row_span > 1}
    assert tall == {"产出指标": 2, "效益指标": 2}
    assert [row[1] for row in rows(document, table)] == [
        "数量指标",
        "质量指标",
        "社会效益",
        "生态效益",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("机关事业单位基", "本养老保险"), "机关事业单位基本养老保险"),
        (("24,169.", "74"), "24,169.74"),
        (("1,234,56", "7.89"), "1,234,567.89"),
        (("100.00", "200.00"), "100.00 200.00"),
        (("12.5", "%"), "12.5%"),
    ],
    ids=["label", "decimals", "thousands", "two numbers", "percent"],
)
def test_cell_text_over_lines(lines: tuple[str, str], expected: str) -> None:
    width = max(sheets.width(text) for text in lines) + 8

    def draw(canvas: Canvas) -> None:
        for y in (700, 660):
            sheets.line(canvas, 80, y, 200 + width, y)
        for x in (80, 200, 200 + width):
            sheets.line(canvas, x, 700, x, 660)
        sheets.text(canvas, 84, 676, "合计")
        sheets.text(canvas, 204, 686, lines[0])
        sheets.text(canvas, 204, 668, lines[1])

    document = read(sheets.pdf(draw))
    assert rows(document, document.tables[0])[0][1] == expected


def test_spread_label_is_closed_up() -> None:
    sheet = [["合        计", "1.00"], ["小  计", "2.00"]]
    document = read(sheets.pdf(lambda c: sheets.table(c, sheet, widths=(120, 80))))
    assert [row[0] for row in rows(document, document.tables[0])] == ["合计", "小计"]


def test_caption_is_title_and_unit_line() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 80, 780, "本部门各项支出情况如下。")
        sheets.text(canvas, 200, 740, "支出决算总表", size=16)
        sheets.text(canvas, 80, 710, "部门：某市某局")
        sheets.text(canvas, 400, 710, "单位：万元")
        sheets.table(canvas, SHEET)

    document = read(sheets.pdf(draw))
    (table,) = document.tables
    assert table.caption is not None
    assert table.caption.of(document.text) == "支出决算总表\n部门：某市某局 单位：万元"


def test_frame_around_text_and_underlines_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 600, 480, 120)
        sheets.text(canvas, 80, 680, "支出合计1,234.56万元。")
        sheets.line(canvas, 120, 676, 180, 676)
        sheets.text(canvas, 80, 640, "收入合计1,300.00万元。")

    document = read(sheets.pdf(draw))
    assert document.tables == ()
    assert body(document) == ["支出合计1,234.56万元。", "收入合计1,300.00万元。"]


def test_text_overlapping_nothing_is_in_two_cells() -> None:
    document = read(sheets.pdf(lambda c: sheets.table(c, SHEET)))
    (table,) = document.tables
    spans = sorted(c.span for c in table.cells)
    assert all(a.end < b.start for a, b in pairwise(spans))
    assert all(table.span.covers(s) for s in spans)


def test_text_that_runs_over_its_cell_stays_whole() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.table(canvas, [["科目", "", "金额"], ["", "", "5.00"]], widths=(70, 90, 90))
        canvas.setFont(sheets.FONT, sheets.SIZE)
        canvas.drawString(84, 666, "机关事业单位养老保险缴费")

    document = read(sheets.pdf(draw))
    assert rows(document, document.tables[0])[1] == ["机关事业单位养老保险缴费", "", "5.00"]


def test_header_and_body_parted_by_a_wide_double_rule_are_one_table() -> None:
    def draw(canvas: Canvas) -> None:
        bottom = sheets.table(canvas, sheets.HEAD)
        sheets.table(canvas, sheets.BODY, y=bottom - 5)

    document = read(sheets.pdf(draw))
    (table,) = document.tables
    assert rows(document, table) == EXPECTED


def test_rows_ruled_without_columns_are_read_by_alignment() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.table(canvas, SHEET, rule=_only_across)
        for x in (80, 80 + sum(sheets.WIDTHS)):
            sheets.line(canvas, x, 700, x, 700 - sheets.ROW * len(SHEET))

    document = read(sheets.pdf(draw))
    found = [[text or None for text in row] for row in rows(document, document.tables[0])]
    assert found == [[text or None for text in row] for row in EXPECTED]


def test_one_row_of_numbers_between_rules_is_a_table() -> None:
    sheet = [["合计", "因公出国费", "公务接待费"], ["12.50", "8.30", "4.20"]]
    document = read(
        sheets.pdf(lambda c: sheets.table(c, sheet, widths=(70, 64, 70), rule=_only_across))
    )
    assert rows(document, document.tables[0]) == sheet
