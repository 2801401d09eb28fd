"""Every number of a document has one fate: read, unread with a reason, or ignored for a closed reason."""

from __future__ import annotations

import copy

import pytest

from extraction.census import Fate, Numeral, Reason
from extraction.census.model import CRITERION, EXPLAINED
from extraction.census.reasons import reason_of
from extraction.census.verify import miscounted
from extraction.census.words import census_line, unread_places
from extraction.document import Cell, Document, Table
from extraction.pipeline import default_pipeline
from extraction.record import Record
from extraction.span import Span
from extraction.validation import violations
from tests.tables.texts import document_of


def census(text: str, *tables: Table) -> dict[str, tuple[str, str | None]]:
    document = Document("a.txt", "0" * 64, "txt", text, tables=tables)
    found = default_pipeline("pattern").extract(document).census
    assert found is not None
    return {n.text: (n.fate.value, n.reason) for n in found.numerals}


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("2023年3月以来，各项工作有序开展。", "3", Reason.DATE),
        ("会议于9:30开始。", "30", Reason.DATE),
        ("自2021.3.5起执行。", "2021.3.5", Reason.DATE),
        ("依据云财〔2022〕17号文执行。", "17", Reason.DOCUMENT_NUMBER),
        ("依据云财〔2022〕17号文执行。", "2022", Reason.DOCUMENT_NUMBER),
        ("按照第十二条办理。", "十二", Reason.REFERENCE),
        ("第3批名单已公布。", "3", Reason.ORDINAL),
        ("详见附件4。", "4", Reason.ORDINAL),
        ("（2）加强管理。", "2", Reason.ORDINAL),
        ("正文\n4、加强管理", "4", Reason.ORDINAL),
        ("联系电话：0731-2266880。", "0731", Reason.PHONE),
        ("联系电话：0731-2266880。", "2266880", Reason.PHONE),
        ("邮政编码：410000", "410000", Reason.PHONE),
        ("道路工程\tP18220200-0028\t道路", "0028", Reason.CODE),
        ("税收收入\t12.50\t十九、住房支出\t8.30", "十九", Reason.ORDINAL),
        ("收入表。\n表15-2\n基金预算", "2", Reason.ORDINAL),
        ("编号：20231107", "20231107", Reason.CODE),
        ("执行GB50300标准。", "50300", Reason.CODE),
        ("一、部门概况…………3\n", "3", Reason.PAGE_NUMBER),
        ("结余。\n— 12 —\n二、支出", "12", Reason.PAGE_NUMBER),
        ("注1：含上年结转。", "1", Reason.NOTE_MARK),
        ("围绕“十四五”规划开展。", "十四五", Reason.NAME),
        ("落实教师“两项补贴”政策。", "两", Reason.NAME),
        ("九台区河道管理所。", "九", Reason.NAME),
        ("新增债券情况表\n31 上海市2024年一般债务情况表", "31", Reason.CODE),
        ("灌溉工程\t37000012D000000000031\t水利", "37000012", Reason.CODE),
        ("工作要求。\n7.2025年市本级收支情况", "7", Reason.ORDINAL),
        ("支出表\n决算表表十六：各县支出", "十六", Reason.ORDINAL),
        ("1.收入情况表........12\t表二", "12", Reason.PAGE_NUMBER),
        ("表1 收入情况表……12表2 支出情况表", "12", Reason.PAGE_NUMBER),
        ("支出情况。\n-31-\n收入情况", "-31", Reason.PAGE_NUMBER),
        ("住房公积金（2210201），全年持平。", "2210201", Reason.CODE),
        ("注：2.2024年为快报数。", "2", Reason.ORDINAL),
        ("收支情况。\n2.13 2021年资金收支总表", "2.13", Reason.ORDINAL),
        ("时效指标：2024年11月底前完成率达标。", "11", Reason.DATE),
        ("城市对95后人才的吸引力居前。", "95", Reason.NAME),
        ("推行7×24小时通关。", "24", Reason.NAME),
        ("窗口实行5*8小时值守。", "8", Reason.NAME),
        ("资金表……第3页9 2024年支出预算情况表…………第5页", "9", Reason.ORDINAL),
        ("收入合计持平。\n02\n支出执行情况表", "02", Reason.ORDINAL),
    ],
)  # fmt: skip
def test_no_figure(text: str, number: str, reason: Reason) -> None:
    assert census(text)[number] == ("ignored", reason)


@pytest.mark.parametrize("text", ["表格在批准后二十日内公开。", "合同在签订后15日内备案。"])
def test_a_number_of_days_is_no_date(text: str) -> None:
    assert all(reason != "date" for _, reason in census(text).values())


def test_the_dash_between_dates_is_no_sign() -> None:
    found = census("工期为2021年3月5日-2022年9月底，共3-5月停工。")
    assert "2022" in found
    assert not any(text.startswith("-") for text in found)


def test_a_header_of_shares_holds_no_number() -> None:
    assert census("完成预算变动数%") == {}


def test_what_is_read_and_what_is_not() -> None:
    found = census("项目支出36.50万元，占62.5%。每超过1天扣0.5分。另有3 284.60 1 105.33待核。")
    assert found["36.50万"] == found["62.5"] == ("read", None)
    assert found["0.5"][0] == "unread"
    assert found["3 284.60"][0] == found["1 105.33"][0] == "unread"


def test_running_numbers_of_a_table_are_ordinals() -> None:
    text = "序号\t设备\t1\t电脑\t2\t桌椅"
    pieces = [(0, 0, 2), (0, 3, 5), (1, 6, 7), (1, 8, 10), (2, 11, 12), (2, 13, 15)]
    cells = tuple(Cell(r, i % 2, Span(a, b)) for i, (r, a, b) in enumerate(pieces))
    table = Table("t1", Span(0, len(text)), cells)
    assert census(text, table) == {"1": ("ignored", "ordinal"), "2": ("ignored", "ordinal")}


