"""Which figure is named as the wrong one, and when none or two are."""

from __future__ import annotations

from extraction.constraints.arithmetic.intervals import exact
from extraction.constraints.ledger.anchors import find_anchors
from extraction.constraints.verdicts.repair import BUDGET, Search, repairs
from extraction.constraints.verdicts.trials import Trials
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


def _projects(count: int) -> str:
    """Return so many projects whose two parts miss their total, each with names of its own."""
    return "\n".join(
        f"⟦ITEM t{k}|第{k}项支出⟧⟦AMOUNT a{k}>t{k}|{900 + k}.17万元⟧，其中：⟦ITEM u{k}|甲类{k}⟧"
        f"⟦AMOUNT b{k}>u{k}|{400 + k}.05万元⟧，⟦ITEM v{k}|其他支出{k}⟧⟦AMOUNT c{k}>v{k}|57.90万元⟧，"
        f"⟦ITEM w{k}|其他⟧⟦AMOUNT d{k}>w{k}|473.00万元⟧。"
        for k in range(count)
    )


def test_the_search_for_repairs_grows_with_the_figures_not_with_their_square() -> None:
    def evaluated(projects: int) -> int:
        told = examined(_projects(projects)).told
        assert sum(j.violated for j in told) >= projects
        trials = Trials(told, ledger_of(_projects(projects)), ())
        tuple(Search(told, trials, BUDGET).repairs())
        return trials.evaluated

    assert evaluated(160) < 5 * evaluated(40)


def test_a_spent_budget_leaves_findings_without_a_repair() -> None:
    known = examined(_projects(1))
    assert any(j.violated for j in known.told)
    assert repairs(known.told, known.ledger, budget=0) == ()
