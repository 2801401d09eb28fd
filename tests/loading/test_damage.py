"""Damage and emptiness are never success: what a loader could not read is told or refused."""

import contextlib
import io
import json
import zipfile
import zlib

import docx
import pikepdf
import pytest
import xlwt
from PIL import Image
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from eval.bench.damage import lost_share, pieces
from extraction.bulk.run import RunSettings, run
from extraction.errors import DamagedError, LoadError
from extraction.loading.docx.pictures import Pictures
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.record import Record
from extraction.reporting.summary import summary
from extraction.reporting.view import report_view

SENTENCE = "甲县水务局2022年度收入合计1284.60万元，其中财政拨款1200.00万元，支出用于渠道维修。"
TRADITIONAL = "甲縣水務局2022年度收入合計1284.60萬元，其中財政撥款1200.00萬元，支出用於渠道維修。"


def pdf(pages=3, *, compress=1, draw=None):
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=compress)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for number in range(pages):
        canvas.setFont("STSong-Light", 12)
        for i in range(20):
            canvas.drawString(2 * cm, (27 - i) * cm, f"第{number + 1}章第{i}段" + SENTENCE[:20])
        if draw:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def load(data, name):
    return load_source(Source.of(name, data))


def test_a_pdf_whose_stream_is_zeroed_is_partial():
    whole = pdf()
    middle = whole.index(b"stream", len(whole) // 3) + 60
    damaged = whole[:middle] + bytes(200) + whole[middle + 200 :]
    try:
        found = load(damaged, "a.pdf")
    except LoadError:
        return
    assert found.partial


def test_a_whole_pdf_is_not_partial():
    assert load(pdf(), "a.pdf").partial == ()


def test_a_font_whose_map_is_cut_is_told():
    file = pikepdf.open(io.BytesIO(pdf()))
    font = next(iter(file.pages[0].Resources.Font.values()))
    cut = zlib.compress(b"/CIDInit /ProcSet findresource begin" * 50)[:40]
    font.ToUnicode = file.make_stream(b"")
    font.ToUnicode.write(cut, filter=pikepdf.Name.FlateDecode)
    target = io.BytesIO()
    file.save(target, compress_streams=False)
    assert any("字体" in g.reason for g in load(target.getvalue(), "a.pdf").partial)


def test_pages_the_tree_counts_and_does_not_hold_are_missing():
    file = pikepdf.open(io.BytesIO(pdf(4)))
    kids = file.Root.Pages.Kids
    kids[2] = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Nothing))
    target = io.BytesIO()
    file.save(target)
    with contextlib.suppress(LoadError):
        assert load(target.getvalue(), "a.pdf").partial


def test_a_blank_pdf_is_refused():
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.showPage()
    canvas.save()
    with pytest.raises(DamagedError, match="with text"):
        load(target.getvalue(), "a.pdf")


def outlines(canvas):
    for i in range(60):
        path = canvas.beginPath()
        path.moveTo(50 + i * 7, 400)
        for k in range(12):
            path.curveTo(51 + i * 7, 402 + k, 54 + i * 7, 404 + k, 55 + i * 7, 401 + k)
        canvas.drawPath(path, fill=1, stroke=0)


def test_a_page_of_outlines_is_told_or_refused(monkeypatch):
    monkeypatch.setattr("extraction.loading.pdf.loader.installed_reader", lambda: None)
    target = io.BytesIO()
    canvas = Canvas(target)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 12)
    for i in range(5):
        canvas.drawString(50, 700 - 20 * i, SENTENCE)
    canvas.showPage()
    outlines(canvas)
    canvas.showPage()
    canvas.save()
    (gap,) = load(target.getvalue(), "a.pdf").partial
    assert gap.place == "第2页"


def test_an_empty_docx_is_refused():
    target = io.BytesIO()
    docx.Document().save(target)
    with pytest.raises(DamagedError):
        load(target.getvalue(), "a.docx")


