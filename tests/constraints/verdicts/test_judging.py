"""What is told of the candidates: figures that no words join are no sentence."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_of

ROWS = (
    "⟦ITEM i1|一般性转移支付收入⟧~⟦AMOUNT a1>i1|475,282元⟧~⟦AMOUNT a2+>i1|304,482元⟧~⟦RATE r1+>i1|3.8%⟧",
    "⟦ITEM i1|专项补助收入⟧~⟦AMOUNT a1>i1|36,644元⟧~⟦AMOUNT a2+>i1|14,838元⟧~⟦RATE r1+>i1|160.5%⟧",
    "⟦ITEM i1|上解支出⟧~⟦AMOUNT a1>i1|8,120元⟧~⟦AMOUNT a2->i1|1,890元⟧~⟦RATE r1->i1|9.5%⟧",
)


@pytest.mark.parametrize("row", ROWS, ids=["income", "grants", "paid up"])
def test_cells_that_no_words_join_are_no_sentence(row):
    for between in ("   ", " | ", "\t"):
        assert [c for c in checks_of(row.replace("~", between)) if c.status == "violated"] == []
    said = row.replace("~⟦AMOUNT a1", "⟦AMOUNT a1").replace("~", "，比上年变动")
    assert [c.kind for c in checks_of(said) if c.status == "violated"] == ["growth"]
