"""Names of figures: what of their words belongs to them, and which say nothing."""

import pytest

from extraction.facts.key_names import bare_item, read_name


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("减税降费", "减税降费"),
        ("加强林业建设", "加强林业建设"),
        ("减：结转", "结转"),
        ("其中：森林管护", "森林管护"),
        (
            "其他政府性基金及对应专项债务收入安排的支出",
            "其他政府性基金及对应专项债务收入安排的支出",
        ),
        ("专项债务对应项目专项收入", "专项债务对应项目专项收入"),
    ],
)
def test_a_name_keeps_what_belongs_to_it(name, item):
    assert bare_item(name) == item


@pytest.mark.parametrize(
    "name",
    [
        "汇总预算数",
        "汇总（调整）预算数",
        "预计执行数",
        "调整后预算数",
        "变更后预算数",
        "实际支出",
        "快报数",
    ],
)
def test_a_header_of_a_statement_alone_names_nothing(name):
    assert read_name(name).item is None


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("补助下级支出", "subsidy-to-inferior"),
        ("上解省级支出", "remittance-up"),
        ("地方一般公共预算收入", "revenue-of-year"),
        ("污水处理费收入快报数", "sewage-fee-revenue"),
        ("2031年末地方政府专项债务余额实际数", "debt-balance"),
        ("四、2031年地方政府债务还本决算数", "debt-repaid"),
    ],
)
def test_levels_and_debts_within_a_name_are_part_of_it(name, concept):
    assert read_name(name).concept == concept
