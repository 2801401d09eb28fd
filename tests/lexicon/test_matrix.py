"""Every word of the lexicon means the same to every consumer (矩阵测试)."""

from __future__ import annotations

import pytest

from extraction.lexicon.comparators import bounds
from extraction.quantities import Quantity, read_quantity

_STRICT = [(w, sign) for w, sign in bounds().before.items() if sign != "="]


@pytest.mark.parametrize(("word", "sign"), _STRICT)
def test_a_comparator_before_a_number_is_read(word: str, sign: str) -> None:
    read = read_quantity(f"{word}87.5%")
    assert isinstance(read, Quantity)
    assert read.operator == sign


@pytest.mark.parametrize(("word", "sign"), [(w, s) for w, s in bounds().after.items() if s != "="])
def test_a_bound_behind_a_unit_is_read(word: str, sign: str) -> None:
    read = read_quantity(f"38台{word}")
    assert isinstance(read, Quantity)
    assert read.operator == sign
