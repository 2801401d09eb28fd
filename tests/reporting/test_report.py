import html
import re
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from annotations.corpus.rendering import RENDERED
from extraction import extract, load
from extraction.bulk.run import RunSettings, run
from extraction.output.folder import FolderWriter, read_records, read_text
from extraction.reporting.charts import bars
from extraction.reporting.overview import verdict
from extraction.reporting.page import render_page, render_records
from extraction.reporting.summary import pad, summary
from extraction.reporting.view import _in_wan, by_year, context
from extraction.reporting.workbook import write_workbook

REPORT = """沙湖县档案馆{year}年度部门整体支出绩效自评报告
沙湖县档案馆{year}年度总支出{total}万元，其中：基本支出300.00万元，项目支出200.00万元。
<script>alert(1)</script>
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("reports")
    (place / "a.txt").write_text(REPORT.format(year=2021, total="500.00"), encoding="utf-8")
    (place / "b.txt").write_text(REPORT.format(year=2022, total="460.00"), encoding="utf-8")
    out = tmp_path_factory.mktemp("out")
    run([str(place)], out, RunSettings(model="pattern"))
    return out


def test_page_shows_the_finding_in_its_sentence_and_escapes_text(folder):
    page = render_page(folder)
    assert "<mark>460.00万元</mark>" in page
    assert "<script>alert" not in page
    assert page.index("2022年度") < page.index("2021年度")  # the report with findings first


def test_workbook_has_a_sheet_for_each_table_and_unit(folder, tmp_path):
    write_workbook(folder, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames[:4] == ["总览", "发现的问题", "目标与实际", "金额与数量"]
    assert book.sheetnames[4].startswith("分年 沙湖县档案馆")
    assert "460" in book["发现的问题"]["D2"].value


def test_a_sheet_without_rows_says_so(folder, tmp_path):
    write_workbook(folder, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    for title, words in (("目标与实际", "没有读出绩效指标"), ("未读的数字", "没有未读的数字")):
        shown = [c.value for row in book[title].rows for c in row]
        assert shown == [title, words]


def test_the_page_counts_unread_numbers_once(folder):
    page = render_page(folder)
    counts = re.findall(r"<p class=\"meta\">[^<]*<br>([^<]*)", page)
    assert counts
    assert not any("未读" in c for c in counts)


def test_the_page_begins_with_a_row_a_report(folder):
    page = render_page(folder)
    table = page[: page.index("<h2")].split("<table>")[1]
    heads = re.findall(r"<th[^>]*>([^<]*)", table)
    assert heads[4:] == ["达成", "未达成", "无法判断", "自评总分", "执行率", "不符"]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", table.split("<tr>")[2])
    assert cells[-6:] == ["0", "0", "0", "—", "—", "1"]


def test_figures_by_year(folder):
    (table,) = by_year(read_records(folder))
    assert table.years == (2021, 2022)
    assert dict(table.rows)["总支出"] == ("500", "460")


def test_summary_counts_reports_and_findings(folder):
    lines = list(summary(read_records(folder)))
    assert lines[-1] == "共 2 份报告，发现 1 处数字问题。"


@pytest.mark.parametrize(
    ("yuan", "wan"),
    [("5600000", "560"), ("5600050.5", "560.00505"), ("-120", "-0.012"), ("0", "0"), (None, "")],
)
def test_yuan_in_wan_moves_the_point(yuan, wan):
    assert _in_wan(yuan) == wan


def test_context_marks_every_figure_of_the_sentence():
    text = "甲。总支出5元，基本支出3元。乙"
    segments = context(text, [(5, 7), (12, 14)])
    assert [s.text for s in segments if s.marked] == ["5元", "3元"]
    assert "".join(s.text for s in segments) == "总支出5元，基本支出3元。"


def test_pad_counts_terminal_columns():
    assert pad("项目支出", 6) == "项目支"
    assert pad("项目", 6) == "项目  "


def test_decisions_and_corrections_are_shown_wherever_findings_are(folder, tmp_path):
    records = list(read_records(folder))
    check = next(c for r in records for c in r["checks"] if c["status"] == "violated")
    word = {
        "check": check["fingerprint"],
        "verdict": "explained",
        "reason": "scope",
        "note": "另账",
    }
    record = next(r for r in records if check in r["checks"])
    record["decisions"] = [{**word, "who": "李明", "when": "2026-11-29T08:00:00"}]
    record["corrections"] = {"added": [record["amounts"][0]["mention"]], "changed": [], "count": 1}
    with FolderWriter(tmp_path / "out") as writer:
        for r in records:
            writer.record(r, read_text(folder, r["document"]["sha256"]))
    said = "已说明：口径不同，另账（李明 2026-11-29）"
    lines = list(summary(read_records(tmp_path / "out")))
    assert any(said in line for line in lines)
    assert lines[-1] == "共 2 份报告，发现 1 处数字问题（已说明 1）。"
    page = render_page(tmp_path / "out")
    assert said in page
    assert "人工更正 1 处" in page
    write_workbook(tmp_path / "out", tmp_path / "r.xlsx")
    cells = {c.value for row in load_workbook(tmp_path / "r.xlsx")["发现的问题"].rows for c in row}
    assert {"已说明", "口径不同", "另账", "李明"} <= cells


def test_every_sheet_prints_as_it_stands(folder, tmp_path):
    write_workbook(folder, tmp_path / "r.xlsx")
    for sheet in load_workbook(tmp_path / "r.xlsx"):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_area
        assert sheet.auto_filter.ref
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith("'")


def test_text_like_a_formula_is_text(folder, tmp_path):
    records = list(read_records(folder))
    records[0]["document"]["unit_name"] = "=1+1"
    with FolderWriter(tmp_path / "out") as writer:
        for r in records:
            writer.record(r, read_text(folder, r["document"]["sha256"]))
    write_workbook(tmp_path / "out", tmp_path / "r.xlsx")
    cell = load_workbook(tmp_path / "r.xlsx")["总览"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_overview_tells_budget_execution_goals_and_findings():
    record = extract(RENDERED / "yunling-road-project.docx", model="pattern").to_dict()
    found = verdict(record)
    assert (found.initial, found.adjusted, found.actual) == tuple(
        map(Decimal, ("480", "520", "494"))
    )
    assert (found.rate, found.score) == (Decimal("95.00"), Decimal("97.5"))
    assert (found.met, found.unmet) == (6, 1)


def test_the_page_holds_a_verdict_charts_and_the_whole_text_without_script():
    document = load(RENDERED / "yunling-road-project.docx")
    data = extract(document, model="pattern").to_dict()
    page = render_records([data], [document.text])
    assert "<script" not in page
    assert 'aria-label="年初预算 480万元；调整预算 520万元；执行数 494万元"' in page
    assert 'aria-label="未达成 1，达成 6，无法判断 0"' in page
    assert "-3个百分点" in page  # 92% against ≥95%
    whole = page[page.index('<div class="whole">') :].split("</div>")[0]
    plain = re.sub("<[^>]+>", "", whole)
    assert html.unescape(plain) == document.text


def test_bars_of_one_thing_have_one_colour():
    rows = [("甲局", Decimal("90"), "90%"), ("乙局", Decimal("95"), "95%")]
    alike, told_apart = (bars(rows, alike=same) for same in (True, False))
    assert len(set(re.findall(r'fill="(#\w+)"', alike))) == 1
    assert len(set(re.findall(r'fill="(#\w+)"', told_apart))) == 2
