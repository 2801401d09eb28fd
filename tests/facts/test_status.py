"""What goals and results in words, bare numbers and days imply."""

import pytest

from annotations.inline import parse
from extraction.facts.build import build_facts


def status(target: str, actual: str, name: str = "处置情况") -> str:
    marked = f"⟦INDICATOR k1|{name}⟧：⟦TARGET t1>k1|{target}⟧，⟦ACTUAL v1>k1|{actual}⟧。\n"
    (indicator,) = build_facts(parse(marked)[1].markup(), fiscal_year=2023).indicators
    return indicator.status


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("全覆盖", "100%", "met"),
        ("全覆盖", "92.5%", "unmet"),
        ("100%", "应保尽保", "met"),
        ("≥95%", "实现全覆盖", "met"),
        ("未发生", "0例", "met"),
        ("零事故", "3起", "unmet"),
        ("≤2次", "未发生", "met"),
        ("0起", "全年未发生重大事故", "met"),
        ("全部完成", "已全部完成", "met"),
        ("全部完成", "未完成", "unmet"),
        ("完成", "部分完成", "unmet"),
        ("优", "良", "unmet"),
        ("良好", "优秀", "met"),
        ("持续改善", "持续改善", "met"),
        ("11月底前", "12月6日", "unmet"),
        ("6月10日前完成", "5月28日", "met"),
        ("2023年12月底前", "2024年3月", "unmet"),
    ],
)
def test_plain_words_are_judged(target, actual, expected):
    assert status(target, actual) == expected


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("显著提升", "有所提升"),
        ("作用明显", "较好"),
        ("全部完成", "达成预期指标"),
        ("≥20场", "未发生"),
        ("≥95%", "0.97"),
    ],
)
def test_vague_words_stay_undetermined(target, actual):
    assert status(target, actual) == "undetermined"


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [("≤60万元", "58.5", "met"), ("≥98%", "96.1", "unmet"), ("≥12万册", "12.4", "met")],
)
def test_a_bare_result_is_in_the_unit_of_its_target(target, actual, expected):
    assert status(target, actual, "总量") == expected


@pytest.mark.parametrize(
    ("name", "target", "actual", "expected"),
    [
        ("高标准农田建设", "85万亩", "82.4万亩", "unmet"),
        ("固定资产投资完成率", "100%", "95%", "unmet"),
        ("投诉处理率", "100%", "96%", "unmet"),
        ("投诉率", "2%", "1.4%", "met"),
        ("成本节约率", "5%", "4%", "unmet"),
        ("预算控制率", "100%", "97%", "met"),
        ("每户补助标准", "500元", "480元", "met"),
        ("有效投诉起数", "3起", "1起", "met"),
        ("事故隐患整改数", "30处", "28处", "unmet"),
    ],
)
def test_less_is_better_only_where_the_name_counts_harm_or_cost(name, target, actual, expected):
    assert status(target, actual, name) == expected
