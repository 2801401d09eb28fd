"""A workbook stream whose records are damaged is refused or told, a whole one is read without a word."""

import contextlib
import io

import pytest
import xlwt

from extraction.errors import DamagedError
from extraction.loading.load import load_source
from extraction.loading.source import Source
from extraction.loading.xlsx.records import (
    fault,
    has_whole_cells,
    has_whole_strings,
    has_whole_styles,
    records,
    workbook_stream,
)

ROWS = 60


def book(*, sheets=2, long=""):
    made = xlwt.Workbook()
    for number in range(sheets):
        sheet = made.add_sheet(f"表{number + 1}")
        for row in range(ROWS):
            sheet.write(row, 0, f"第{number}页第{row}项支出{long}")
            sheet.write(row, 1, 12.5 * row)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def load(data):
    return load_source(Source.of("a.xls", data))


def changed(data, place, new):
    """The file with other bytes at a place of its stream, which lies in it in one piece."""
    start = data.index(workbook_stream(data)[:200]) + place
    return data[:start] + new + data[start + len(new) :]


def of_code(data, code, number=0):
    return [r for r in records(workbook_stream(data)) if r.code == code][number]


@pytest.mark.parametrize(
    "long", ["", "，用于购置与维护" * 30], ids=["short", "over several records"]
)
def test_a_whole_workbook_is_read_without_a_word(long):
    data = book(long=long)
    stream = workbook_stream(data)
    assert fault(stream) is None
    assert has_whole_strings(stream)
    assert has_whole_cells(stream)
    assert has_whole_styles(stream)
    found = load(data)
    assert found.partial == ()
    assert found.text.count("支出") == 2 * ROWS


@pytest.mark.parametrize(
    ("code", "number", "new"),
    [(0x00FD, 30, bytes(300)), (0x00FD, 30, b"\x34\x12"), (0x027E, 9, b"\x7e\x02\x10\x00"), (0x0809, 2, bytes(4))],
    ids=["zeros over cells", "an unknown kind", "another length", "zeros over a sheet's beginning"],
)  # fmt: skip
def test_records_that_cannot_be_are_refused(code, number, new):
    data = book()
    with pytest.raises(DamagedError):
        load(changed(data, of_code(data, code, number).start - 4, new))


def test_strings_that_zeros_have_moved_are_told():
    data = book()
    table = of_code(data, 0x00FC)
    first = workbook_stream(data).index("第0页第7项".encode("utf-16-le"), table.start) - 3
    damaged = changed(data, first, bytes(3))  # one string is empty, what follows is cut elsewhere
    assert not has_whole_strings(workbook_stream(damaged))
    with contextlib.suppress(DamagedError):
        assert any("共享文字表" in g.reason for g in load(damaged).partial)


def test_one_string_less_is_told():
    data = book()
    table = of_code(data, 0x00FC)
    count = int.from_bytes(workbook_stream(data)[table.start + 4 : table.start + 8], "little")
    fewer = (count - 1).to_bytes(4, "little")
    damaged = changed(data, table.start + 4, fewer)
    last = of_code(data, 0x00FD, 2 * ROWS - 1)
    damaged = changed(damaged, last.start + 6, bytes(4))  # no cell asks for the last one
    (gap,) = load(damaged).partial
    assert "共享文字表" in gap.reason


@pytest.mark.parametrize("code", [0x0014, 0x007D, 0x00EC], ids=["header", "columns", "drawing"])
@pytest.mark.parametrize("number", [3, ROWS, 2 * ROWS - 2])
def test_a_cell_that_became_another_record_is_told(code, number):
    data = book()
    place = of_code(data, 0x00FD, number).start - 4
    damaged = changed(data, place, code.to_bytes(2, "little"))
    assert fault(workbook_stream(damaged)) is None
    assert not has_whole_cells(workbook_stream(damaged))
    assert "工作表记录损坏，单元格可能缺失" in [g.reason for g in load(damaged).partial]


@pytest.mark.parametrize("control", [b"\x1e", b"\x01", b"\x7f"])
def test_a_number_format_that_no_one_writes_is_told(control):
    made = xlwt.Workbook()
    sheet = made.add_sheet("表")
    for row in range(9):
        sheet.write(row, 0, 510.66 + row, xlwt.easyxf(num_format_str="0.00_ "))
    target = io.BytesIO()
    made.save(target)
    data = target.getvalue()
    assert load(data).partial == ()
    place = workbook_stream(data).index(b"0.00_ ") + 1
    assert "数字格式损坏，数字可能显示有误" in [
        g.reason for g in load(changed(data, place, control)).partial
    ]


@pytest.mark.parametrize("field", [b"\xba\x00\xa4\x00", b"\x00\x00\x5a\x05", b"\xff\xff\x00\x00"])
def test_a_style_without_its_font_or_format_is_told(field):
    data = book()
    damaged = changed(data, of_code(data, 0x00E0, 17).start, field)
    assert not has_whole_styles(workbook_stream(damaged))
    assert "数字格式损坏，数字可能显示有误" in [g.reason for g in load(damaged).partial]


def test_zeros_behind_the_end_are_only_filling():
    assert fault(workbook_stream(book()) + bytes(500)) is None


def test_a_cell_far_out_does_not_widen_the_other_rows():
    made = xlwt.Workbook()
    sheet = made.add_sheet("收支")
    for row in range(400):
        sheet.write(row, 0, f"项目{row}")
        sheet.write(row, 1, 510.66 + row)
    sheet.write(7, 255, "备注")
    target = io.BytesIO()
    made.save(target)
    (table,) = load(target.getvalue()).tables
    assert len(table.cells) < 400 * 2 + 256


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        ([("15.50", False), ("2", True)], "15.50²"),
        ([("1", True), ("8.60", False)], "¹8.60"),
        ([("合计", False), ("12", True), ("万元", False)], "合计¹²万元"),
        ([("15.50", False), ("2", False)], "15.502"),
    ],
)
def test_a_raised_digit_of_an_old_workbook_joins_no_number(pieces, wanted):
    plain, raised = xlwt.easyfont(""), xlwt.easyfont("escapement superscript")
    made = xlwt.Workbook()
    sheet = made.add_sheet("表")
    sheet.write(0, 0, "项目")
    sheet.write(0, 1, "决算数")
    sheet.write(1, 0, "渠道清淤")
    sheet.write_rich_text(1, 1, [(words, raised if up else plain) for words, up in pieces])
    target = io.BytesIO()
    made.save(target)
    assert wanted in load(target.getvalue()).text


def test_struck_out_words_of_an_old_workbook_are_gone():
    struck = xlwt.easyfont("struck_out true")
    made = xlwt.Workbook()
    sheet = made.add_sheet("表")
    sheet.write(0, 0, "渠道清淤")
    sheet.write_rich_text(0, 1, [("18.30", struck), ("15.50", xlwt.easyfont(""))])
    target = io.BytesIO()
    made.save(target)
    text = load(target.getvalue()).text
    assert "15.50" in text
    assert "18.30" not in text