def test_a_record_keeps_its_census_and_check_holds_it_against_the_text() -> None:
    text = "项目支出36.50万元，占62.5%。联系电话：0731-2266880。"
    document = Document("a.txt", "0" * 64, "txt", text)
    record = default_pipeline("pattern").extract(document)
    data = record.to_dict()
    assert data["census"] == {"read": 2, "unread": 0, "ignored": {"phone": 2}}
    assert Record.from_dict(data).census == record.census
    assert list(violations(data, text=text)) == []
    assert record.census is not None
    assert record.census.count(Fate.READ) == 2


@pytest.mark.parametrize("fault", ["count", "lost", "fate", "cut"])
def test_a_wrong_census_is_told(fault: str) -> None:
    text = "项目支出36.50万元，占62.5%。"
    record = default_pipeline("pattern").extract(Document("a.txt", "0" * 64, "txt", text))
    data = copy.deepcopy(record.to_dict())
    if fault == "count":
        data["census"]["unread"] = 5
    elif fault == "lost":
        del data["numerals"][0]
        data["census"]["read"] -= 1
    elif fault == "fate":
        data["numerals"][0][3:5] = ["ignored", "date"]
        data["census"] |= {"read": 1, "ignored": {"date": 1}}
    else:
        amount = next(m for m in data["mentions"] if m["label"] == "AMOUNT")
        amount["start"] += 1
    assert list(miscounted(data, text))


def test_a_page_gets_the_unread_numbers_with_their_reason() -> None:
    text = "项目支出36.50万元。每超过1天扣0.5分。"
    record = default_pipeline("pattern").extract(Document("a.txt", "0" * 64, "txt", text))
    shown = [(text[a:b], words) for a, b, words in unread_places(record.census)]
    assert shown == [("1", "在评分标准或名词解释中"), ("0.5", "在评分标准或名词解释中")]
    line = census_line(record.to_dict()["census"])
    assert line == "数字清点：读出 1 个，未读 2 个，不计 0 个"


def _taken(text: str) -> tuple[Numeral, ...]:
    """Return the numerals of a text whose tables are found."""
    found = default_pipeline("pattern").extract(document_of(text)).census
    assert found is not None
    return found.numerals


def test_line_numbers_go_on_from_the_page_before() -> None:
    text = "".join(f"{n}\t物资{chr(0x4E00 + n)}\t见表\n" for n in range(43, 49))
    fates = {(n.fate, n.reason) for n in _taken(text)}
    assert fates == {(Fate.IGNORED, Reason.ORDINAL)}


def test_parts_of_codes_before_names_are_codes() -> None:
    rows = [
        ("103", "06", "01", "甲类利润"),
        ("103", "06", "98", "乙类利润"),
        ("103", "07", "02", "丙类"),
    ]
    text = "".join("\t".join(row) + "\t\n" for row in rows)
    assert {n.reason for n in _taken(text)} == {Reason.CODE}


def test_a_contents_list_without_leaders_gives_pages() -> None:
    titles = ("收入情况的说明", "收入执行情况", "支出情况的说明", "支出执行情况", "结转")
    text = "目录\n" + "".join(f"{t} {n}\n" for t, n in zip(titles, (1, 2, 5, 7, 11), strict=True))
    assert {(n.fate, n.reason) for n in _taken(text)} == {(Fate.IGNORED, Reason.PAGE_NUMBER)}


def test_an_article_is_no_figure_and_a_session_no_count() -> None:
    text = "办好一次盛会，建设一批站点，召开十三届八次全会。"
    assert Fate.UNREAD not in {n.fate for n in _taken(text)}


def test_numbers_in_running_words_of_a_cell_say_so() -> None:
    words = "社区活动经费按上年标准测算安排共计若干，其中场地租金约12至今未定"
    text = f"单位：万元\n项目\t预算数\t测算依据\n活动\t30.00\t{words}\n租金\t12.00\t{words}\n"
    assert EXPLAINED in {n.reason for n in _taken(text)}


@pytest.mark.parametrize(
    "text",
    [
        "累计查扣无牌车16辆。",
        "图书采购折扣率控制在80以内。",
        "代扣代缴6.6万，另有支出。",
        "扣除税费后为7个百分点的一半。",
    ],
)
def test_to_withhold_is_no_rule_for_marks(text: str) -> None:
    assert all(reason != CRITERION for _, reason in census(text).values())


@pytest.mark.parametrize("text", ["每少1项扣2分。", "超过1天的扣3分，扣完为止。", "酌情扣1至2分"])
def test_a_rule_for_marks_is_one(text: str) -> None:
    assert any(reason == CRITERION for _, reason in census(text).values())


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("印发《强化库区巡护十条措施》。", "十", Reason.REFERENCE),
        ("依据《关于〈护水三十条措施〉的通知》执行。", "三十", Reason.REFERENCE),
        ("《连港30万吨级航道工程可行性研究的批复》已下达。", "30万", Reason.REFERENCE),
        ("《桐岭县2023年护水办法》施行。", "2023", Reason.DATE),
        ("《护水办法》施行后巡护十条河道，见《办法》。", "十", None),
        ("《护水办法》施行后投入30万元。", "30万", None),
    ],
)
def test_a_number_in_the_title_of_a_document_refers(
    text: str, number: str, reason: Reason | None
) -> None:
    start = text.index(number)
    span = Span(start, start + len(number))
    assert reason_of(text, span, spelt=not number[0].isdigit()) == reason
