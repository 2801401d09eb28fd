"""Whole synthetic reports: sections in an author's order (合成报告)."""

from __future__ import annotations

from collections.abc import Callable

from annotations.record import AnnotationRecord
from annotations.synthesis import deeds, goal_tables, goal_walks, money, public, score_sheets
from annotations.synthesis.hand import Hand
from annotations.synthesis.writer import Writer

Section = Callable[[Writer, Hand], None]

SECTIONS: tuple[tuple[Section, float], ...] = (
    (money.totals, 3.0),
    (money.execution, 1.5),
    (money.subjects, 2.0),
    (money.three_public, 1.5),
    (money.data_table, 3.0),
    (deeds.staffing, 1.5),
    (deeds.staff_table, 0.5),
    (deeds.achievements, 3.0),
    (deeds.filler, 2.0),
    (deeds.note, 1.0),
    (goal_tables.goal_table, 3.0),
    (goal_walks.goal_walk, 3.0),
    (score_sheets.score_sheet, 1.5),
    (score_sheets.criteria_text, 1.0),
    (score_sheets.self_score, 1.2),
    (goal_tables.fund_form, 0.8),
    (public.revenues, 2.0),
    (public.flows, 1.5),
    (public.procurement, 0.7),
    (public.assets, 0.7),
    (public.operating, 0.8),
    (public.projects, 1.2),
)
"""Sections and how often each is drawn."""

_TITLES = (
    "部门基本情况",
    "预算执行情况",
    "绩效自评工作开展情况",
    "综合评价结论",
    "绩效目标完成情况",
    "存在的问题",
    "收支情况说明",
    "主要成效",
    "项目资金情况",
    "附件",
    "绩效指标完成情况分析",
    "决算情况说明",
    "下一步改进措施",
    "其他需要说明的情况",
)


def synthesise(seed: int, *, sections: int = 6) -> tuple[str, AnnotationRecord]:
    """Return one synthetic report and its annotations; the same seed gives the same report."""
    hand, writer = Hand(seed), Writer()
    deeds.heading(writer, hand)
    choices, weights = zip(*SECTIONS, strict=True)
    for n in range(hand.rng.randint(2, 2 * sections - 2)):
        if hand.chance(0.6):
            number = hand.one(
                hand.heading(n), f"（{'一二三四五六七八九十'[n % 10]}）", f"{n + 1}.", ""
            )
            writer.text(number + hand.one(*_TITLES) + "\n")
        if hand.chance(0.25):
            writer.text(hand.one("\u3000\u3000", "    ", "\t", "\u00a0\u00a0"))
        hand.rng.choices(choices, weights)[0](writer, hand)
    return writer.record(f"synthetic-{seed}")
