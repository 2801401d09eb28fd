"""Values inside cells, roles, changes and units."""

from __future__ import annotations

import pytest

from extraction.lexicon.roles import role_of, role_of_title
from extraction.span import Span
from extraction.tables.cells import Kind, kind_of
from extraction.tables.labels import bracketed_marks, class_prefix, strip_label, without_remnant
from extraction.tables.units import unit_in_header, unit_in_note
from extraction.tables.values import actual_spans, split_name, target_span
from extraction.tables.vocabulary import header_word, is_level
from tests.tables.texts import mentions_of, read_text


def whole(text: str) -> Span:
    """Return the span of all of `text`."""
    return Span(0, len(text))


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("购买电脑数量12台", "购买电脑数量", "12台"),
        ("参保率≥95%", "参保率", "≥95%"),
        ("群众满意度98%以上", "群众满意度", "98%以上"),
        ("覆盖率达到100%", "覆盖率", "100%"),
        ("能耗下降3%", "能耗", "下降3%"),
        ("服务质量提升", "服务质量提升", None),
    ],
    ids=lambda v: str(v),
)
def test_split_name(text: str, name: str, target: str | None) -> None:
    found, value = split_name(text, whole(text))
    assert found.of(text) == name
    assert (value.of(text) if value else None) == target


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("97.3%", "97.3%", None),
        ("2.14万亩，已完成", "2.14万亩", "已完成"),
        ("完成", "完成", None),
        ("全年累计培训各类人员共12,345人次及其他相关工作若干", "12,345人次", None),
        ("52,300", "52,300", None),
        ("52,300平方米，已完成", "52,300平方米", "已完成"),
        ("平均11个工作日", "11个工作日", None),
        ("1个，另1个在建", "1个", None),
        ("按时完成", "按时完成", None),
    ],
    ids=lambda v: str(v),
)
def test_actual_spans(text: str, value: str, status: str | None) -> None:
    found, verdict = actual_spans(text, whole(text))
    assert found.of(text) == value
    assert (verdict.of(text) if verdict else None) == status


@pytest.mark.parametrize("text", ["≥95%", "12月底100%完成", "10月上线", "不低于60%", "有效提升"])
def test_a_short_target_is_the_whole_cell(text: str) -> None:
    assert target_span(text, whole(text)).of(text) == text


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1、局机关", "局机关"),
        ("其中：人员经费", "人员经费"),
        ("（一）税收收入", "税收收入"),
        ("执行率（B/A）", "执行率"),
        ("金额（万元）", "金额"),
        ("因公出国（境）费", "因公出国（境）费"),
        ("年度资金总额：", "年度资金总额"),
        ("指标2：完工率", "完工率"),
        ("指标指标1:鸡苗成活率", "鸡苗成活率"),
        ("展品完好率 ≥", "展品完好率"),
        ("合格率（%）≥", "合格率"),
        ("指标 设定明确性", "指标 设定明确性"),
        ("指标完成率", "指标完成率"),
    ],
    ids=lambda v: str(v),
)
def test_strip_label(text: str, label: str) -> None:
    assert strip_label(text, whole(text)).of(text) == label


@pytest.mark.parametrize(
    ("text", "stems", "classes", "name"),
    [
        ("产出指标-数量指标", False, ["产出指标"], "数量指标"),
        ("数量指标 治理面积", False, ["数量指标"], "治理面积"),
        ("数量 清淤管道长度", True, ["数量"], "清淤管道长度"),
        ("数量 清淤管道长度", False, [], "数量 清淤管道长度"),
        ("经济效益指标指标1:户均增收", False, ["经济效益指标"], "指标1:户均增收"),
        ("质量 合格率", True, [], "质量 合格率"),
        ("满意度 ≥95%", True, [], "满意度 ≥95%"),
        ("满意度调查完成率", True, [], "满意度调查完成率"),
    ],
    ids=lambda v: str(v),
)
def test_class_prefix(text: str, stems: bool, classes: list[str], name: str) -> None:
    found, rest = class_prefix(text, whole(text), stems=stems)
    assert [c.of(text) for c in found] == classes
    assert rest.of(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("指标 参观公众满意率", "参观公众满意率"),
        ("指标 设定明确性", "指标 设定明确性"),
        ("指标完成率", "指标完成率"),
    ],
)
def test_a_remnant_of_a_broken_class_is_no_part_of_a_name(text: str, name: str) -> None:
    assert without_remnant(text, whole(text)).of(text) == name


