"""What its own form makes wrong: left out, or left standing."""

from __future__ import annotations

import pytest

from tests.constraints.marked import findings

_FEE = "⟦ITEM i1|会务费⟧⟦AMOUNT a1>i1|2.40万元⟧"


@pytest.mark.parametrize(
    ("text", "kind", "term"),
    [
        (f"{_FEE}，占⟦RATE r1>i1|37.50⟧；", "format", "r1"),
        (f"{_FEE}，增长⟦RATE r1+>i1|13.95⟧，", "format", "r1"),
        (f"{_FEE}，比上年增加/减少⟦AMOUNT a2->i1|1.20万元⟧。", "format", "a2"),
        (f"{_FEE}，与上年持平，减少⟦AMOUNT a2->i1|0.60万元⟧。", "diff", "a2"),
        (f"{_FEE}，比上年减少，主要原因是……。", "format", "a1"),
        (f"印刷费××万元，{_FEE}。", "format", "i1"),
    ],
)
def test_it_is_told(text: str, kind: str, term: str) -> None:
    told = [c for c in findings(text) if c.kind == kind]
    assert [c.terms[0] for c in told] == [term]


@pytest.mark.parametrize(
    "text",
    [
        f"{_FEE}，占⟦RATE r1>i1|37.50%⟧；",
        f"{_FEE}，分别拉动增长⟦RATE r1+>i1|0.6⟧、⟦RATE r2+>i1|2.0个百分点⟧。",
        f"{_FEE}，比上年增加（减少）⟦AMOUNT a2+>i1|0万元⟧。",
        f"{_FEE}，与预算持平，比上年减少⟦AMOUNT a2->i1|0.60万元⟧。",
        f"{_FEE}，与上年基本持平，减少⟦AMOUNT a2->i1|0.01万元⟧。",
    ],
)
def test_it_is_silent(text: str) -> None:
    assert [c for c in findings(text) if c.kind in ("format", "diff")] == []


def test_a_missing_amount_is_a_format_finding() -> None:
    (finding,) = findings("⟦ITEM i1|政府性基金⟧预算支出万元，与上年持平。")
    assert (finding.kind, finding.terms) == ("format", ("i1",))
