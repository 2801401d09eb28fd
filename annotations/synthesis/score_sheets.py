"""Sheets of marks with their criteria, and total self-scores (评分表, 自评得分)."""

from __future__ import annotations

from annotations.synthesis.hand import Hand
from annotations.synthesis.layout import Cell, Layout, draw_layout, write_grid
from annotations.synthesis.writer import Mark, Writer
from extraction.labels import Label


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
    ).split()
    grid = [_headers(hand, where)] if hand.chance(0.8) else []
    total = 0
    before, levels = ["", ""], list[Mark]()
    for entry in entries:
        first, second, name = entry.split("|")
        row: list[Cell] = [[], []]
        if first != before[0]:
            before, levels = [first, ""], [_level(hand, first)]
            row[0] = _level_cell(hand, levels[0], in_brackets, 40)
        if second != before[1]:
            before[1], levels = second, [levels[0], _level(hand, second)]
            row[1] = _level_cell(hand, levels[1], in_brackets, 15)
        points = hand.rng.randint(1, 10)
        total += points
        grid.append([*row, *_scored_cells(hand, name, levels, points, where)])
    last = _total_row(hand, total, where)
    if hand.chance(0.7):
        grid.append(last)
    write_grid(writer, hand, grid, layout)
    writer.text("\n")


def _headers(hand: Hand, where: list[str]) -> list[Cell]:
    words = {
        "weight": "分值",
        "score": hand.one("自评得分", "得分"),
        "criteria": "评分标准",
        "evidence": hand.one("评价依据", "扣分原因", "指标解释"),
    }
    return [[h] for h in ("一级指标", "二级指标", "三级指标", *(words[w] for w in where))]


def _total_row(hand: Hand, total: int, where: list[str]) -> list[Cell]:
    label = Mark(Label.ITEM, hand.one("合计", "总分", "总计"))
    marks = {
        "weight": Mark(Label.WEIGHT, str(total), [label]),
        "score": Mark(Label.SCORE, str(total - 1), [label]),
    }
    return [[label], [], [], *([marks[word]] if word in marks else [] for word in where)]


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
