"""OFD: characters in place, paragraphs re-joined, tables by their lines."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from pathlib import Path

import pytest

from extraction.errors import DamagedError, EncryptedError, LimitExceededError
from extraction.loading.ofd import load_ofd
from extraction.loading.source import Source
from tests.loading.ofd.writing import OfdWriter

_FONT = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
_ROWS = (
    ("项目", "预算数", "决算数"),
    ("基本支出", "120.50", "118.20"),
    ("合计", "120.50", "118.20"),
)


def _report() -> OfdWriter:
    writer = OfdWriter()
    writer.page()
    writer.text(60, 30, "某局2022年度决算", size=6)
    writer.text(28, 50, "本年度支出合计118.20万元，比上年增长百分之三，主要用于")
    writer.text(20, 58, "日常运转。")
    writer.text(20, 74, "支出决算表　单位：万元")
    writer.table(20, 80, _ROWS)
    return writer


def test_text_table_and_title() -> None:
    document = load_ofd(Source.of("a.ofd", _report().data(title="决算公开")))
    assert document.title == "决算公开"
    assert document.format == "ofd"
    assert "某局2022年度决算\n" in document.text
    assert "支出合计118.20万元" in document.text
    (table,) = document.tables
    texts = [c.span.of(document.text) for c in table.cells]
    assert texts == [text for row in _ROWS for text in row]


def test_every_cell_has_its_box_in_points() -> None:
    document = load_ofd(Source.of("a.ofd", _report().data()))
    assert document.boxes is not None
    for cell in document.tables[0].cells:
        printed = document.boxes.box(cell.span)
        assert cell.box is not None
        assert printed is not None
        assert cell.box.x0 - 1 <= printed.x0 <= printed.x1 <= cell.box.x1 + 1
        assert cell.box.top - 1 <= printed.top <= printed.bottom <= cell.box.bottom + 1
    first = document.tables[0].cells[0].box
    assert first is not None
    assert first.x0 == pytest.approx(20 * 72 / 25.4, abs=1)


def test_pages_keep_their_size_and_order() -> None:
    writer = _report()
    writer.page()
    writer.text(20, 40, "第二页的说明文字，支出用途如下。")
    document = load_ofd(Source.of("a.ofd", writer.data()))
    assert [p.number for p in document.pages] == [1, 2]
    assert document.pages[0].width == pytest.approx(595.28, abs=0.1)
    second = document.page_of(document.text.index("第二页"))
    assert second is not None
    assert second.number == 2


def test_single_advances_and_objects_with_a_matrix() -> None:
    writer = OfdWriter()
    writer.page()
    writer.text(20, 40, "支出1,234.56万元", grouped=False)
    writer.pages[-1].append(
        '<ofd:TextObject ID="3" Boundary="20 60 100 10" Size="1" CTM="4 0 0 4 0 0">'
        '<ofd:TextCode X="0" Y="1" DeltaX="1 1 1">收入合计</ofd:TextCode></ofd:TextObject>'
    )
    text = load_ofd(Source.of("a.ofd", writer.data())).text
    assert "支出1,234.56万元" in text
    assert "收入合计" in text


@pytest.mark.skipif(
    importlib.util.find_spec("rapidocr_onnxruntime") is None or not _FONT.exists(),
    reason="needs the ocr extra and a Chinese font (apt install fonts-wqy-zenhei)",
)
@pytest.mark.slow
def test_a_page_that_is_a_picture_is_read_by_ocr() -> None:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (1240, 400), "white")
    font = ImageFont.truetype(str(_FONT), 36)
    ImageDraw.Draw(image).text((100, 100), "全年支出1598.34万元。", fill="black", font=font)
    png = io.BytesIO()
    image.save(png, "PNG")
    writer = OfdWriter()
    writer.page()
    writer.picture(png.getvalue(), "0 0 210 67.7")
    document = load_ofd(Source.of("a.ofd", writer.data()))
    assert "1598.34万元" in document.text
    assert document.ocr_pages == (1,)


def _changed(name: str, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_report().data())) as given,
        zipfile.ZipFile(target, "w") as out,
    ):
        for member in given.namelist():
            content = given.read(member)
            out.writestr(member, content.replace(old, new) if member == name else content)
    return target.getvalue()


def _blank() -> bytes:
    writer = OfdWriter()
    writer.page()
    return writer.data()


_CONTENT = "Doc_0/Pages/Page_0/Content.xml"


@pytest.mark.parametrize(
    ("data", "error", "found"),
    [
        (b"", DamagedError, "an empty file"),
        (b"junk" * 20, DamagedError, "unknown bytes"),
        (_report().data()[:400], DamagedError, "truncated"),
        (_blank(), DamagedError, "without any"),
        (OfdWriter().data(), DamagedError, "without pages"),
        (_changed("Doc_0/Document.xml", b"Page_0", b"Page_9"), DamagedError, "no part"),
        (_changed(_CONTENT, b"</ofd:Page>", b""), DamagedError, "broken XML"),
        (_changed("OFD.xml", b"<ofd:DocBody>", b"<ofd:Encryptions/><ofd:DocBody>"),
         EncryptedError, "password"),
        (_changed(_CONTENT, b"<ofd:Page ", b'<!DOCTYPE a [<!ENTITY b "c">]><ofd:Page '),
         LimitExceededError, "entity"),
    ],
    ids=["empty", "junk", "truncated", "blank", "no-pages", "no-part", "cut", "locked", "entity"],
)  # fmt: skip
def test_bad_input_is_named(data: bytes, error: type[Exception], found: str) -> None:
    with pytest.raises(error, match=found):
        load_ofd(Source.of("report.ofd", data))


def test_too_many_marks_are_refused() -> None:
    path = "M 0 0 " + "L 5 0 L 0 0 " * 120_000
    writer = OfdWriter()
    writer.page()
    writer.pages[-1].append(
        f'<ofd:PathObject ID="2" Boundary="0 0 9 9"><ofd:AbbreviatedData>{path}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    with pytest.raises(LimitExceededError, match="marks"):
        load_ofd(Source.of("a.ofd", writer.data()))
