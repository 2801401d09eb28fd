from decimal import Decimal

from annotations.inline import parse
from extraction.facts.build import build_facts

MARKED = """⟦PERIOD p1|2022年⟧⟦ITEM i1|公务接待费⟧支出⟦AMOUNT a1>i1,p1|1.15万元⟧，比上年减少⟦AMOUNT a2->i1|1.85万元⟧。
⟦ITEM i2|年初预算数⟧⟦AMOUNT a3b>i2|1,2.3万元⟧，⟦ITEM i3|培训⟧⟦COUNT c1>i3|近300人⟧。
⟦INDICATOR k1|验收合格率⟧⟦TARGET t1>k1|≥95%⟧，实际⟦ACTUAL x1>k1|97.3%⟧，⟦STATUS s1>k1|完成年度目标⟧，⟦WEIGHT w1>k1|10分⟧，得⟦SCORE g1>k1|9.5分⟧。
⟦INDICATOR k2|办公成本⟧⟦TARGET t2>k2|≤5万元⟧，实际⟦ACTUAL x2>k2|5.6万元⟧。
⟦INDICATOR k3|服务能力⟧⟦TARGET t3>k3|提高⟧，⟦ACTUAL x3>k3|有所提高⟧。
"""


def facts():
    _, record = parse(MARKED)
    return build_facts(record.markup(), fiscal_year=2022)


def test_amount_is_read_and_tied():
    amount = facts().amounts[0]
    assert amount.quantity.yuan == Decimal(11500)
    assert [i.text for i in amount.items] == ["公务接待费"]
    assert (amount.period, amount.role, amount.change) == ("2022", "actual", None)


def test_decrease_is_a_change_not_a_negative_value():
    amount = facts().amounts[1]
    assert amount.change == "decrease"
    assert amount.quantity.value == Decimal("1.85")
    assert amount.signed == Decimal("-1.85")


def test_unreadable_number_is_in_no_other_list():
    built = facts()
    assert [u.mention.text for u in built.unread] == ["1,2.3万元"]
    assert all(a.mention.text != "1,2.3万元" for a in built.amounts)


def test_indicator_status_follows_from_numbers():
    assert [i.status for i in facts().indicators] == ["met", "unmet", "undetermined"]


def test_score_knows_its_full_marks():
    score = next(s for s in facts().scores if s.kind == "score")
    assert score.of is not None
    assert score.of.text == "10分"
    assert score.subject is not None
    assert score.subject.text == "验收合格率"
