import pytest

from extraction.errors import DamagedError
from extraction.loading import Source, load_source
from extraction.loading.text import decode

TEXT = "\t支出合计\xa0\r\n\n总支出1105.33万元\u3000"


def source(data, name="a.txt"):
    return Source.of(name, data)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("gb18030"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16"],
)
def test_canonical_text_is_the_decoded_file(data):
    assert load_source(source(data)).text == TEXT


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (bytes(range(256)) * 20, "fits neither|binary"),
        (b"\x00" * 50 + "总支出".encode(), "binary"),
        (b" \n\t ", "white space"),
    ],
    ids=["junk", "nul", "blank"],
)
def test_refuses_what_is_no_text(data, what):
    with pytest.raises(DamagedError, match=what):
        decode(source(data))


PARAGRAPH = "甲县水务局本年收入1284.60万元，支出1279.10万元，主要用于渠道维修、堤防加固。\n"


@pytest.mark.parametrize("paragraphs", [5, 20])
@pytest.mark.parametrize("cut", [2, 7, 14])
def test_a_report_that_breaks_off_in_a_sentence_is_partial(cut, paragraphs):
    text = (PARAGRAPH * paragraphs)[:-cut]
    assert [g.place for g in load_source(source(text.encode())).partial] == ["文末"]


@pytest.mark.parametrize("end", ["本年收入1284.60万元，支出1279.", "本年收入，共计（万元）12:"])
def test_a_number_that_breaks_off_ends_no_sentence(end):
    assert load_source(source((PARAGRAPH * 5 + "甲县水务局" * 3 + end).encode())).partial


@pytest.mark.parametrize(
    "end",
    [
        "",
        "（此页无正文）",
        "甲县水务局",
        "项目\t预算数\t决算数",
        "附件：整体支出绩效目标表、项目表",
        "联系电话：010-1234，甲县",
    ],
)
def test_a_report_that_ends_as_reports_end_is_whole(end):
    assert load_source(source((PARAGRAPH * 20 + end).encode())).partial == ()


def test_a_short_text_may_end_anywhere():
    assert load_source(source(PARAGRAPH.strip()[:-1].encode())).partial == ()
