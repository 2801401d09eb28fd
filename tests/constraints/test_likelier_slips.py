"""Which slip is the likelier one: exchanged figures, a point moved in a rate, a figure copied, a share that cannot be."""

from __future__ import annotations

import pytest

from tests.constraints.marked import examined, findings, found

_INCOME = (
    "⟦ITEM i1|收入合计⟧⟦AMOUNT a1>i1|3826.45万元⟧，其中：⟦ITEM i2|财政拨款收入⟧⟦AMOUNT a2>i2|3618.02万元⟧；"
    "⟦ITEM i3|事业收入⟧⟦AMOUNT a3>i3|{business}万元⟧；⟦ITEM i4|其他收入⟧⟦AMOUNT a4>i4|{other}万元⟧，占收入合计的⟦RATE r4>i4|{share}⟧。"
)


def test_a_figure_outside_the_relation_is_exchanged_with_one_of_its_terms() -> None:
    (repair,) = examined(_INCOME.format(business="12.35", other="196.08", share="0.32%")).repairs
    assert {repair.entry.id, repair.other.id if repair.other else ""} == {"a3", "a4"}


def test_a_point_moved_in_a_rate_moves_its_last_digit_along() -> None:
    """5.126% that should read 51.26% is exact to a hundredth, not to a thousandth."""
    text = _INCOME.format(business="196.08", other="12.35", share="0.32%") + (
        "\n⟦ITEM i5|项目支出⟧⟦AMOUNT a5>i5|1961.40万元⟧，占收入合计的⟦RATE r5>i5|5.126%⟧。"
    )
    (repair,) = examined(text).repairs
    assert (repair.entry.id, str(repair.number)) == ("r5", "51.26")


@pytest.mark.parametrize(("sent", "back"), [("486", "486"), ("392", "392")])
def test_a_part_copied_over_its_whole_is_likelier_than_a_share_of_a_hundred(sent, back) -> None:
    text = (
        f"全年⟦ITEM i1|监督抽检⟧⟦COUNT c1>i1|{sent}批次⟧，其中⟦ITEM i2|生产环节⟧⟦COUNT c2>i2|{back}批次⟧，"
        "占监督抽检的⟦RATE r1>i2|11.78%⟧。"
    )
    (repair,) = examined(text).repairs
    assert repair.entry.id == "c1"


def test_a_copy_is_no_likeness_that_mending_it_would_break() -> None:
    """The wrong figure is alike to its neighbour for the very reason that it was copied from it."""
    text = (
        "⟦ITEM i1|总支出⟧⟦AMOUNT a1>i1|1779.40万元⟧，其中：⟦ITEM i2|人员经费⟧⟦AMOUNT a2>i2|731.25万元⟧，占总支出的⟦RATE r2>i2|"
        "41.10%⟧；⟦ITEM i3|其他支出⟧⟦AMOUNT a3>i3|731.25万元⟧，占总支出的⟦RATE r3>i3|58.90%⟧。"
    )
    best = examined(text).repairs[0]
    assert (best.entry.id, str(best.number)) == ("a3", "1048.15")


def test_no_more_is_returned_than_was_sent() -> None:
    text = "发放⟦ITEM i1|调查问卷⟧⟦COUNT c1>i1|500份⟧，回收⟦ITEM i2|问卷⟧⟦COUNT c2>i2|4870份⟧，⟦ITEM i3|回收率⟧⟦RATE r1>i3|97.4%⟧。"
    (repair, *_) = examined(text).repairs
    named = {repair.entry.id, *((repair.instead.entry.id,) if repair.instead else ())}
    assert "r1" not in named


# Relations that were not built.


def test_a_rate_of_adjustment_with_two_items_stands_in_a_sentence() -> None:
    text = (
        "⟦ITEM i1|疗养补助项目⟧⟦ITEM i2|年初预算数⟧⟦AMOUNT a1>i1,i2|436.80万元⟧，⟦ITEM i3|调整后预算数⟧⟦AMOUNT a2>i1,i3|327.60万元⟧，"
        "⟦ITEM i4|预算调整率⟧⟦RATE r1>i1,i4|25.00%⟧。"
    )
    assert found(text, "growth", "r1", "a1", "a2") is not None


def test_rates_told_before_their_changes() -> None:
    text = (
        "⟦ITEM i1|地方收入⟧⟦AMOUNT a1>i1|136.50亿元⟧，同口径下降⟦RATE r1->i1|2.2%⟧，减收⟦AMOUNT a2->i1|3.50亿元⟧，"
        "账面下降⟦RATE r2->i1|15.0%⟧，减收⟦AMOUNT a3->i1|24.10亿元⟧。"
    )
    assert found(text, "growth", "r2", "a3", "a1") is not None


def test_a_balance_takes_off_what_a_long_clause_takes_off() -> None:
    text = (
        "⟦ITEM i1|稳定调节基金余额⟧⟦AMOUNT a1>i1|6.24亿元⟧，当年⟦ITEM i2|补充⟧⟦AMOUNT a2>i2|58.31亿元⟧，扣除调入2032年一般公共预算的"
        "⟦AMOUNT a3>i2|41.17亿元⟧后，⟦ITEM i3|余额⟧为⟦AMOUNT a4>i3|23.38亿元⟧。"
    )
    assert found(text, "sum", "a4", "a1", "a2", "a3") is not None


@pytest.mark.parametrize(("share", "wrong"), [("20.0%", False), ("30.0%", True)])
def test_shares_of_known_parts_whose_last_one_has_none(share, wrong) -> None:
    text = (
        f"⟦ITEM i1|因公出国(境)费⟧⟦AMOUNT a1>i1|40.00万元⟧，占“三公”经费的⟦RATE r1>i1|{share}⟧；⟦ITEM i2|公务用车购置及运行费⟧⟦AMOUNT a2>i2|"
        "100.00万元⟧，占“三公”经费的⟦RATE r2>i2|50.0%⟧；⟦ITEM i3|公务接待费⟧⟦AMOUNT a3>i3|60.00万元⟧。"
    )
    held = found(text, "share", "r1", "a1", "a2", "a3")
    assert wrong or (held is not None and held.status != "violated")
    assert bool([c for c in findings(text) if c.told]) is wrong
