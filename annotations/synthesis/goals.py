"""Indicators (绩效指标) as the writer draws them: name, goal, result, marks, verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from annotations.synthesis.hand import Hand
from annotations.synthesis.writer import Mark
from extraction.labels import Label


@dataclass(slots=True)
class Goal:
    """One indicator with everything that may be said of it; `unit` stands apart in some tables."""

    group: str
    subgroup: str
    name: Mark
    target: Mark
    actual: Mark
    weight: Mark
    score: Mark
    verdict: Mark
    unit: str
    operator: str


def draw_goals(hand: Hand, count: int, *, apart: bool = False) -> list[Goal]:
    """Return `count` goals in the order of their classes, with weights that add up to 90 or 100.

    With `apart`, comparator and unit are left out of the target: they have their own columns.
    """
    entries = sorted(hand.some("indicators", count), key=_class_order)
    weights = _weights(hand, len(entries))
    return [_goal(hand, entry, w, apart) for entry, w in zip(entries, weights, strict=True)]


def _class_order(entry: str) -> tuple[int, str]:
    first, second, *_ = entry.split("|")
    order = ("产出指标", "成本指标", "效益指标", "满意度指标")
    return order.index(first), second


def _weights(hand: Hand, count: int) -> list[int]:
    total = hand.rng.choice((90, 90, 100))
    cuts = [max(1, total // count + hand.rng.randint(-3, 3)) for _ in range(count - 1)]
    return [*cuts, max(1, total - sum(cuts))]


def _goal(hand: Hand, entry: str, weight: int, apart: bool) -> Goal:
    group, subgroup, title, unit, kind = (*entry.split("|"), "")[:5]
    if hand.chance(0.3):
        title = hand.project()[: hand.rng.randint(4, 8)] + title
    name = Mark(Label.INDICATOR, title)
    operator, target, actual = _values(hand, unit, kind)
    shown = (
        target
        if apart or kind in ("worded", "date")
        else _with_operator(hand, operator, target + unit)
    )
    done = actual if kind in ("worded", "date") or (apart and hand.chance(0.7)) else actual + unit
    if hand.chance(0.06):
        done = hand.pick("qualities")
    got = (
        Decimal(weight)
        if hand.chance(0.7)
        else Decimal(weight) - Decimal(hand.rng.randint(1, 20)) / 10
    )
    points = hand.one("", "", "分")
    return Goal(
        group,
        subgroup,
        name,
        Mark(Label.TARGET, shown, [name]),
        Mark(Label.ACTUAL, done, [name]),
        Mark(Label.WEIGHT, f"{weight}{points}", [name]),
        Mark(Label.SCORE, f"{max(got, Decimal(0)).normalize():f}{points}", [name]),
        Mark(Label.STATUS, _verdict(hand), [name]),
        unit if kind not in ("worded", "date") else "",
        operator,
    )


def _with_operator(hand: Hand, operator: str, value: str) -> str:
    if operator == "≥":
        return hand.one(
            f"≥{value}",
            f"≥{value}",
            value,
            f"{value}以上",
            f"不低于{value}",
            f">={value}",
            f"大于等于{value}",
        )
    if operator == "≤":
        return hand.one(
            f"≤{value}",
            f"≤{value}",
            f"{value}以内",
            f"不超过{value}",
            f"{value}以下",
            f"控制在{value}以内",
        )
    return hand.one(value, value, f"＝{value}", f"={value}")


def _values(hand: Hand, unit: str, kind: str) -> tuple[str, str, str]:
    """Return comparator, target and actual without unit."""
    rng = hand.rng
    if kind == "rate":
        goal = rng.choice((80, 85, 90, 92, 95, 98, 100, 100))
        done = min(100, round(goal + rng.uniform(-4, 6), rng.choice((0, 0, 1, 2))))
        return rng.choice(("≥", "≥", "=")), f"{goal}", f"{done:g}"
    if kind == "low":
        goal = rng.choice((0, 1, 2, 3, 5, 10, 24, 30))
        return "≤", f"{goal}", f"{rng.randint(0, goal)}"
    if kind == "cost":
        value = round(rng.uniform(1, 900), rng.choice((0, 1, 2)))
        done = round(value * rng.uniform(0.7, 1.0), 2)
        return rng.choice(("≤", "≤", "=")), f"{value:g}", f"{done:g}"
    if kind == "count":
        goal = rng.choice((rng.randint(1, 30), rng.randint(10, 500), rng.randint(500, 60000)))
        done = max(0, int(goal * rng.choice((1, 1, 1, rng.uniform(0.6, 1.8)))))
        return rng.choice(("≥", "≥", "=", "=")), f"{goal}", f"{done}"
    if kind == "date":
        month = rng.randint(6, 12)
        return (
            "=",
            rng.choice((unit, f"{month}月底前", f"{month}月31日前完成", f"{hand.year}年{month}月")),
            rng.choice(
                (
                    f"{hand.year}年{rng.randint(3, month)}月",
                    "按时完成",
                    f"{rng.randint(3, month)}月底完成",
                    "已完成",
                )
            ),
        )
    return (
        "=",
        rng.choice((unit, hand.pick("qualities"))),
        rng.choice((unit, hand.pick("qualities"))),
    )


def _verdict(hand: Hand) -> str:
    """Return a verdict put together from its usual parts."""
    if hand.chance(0.35):
        return hand.pick("verdicts")
    head = hand.one("完成", "完成", "达到", "实现", "已完成", "全部完成", "符合", "未完成")
    middle = hand.one("", "年度", "年初", "年度设定", "年初设定", "预期", "既定", "设定", "绩效")
    return head + middle + hand.one("目标", "指标", "目标值", "任务", "指标值")
