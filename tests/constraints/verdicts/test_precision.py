"""How exact the parts of a total are."""

from __future__ import annotations

import pytest

from tests.constraints.marked import told


@pytest.mark.parametrize(
    ("part", "expected"), [("2.24", []), ("2.42", [("sum", "4.853亿元")]), ("2.2", [])]
)
def test_parts_are_as_exact_as_their_total(part, expected):
    part_of_rest = "0.706" if part != "2.2" else "0.746"
    text = (
        f"{{整治资金}}<4.853亿元>，其中{{路面}}<1.317亿元>、{{绿化}}<0.59亿元>、{{管网}}<{part}亿元>、"
        f"{{照明}}<{part_of_rest}亿元>。"
    )
    assert told(text) == expected
