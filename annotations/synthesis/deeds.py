"""What a unit is and did (基本情况、履职成效): staff, bodies, achievements in prose."""

from __future__ import annotations

from decimal import Decimal

from annotations.synthesis.hand import Hand
from annotations.synthesis.layout import Cell, draw_layout, write_grid
from annotations.synthesis.writer import Mark, Writer
from extraction.labels import Label


def staffing(writer: Writer, hand: Hand) -> None:
    """Write staff and bodies, counted before or behind their names."""
    entries = hand.some(hand.one("staff", "organs"), hand.rng.randint(2, 6))
    writer.text(hand.one("", "截至年末，", "我单位", "本单位现有", "（一）人员情况：", "局机关"))
    for k, entry in enumerate(entries):
        name, unit = entry.split("|")
        item = hand.item(name)
        value: int | str = hand.rng.randint(0, 300)
        if hand.chance(0.12):
            value = hand.one("一", "二", "两", "三", "五", "十二", "六")
        mark = hand.count(value, unit, [item])
        form = hand.one(
            "{i}{c}", "{i}{c}", "{i}共{c}", "{i}为{c}", "{i} {c}", "{c}{i}", "核定{i}{c}"
        )
        if k:
            writer.text(hand.one("，", "、", "，其中", "；", "，"))
        writer.fill(form, i=item, c=mark)
    writer.text("。\n")


def staff_table(writer: Writer, hand: Hand) -> None:
    """Write a table of counts."""
    entries = [e.split("|") for e in hand.some("staff", hand.rng.randint(3, 7))]
    head = hand.item(hand.one("人数", "编制数", "实有数", "数量"))
    grid: list[list[Cell]] = [[["类别"], [head]]] if hand.chance(0.5) else []
    for name, unit in entries:
        item = hand.item(name)
        mark = hand.count(hand.rng.randint(0, 400), unit if hand.chance(0.3) else "", [item, head])
        grid.append([[item], [mark]])
    if hand.chance(0.4):
        grid = [list(column) for column in zip(*grid, strict=True)]
    write_grid(writer, hand, grid, draw_layout(hand))
    writer.text("\n")


def achievements(writer: Writer, hand: Hand) -> None:
    """Write a paragraph of achievements with counts, amounts and rates among plain words."""
    period = hand.period()
    if hand.chance(0.5):
        writer.fill(hand.one("{p}，", "{p}我单位", "截至{p}底，"), p=period)
    for k in range(hand.rng.randint(2, 5)):
        if hand.chance(0.25):
            writer.text(hand.pick("duties")[:-1] + hand.one("，", "。"))
        _deed(writer, hand, period if k == 0 and period.written else None)
        writer.text(hand.one("，", "。", "；", "，"))
    writer.text(
        hand.one("有效提升了服务水平", "群众获得感不断增强", "取得了良好的社会效果") + "。\n"
    )


def _deed(writer: Writer, hand: Hand, period: Mark | None) -> None:
    links = [period] if period else []
    kind = hand.one("count", "count", "count", "amount", "rate")
    if kind == "count":
        name, unit = hand.pick("deeds").split("|")
        item = hand.item(name)
        value = hand.one(
            str(hand.rng.randint(2, 900)),
            str(hand.rng.randint(1000, 90000)),
            f"{hand.rng.uniform(1, 60):.2f}万",
            f"{hand.rng.randint(2, 40)}余",
            f"{hand.rng.randint(2, 9)}万多",
        )
        mark = Mark(Label.COUNT, value + unit, [item, *links])
        form = hand.one("{v}{i}{c}", "{v}{c}{i}", "{v}{i}{c}", "{i}达{c}", "{v}{i} {c}")
        writer.fill(form, v=hand.pick("deed_verbs"), i=item, c=mark)
    elif kind == "amount":
        item = hand.item(hand.pick("deed_amounts"))
        mark = hand.amount(hand.money(1, 9000), [item, *links])
        writer.fill(hand.one("{i}{a}", "{i}共计{a}", "累计{i}{a}", "{i}达{a}"), i=item, a=mark)
    else:
        item = hand.item(hand.pick("deed_rates"))
        percent = Decimal(str(round(hand.rng.uniform(60, 100), hand.rng.choice((0, 1, 2)))))
        mark = hand.rate(percent, [item, *links])
        form = hand.one(
            "{i}达到{r}", "{i}{r}", "{i}达{r}以上", "{i}保持在{r}", "{i}为{r}", "{i}稳定在{r}左右"
        )
        writer.fill(form, i=item, r=mark)


def heading(writer: Writer, hand: Hand) -> None:
    """Write title and first lines with the unit's name."""
    unit = hand.unit_name
    kind = hand.one(
        "部门整体支出绩效自评报告",
        "部门决算公开说明",
        "项目支出绩效自评报告",
        "部门预算公开说明",
        "绩效评价报告",
        "整体支出绩效目标自评情况",
        "预算绩效管理工作总结",
    )
    if hand.chance(0.7):
        writer.mark(Mark(Label.ORG, unit))
        writer.text(hand.one("", "\n") + f"{hand.year}年度{kind}\n\n")
    else:
        writer.text(f"{hand.year}年度{kind}\n")
        writer.fill(
            hand.one("单位名称：{o}\n", "填报单位（盖章）：{o}\n", "部门（单位）名称\t{o}\n"),
            o=Mark(Label.ORG, unit),
        )
    if hand.chance(0.4):
        note(writer, hand)


def note(writer: Writer, hand: Hand) -> None:
    """Write a line that holds numbers but no facts: dates, telephones, document numbers."""
    digits = {
        f"d{n}": "".join(hand.rng.choice("123456789") for _ in range(n)) for n in (1, 2, 3, 7)
    }
    writer.text(hand.pick("notices").format(**digits) + "\n")


def filler(writer: Writer, hand: Hand) -> None:
    """Write text without facts: duties, definitions, problems, measures."""
    if hand.chance(0.15):
        _classes(writer, hand)
    pool = hand.one("duties", "duties", "definitions", "problems", "measures")
    for k, sentence in enumerate(hand.some(pool, hand.rng.randint(1, 4)), 1):
        number = hand.one(f"{k}.", f"（{k}）", "", f"{k}、", "\u3000\u3000")
        writer.text(number + sentence + hand.one("\n", "\n", ""))
    writer.text("\n")


def _classes(writer: Writer, hand: Hand) -> None:
    """Write a sentence that speaks of indicator classes without being their heading."""
    names = hand.rng.sample(
        ("数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "满意度指标"),
        hand.rng.randint(2, 4),
    )
    form = hand.one(
        "产出指标从%s%d个方面设置，共%d个三级指标。",
        "评价从%s等%d个维度展开，细化为%d项内容。",
        "指标体系包括%s%d类%d项。",
    )
    writer.text(form % ("、".join(names), len(names), hand.rng.randint(3, 30)) + "\n")
