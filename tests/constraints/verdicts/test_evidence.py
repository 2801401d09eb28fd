"""How sure a finding is follows from what it stands on; below the threshold it is to look at."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extraction.constraints.arithmetic.evaluate import evaluate
from extraction.constraints.arithmetic.intervals import Interval, printed
from extraction.constraints.arithmetic.relation import Relation, Term, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.verdicts.confidence import settings
from extraction.constraints.verdicts.evidence import counted_again, undated_budget
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.records import RuleRecords
from extraction.constraints.verdicts.rounding import by_rounding
from extraction.facts.key import Key
from extraction.facts.model import Facts
from extraction.labels import Label
from extraction.markup import Markup, Mention
from extraction.span import Span
from tests.constraints.marked import checks_of

_LIST = "⟦ITEM i1|{}⟧⟦AMOUNT a1>i1|{}⟧，其中：⟦ITEM i2|人员支出⟧⟦AMOUNT a2>i2|{}⟧，⟦ITEM i3|{}⟧⟦AMOUNT a3>i3|{}⟧。"


def _sum(total: str, first: str, second: str, *, last: str = "其他支出") -> tuple[float, bool]:
    """Return confidence and told of the violated sum over three figures."""
    (check,) = [
        c
        for c in checks_of(_LIST.format("总支出", total, first, last, second))
        if c.status == "violated"
    ]
    assert check.confidence is not None
    return check.confidence, check.told


def test_a_complete_list_is_told() -> None:
    sure, told = _sum("93.00万元", "50.00万元", "40.00万元")
    assert told
    assert sure >= settings().told


def test_a_list_with_its_own_total_among_its_parts_is_to_look_at() -> None:
    again, told = _sum("93.00万元", "93.00万元", "40.00万元")
    near, _ = _sum("93.00万元", "52.00万元", "40.00万元")
    assert again < near
    assert not told


def test_a_list_that_only_may_be_complete_is_to_look_at() -> None:
    sure, told = _sum("93.00万元", "50.00万元", "40.00万元", last="水电支出")
    assert not told
    assert sure < settings().told


@pytest.mark.parametrize("name", sorted(settings().evidence))
def test_no_evidence_makes_a_finding_surer_than_its_rule(name: str) -> None:
    assert 0 < settings().evidence[name] <= 1


def test_rules_have_a_record_that_is_a_share() -> None:
    assert all(0 < value <= 1 for value in settings().rules.values())


def test_figures_left_out_are_named_with_the_reason() -> None:
    text = (
        "⟦ITEM i1|总支出⟧⟦AMOUNT a1>i1|93.00万元⟧，其中：⟦ITEM i2|人员支出⟧⟦AMOUNT a2>i2|50.00万元⟧，"
        "增加⟦AMOUNT a4+>i2|3.00万元⟧；⟦ITEM i3|其他支出⟧⟦AMOUNT a3>i3|40.00万元⟧。"
    )
    (check,) = [c for c in checks_of(text) if c.status == "violated" and c.kind == "sum"]
    assert [(o.mention, o.why) for o in check.left_out] == [("a4", "增减额")]


def test_a_list_that_a_page_breaks_off_accuses_nobody() -> None:
    text = "⟦ITEM i1|总支出⟧⟦AMOUNT a1>i1|93.00万元⟧，其构成是：⟦ITEM i2|人员支出⟧⟦AMOUNT a2>i2|50.00万元⟧；⟦ITEM i3|水电支出⟧⟦AMOUNT a3>i3|40.00万元⟧{}"
    told = [c for c in checks_of(text.format("。")) if c.finding]
    assert [c.kind for c in told] == ["sum"]
    assert [c for c in checks_of(text.format("；\n—3—\n")) if c.finding] == []


def _entry(value: str, unit: str, *, half: str, role: str, source: str) -> Entry:
    number = Decimal(value)
    scale = {"亿元": Decimal(100_000_000), "万元": Decimal(10_000)}[unit]
    mention = Mention("a", Label.AMOUNT, Span(0, len(value)), value)
    key = Key(
        scope="whole", concept="tax-revenue", period="2031", role=role, sources={"period": source}
    )
    interval = printed(number, half=Decimal(half), scale=scale)
    return Entry(0, mention, "money", interval, "money", 0, 0, number=number, unit=unit, key=key)


@pytest.mark.parametrize(
    ("role", "source", "undated"),
    [
        ("budget", "report", True),
        ("initial", "heading", True),
        ("budget", "name", False),
        ("actual", "report", False),
    ],
)
def test_a_budget_without_a_year_of_its_own_may_be_of_either_year(role, source, undated):
    own = _entry("10698", "万元", half="0.5", role=role, source=source)
    other = _entry("10703", "万元", half="0.5", role=role, source="name")
    assert undated_budget([own, other]) is undated


@pytest.mark.parametrize(
    ("fine", "coarse", "rounded"),
    [("1760417", "176.1", True), ("108480", "10.9", True), ("34290", "3.6", False)],
)
def test_a_coarser_figure_may_be_rounded_upwards(fine, coarse, rounded):
    one = _entry(fine, "万元", half="0.5", role="actual", source="name")
    other = replace(_entry(coarse, "亿元", half="0.05", role="actual", source="name"), index=1)
    other = replace(other, mention=replace(other.mention, id="b"))
    relation = Relation("equal", "a", Term("b"), "retold")
    values = {"a": one.value, "b": other.value}
    ledger = Ledger("", Facts(Markup((), ())), (one, other), {"a": one, "b": other}, values)
    verdict = evaluate(relation, values)
    assert verdict is not None
    records = RuleRecords((), ledger)
    assert by_rounding(Judged(relation, verdict), [one, other], ledger, records) is rounded


_RATE_OVER = "⟦ITEM i1|会务费⟧⟦AMOUNT a1>i1|52.00万元⟧{between}，比上年增加⟦AMOUNT a2+>i1|8.00万元⟧，增长⟦RATE r1+>i1|{rate}⟧。"


@pytest.mark.parametrize(
    ("between", "rate", "told"),
    [
        ("", "29.18%", True),
        ("（甲场⟦AMOUNT a3|31.00万元⟧）", "29.18%", False),  # 31.00万元 may be meant
        ("（甲场⟦AMOUNT a3|31.00万元⟧）", "81.18%", True),  # a slip in 18.18%
    ],
    ids=["beside it", "over another level", "explained by a slip"],
)
def test_a_relation_over_other_figures_that_misses_widely_is_to_look_at(between, rate, told):
    checks = [c for c in checks_of(_RATE_OVER.format(between=between, rate=rate)) if c.finding]
    found = [
        c
        for c in checks_of(_RATE_OVER.format(between=between, rate=rate))
        if c.status == "violated"
    ]
    assert found
    assert any(c.kind == "growth" for c in checks) is told


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("本项目自评得分⟦SCORE s2|85.9分⟧", True),
        ("最低的是道路维修（⟦SCORE s2|85.9分⟧）", False),  # the mark of one project
    ],
    ids=["told again", "of one project"],
)
def test_a_total_of_marks_told_again_is_told_without_a_name(second, told):
    text = f"自评得分⟦SCORE s1|95.8分⟧，中央资金、省级资金全部到位。\n{second}。"
    assert any(c.finding and c.kind == "equal" for c in checks_of(text)) is told


@pytest.mark.parametrize(("part", "again"), [(400, True), (600, True), (220, False)])
def test_a_sum_that_is_a_multiple_of_its_total_added_two_levels(part, again):
    relation = Relation("sum", "n0", total(("n1", "n2", "n3", "n4", "n5")), "closing-total")
    values = {f"n{i}": Interval(*[Decimal(part if i else 1000)] * 3) for i in range(6)}
    assert counted_again(Judged(relation, evaluate(relation, values))) is again
