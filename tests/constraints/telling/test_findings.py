"""Findings as a reader sees them: sentence, repair, group and order."""

from __future__ import annotations

from dataclasses import asdict

from extraction.constraints.arithmetic.check import Check
from extraction.constraints.telling.findings import rank
from tests.constraints.marked import checks_of, examined, findings

_REPORT = (
    "⟦ITEM i1|本年收入合计⟧⟦AMOUNT a1>i1|500.00万元⟧，其中：⟦ITEM i2|财政拨款收入⟧"
    "⟦AMOUNT a2>i2|{wrong}万元⟧，占⟦RATE r1>i2|59.90%⟧；⟦ITEM i3|其他收入⟧"
    "⟦AMOUNT a3>i3|200.50万元⟧，占⟦RATE r2>i3|40.10%⟧。"
)


def test_a_swapped_figure_is_named_with_its_repair() -> None:
    examination = examined(_REPORT.format(wrong="295.90"))
    (repair,) = examination.repairs
    assert repair.entry.id == "a2"
    assert str(repair.number) == "299.50"
    assert repair.clear
    assert repair.slip in ("swap", "digit")


def test_findings_of_one_wrong_figure_share_a_group() -> None:
    found = findings(_REPORT.format(wrong="399.50"))
    assert {c.kind for c in found} == {"sum", "share"}
    assert len({c.group for c in found}) == 1
    assert all(c.repair and "299.50" in c.repair for c in found)


def test_the_sentence_says_stated_computed_and_gap() -> None:
    finding = next(c for c in findings(_REPORT.format(wrong="399.50")) if c.kind == "sum")
    for part in (finding.stated, finding.computed, finding.gap, "本年收入合计", "。"):
        assert part in finding.message
    assert finding.message.count("。") == 1


def test_ids_count_up_and_the_result_is_the_same_again() -> None:
    text = _REPORT.format(wrong="299.50")
    first, second = checks_of(text), checks_of(text)
    assert [c.id for c in first] == [f"k{i}" for i in range(1, len(first) + 1)]
    assert [asdict(c) for c in first] == [asdict(c) for c in second]


def test_terms_name_the_stated_figure_first() -> None:
    for check in checks_of(_REPORT.format(wrong="299.50")):
        assert check.terms
        assert len(set(check.terms)) == len(check.terms)


def _check(name: str, gap: str, group: str, confidence: float) -> Check:
    return Check(
        id=name,
        kind="sum",
        status="violated",
        expression="",
        terms=("a1", "a2"),
        stated="100万元",
        computed="90万元",
        gap=gap,
        message="",
        confidence=confidence,
        group=group,
    )


def test_worst_findings_come_first_and_groups_stay_together() -> None:
    small = _check("k1", "1万元", "k1", 0.7)
    large = _check("k2", "60万元", "k2", 0.9)
    sibling = _check("k3", "1万元", "k2", 0.7)
    assert [c.id for c in rank([small, large, sibling])] == ["k2", "k3", "k1"]


def test_a_name_is_said_once_and_without_the_heading_before_it() -> None:
    (finding,) = findings(
        "⟦ITEM i1|机关运行经费支出情况机关运行经费⟧⟦AMOUNT a1>i1|110.00万元⟧，"
        "比上年增加⟦AMOUNT a2+>i1|10.00万元⟧，增长⟦RATE r1+>i1|12.00%⟧。"
    )
    head, _, _ = finding.message.partition("；")
    assert head == (
        "“机关运行经费”称增长12.00%，按10.00万元÷（110.00万元-10.00万元）应增长10.00%，相差2.00个百分点"
    )


def test_a_decrease_is_told_as_one() -> None:
    (finding,) = findings(
        "⟦ITEM i1|公务接待费⟧⟦AMOUNT a1>i1|90.00万元⟧，比上年减少⟦AMOUNT a2->i1|10.00万元⟧，"
        "下降⟦RATE r1->i1|12.00%⟧。"
    )
    assert "称下降12.00%，按10.00万元÷（90.00万元+10.00万元）应下降10.00%" in finding.message


def test_nothing_is_found_in_nothing() -> None:
    assert not findings("")
    assert not findings("没有数字的一段话。")