def pictured(width_cm, height_cm, *, text):
    image = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(image, "PNG")
    document = docx.Document()
    if text:
        document.add_paragraph(text)
    document.add_picture(image, width=int(width_cm * 360_000), height=int(height_cm * 360_000))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_page_sized_picture_in_a_docx_is_told(monkeypatch):
    monkeypatch.setattr("extraction.loading.docx.pictures.installed_reader", lambda: None)
    found = load(pictured(15, 20, text=SENTENCE), "a.docx")
    assert [g.place for g in found.partial] == ["第1幅图片"]
    assert load(pictured(6, 4, text=SENTENCE), "a.docx").partial == ()


def test_a_page_sized_picture_in_a_docx_is_read(monkeypatch):
    line = type("Line", (), {"text": "支出合计30万元"})()
    monkeypatch.setattr(
        "extraction.loading.docx.pictures.installed_reader", lambda: lambda image, scale: [line]
    )
    found = load(pictured(15, 20, text=None), "a.docx")
    assert "支出合计30万元" in found.text
    assert found.partial == ()


def test_a_docx_of_unreadable_pictures_is_refused(monkeypatch):
    monkeypatch.setattr("extraction.loading.docx.pictures.installed_reader", lambda: None)
    with pytest.raises(DamagedError, match="图片"):
        load(pictured(15, 20, text=None), "a.docx")


def test_a_picture_that_is_damaged_is_a_gap(monkeypatch):
    monkeypatch.setattr(
        "extraction.loading.docx.pictures.installed_reader", lambda: lambda image, scale: []
    )
    assert Pictures(lambda name: b"\x89PNG broken")._read("rId1", 300.0) == []


def page(body):
    return f"<html><body><div>{body}</div></body></html>"


@pytest.mark.parametrize(
    "damaged",
    [
        page(f"<p>{SENTENCE * 5}</p>")[:150],
        page(f"<p>{SENTENCE}</p><!-- <p>{SENTENCE * 3}</p>"),
        page(f"<p>{SENTENCE}</p><p title=\"{SENTENCE * 3}</p><p>尾</p>"),
        page(f"<p>{SENTENCE}</p><table><tr><td>甲</td></tr><tr><td>乙</td>"),
        page(f"<p>{SENTENCE}</p><p>支出\x05\x1d万元</p>"),
        page(f"<p>{SENTENCE}</p><p>收入\ufffd万元</p>"),
        page(f"<p>{SENTENCE}</p><p class=c'one' id='two'>支出</p>"),
        page(f"<p>{SENTENCE}</p><a href=\"href=\"list.html\">目录</a>"),
        page(f"<p>{SENTENCE}</p><b class=\"n<p>支出</p>"),
        page(f"<p>{SENTENCE}</p><p>支出 style=\"color: red\">决算</p>"),
        page(f"<p>{SENTENCE}</p><p>支出 20px; line-height: 2;\">决算</p>"),
        page(f"<p>{SENTENCE}</p><style>p {{}}</styqe>" + f"<p>{SENTENCE}</p>" * 20 + "<style></style>"),
    ],
    ids=["cut", "comment", "quote", "table", "control", "unknown", "before quote", "two quotes", "broken tag", "tail", "tail of a value", "style"],
)  # fmt: skip
def test_a_damaged_page_is_partial_or_refused(damaged):
    with contextlib.suppress(LoadError):
        assert load(damaged.encode(), "a.html").partial


def test_a_whole_page_is_not_partial():
    whole = page(f"<p>{SENTENCE}</p><table><tr><td>甲</td><td>1.20</td></tr></table>")
    assert load(whole.encode(), "a.html").partial == ()


@pytest.mark.parametrize(
    "body",
    [
        '<img src="a.jpg"width="19" border=0><br/>',
        '<meta name="date" content="<TIME>2026-02-28</TIME>">',
        '<li ms-if="$index<9" ms-visible="list.length>0"><a href=../a.html?b=1&c=2>甲</a></li>',
        "<input disabled value='1<2'><p>3 < 5 且 x=\"y\"</p>",
        "<script>if (a<b && c>d) alert('甲乙丙')</script>",
    ],
)
def test_odd_but_whole_markup_is_not_partial(body):
    assert load(page(f"<p>{SENTENCE}</p>{body}").encode(), "a.html").partial == ()


@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_big5_is_told_from_gb18030(suffix):
    text = TRADITIONAL * 3 if suffix == "txt" else page(f"<p>{TRADITIONAL * 3}</p>")
    assert "甲縣水務局" in load(text.encode("big5"), f"a.{suffix}").text


