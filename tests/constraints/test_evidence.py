"""How sure a finding is follows from what it stands on; below the threshold it is to look at."""

from __future__ import annotations

import pytest

from extraction.constraints.evidence import settings
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
