"""Tables of indicators and the funds part of project forms (绩效目标表, 项目资金)."""

from __future__ import annotations

from decimal import Decimal

from annotations.synthesis.goals import Goal, draw_goals
from annotations.synthesis.hand import Hand
from annotations.synthesis.layout import Cell, draw_layout, write_grid
from annotations.synthesis.writer import Mark, Writer
from extraction.labels import Label

_HEADS = {
    "class": ("一级指标", "指标类型", "一级\n指标"),
    "sub": ("二级指标", "二级\n指标", "指标分类"),
    "name": ("三级指标", "指标名称", "绩效指标", "指标内容", "评价指标"),
    "operator": ("指标性质", "符号"),
    "target": ("年度指标值", "目标值", "预期值", "年初目标值", "计划指标值", "指标值"),
    "unit": ("计量单位", "度量单位", "单位"),
    "actual": ("实际完成值", "全年实际值", "完成值", "实现值", "实际完成情况", "自评完成情况"),
    "weight": ("分值", "权重", "权重分", "分值权重"),
    "score": ("得分", "自评得分", "自评分"),
    "verdict": ("完成情况", "是否达标", "自评结论"),
    "why": ("偏差原因分析及改进措施", "未完成原因分析", "备注", "偏差原因", "扣分理由"),
}

_ORDERS = (
    ("class", "sub", "name", "target", "actual", "weight", "score", "why"),
    ("class", "sub", "name", "target", "actual", "weight", "score"),
    ("class", "sub", "name", "weight", "target", "actual", "score", "why"),
    ("class", "sub", "name", "target", "actual"),
    ("class", "name", "target", "actual", "score"),
    ("sub", "name", "target", "actual", "verdict"),
    ("name", "target", "actual", "weight", "score"),
    ("name", "weight", "target", "actual", "score", "why"),
    ("class", "sub", "name", "target"),
    ("class", "sub", "name", "target", "weight"),
    ("class", "sub", "name", "operator", "target", "unit", "weight"),
    ("class", "sub", "name", "operator", "target", "unit", "actual", "weight", "score", "why"),
    ("name", "target", "actual", "verdict", "why"),
    ("class", "sub", "weight", "name", "target", "actual", "score"),
    ("sub", "name", "actual", "target", "score", "weight"),
)


def goal_table(writer: Writer, hand: Hand) -> None:
    """Write a table of indicators in one of many column orders and flattenings."""
    order = hand.rng.choice(_ORDERS)
    goals = draw_goals(hand, hand.rng.randint(3, 12), apart="operator" in order)
    grid: list[list[Cell]] = []
    if hand.chance(0.85):
        grid.append([[hand.one(*_HEADS[name])] for name in order])
    once, numbered = hand.chance(0.75), hand.chance(0.15)
    levels: dict[str, Mark] = {}
    before = ("", "")
    for k, goal in enumerate(goals, 1):
        row: list[Cell] = []
        links: list[Mark] = []
        for name in order:
            row.append(_goal_cell(hand, goal, name, levels, before, once, links))
        goal.name.links = links[::-1]
        if numbered and "name" in order:
            row[order.index("name")] = [f"指标{k}：", goal.name]
        before = (goal.group, goal.subgroup)
        grid.append(row)
    if "score" in order and "weight" in order and hand.chance(0.6):
        grid.append(_total_row(hand, goals, order))
    write_grid(writer, hand, grid, draw_layout(hand))
    writer.text("\n")


def _goal_cell(
    hand: Hand,
    goal: Goal,
    name: str,
    levels: dict[str, Mark],
    before: tuple[str, str],
    once: bool,
    links: list[Mark],
) -> Cell:
    if name in ("class", "sub"):
        text = goal.group if name == "class" else goal.subgroup
        same = before[0] == goal.group and (name == "class" or before[1] == goal.subgroup)
        if once and same and text in levels:
            links.append(levels[text])
            return []
        levels[text] = Mark(Label.LEVEL, text)
        links.append(levels[text])
        if name == "class" and hand.chance(0.1):
            weight = Mark(Label.WEIGHT, f"{hand.rng.randint(1, 6) * 10}分", [levels[text]])
            return [levels[text], "（", weight, "）"]
        return [levels[text]]
    if name == "why":
        return [hand.pick("deviations")] if hand.chance(0.7) else []
    if name in ("unit", "operator"):
        text = goal.unit if name == "unit" else goal.operator
        return [text] if text else []
    marks = {
        "name": goal.name,
        "target": goal.target,
        "actual": goal.actual,
        "weight": goal.weight,
        "score": goal.score,
        "verdict": goal.verdict,
    }
    return [marks[name]]


def _total_row(hand: Hand, goals: list[Goal], order: tuple[str, ...]) -> list[Cell]:
    label = Mark(Label.ITEM, hand.one("总分", "合计", "总  分", "总计"))
    weight = Mark(Label.WEIGHT, "100", [label])
    score = Mark(
        Label.SCORE, f"{hand.rng.uniform(80, 100):.{hand.rng.choice((0, 1, 2))}f}", [label]
    )
    row: list[Cell] = [[] for _ in order]
    row[0] = [label]
    row[order.index("weight")] = [weight]
    row[order.index("score")] = [score]
    return row


def fund_form(writer: Writer, hand: Hand) -> None:
    """Write the funds part of a project form: money columns, execution rate, marks."""
    layout = draw_layout(hand)
    columns = [
        hand.item(n)
        for n in (
            hand.one("年初预算数", "年初预算"),
            "全年预算数",
            hand.one("全年执行数", "执行数"),
        )
    ]
    rate = hand.item(hand.one("执行率", "执行率（%）", "执行率(B/A)"))
    rows = [hand.item(hand.one("年度资金总额", "资金总额", "年度资金总额："))]
    rows += [
        hand.item(n)
        for n in hand.rng.sample(
            ("当年财政拨款", "上年结转资金", "其他资金", "中央补助", "省级资金", "地方资金"), 2
        )
    ]
    planned = hand.money(1, 3000)
    grid: list[list[Cell]] = [
        [
            ["项目资金（" + hand.unit.strip() + "）"],
            *[[c] for c in columns],
            ["分值"],
            [rate],
            ["得分"],
        ]
    ]
    parts = hand.parts(planned, 2)
    for k, (row, value) in enumerate(zip(rows, (planned, *parts), strict=True)):
        spent = hand.rounded(value * Decimal(str(hand.rng.uniform(0.7, 1.0))))
        cells: list[Cell] = [["其中：", row] if k == 1 and hand.chance(0.4) else [row]]
        for column, number, flag in zip(
            columns, (value, value, spent), ("b", "b", ""), strict=True
        ):
            cells.append([hand.amount(number, [column, row], flags=flag, bare=True)])
        share = hand.rate(hand.share(spent, value), [rate, row], sign=hand.one("%", ""))
        weight = Mark(Label.WEIGHT, "10", [row])
        got = Mark(Label.SCORE, f"{hand.rng.uniform(7, 10):.1f}", [row])
        cells += [[weight], [share], [got]] if k == 0 else [["—"], [share], ["—"]]
        grid.append(cells)
    write_grid(writer, hand, grid, layout)
    writer.text("\n")
