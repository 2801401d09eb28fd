"""A budget, its moves within the year, and what became of it."""

from __future__ import annotations

import pytest

from tests.constraints.marked import told


@pytest.mark.parametrize(("moved", "expected"), [("173.5", []), ("174.5", ["sum"])])
def test_a_budget_after_its_moves_is_exact(moved, expected):
    text = f"{{年初预算}}<b186万元>，年中压减<-12.5万元>，{{调整后预算}}<b{moved}万元>。"
    assert [kind for kind, _ in told(text)] == expected