@pytest.mark.parametrize("suffix", ["txt", "html"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("令和4年度の予算執行報告書。収入の合計は千二百万円、支出は前年度より減少しました。" * 3, "cp932"),
        ("2022년도 예산 집행 보고서. 수입 합계는 지출은 전년보다 감소하였다. 사업 성과를 설명한다." * 3, "cp949"),
        ("Les dépenses réalisées à l'été s'élèvent à mille; intérêts payés, économies réalisées." * 3, "cp1252"),
    ],
    ids=["shift-jis", "euc-kr", "latin-1"],
)  # fmt: skip
def test_other_encodings_are_refused(text, encoding, suffix):
    data = text if suffix == "txt" else page(f"<p>{text}</p>")
    with pytest.raises(DamagedError):
        load(data.encode(encoding), f"a.{suffix}")


@pytest.mark.parametrize("text", [SENTENCE, "合计", "基本养老保险缴费，职业年金缴费"])
def test_gb18030_stays_gb18030(text):
    assert load(text.encode("gb18030"), "a.txt").text == text


def test_a_package_with_a_piece_left_out_is_refused():
    target = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    document.save(target)
    data = target.getvalue()
    for start in range(200, 2000, 300):
        with pytest.raises(LoadError):
            load(data[:start] + data[start + 400 :], "a.docx")


def test_a_workbook_whose_sectors_run_in_a_circle_is_refused():
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for i in range(300):
        sheet.write(i, 0, f"项目{i}")
    target = io.BytesIO()
    book.save(target)
    data = bytearray(target.getvalue())
    table = int.from_bytes(data[76:80], "little")
    start = 512 + 512 * table
    data[start : start + 256] = bytes(256)
    with pytest.raises(DamagedError, match="circle"):
        load(bytes(data), "a.xls")


def partial_page(folder):
    folder.mkdir()
    text = page(f"<p>{SENTENCE}</p>").removesuffix("</div></body></html>")
    (folder / "a.html").write_text(text, encoding="utf-8")


def test_a_run_tells_what_was_read_in_part(tmp_path):
    partial_page(tmp_path / "in")
    account = run([str(tmp_path / "in")], tmp_path / "out", RunSettings(model="pattern"))
    assert account["counts"]["partial"] == 1
    assert account["counts"]["records"] == 1
    record = json.loads((tmp_path / "out/reports.jsonl").read_text("utf-8"))
    assert record["partial"][0]["place"] == "全文"
    (said,) = map(json.loads, (tmp_path / "out/failures.jsonl").read_text("utf-8").splitlines())
    assert said["error"] == "PartialDocument"
    assert said["path"].endswith("a.html")
    assert Record.from_dict(record).to_dict()["partial"] == record["partial"]
    assert any("未能读取" in line for line in summary([record]))
    assert report_view(record, "").partial


def test_the_command_ends_with_1_when_a_document_is_partial(tmp_path, capsys):
    from extraction.cli.main import main

    partial_page(tmp_path / "in")
    code = main(
        ["extract", str(tmp_path / "in"), "--output", str(tmp_path / "out"), "--model", "pattern"]
    )
    assert code == 1
    assert "1 份不完整" in capsys.readouterr().out


def test_the_measure_of_loss():
    assert lost_share(pieces("甲乙丙丁戊"), pieces("甲乙丙丁戊")) == 0
    assert lost_share(pieces("甲乙丙丁戊己"), pieces("甲乙丙")) == 0.75


@pytest.mark.parametrize(
    ("field", "value"), [(16, 2**32 - 1), (16, 5), (12, 2**32 - 16), (12, 10**6)]
)
def test_a_package_whose_directory_is_elsewhere_is_refused(field, value):
    target = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    document.save(target)
    data = bytearray(target.getvalue())
    end = data.rindex(b"PK\x05\x06") + field
    data[end : end + 4] = value.to_bytes(4, "little")
    with pytest.raises(DamagedError):
        load(bytes(data), "a.docx")


def test_a_member_of_a_zip_is_read_whole_or_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<x/>")
    data = target.getvalue().replace(b"<x/>", b"<y/>", 1)
    with pytest.raises(LoadError):
        load(data, "a.docx")
