"""Figures that measure different things are never held against each other, whatever rule relates them."""

from __future__ import annotations

import pytest

from extraction.constraints.arithmetic.relation import Product, Ratio, Relation, Sum, Term
from extraction.constraints.verdicts.dimensions import commensurable
from tests.constraints.marked import ledger_of

_TEXT = (
    "运费⟦AMOUNT a1|32元/吨⟧、总额⟦AMOUNT b1|96.00万元⟧、定额⟦AMOUNT c1|45元/人⟧，货物⟦COUNT d1|30吨⟧，"
    "农户⟦COUNT e1|12户⟧，占⟦RATE f1|40.5%⟧，另付⟦AMOUNT g1|18.00万元⟧。"
)


@pytest.mark.parametrize(
    ("stated", "expression", "may"),
    [
        (1, lambda t: Term(t[6]), True),
        (1, lambda t: Term(t[0]), False),
        (0, lambda t: Term(t[2]), False),
        (3, lambda t: Term(t[4]), False),
        (1, lambda t: Term(t[5]), False),
        (1, lambda t: Sum((Term(t[6]), Term(t[0])), (1, -1)), False),
        (1, lambda t: Product(Term(t[0]), Term(t[3])), True),
        (1, lambda t: Product(Term(t[6]), Term(t[5])), True),
        (0, lambda t: Ratio(Term(t[1]), Term(t[3])), True),
        (3, lambda t: Ratio(Term(t[1]), Term(t[0])), True),
        (5, lambda t: Ratio(Term(t[6]), Term(t[1])), True),
        (5, lambda t: Ratio(Term(t[0]), Term(t[1])), False),
        (5, lambda t: Ratio(Term(t[3]), Term(t[1])), False),
        (5, lambda t: Ratio(Term(t[1]), Term(t[3])), False),
    ],
)  # fmt: skip
def test_only_like_figures_meet(stated, expression, may) -> None:  # type: ignore[no-untyped-def]
    ledger = ledger_of(_TEXT)
    ids = [e.id for e in ledger.entries]
    relation = Relation("diff", ids[stated], expression(ids), "any")
    assert commensurable(relation, ledger) is may
