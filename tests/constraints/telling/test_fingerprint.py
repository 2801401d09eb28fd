"""A fingerprint follows kind, values and names, and nothing that another extraction may change."""

from __future__ import annotations

import re

from extraction.constraints.telling.fingerprint import same_values
from tests.constraints.marked import findings

_SUM = (
    "{before}⟦ITEM i1|{whole}⟧⟦AMOUNT a1>i1|73.40{unit}⟧，其中：⟦ITEM i2|粮油储备⟧⟦AMOUNT a2>i2|41.15{unit}⟧、"
    "⟦ITEM i3|仓房维修⟧⟦AMOUNT a3>i3|{part}{unit}⟧。"
)


def _one(before: str = "", whole: str = "支出合计", part: str = "22.25", unit: str = "万元") -> str:
    (finding,) = findings(_SUM.format(before=before, whole=whole, part=part, unit=unit))
    return finding.fingerprint


def test_it_has_kind_values_and_names() -> None:
    assert re.fullmatch(r"sum-[0-9a-f]{10}-[0-9a-f]{8}", _one())


def test_places_ids_and_zeros_do_not_change_it() -> None:
    assert _one() == _one(before="某镇粮站情况说明。\n") == _one(part="22.250")


def test_another_value_is_another_finding() -> None:
    assert same_values(_one()) != same_values(_one(part="22.26"))


def test_another_name_keeps_the_values() -> None:
    renamed = _one(whole="全年支出合计数")
    assert renamed != _one()
    assert same_values(renamed) == same_values(_one())
