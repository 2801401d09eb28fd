"""Marks that grades and answers are given are no marks that add up; marks of indicators are."""

from __future__ import annotations

import pytest

from tests.constraints.marked import checks_of, ledger_of


def _scored(text: str) -> str:
    """Mark up <figures> as scores, and [figures] as full marks."""
    parts, number = [], 0
    for piece in text.replace("[", "<w").split("<"):
        figure, end, rest = piece.replace("]", ">", 1).partition(">")
        if not end:
            parts.append(piece)
            continue
        number += 1
        label = "WEIGHT" if figure.startswith("w") else "SCORE"
        parts.append(f"⟦{label} s{number}|{figure.removeprefix('w')}⟧{rest}")
    return "".join(parts)


@pytest.mark.parametrize(
    "text",
    [
        "按四档分别赋值[100分]、<75分>、<50分>、<0分>加权计算。",
        "问卷设五个等级，依次折算[100分]、<80分>、<60分>、<40分>、<20分>。",
        "其中“非常满意”计[100分]，“基本满意”计<70分>，“不满意”计<0分>。",
        "选项由低到高分别记<20分>、<60分>、[100分]。",
    ],
)
def test_values_of_a_scale_add_up_to_nothing(text: str) -> None:
    assert [c for c in checks_of(_scored(text)) if c.kind in ("score", "sum")] == []


@pytest.mark.parametrize(
    "text",
    [
        "决策赋值[15分]、过程赋值[20分]、产出赋值[30分]、效益赋值[35分]。",
        "项目决策得<14分>、过程得<18分>、产出得<26分>，评价等级为良。",
        "按五个等级评定，决策[20分]、过程[20分]、产出[30分]、效益[30分]。",
        "群众满意度得<9分>、产出质量得<12分>、产出数量得<15分>。",
    ],
)
def test_marks_of_indicators_are_kept(text: str) -> None:
    kept = [e for e in ledger_of(_scored(text)).entries if e.kind in ("score", "weight")]
    assert len(kept) == text.count("分]") + text.count("分>")
