"""Web pages: the report without the page around it, tables as a browser lays them out."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.document import Document
from extraction.errors import DamagedError, LimitExceededError
from extraction.loading.html import load_html
from extraction.loading.source import Source


def _load(body: str, encoding: str = "utf-8", head: str = "") -> Document:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return load_html(Source.of("page.html", page.encode(encoding)))


def _cells(document: Document, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.column, c.row_span, c.column_span, c.span.of(document.text))
        for c in document.tables[table].cells
    ]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-8", '<meta charset="gb2312">'),
        ("gb18030", '<meta charset="gb2312">'),
        ("gb18030", ""),
        ("utf-16", ""),
        ("big5", '<meta http-equiv="Content-Type" content="text/html; charset=big5">'),
    ],
    ids=["utf8", "bom", "wrong-meta", "gb-meta", "gb-bare", "utf16", "big5"],
)
def test_encodings(encoding: str, head: str) -> None:
    assert _load("<p>本年支出12.5元</p>", encoding, head).text == "本年支出12.5元\n"


def test_lines_in_two_encodings() -> None:
    page = "<p>收入12万元</p>\n".encode() + "<p>支出镕圳11万元</p>".encode("gb18030")
    assert load_html(Source.of("a.html", page)).text == "收入12万元\n支出镕圳11万元\n"


def test_boilerplate_goes_and_the_report_stays() -> None:
    document = _load(
        """
        <div class="topNav"><a>首页</a><a>政务公开</a></div>
        <div class="crumbs">当前位置：首页 &gt; 决算</div>
        <h1>某局2022年度决算</h1><p>来源：某局　发布时间：2023-09-01</p>
        <div class="TRS_Editor"><p>收入10万元。</p><p>支出9<br>万元</p></div>
        <p>打印本页 关闭窗口</p><ul><li><a>甲</a></li><li><a>乙</a></li><li><a>丙</a></li></ul>
        <script>var a = 5;</script><footer>版权所有</footer>
        """
    )
    assert document.text == "某局2022年度决算\n收入10万元。\n支出9\n万元\n"


def test_a_named_element_with_figures_stays() -> None:
    document = _load('<div class="bottom">支出9.50万元，收入10.20万元</div><p>' + "字" * 500)
    assert "9.50万元" in document.text


def test_hidden_text_goes_unless_it_is_the_report() -> None:
    hidden = '<div style="display:none">草稿99万元</div>'
    assert "草稿" not in _load(f"<p>全年支出12万元，比上年增加1万元。</p>{hidden}").text
    assert (
        "12万元"
        in _load('<div style="display: none"><p>全年支出12万元。</p></div><p>展开</p>').text
    )


def test_white_space_collapses_and_source_line_ends_close() -> None:
    document = _load("<p>\n   全年支出\n   总额  为 12\n 万元&nbsp;整</p>")
    assert document.text == "全年支出总额 为 12 万元\xa0整\n"


def test_deleted_text_goes_and_raised_digits_stand_apart() -> None:
    assert _load("<p>支出<del>8</del>9<sup>1</sup>万元</p>").text == "支出9¹万元\n"


def test_spans_are_honoured() -> None:
    document = _load(
        """<table><tr><td rowspan=2>项目</td><td colspan=2>支出</td></tr>
        <tr><td>预算数</td><td>决算数</td></tr><tr><td>合计</td><td>10</td><td>9</td></tr></table>"""
    )
    assert _cells(document) == [
        (0, 0, 2, 1, "项目"),
        (0, 1, 1, 2, "支出"),
        (1, 1, 1, 1, "预算数"),
        (1, 2, 1, 1, "决算数"),
        (2, 0, 1, 1, "合计"),
        (2, 1, 1, 1, "10"),
        (2, 2, 1, 1, "9"),
    ]


def test_a_span_never_covers_another_cell() -> None:
    document = _load(
        "<table><tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=5>c</td></tr>"
        "<tr><td>d</td><td>e</td></tr></table>"
    )
    assert (1, 0, 1, 1, "c") in _cells(document)


def test_huge_spans_are_bounded() -> None:
    start = time.process_time()
    row = "<tr><td rowspan=99999999 colspan=99999999>1</td><td>2</td></tr>"
    document = _load(f"<table>{row}<tr><td>3</td><td>4</td></tr></table><p>x</p>")
    assert "1" in document.text
    assert time.process_time() - start < 20  # by itself it would never end


def test_too_many_places_are_refused() -> None:
    row = "<tr>" + "<td rowspan=60000 colspan=999>1</td></tr>" + "<tr></tr>" * 4000
    with pytest.raises(LimitExceededError, match="places"):
        _load(f"<table>{row}</table>")


def test_layout_tables_are_dissolved_and_data_tables_kept() -> None:
    document = _load(
        """<table><tr><td width=20%>栏目</td><td><h2>决算公开</h2><p>支出如下。</p>
        <table border=1><tr><td>科目</td><td>金额</td></tr><tr><td>工资</td><td>5.00</td></tr>
        </table><p>完。</p></td></tr></table>"""
    )
    assert document.text == "栏目\n决算公开\n支出如下。\n\n科目\t金额\n工资\t5.00\n\n完。\n"
    assert len(document.tables) == 1


def test_a_caption_is_the_line_above() -> None:
    document = _load("<table><caption>收支表</caption><tr><th>甲<th>乙<tr><td>1<td>2</table>")
    (table,) = document.tables
    assert table.caption is not None
    assert table.caption.of(document.text) == "收支表"


def test_title_and_server_tags() -> None:
    document = _load('<%@ page x="y"%><p>正文1</p>', head="<title> 某局\n 公开 </title>")
    assert (document.title, document.text) == ("某局 公开", "正文1\n")


def test_a_web_archive_is_read() -> None:
    message = EmailMessage()
    message["Subject"] = "report"
    message.make_mixed()
    message.replace_header("Content-Type", "multipart/related")
    part = EmailMessage()
    part.set_content("<html><body><p>支出12万元</p></body></html>", subtype="html", charset="big5")
    message.attach(part)
    data = b"MIME-Version: 1.0\n" + message.as_bytes()
    assert load_html(Source.of("page.mht", data)).text == "支出12万元\n"


@pytest.mark.parametrize(
    ("data", "error", "found"),
    [
        (b"", DamagedError, "no text"),
        (b"   \n ", DamagedError, "no text"),
        (b"<html><body><script>1</script></body></html>", DamagedError, "without any"),
        (b"\x00\x01\x02junk", DamagedError, "unknown bytes"),
        (b"%PDF-1.7", DamagedError, "a PDF"),
        ("<p>收入</p>".encode() + b"\xff\xff\xff" * 50, DamagedError, "undecodable"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><p>&a;</p>', LimitExceededError, "entities"),
    ],
    ids=["empty", "blank", "scripts", "binary", "pdf", "undecodable", "entities"],
)
def test_bad_input_is_named(data: bytes, error: type[Exception], found: str) -> None:
    with pytest.raises(error, match=found):
        load_html(Source.of("page.html", data))


def test_deep_nesting_is_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(LimitExceededError, match="nested"):
        _load("<div>" * 50_000 + "支出12万元" + "</div>" * 50_000)
    assert time.process_time() - start < 20  # minutes, were it not refused


@pytest.mark.parametrize("tag", ["font", "span", "div"])
@pytest.mark.parametrize("depth", [100, 240, 300, 2000])
def test_tags_that_nobody_closed_lose_no_text(tag: str, depth: int) -> None:
    document = _load("".join(f"<{tag}>第{i}行支出{i}元" for i in range(depth)))
    assert f"支出{depth - 1}元" in document.text


_SPAN = st.sampled_from(["", "0", "1", "2", "3", "x", "-1", "99999"])


@given(st.lists(st.lists(st.tuples(_SPAN, _SPAN), max_size=4), min_size=1, max_size=5))
def test_any_spans_give_a_grid_without_overlaps(rows: list[list[tuple[str, str]]]) -> None:
    marks = "".join(
        "<tr>" + "".join(f'<td rowspan="{r}" colspan="{c}">字{r}' for r, c in row) for row in rows
    )
    document = _load(f"<p>表</p><table>{marks}</table>")
    for table in document.tables:
        seen: set[tuple[int, int]] = set()
        for cell in table.cells:
            places = {
                (r, k)
                for r in range(cell.row, cell.row + cell.row_span)
                for k in range(cell.column, cell.column + cell.column_span)
            }
            assert seen.isdisjoint(places)
            seen |= places


def test_the_pages_own_rules_hide_and_strike() -> None:
    head = "<style>/* x */ .q, p.r{display:none} @media print{.t{display:none}} .u{text-decoration-line:line-through}</style>"
    body = (
        "<p>资料费<span class='q'>3.30</span>4.40万元<span class='u'>1.10</span></p><p class='r'>7.7</p>"
        "<p class='t'>租金5.50万元</p><p>印刷<span style='text-decoration:line-through'>8.8</span>2.20万元</p>"
    )
    text = _load(body, head=head).text
    assert text == "资料费4.40万元\n租金5.50万元\n印刷2.20万元\n"


def test_spans_are_read_as_browsers_read_them() -> None:
    page = _load(
        "<table><tr><td rowspan='2;'>项目</td><td colspan='2px'>2020年</td></tr>"
        "<tr><td>预算数</td><td>决算数</td></tr><tr><td>水费</td><td>1.5</td><td>1.4</td></tr></table>"
    )
    assert _cells(page)[:2] == [(0, 0, 2, 1, "项目"), (0, 1, 1, 2, "2020年")]


def test_filled_in_fields_of_a_form_are_content_and_search_boxes_are_not() -> None:
    page = _load(
        "<input value='站内搜索'><table><tr><td>项目名称</td><td><input value='渠道整治'></td></tr>"
        "<tr><td>执行数</td><td><textarea>31.20</textarea></td></tr>"
        "<tr><td>类别</td><td><select><option>甲<option selected>乙</select></td></tr></table>"
    )
    assert page.text == "项目名称\t渠道整治\n执行数\t31.20\n类别\t乙\n\n"
