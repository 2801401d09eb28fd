"""Indicators (绩效指标): goal tables, goal-by-goal accounts, score sheets, self-scores."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from annotations.synthesis.hand import Hand
from annotations.synthesis.layout import Cell, Layout, draw_layout, write_grid
from annotations.synthesis.writer import Mark, Writer
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


_WALKS = (
    "{k}目标值{t}，实际完成{x}，{s}",
    "{k}：年初目标{t}，实际{x}",
    "{k}{t}，实际完成{x}，{s}",
    "{k}年度指标值{t}，实际完成{x}",
    "{k}（目标值{t}）：实际完成{x}，得{c}",
    "{k}达到{x}，完成年初设定{t}的目标",
    "{k}，目标为{t}，全年完成{x}，{s}",
    "“{k}”指标值{t}，完成值{x}",
    "{k}计划{t}，实际{x}，分值{w}，得{c}",
    "{k}：{t}，完成情况：{x}",
    "{k}{t}，{x}，{s}",
    "{k}指标：年初设定目标{t}，截至年底实际值为{x}，自评得分{c}",
    "{k}（{w}）：{x}，得{c}",
    "{k}：{x}",
    "{k}预期{t}，实际达{x}，{s}，得{c}",
    "计划{k}{t}，实际完成{x}",
    "{k}实际完成{x}，年度目标{t}，{s}",
    "{k} 目标 {t} 实际 {x}",
    "{k}，{s}。目标值：{t}；实际值：{x}",
    "{k}:目标{t},完成{x}",
    "{k}指标值为{t}，自评得{c}（满分{w}）",
)


_RESTATED = (
    "{k}{t}。{o}{n}{x}，{s}",
    "{k}{t}。{o}实际{n}{x}，{s}",
    "{k}：{t}。{y}{n}{x}，{s}",
    "{k}{t}，{o}{n}达到{x}，{s}",
    "{k}{t}。{o}{n}实际完成值{x}，{s}",
    "{k}{t}；{o}{n}为{x}，{s}",
    "{k}（{t}）。{o}{n}完成{x}，{s}",
    "{k}{t}。{o}{d}{x}，{s}",
    "{k}{t}，{o}全年{n}{x}",
    "{k}{t}。{d}{y}{n}超过{x}，{s}",
)
"""Goals whose name is said again with the result; only the first name is marked."""


def _verdict(hand: Hand) -> str:
    """Return a verdict put together from its usual parts."""
    if hand.chance(0.35):
        return hand.pick("verdicts")
    head = hand.one("完成", "完成", "达到", "实现", "已完成", "全部完成", "符合", "未完成")
    middle = hand.one("", "年度", "年初", "年度设定", "年初设定", "预期", "既定", "设定", "绩效")
    return head + middle + hand.one("目标", "指标", "目标值", "任务", "指标值")


def _walk_slots(hand: Hand, goal: Goal) -> dict[str, Mark | str]:
    owner = hand.one("我局", "我单位", "本单位", "", "我院", "实际", "项目")
    said = goal.name.text if hand.chance(0.8) else goal.name.text[-6:]
    doing = hand.pick("duties")[: hand.rng.randint(8, 20)] + "，"
    year = hand.one("", f"{hand.year}年", "全年", "截至年底")
    return {"o": owner, "n": said, "d": doing, "y": year}


def goal_walk(writer: Writer, hand: Hand) -> None:
    """Write a goal-by-goal account in prose, by classes."""
    goals = draw_goals(hand, hand.rng.randint(2, 9))
    pool = _RESTATED if hand.chance(0.35) else _WALKS
    walk = [hand.one(*pool)] if hand.chance(0.6) else list(hand.rng.sample(pool, 3))
    class_form = hand.one(
        "%s、{l}\n", "（%s）{l}。", "%s.{l}：", "{l}方面，", "（%s）{l}完成情况分析\n", "{l}\n"
    )
    sub_form = hand.one("{l}：", "（{n}）{l}：", "①{l}。", "{l}。", "{n}.{l}\n", "", "在{l}方面，")
    item_form = hand.one("", "", "指标{n}：", "（{n}）", "{n}.", "{n}）")
    gap = hand.one("；", "。", "；\n", "。\n", "\n", "，")
    level, sub = Mark(Label.LEVEL, ""), Mark(Label.LEVEL, "")
    for n, goal in enumerate(goals, 1):
        links: list[Mark] = []
        if goal.group != level.text:
            level = Mark(Label.LEVEL, goal.group)
            writer.fill(class_form.replace("%s", "一二三四五六七八九十"[n % 9]), l=level)
            sub = Mark(Label.LEVEL, "")
        if sub_form and goal.subgroup != sub.text:
            sub = Mark(Label.LEVEL, goal.subgroup)
            writer.fill(sub_form, l=sub, n=str(n))
        if sub.written:
            links.append(sub)
        links.append(level)
        goal.name.links = links
        writer.text(item_form.replace("{n}", str(n)))
        writer.fill(
            hand.rng.choice(walk),
            k=goal.name,
            t=goal.target,
            x=goal.actual,
            s=goal.verdict,
            w=goal.weight,
            c=goal.score,
            **_walk_slots(hand, goal),
        )
        writer.text(gap)
        if hand.chance(0.08):
            writer.text("偏差原因：" + hand.pick("deviations") + "。")
    writer.text(hand.one("\n", "全部指标均已达到预期。\n", "\n\n"))


def score_sheet(writer: Writer, hand: Hand) -> None:
    """Write a sheet of marks with scoring criteria, which hold many numbers that are no facts."""
    entries = hand.some("scored", hand.rng.randint(4, 12))
    entries.sort(key=lambda e: e.split("|")[:2])
    layout = draw_layout(hand)
    if layout.cell != "\n" and hand.chance(0.5):
        layout = Layout("\n", "\n", indent=hand.one("", "\t"), blanks=False)
    in_brackets = hand.chance(0.5)
    where = hand.one(
        "weight score criteria evidence",
        "weight criteria evidence score",
        "weight criteria score",
        "criteria weight score",
        "weight score",
        "weight criteria evidence score",
    )
    grid: list[list[Cell]] = []
    if hand.chance(0.8):
        words = {
            "weight": "分值",
            "score": hand.one("自评得分", "得分"),
            "criteria": "评分标准",
            "evidence": hand.one("评价依据", "扣分原因", "指标解释"),
        }
        grid.append(
            [[h] for h in ("一级指标", "二级指标", "三级指标", *(words[w] for w in where.split()))]
        )
    before: list[str] = ["", ""]
    levels: list[Mark] = []
    total = 0
    for entry in entries:
        first, second, name = entry.split("|")
        row: list[Cell] = []
        if first != before[0]:
            before = [first, ""]
            levels = [_level(hand, first)]
            row.append(_level_cell(hand, levels[0], in_brackets, 40))
        else:
            row.append([])
        if second != before[1]:
            before[1] = second
            levels = [levels[0], _level(hand, second)]
            row.append(_level_cell(hand, levels[1], in_brackets, 15))
        else:
            row.append([])
        points = hand.rng.randint(1, 10)
        total += points
        row += _scored_cells(hand, name, levels, points, where.split())
        grid.append(row)
    label = Mark(Label.ITEM, hand.one("合计", "总分", "总计"))
    last: list[Cell] = [[label], [], []]
    for word in where.split():
        mark = {
            "weight": Mark(Label.WEIGHT, str(total), [label]),
            "score": Mark(Label.SCORE, str(total - 1), [label]),
        }.get(word)
        last.append([mark] if mark else [])
    if hand.chance(0.7):
        grid.append(last)
    write_grid(writer, hand, grid, layout)
    writer.text("\n")


def _level(hand: Hand, text: str) -> Mark:
    return Mark(Label.LEVEL, hand.one(text, text, " ".join(text)) if len(text) == 2 else text)


def _level_cell(hand: Hand, level: Mark, in_brackets: bool, most: int) -> Cell:
    if not in_brackets:
        return [level]
    points = Mark(Label.WEIGHT, f"{hand.rng.randint(1, most)}分", [level])
    return [level, hand.one("（", "\n（", "("), points, hand.one("）", ")")]


def _scored_cells(
    hand: Hand, name: str, levels: list[Mark], points: int, where: list[str]
) -> list[Cell]:
    indicator = Mark(Label.INDICATOR, name, levels[::-1])
    got = points if hand.chance(0.75) else max(0, points - hand.rng.randint(1, 3))
    cells: list[Cell] = [[indicator]]
    for word in where:
        if word == "weight":
            cells.append([Mark(Label.WEIGHT, f"{points}", [indicator])])
        elif word == "score":
            cells.append([Mark(Label.SCORE, f"{got}{hand.one('', '', '.0')}", [indicator])])
        elif word == "criteria":
            cells.append([hand.pick("criteria").format(n=points)])
        else:
            cells.append(_evidence(hand, indicator))
    return cells


def _evidence(hand: Hand, indicator: Mark) -> Cell:
    if hand.chance(0.7):
        return [hand.pick("evidence")]
    value = f"{hand.rng.uniform(50, 110):.2f}%"
    actual = Mark(Label.ACTUAL, value, [indicator])
    return [hand.one(indicator.text, "实际为", "", "完成率"), actual]


def criteria_text(writer: Writer, hand: Hand) -> None:
    """Write scoring rules alone; nothing in them is marked."""
    for k, rule in enumerate(hand.some("criteria", hand.rng.randint(1, 3)), 1):
        writer.text(
            hand.one("", f"{k}.", f"（{k}）") + rule.format(n=hand.rng.randint(2, 10)) + "\n"
        )


def self_score(writer: Writer, hand: Hand) -> None:
    """Write the total self-score, with class scores at times."""
    subject = hand.item(
        hand.one(
            "部门整体支出绩效自评",
            "自评",
            "项目绩效自评",
            hand.project(),
            "综合评分",
            "绩效自评总分",
            "整体支出绩效评价",
        )
    )
    value = f"{hand.rng.uniform(75, 100):.{hand.rng.choice((0, 1, 2))}f}"
    score = Mark(Label.SCORE, value + hand.one("分", "分", " 分"), [subject])
    form = hand.one(
        "{i}得分{s}，评价等级为“优”。",
        "经自评，{i}得分为{s}。",
        "{i}综合得分{s}，等级为良。",
        "对照评价指标体系打分，{i}得{s}",
        "{i}：{s}，结果为优秀",
        "{i}得分：{s}",
    )
    writer.fill(form, i=subject, s=score)
    if hand.chance(0.5):
        writer.text(hand.one("其中：", "，其中", "\n"))
        pool = hand.one(
            "投入 过程 产出 效果",
            "产出指标 效益指标 满意度指标",
            "决策 过程 产出 效益",
            "预算执行 产出指标 效益指标",
        )
        for name in pool.split():
            level = Mark(Label.LEVEL, name)
            full = hand.rng.randint(2, 8) * 5
            weight = Mark(Label.WEIGHT, f"{full}分", [level])
            got = Mark(Label.SCORE, f"{full - hand.rng.randint(0, 20) / 10:g}分", [level])
            writer.fill(
                hand.one("{l}{g}", "{l}（{w}）得{g}", "{l}满分{w}，得分{g}", "{l}得分{g}"),
                l=level,
                w=weight,
                g=got,
            )
            writer.text(hand.one("，", "；", "、"))
    writer.text("\n")


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
