"""Hard line breaks and blanks in running text."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from extraction.loading.pdf.paragraphs import joint
from tests.loading.pdf import sheets
from tests.loading.pdf.reading import body, read

SENTENCE = "本部门二〇二三年度各项收入和支出均已按照规定编入部门决算并接受审计监督"


def test_lines_of_a_paragraph_join_without_blank() -> None:
    text = SENTENCE * 5
    document = read(sheets.pdf(lambda c: sheets.running(c, text, x=80, y=700, columns=40)))
    assert body(document) == [text]


def test_paragraphs_stay_apart() -> None:
    texts = [SENTENCE * 2 + "。", SENTENCE * 3 + "。", "一、总体情况", SENTENCE * 2 + "。"]

    def draw(canvas: Canvas) -> None:
        y = 780.0
        for text in texts:
            y = sheets.running(canvas, text, x=80, y=y, columns=40)

    assert body(read(sheets.pdf(draw))) == texts


def test_number_that_did_not_fit_is_joined() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 80 + 21, 700, SENTENCE[:36] + "为")
        sheets.text(canvas, 80, 682, "1,234.56万元，比上年增加。" + SENTENCE[:28])
        sheets.text(canvas, 80, 664, SENTENCE[:32])

    (text,) = body(read(sheets.pdf(draw)))
    assert "为1,234.56万元" in text


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(0.0, "共2023年"), (0.25, "共2023年"), (0.5, "共2023年"), (3.0, "共 2023年")],
)
def test_gap_between_scripts(gap: float, expected: str) -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 80, 700, "共")
        sheets.text(canvas, 80 + sheets.SIZE * (1 + gap), 700, "2023年")

    assert body(read(sheets.pdf(draw))) == [expected]


@pytest.mark.parametrize("gap", [0.0, 1.0, 4.0])
def test_number_and_its_unit_stay_together(gap: float) -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 80, 700, "支出1,234.56")
        x = 80 + sheets.width("支出1,234.56") + gap * sheets.SIZE
        sheets.text(canvas, x, 700, "万元")

    assert body(read(sheets.pdf(draw))) == ["支出1,234.56万元"]


def test_two_numbers_side_by_side_stay_two() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 80, 700, "12.50")
        sheets.text(canvas, 80 + sheets.width("12.50") + 4, 700, "30.00")

    assert body(read(sheets.pdf(draw))) == ["12.50 30.00"]


def test_lone_numbers_under_each_other_never_join() -> None:
    def draw(canvas: Canvas) -> None:
        for i, number in enumerate(("0.00", "234.57", "469.13", "703.70")):
            sheets.text(canvas, 500 - sheets.width(number), 700 - 16 * i, number)

    assert body(read(sheets.pdf(draw))) == ["0.00", "234.57", "469.13", "703.70"]


def test_characters_printed_twice_for_bold_count_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0.0, 0.3):
            sheets.text(canvas, 80 + shift, 700, "合计1,122.33")

    assert body(read(sheets.pdf(draw))) == ["合计1,122.33"]


@pytest.mark.parametrize("shift", [0.0, 0.05])
def test_a_digit_at_the_same_place_counts_once(shift: float) -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 80, 700, "支出7")
        sheets.text(canvas, 80 + sheets.width("支出") + shift, 700, "7")

    assert body(read(sheets.pdf(draw))) == ["支出7"]


@pytest.mark.parametrize("shift", [0.8, 1.0])
def test_a_digit_printed_again_beside_itself_is_not_read_as_one(shift: float) -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 80, 700, "支出137万元")
        sheets.text(canvas, 80 + sheets.width("支出1") + shift, 700, "3")

    assert "137" not in "".join(body(read(sheets.pdf(draw))))


@pytest.mark.parametrize(
    ("before", "after", "blank"),
    [("支出", "决算", ""), ("12,3", "45.67", ""), ("budget", "execution", " "), ("共12", "台", "")],
)
def test_joint(before: str, after: str, blank: str) -> None:
    assert joint(before, after) == blank


def test_punctuation_set_apart_falls_into_its_gap() -> None:
    def draw(canvas: Canvas) -> None:
        sheets.text(canvas, 80, 700, "（一）")
        sheets.text(canvas, 118, 700, "三公")
        sheets.text(canvas, 146, 700, "经费支出1.20万元")
        canvas.setFont("Times-Roman", sheets.SIZE)
        canvas.drawString(111.6, 700, "\u201c")
        canvas.drawString(139.4, 700, "\u201d")

    assert body(read(sheets.pdf(draw))) == ["（一）\u201c三公\u201d经费支出1.20万元"]


def test_title_over_two_lines_is_one_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        for y, content in (
            (760, "某省某市某区人民政府办公室二〇二三年度部门整体支出"),
            (735, "绩效自评报告"),
        ):
            sheets.text(canvas, (595 - sheets.width(content, 16)) / 2, y, content, size=16)
        sheets.running(canvas, SENTENCE * 3, x=80, y=690, columns=40)

    assert body(read(sheets.pdf(draw)))[0].endswith("整体支出绩效自评报告")