def test_marks_before_a_name() -> None:
    text = "（5分）巡查次数"
    name, marks = bracketed_marks(text, whole(text))
    assert name.of(text) == "巡查次数"
    assert marks is not None
    assert marks.of(text) == "5分"


def test_bracketed_marks() -> None:
    text = "投  入\n（15分）"
    name, marks = bracketed_marks(text, whole(text))
    assert name.of(text) == "投  入"
    assert marks is not None
    assert marks.of(text) == "15分"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0", Kind.NUMBER),
        ("-1,234.50", Kind.NUMBER),
        ("(12.5)", Kind.NUMBER),
        ("97.00%", Kind.PERCENT),
        ("—", Kind.DASH),
        ("", Kind.BLANK),
        ("12台", Kind.QUANTITY),
        ("2021年", Kind.YEAR),
        ("基本支出", Kind.TEXT),
    ],
    ids=lambda v: str(v),
)
def test_kind_of(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("年初预算数", "budget"),
        ("一般公共预算财政拨款", None),
        ("决算数", "actual"),
        ("上年决算数", "prior"),
        ("上年结转", None),
        ("预算执行率", None),
        ("部门预算数", "budget"),
    ],
    ids=lambda v: str(v),
)
def test_role_of(text: str, role: str | None) -> None:
    assert role_of(text) == role


def test_a_budget_table_is_budget_throughout() -> None:
    assert role_of_title("2022年部门支出预算总表") == "budget"
    assert role_of_title("一般公共预算财政拨款支出决算表") is None


def test_units_of_headers_and_notes() -> None:
    assert unit_in_header("金额（万元）") == "万元"
    assert unit_in_header("车辆（辆）") == "辆"
    assert unit_in_header("全年预算数（A）") is None
    assert unit_in_header("全年预算数（A，万元）") == "万元"
    assert unit_in_note("编制单位：某局    单位：元") == "元"
    assert unit_in_note("金额单位：人民币万元") == "万元"
    assert unit_in_note("单位名称：某局") is None


def test_header_words() -> None:
    found = header_word("2018年决算")
    assert found is not None
    assert found.role == "actual"
    assert header_word("项  目") is not None
    assert is_level("产出指标（50分）")
    assert not is_level("维修道路")


def test_a_change_column_tells_its_direction() -> None:
    text = "单位：万元\n项目\t上年数\t决算数\t增减额\t增长率\n办公费\t5.0\t4.0\t-1.0\t-20%\n差旅费\t2.0\t3.0\t1.0\t50%\n"
    markup = read_text(text).markup
    changes = {m.text: m.change for m in markup.mentions if m.change}
    assert changes == {"-1.0": "decrease", "-20%": "decrease", "1.0": "increase", "50%": "increase"}
    roles = {m.text: m.role for m in markup.mentions if m.role}
    assert roles["5.0"] == "prior"
    assert roles["4.0"] == "actual"


def test_name_and_amount_in_one_cell() -> None:
    text = "项目资金（万元）\t年初预算数\t全年执行数\n年度资金总额\t500\t480\n按收入性质分\t一般公共预算：480\t政府性基金：20\n"
    markup = read_text(text).markup
    assert {("AMOUNT", "480"), ("ITEM", "一般公共预算"), ("AMOUNT", "20")} <= mentions_of(markup)
    assert all(m.unit == "万元" for m in markup.mentions if m.label == "AMOUNT")
