"""Which figure is named as the wrong one, and when none or two are."""

from __future__ import annotations

from extraction.constraints.anchors import find_anchors
from extraction.constraints.intervals import exact
from tests.constraints.marked import examined, findings, ledger_of

_LIST = (
    "⟦ITEM i1|总支出⟧⟦AMOUNT a1>i1|{total}万元⟧，其中：⟦ITEM i2|人员经费⟧⟦AMOUNT a2>i2|{staff}万元⟧，"
    "⟦ITEM i3|公用经费⟧⟦AMOUNT a3>i3|{office}万元⟧，⟦ITEM i4|其他支出⟧⟦AMOUNT a4>i4|12.00万元⟧。"
)


def _list(total: str = "512.00", staff: str = "381.40", office: str = "118.60") -> str:
    return _LIST.format(total=total, staff=staff, office=office)


def test_a_copied_figure_leaves_two_candidates() -> None:
    (repair,) = examined(_list(office="381.40")).repairs
    assert not repair.clear
    assert repair.instead is not None
    assert {repair.entry.id, repair.instead.entry.id} == {"a2", "a3"}


def test_two_candidates_are_both_named_in_the_sentence() -> None:
    (finding,) = findings(_list(office="381.40"))
    assert finding.repair is not None
    assert "，或将" in finding.repair
    assert "人员经费381.40万元" in finding.repair
    assert "公用经费381.40万元" in finding.repair


def test_a_figure_stated_elsewhere_settles_it() -> None:
    elsewhere = "\n⟦ITEM i9|人员经费⟧⟦AMOUNT a9>i9|381.40万元⟧。"
    (repair,) = examined(_list(office="381.40") + elsewhere).repairs
    assert repair.clear
    assert repair.entry.id == "a3"
    assert str(repair.number) == "118.60"


def test_anchors_know_what_stands_elsewhere() -> None:
    ledger = ledger_of(_list() + "\n⟦ITEM i9|人员经费⟧⟦AMOUNT a9>i9|381.40万元⟧。")
    anchors = find_anchors(ledger)
    staff, office = ledger.by_id["a2"], ledger.by_id["a3"]
    assert anchors.restated(staff)
    assert not anchors.restated(office)
    assert anchors.offers(staff, exact(3_814_000))
    assert not anchors.offers(office, exact(3_814_000))


def test_a_unit_slip_is_mended_in_the_unit() -> None:
    wrong = _list().replace("118.60万元", "118.60元")
    (finding,) = findings(wrong)
    assert finding.repair is not None
    assert "改为118.60万元（疑为万元与元混用）" in finding.repair


def test_no_repair_contradicts_a_relation_that_is_meant() -> None:
    text = (
        "⟦ITEM i1|总支出⟧⟦AMOUNT a1>i1|900.00万元⟧，其中：⟦ITEM i2|基本支出⟧⟦AMOUNT a2>i2|300.00万元⟧，"
        "占⟦RATE r1>i2|33.33%⟧；⟦ITEM i3|项目支出⟧⟦AMOUNT a3>i3|600.00万元⟧，占⟦RATE r2>i3|61.10%⟧。"
    )
    (repair,) = examined(text).repairs
    assert repair.sound
    assert repair.entry.id == "r2"


def test_no_level_is_mended_to_less_than_nothing() -> None:
    for office in ("118.60", "-118.60", "1186.00", "0.01"):
        for repair in examined(_list(office=office)).repairs:
            assert repair.number >= 0 or repair.entry.number < 0
