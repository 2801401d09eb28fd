"""What speaks against a broken relation of prose: its value stands beside it, or it misses widely and nothing holds."""

from __future__ import annotations

import pytest

from extraction.constraints.arithmetic.check import Check
from extraction.constraints.verdicts.confidence import settings
from tests.constraints.marked import checks_of

_GROWTH = "{before}⟦ITEM i1|{name}⟧⟦AMOUNT a1>i1|{level}⟧，比上年增加⟦AMOUNT a2+>i1|{change}⟧，增长⟦RATE r1+>i1|{rate}⟧{behind}。"
_NAMES = ("培训费", "债券付息", "村级转移支付")


def _broken(name: str, rate: str, *, before: str = "", behind: str = "") -> Check:
    """Return the broken growth of 22.00 from 200.00 to 222.00, told as another rate than 11.00%."""
    text = _GROWTH.format(
        name=name, level="222.00万元", change="22.00万元", rate=rate, before=before, behind=behind
    )
    (check,) = [c for c in checks_of(text) if c.status == "violated" and c.kind == "growth"]
    return check


@pytest.mark.parametrize("name", _NAMES)
def test_a_rate_that_misses_widely_is_to_look_at(name: str) -> None:
    assert not _broken(name, "37.45%").told
    assert _broken(name, "13.45%").told


@pytest.mark.parametrize("name", _NAMES)
def test_a_slip_that_explains_a_wide_gap_is_told(name: str) -> None:
    assert _broken(name, "110.0%").told


@pytest.mark.parametrize("name", _NAMES)
def test_a_rate_over_a_figure_that_stands_beside_it_is_to_look_at(name: str) -> None:
    beside = "，⟦ITEM i3|其他支出⟧⟦AMOUNT a3>i3|{}⟧"
    assert not _broken(name, "13.45%", behind=beside.format("185.57万元")).told
    assert _broken(name, "13.45%", behind=beside.format("190.00万元")).told


def test_nothing_unexplained_is_as_sure_as_a_slip() -> None:
    sure = [_broken(n, r).confidence or 0 for n in _NAMES for r in ("13.45%", "37.45%")]
    assert max(sure) <= settings().unexplained < settings().most


@pytest.mark.parametrize("name", _NAMES)
def test_a_rate_over_nothing_is_told_whatever_stands_beside(name: str) -> None:
    text = f"⟦ITEM i1|{name}⟧⟦AMOUNT a1>i1|22.00万元⟧，比上年增加⟦AMOUNT a2+>i1|22.00万元⟧，增长⟦RATE r1+>i1|100.00%⟧。"
    (check,) = [c for c in checks_of(text) if c.status == "violated" and c.kind == "growth"]
    assert check.told
