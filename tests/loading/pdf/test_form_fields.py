"""Values of form fields: printed by their appearance, or by the viewer where that is empty or of no size."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from extraction.loading.pdf import load_pdf
from extraction.loading.source import Source
from tests.loading.pdf.sheets import pdf, text

_FIELDS = (("a", "33.40"), ("b", "1,284.60"), ("c", "(55.6)"))


def _draw(size: float, kind: str) -> object:
    def draw(canvas: Canvas) -> None:
        for k, (name, value) in enumerate(_FIELDS):
            text(canvas, 60, 700 - 60 * k, f"支出{name}：")
            place = {"x": 120, "y": 696 - 60 * k, "width": 90, "height": 16}
            if kind == "choice":
                canvas.acroForm.choice(name=name, value=value, options=[value, "0"], **place)
            else:
                canvas.acroForm.textfield(name=name, value=value, fontSize=size, **place)

    return draw


def _read(data: bytes) -> str:
    return load_pdf(Source.of("form.pdf", data)).text


@pytest.mark.parametrize(("size", "kind"), [(10, "text"), (12, "text"), (12, "choice")])
def test_a_printed_value_stands_beside_its_label(size: float, kind: str) -> None:
    found = _read(pdf(_draw(size, kind)))  # type: ignore[arg-type]
    for name, value in _FIELDS:
        assert f"支出{name}：{value}" in found.replace(" ", "")


def test_an_empty_appearance_leaves_the_value_to_the_viewer() -> None:
    data = pdf(_draw(10, "text"))  # type: ignore[arg-type]
    for shown in (b"(33.40) Tj", b"(1,284.60) Tj", b"(\\(55.6\\)) Tj"):
        assert shown in data
        data = data.replace(shown, b" " * len(shown))
    found = _read(data)
    for name, value in _FIELDS:
        assert f"支出{name}：{value}" in found.replace(" ", "")


def test_a_font_of_no_size_leaves_the_value_to_the_viewer() -> None:
    found = _read(pdf(_draw(0, "text")))  # type: ignore[arg-type]
    for _, value in _FIELDS:
        assert found.count(value) == 1


def test_a_ticked_box_prints_no_value() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 60, 700, "是否公开")
        canvas.acroForm.checkbox(name="t", x=120, y=696, checked=True)

    assert "Yes" not in _read(pdf(draw))


def test_text_clipped_away_inside_a_form_stays_hidden() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("part")
        path = canvas.beginPath()
        path.rect(0, 0, 200, 20)
        canvas.clipPath(path, stroke=0, fill=0)
        text(canvas, 10, 5, "水费3.10万元")
        text(canvas, 10, 60, "电费4.40万元")
        canvas.endForm()
        canvas.translate(80, 500)
        canvas.doForm("part")

    found = _read(pdf(draw))
    assert "水费3.10万元" in found
    assert "4.40" not in found
