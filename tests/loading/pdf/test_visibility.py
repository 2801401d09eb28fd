"""What a reader of a PDF page sees: not unpainted or white text, not watermarks; notes and fields."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from extraction.document import Document
from extraction.loading.pdf import load_pdf
from extraction.loading.pdf.fallback import reads_lone_characters
from extraction.loading.source import Source
from tests.loading.pdf.sheets import FONT, pdf, text


def _load(*draws: object) -> Document:
    return load_pdf(Source.of("page.pdf", pdf(*draws)))  # type: ignore[arg-type]


def test_unpainted_and_white_text_is_not_read_and_white_on_colour_is() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 700, "水费3.10万元")
        canvas.saveState()
        hidden = canvas.beginText(60, 660)
        hidden.setTextRenderMode(3)
        hidden.setFont(FONT, 10)
        hidden.textOut("电费4.40万元")
        canvas.drawText(hidden)
        canvas.restoreState()
        canvas.setFillColorRGB(1, 1, 1)
        text(canvas, 60, 620, "气费5.50万元")
        canvas.setFillColorRGB(0.1, 0.2, 0.6)
        canvas.rect(50, 570, 300, 30, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        text(canvas, 60, 580, "房租6.60万元")

    found = _load(draw).text
    assert "水费3.10万元" in found
    assert "房租6.60万元" in found
    assert "4.40" not in found
    assert "5.50" not in found


def test_a_pale_watermark_over_text_is_left_out_and_pale_text_is_not() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 700, "印刷费12.30万元")
        canvas.setFillColorRGB(0.75, 0.75, 0.75)
        text(canvas, 60, 660, "邮电费2.20万元")
        canvas.setFillColorRGB(0.85, 0.85, 0.85)
        text(canvas, 50, 696, "样张2021", size=26)

    found = _load(draw).text
    assert "印刷费12.30万元" in found
    assert "邮电费2.20万元" in found
    assert "样张" not in found


def test_small_raised_digits_are_note_marks() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 700, "合计45.60", size=10)
        canvas.setFont("Times-Roman", 6)
        canvas.drawString(103, 704, "12")

    assert "45.60¹²" in _load(draw).text


def test_a_note_without_an_appearance_is_text() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 700, "支出合计")
        canvas.freeTextAnnotation("33.40", (112, 696, 170, 712), name="n", relative=0)

    assert "33.40" in _load(draw).text


def test_a_label_around_its_numbers_is_one_label() -> None:
    def draw(canvas: Canvas) -> None:
        for x, word in ((60, "项目"), (260, "预算数"), (360, "决算数")):
            text(canvas, x, 720, word, size=10)
        for top, halves, values in (
            (690, ("城乡公共交通线路优化与", "候车亭改造支出"), ("41.20", "40.05")),
            (650, ("山洪灾害监测预警设", "施维护支出"), ("17.30", "16.90")),
        ):
            text(canvas, 60, top, halves[0], size=10)
            text(canvas, 60, top - 12, halves[1], size=10)
            for x, value in zip((260, 360), values, strict=True):
                text(canvas, x, top - 6, value, size=10)
        for x, word in ((60, "合计"), (260, "58.50"), (360, "56.95")):
            text(canvas, x, 610, word, size=10)

    document = _load(draw)
    assert "城乡公共交通线路优化与候车亭改造支出\t41.20\t40.05" in document.text


def test_two_short_columns_are_read_one_after_the_other() -> None:
    left = ("本年人员支出合计共", "三百二十万元，较上", "年有所增加。")
    right = ("本年公用支出合计共", "一百一十万元，较上", "年有所减少。")

    def draw(canvas: Canvas) -> None:
        for i in range(3):
            text(canvas, 60, 700 - 16 * i, left[i], size=10)
            text(canvas, 300, 700 - 16 * i, right[i], size=10)

    found = "".join(_load(draw).text.split())
    assert found == "".join(left) + "".join(right)


def test_lone_characters_are_read_here() -> None:
    _load(lambda canvas: text(canvas, 60, 700, "米"))
    assert reads_lone_characters()
