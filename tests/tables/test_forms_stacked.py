"""Flattened forms: stacked labels and values, one-line tables, bars and blank lines between cells."""

from __future__ import annotations

from extraction.facts.build import build_facts
from tests.tables.texts import read_text

Fact = tuple[str, str | None, str, str | None]


def _facts(text: str) -> set[Fact]:
    facts = build_facts(read_text(text).markup)
    return {
        (f.mention.text, f.items[-1].text if f.items else None, f.role, f.quantity.unit)
        for f in facts.amounts
    }


def test_two_sides_of_stacked_labels_keep_their_roles() -> None:
    text = (
        "项目资金（万元）\n预算数: 780.50\t执行数: 771.20\n"
        "其中: 财政拨款 600.00\t其中: 财政拨款 595.70\n自筹资金 180.50\t自筹资金 175.50\n"
    )
    assert _facts(text) >= {
        ("780.50", "预算数", "budget", "万元"),
        ("771.20", "执行数", "actual", "万元"),
        ("595.70", "财政拨款", "actual", "万元"),
        ("180.50", "自筹资金", "budget", "万元"),
    }


def test_lines_of_a_form_take_the_unit_of_its_first_label() -> None:
    text = "农田改造资金合计（万元） 年度预算总额：910.00\n其中：省级补助 600.00\n县级配套 310.00\n"
    units = {(value, unit) for value, _, _, unit in _facts(text)}
    assert units == {("910.00", "万元"), ("600.00", "万元"), ("310.00", "万元")}


def test_a_table_on_one_line_has_rows() -> None:
    text = (
        "柳溪县2021年度项目汇总表 单位：万元 序号 项目名称 实施单位 预算数 执行数 "
        "1 堤防加固 柳溪县水利站 45.20 44.10 2 林区防火 柳溪县林场 18.30 18.30\n"
    )
    assert ("44.10", "堤防加固", "actual", "万元") in _facts(text)
    assert ("18.30", "林区防火", "budget", "万元") in _facts(text)


def test_bars_and_totals_between_stacked_cells() -> None:
    text = "单位：万元\n项目\n|\n预算数\n|\n决算数\n|\n合 计\n|\n9.00\n|\n8.50\n|\n会议费\n|\n9.00\n|\n8.50\n|\n"
    found = _facts(text)
    assert ("8.50", "会议费", "actual", "万元") in found
    assert ("9.00", "合 计", "budget", "万元") in found


def test_the_item_is_the_project_and_not_its_unit_or_contents() -> None:
    text = "单位：万元\n项目名称\t主管部门\t建设内容\t金额\n塘坝整修\t石桥镇政府\t衬砌护坡\t12.60\n"
    [fact] = _facts(text)
    assert "塘坝整修" in {i.text for i in build_facts(read_text(text).markup).amounts[0].items}
    assert fact[0] == "12.60"


def test_numbered_prose_is_no_form() -> None:
    text = "主要做法：\n1 加强储备 入库项目 31个\n2 加快拨付 拨付资金 210.40万元\n3 强化检查 检查 9次\n"
    assert not read_text(text).readings


def test_years_head_columns_of_stacked_cells() -> None:
    cells = [
        "项目",
        "2018年",
        "2019年",
        "增减%",
        "会议费",
        "8.00",
        "6.40",
        "-20.00",
        "培训费",
        "2.00",
        "2.50",
        "25.00",
    ]
    read = read_text("单位：万元\n" + "\n".join(cells) + "\n")
    facts = build_facts(read.markup)
    assert {(f.mention.text, f.period) for f in facts.amounts} == {
        ("8.00", "2018"),
        ("6.40", "2019"),
        ("2.00", "2018"),
        ("2.50", "2019"),
    }
    assert {f.mention.text: f.change for f in facts.rates} == {
        "-20.00": "decrease",
        "25.00": "increase",
    }


def test_the_name_of_a_project_states_neither_role_nor_period() -> None:
    text = "单位：万元\n项目\t东坪县\t西坪县\n2020年水库加固补助资金预算（第三批）\t31\t12\n合计\t31\t12\n"
    facts = build_facts(read_text(text).markup)
    assert {f.period for f in facts.amounts} == {None}
    assert {f.role for f in facts.amounts if f.mention.role} == set()


def test_rows_of_several_words_under_stacked_headers() -> None:
    text = (
        "单位：万元\n支出项目\n\n年初预算数 全年预算数 全年执行数\n\n东片区租赁\n\n70.35 30.82 62.15\n\n"
        "西片区清淤 93.15 63.73 61.20\n\n一期维护\n\n15.85 74.54 86.81\n"
    )
    found = {(value, item, role) for value, item, role, _ in _facts(text)}
    assert ("30.82", "东片区租赁", "budget") in found
    assert ("61.20", "西片区清淤", "actual") in found


def test_a_blank_line_between_dense_stacked_cells_is_a_blank_cell() -> None:
    cells = [
        "项目",
        "预算数",
        "决算数",
        "水费",
        "",
        "3.10",
        "电费",
        "4.20",
        "4.00",
        "邮费",
        "5.20",
        "5.10",
    ]
    found = {
        (value, item, role)
        for value, item, role, _ in _facts("单位：万元\n" + "\n".join(cells) + "\n")
    }
    assert ("3.10", "水费", "actual") in found
    assert ("4.20", "电费", "budget") in found


def test_aligned_rows_may_stand_apart_by_blank_lines() -> None:
    text = (
        "单位：万元\n\n支出项目         上年决算数 本年预算数 本年决算数\n\n一期运维     96.01 94.08 34.49\n\n"
        "二期清淤     85.04 70.01 82.93\n"
    )
    found = {(value, item, role) for value, item, role, _ in _facts(text)}
    assert ("70.01", "二期清淤", "budget") in found


def test_parts_of_a_form_that_states_its_unit_are_money_whatever_they_are_called() -> None:
    text = (
        "项目资金（万元）\n预算数: 610.40\t执行数: 602.15\n"
        "其中: 市级 400.00\t其中: 市级 395.15\n乡镇 210.40\t乡镇 207.00\n"
    )
    assert _facts(text) >= {
        ("400.00", "市级", "budget", "万元"),
        ("207.00", "乡镇", "actual", "万元"),
    }
