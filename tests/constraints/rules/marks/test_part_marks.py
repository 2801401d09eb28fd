"""Marks of parts and the score over them."""

from __future__ import annotations

from tests.constraints.marked import checks_of


def marks(text: str) -> list[str]:
    """Return what is told on a text with ⟨full⟩ and [got] marks."""
    for number in range(text.count("⟨") + text.count("[")):
        places = [p for p in (text.find("⟨"), text.find("[")) if p >= 0]
        kind, close = ("WEIGHT", "⟩") if text[min(places)] == "⟨" else ("SCORE", "]")
        start = min(places)
        end = text.index(close, start)
        text = f"{text[:start]}⟦{kind} m{number}|{text[start + 1 : end]}分⟧{text[end + 1 :]}"
    return [c.stated for c in checks_of(text) if c.finding]


PARTS = (
    "整体支出得分为[{}]。\n（一）投入类\n投入类指标满分⟨20⟩，评价得分[{}]。其中，目标合理性满分⟨12⟩，得[11]；控制率满分⟨8⟩，得[7]。\n"
    "（二）过程类\n本类共⟨30⟩，得[26.5]。完成率满分⟨10⟩，得[8.5]；资产管理满分⟨20⟩，得[18]。\n"
    "（三）产出类\n本类⟨50⟩，得[44]。救助人数（⟨30⟩）：得[26]；发放及时率（⟨20⟩）：得[18]。"
)


def test_marks_of_parts_and_the_score_over_them():
    assert marks(PARTS.format("88.5", "18")) == []
    assert marks(PARTS.format("89.5", "18")) == ["89.5分"]
    assert "19分" in marks(PARTS.format("88.5", "19"))
