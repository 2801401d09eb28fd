"""Accounting identities: a figure follows from others whose concepts, whatever their names, stand in its scope."""

from __future__ import annotations

from itertools import chain

import pytest

from extraction.constraints.rules.balances.identities import known_identities
from extraction.taxonomy.concepts import concepts_by_id, find_beside, find_concept
from tests.constraints.marked import checks_of


def told(text: str, values: tuple[str, ...]) -> list[str]:
    """Return the verdicts on sums over the values that the text tells, `{}` for each of them."""
    checks = checks_of(text.format(*values))
    return [c.status for c in checks if c.kind == "sum" and len(c.terms) == len(values)]


_FORMS = {
    "accumulated": "⟦ITEM i1|年初结余⟧⟦AMOUNT a1>i1|{}万元⟧。⟦ITEM i2|本年收支结余⟧⟦AMOUNT a2>i2|{}万元⟧。"
    "⟦ITEM i3|年末滚存结余⟧⟦AMOUNT a3>i3|{}万元⟧。",
    "accumulated, last year's named otherwise": "⟦ITEM i1|期初结转结余⟧⟦AMOUNT a1>i1|{}万元⟧。"
    "⟦ITEM i2|当期结余⟧⟦AMOUNT a2>i2|{}万元⟧。⟦ITEM i3|累计结转和结余⟧⟦AMOUNT a3>i3|{}万元⟧。",
    "budgets": "⟦ITEM i1|上年结余预算数⟧⟦AMOUNT a1b>i1|{}万元⟧。⟦ITEM i2|年度结余预算数⟧⟦AMOUNT a2b>i2|{}万元⟧。"
    "⟦ITEM i3|滚存结余预算数⟧⟦AMOUNT a3b>i3|{}万元⟧。",
}


@pytest.mark.parametrize("form", _FORMS)
def test_accumulated_surplus_is_the_years_beside_what_was_there(form: str) -> None:
    assert told(_FORMS[form], ("40.57", "50.89", "91.46")) == ["holds"]
    assert told(_FORMS[form], ("40.57", "50.89", "98.46")) == ["violated"]


def test_a_subtotal_is_not_the_figure_of_an_identity() -> None:
    assert find_concept("本年收入小计") == find_concept("本年收入")
    assert find_beside("本年收入小计") is None


_PARTS = {
    "basic": "⟦ITEM i1|{whole}⟧⟦AMOUNT a1>i1|{}万元⟧。\n⟦ITEM i2|人员支出⟧⟦AMOUNT a2>i2|{}万元⟧。\n"
    "⟦ITEM i3|日常公用经费⟧⟦AMOUNT a3>i3|{}万元⟧。",
    "all": "⟦ITEM i1|{whole}⟧⟦AMOUNT a1>i1|{}万元⟧。\n⟦ITEM i2|基本支出决算数⟧⟦AMOUNT a2>i2|{}万元⟧。\n"
    "⟦ITEM i3|项目支出决算数⟧⟦AMOUNT a3>i3|{}万元⟧。",
}


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ("basic", "财政拨款基本支出"),
        ("basic", "一般公共预算财政拨款基本支出"),
        ("all", "本年支出合计"),
        ("all", "单位支出总额"),
    ],
)
def test_parts_are_never_more_than_their_whole(parts: str, whole: str) -> None:
    text = _PARTS[parts].replace("{whole}", whole)
    assert told(text, ("91.46", "40.57", "50.89")) == ["holds"]
    assert told(text, ("90.46", "40.57", "50.89")) == ["violated"]
    assert told(text, ("99.46", "40.57", "50.89")) == []  # it may have other parts


@pytest.mark.parametrize("whole", ["结余", "某专项结余", "项目结余资金"])
def test_a_balance_of_no_year_accuses_nobody(whole: str) -> None:
    text = (
        "⟦ITEM i1|上年结余⟧⟦AMOUNT a1>i1|{}万元⟧。⟦ITEM i2|{whole}⟧⟦AMOUNT a2>i2|{}万元⟧。"
        "⟦ITEM i3|累计结余⟧⟦AMOUNT a3>i3|{}万元⟧。"
    )
    assert told(text.replace("{whole}", whole), ("40.57", "50.89", "98.46")) == []


def test_the_data_file_names_concepts_of_the_taxonomy() -> None:
    named = chain.from_iterable(
        (*identity.stated, *chain.from_iterable(ids for ids, _ in identity.parts))
        for identity in known_identities()
    )
    assert not set(named) - set(concepts_by_id())


def test_a_name_that_means_a_concept_beside_others_means_none_alone() -> None:
    for name, concept in (
        ("收支结余", "surplus-unspecified"),
        ("房屋账面原值", "asset-original-value"),
        ("年末余额", "carry-over-end"),
    ):
        beside = find_beside(name)
        assert beside is not None
        assert beside.id == concept
        assert find_concept(name) is None
