# ruff: noqa: UP031 - templates hold {slots} of their own
"""Budgets and final accounts in prose and tables (预决算): totals, parts, shares, changes, balances."""

from __future__ import annotations

from decimal import Decimal

from annotations.synthesis.hand import Hand
from annotations.synthesis.layout import Cell, draw_layout, write_grid
from annotations.synthesis.writer import Mark, Writer
from extraction.labels import Label

_CHANGE_UP = ("增加", "增长", "增加了", "多", "上升")
_CHANGE_DOWN = ("减少", "下降", "减少了", "少", "降低", "节约")


def _kind(hand: Hand) -> tuple[str, str]:
    """Return words for a verb and whether it is a budget (flag)."""
    budget = hand.chance(0.3)
    if budget:
        return hand.one("预算", "年初预算", "预算数", "预算安排"), "b"
    return hand.one("", "", "决算", "实际", "完成"), ""


def totals(writer: Writer, hand: Hand) -> None:
    """Write income or expenditure: a total against the year before, then its parts with shares."""
    side = hand.one("income", "expense")
    word, flag = _kind(hand)
    total, period = hand.item(hand.pick(f"{side}_total")), hand.period()
    value = hand.money(50, 60000)
    links = [total, period]
    stated = hand.amount(value, links, flags=flag)
    opening = hand.one(
        "{o}{p}{i}{w}{a}",
        "{p}，{o}{i}{w}{a}",
        "{p}度{o}{i}为{a}",
        "{p}{i}{w}{a}",
        "{o}{p}{i}共计{a}",
    )
    who = hand.one("", "我单位", "本部门", "我局", hand.unit_name, "本单位")
    writer.fill(opening, o=who, p=period, i=total, w=word, a=stated)
    if hand.chance(0.75):
        change(writer, hand, value, stated, links, flag)
    names = hand.some("income" if side == "income" else "expense", hand.rng.randint(1, 5))
    parts = hand.parts(value, len(names))
    writer.text(hand.one("。其中：", "，其中：", "，其中", "。包括：", "，主要为："))
    marks = _listing(writer, hand, names, parts, value, stated, period, flag)
    if len(marks) > 1:
        plus = " + ".join(f"{{{k + 1}}}" for k in range(len(marks)))
        writer.relate("sum", "{0} = " + plus, stated, *marks)
    writer.text("。\n")


def change(
    writer: Writer, hand: Hand, value: Decimal, stated: Mark, links: list[Mark], flag: str
) -> None:
    """Write the change against another year, as amount, rate or both."""
    item = links[0]
    before = hand.rounded(value * Decimal(str(hand.rng.uniform(0.5, 1.8))))
    difference = abs(value - before)
    up = value >= before
    sign, verb = ("+", hand.one(*_CHANGE_UP)) if up else ("-", hand.one(*_CHANGE_DOWN))
    base = hand.one("year", "last", "last", "budget")
    prior = Mark(Label.PERIOD, f"{hand.year - 1}年")
    against = {"year": "{q}", "last": "上年", "budget": "年初预算"}[base]
    delta_links = [item, prior] if base == "year" else [item]
    delta = hand.amount(difference, delta_links, flags=sign)
    rate = hand.rate(hand.share(difference, before), delta_links, flags=sign)
    form = hand.one(
        "，比%s%s{d}，%s{r}" % (against, verb, "增长" if up else "下降"),
        "，与%s相比%s{d}，%s{r}" % (against, verb, "增长" if up else "降低"),
        "，较%s%s{d}（%s{r}）" % (against, verb, "增幅" if up else "降幅"),
        "，比%s%s{d}" % (against, verb),
        "，同比%s{r}" % ("增长" if up else "下降"),
        "，较%s%s{r}" % (against, "增长" if up else "下降"),
        "，与%s相比，%s{d}，变动率{r}" % (against, verb),
    )
    writer.fill(form, q=prior, d=delta, r=rate)
    writer.relate("growth", "{0} = {1} / base({2})", rate, delta, stated)
    if hand.chance(0.5):
        writer.text(
            hand.one("，主要原因是", "。主要原因：", "，主要是", "，原因是") + hand.pick("reasons")
        )


def _listing(
    writer: Writer,
    hand: Hand,
    names: list[str],
    parts: list[Decimal],
    whole: Decimal,
    total: Mark,
    period: Mark,
    flag: str,
) -> list[Mark]:
    numbered = hand.chance(0.25)
    template = hand.one(
        "{i}{a}，占{r}",
        "{i}{a}",
        "{i}为{a}，占{r}",
        "{i}{a}（占{r}）",
        "{i} {a}，占比{r}",
        "{i}支出{a}",
        "{i}：{a}",
        "{i}{a}，占总额的{r}",
    )
    marks: list[Mark] = []
    for k, (name, part) in enumerate(zip(names, parts, strict=True), 1):
        item = hand.item(name)
        mark = hand.amount(part, [item, period], flags=flag)
        rate = hand.rate(hand.share(part, whole), [item, period])
        if numbered:
            writer.text(hand.one("\n%d." % k, "\n（%d）" % k, "%d、" % k))
        elif k > 1:
            writer.text(hand.one("，", "；", "、") if "占" not in template else "；")
        writer.fill(template, i=item, a=mark, r=rate)
        writer.relate("share", "{0} = {1} / {2}", rate, mark, total)
        marks.append(mark)
    return marks


def execution(writer: Writer, hand: Hand) -> None:
    """Write budget, spending and execution rate (执行率) in one sentence."""
    period = hand.period()
    item = hand.item(hand.one(hand.project(), hand.pick("expense"), "项目资金", "部门整体支出"))
    planned = hand.money(5, 8000)
    spent = hand.rounded(planned * Decimal(str(hand.rng.uniform(0.6, 1.0))))
    names = hand.item(hand.one("年初预算", "预算数", "预算安排", "全年预算", "计划投入"))
    done = hand.item(hand.one("实际支出", "执行数", "支出决算", "全年支出", "实际支付"))
    arrived = hand.item(hand.one("到位资金", "资金到位", "实际到位"))
    rate = hand.item(hand.one("预算执行率", "执行率", "完成预算的", "资金使用率", "支出进度"))
    a = hand.amount(planned, [names, item, period], flags="b")
    b = hand.amount(spent, [done, item, period])
    c = hand.amount(planned, [arrived, item, period])
    r = hand.rate(hand.share(spent, planned), [rate, item, period])
    form = hand.one(
        "{p}{i}{n}{a}，{e}{b}，{t}{r}。",
        "{p}，{i}{n}{a}，{g}{c}，{e}{b}，{t}为{r}。",
        "{i}：{p}{n}{a}；{e}{b}；{t}{r}。",
        "{i}{n}为{a}，截至年底{e}{b}，{t}达{r}。",
    )
    writer.fill(form, p=period, i=item, n=names, a=a, g=arrived, c=c, e=done, b=b, t=rate, r=r)
    writer.relate("share", "{0} = {1} / {2}", r, b, a)
    writer.text("\n")


def subjects(writer: Writer, hand: Hand) -> None:
    """Write a walk through the subjects of the budget classification (类款项)."""
    period = hand.period()
    for k, name in enumerate(hand.some("subjects", hand.rng.randint(2, 5)), 1):
        group, chapter = hand.pick("functions"), hand.pick("chapters")
        item = hand.item(name)
        planned = hand.money(1, 3000)
        spent = hand.rounded(planned * Decimal(str(hand.rng.uniform(0.5, 1.4))))
        a = hand.amount(planned, [item], flags="b")
        b = hand.amount(spent, [item])
        r = hand.rate(hand.share(spent, planned), [item])
        head = hand.one(
            "%d.%s（类）%s（款）{i}（项）。" % (k, group, chapter),
            "%d．%s（款）{i}（项）" % (k, chapter),
            "（%d）%s（类）%s（款）{i}（项）：" % (k, group, chapter),
        )
        form = hand.one(
            "年初预算为{a}，支出决算为{b}，完成年初预算的{r}。",
            "年初预算{a}，决算{b}，完成预算的{r}。",
            "支出{b}，",
            "{b}，主要用于%s。" % hand.pick("reasons"),
        )
        writer.fill(head + form, i=item, a=a, b=b, r=r, p=period)
        writer.relate("share", "{0} = {1} / {2}", r, b, a)
        if hand.chance(0.6) or form.startswith("支出"):
            writer.text("")
            change(writer, hand, spent, b, [item], "")
            writer.text("。")
        elif hand.chance(0.5):
            writer.text(
                hand.one("决算数大于年初预算数的主要原因是", "主要原因：")
                + hand.pick("reasons")
                + "。"
            )
        writer.text("\n")


def three_public(writer: Writer, hand: Hand) -> None:
    """Write 三公经费 with its parts, counts of groups, cars and guests."""
    word, flag = _kind(hand)
    period, total = hand.period(), hand.item(hand.pick("travel_total"))
    value = hand.money(1, 120)
    stated = hand.amount(value, [total, period], flags=flag)
    writer.fill("{p}{i}%s{a}" % word, p=period, i=total, a=stated)
    if hand.chance(0.6):
        change(writer, hand, value, stated, [total], flag)
    writer.text(hand.one("，其中：", "。其中：", "。具体情况如下：\n"))
    parts = hand.parts(value, 3)
    if hand.chance(0.5):
        parts = [Decimal(0), *hand.parts(value, 2)]
    marks = []
    for k, (name, part) in enumerate(
        zip(("因公出国（境）费", "公务接待费", "公务用车购置及运行维护费"), parts, strict=True)
    ):
        if hand.chance(0.15):
            name = {"公务用车购置及运行维护费": "公务用车运行维护费"}.get(name, name)
        item = hand.item(name)
        mark = hand.amount(part, [item, period], flags=flag)
        marks.append(mark)
        writer.fill(hand.one("{i}%s{a}" % word, "{i}{a}", "{i}支出{a}"), i=item, a=mark)
        if hand.chance(0.4) and part:
            change(writer, hand, part, mark, [item], flag)
        if hand.chance(0.5):
            _three_public_counts(writer, hand, k, period)
        writer.text(hand.one("；", "。", "，") if k < 2 else "。")
    writer.relate("sum", "{0} = {1} + {2} + {3}", stated, *marks)
    writer.text("\n")


def _three_public_counts(writer: Writer, hand: Hand, place: int, period: Mark) -> None:
    randint = hand.rng.randint
    if place == 0:
        group, people = hand.item("出国（境）团组"), hand.item("累计")
        writer.fill(
            "，全年{g}{a}，{h}{b}",
            g=group,
            a=hand.count(randint(0, 4), "个", [group]),
            h=people,
            b=hand.count(randint(0, 9), "人次", [people]),
        )
    elif place == 1:
        item = hand.item(hand.one("国内公务接待", "公务接待", "接待来访"))
        writer.fill(
            hand.one("，{i}{a}、{b}", "，共{i}{a}，{b}", "（{i}{a}，{b}）"),
            i=item,
            a=hand.count(randint(1, 90), hand.one("批次", "批"), [item]),
            b=hand.count(randint(5, 900), hand.one("人次", "人"), [item]),
        )
    else:
        item = hand.item(hand.one("公务用车保有量", "公务用车", "车辆保有量"))
        writer.fill("，{i}{a}", i=item, a=hand.count(randint(1, 30), "辆", [item]))


def data_table(writer: Writer, hand: Hand) -> None:
    """Write a table of items × columns of money, with a total row, caption and unit note."""
    columns = hand.rng.choice(
        (
            (("年初预算数", "b"), ("决算数", "")),
            (("预算数", "b"), ("执行数", ""), ("执行率", "%")),
            (("年初预算", "b"), ("调整预算", "b"), ("决算数", ""), ("完成率（%）", "%")),
            (("金额", ""),),
            (("合计", ""), ("基本支出", ""), ("项目支出", "")),
            (("本年数", ""), ("上年数", ""), ("增减率", "~")),
            (("年初部门预算", "b"), ("部门决算数", "")),
            (("全年预算数（A）", "b"), ("全年执行数（B）", ""), ("执行率（B/A）", "%")),
            (("支出合计", ""), ("人员经费", ""), ("公用经费", ""), ("项目经费", "")),
            (("下达数", ""), ("支出数", ""), ("结余数", "")),
        )
    )
    pool = hand.one("expense", "functions", "economic", "income", "travel", "projects", "units")
    count = hand.rng.randint(2, 9)
    names = [hand.project() for _ in range(count)] if pool == "projects" else []
    names = names or (
        [hand.pick("places") + hand.pick("bodies") for _ in range(count)]
        if pool == "units"
        else hand.some(pool, count)
    )
    caption, period = (
        hand.one("", "%s表", "收支情况表", "支出决算表", "预算执行情况表"),
        hand.period(),
    )
    if hand.chance(0.7):
        writer.fill("{p}" + caption.replace("%s", "") + "\n", p=period)
    if hand.chance(0.7):
        writer.text(hand.one("单位：", "金额单位：", "           单位:") + hand.unit.strip() + "\n")
    heads = [hand.item(name) for name, _ in columns]
    first = hand.one("项目", "科目名称", "支出内容", "序号", "")
    grid: list[list[Cell]] = [[[first] if first else [], *[[h] for h in heads]]]
    grid += _table_rows(writer, hand, names, columns, heads, period, units=pool == "units")
    if hand.chance(0.15) and pool != "units":
        grid = _turned(grid)
    write_grid(writer, hand, grid, draw_layout(hand))
    writer.text("\n")


def _table_rows(
    writer: Writer,
    hand: Hand,
    names: list[str],
    columns: tuple[tuple[str, str], ...],
    heads: list[Mark],
    period: Mark,
    *,
    units: bool,
) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    values: list[list[Decimal]] = []
    zero = hand.chance(0.15)
    for _ in names:
        first = hand.money(0.5, 3000)
        row = [first]
        for _ in columns[1:]:
            row.append(hand.rounded(first * Decimal(str(hand.rng.uniform(0.4, 1.2)))))
        values.append([Decimal(0) if zero and hand.chance(0.3) else v for v in row])
    names = [*names, hand.one("合计", "总计", "合  计")] if hand.chance(0.7) else list(names)
    if len(names) > len(values):
        sums = [sum((v[k] for v in values), Decimal(0)) for k in range(len(columns))]
        values.insert(0, sums) if hand.chance(0.3) else values.append(sums)
        if values[0] is sums:
            names = [names[-1], *names[:-1]]
    for name, row in zip(names, values, strict=True):
        total = "计" in name and len(name) <= 4
        label = Mark(Label.ORG, name) if units and not total else hand.item(name)
        cells: list[Cell] = [[label]]
        for k, (_, kind) in enumerate(columns):
            cells.append(_table_cell(hand, row, k, kind, [heads[k], label, period]))
        rows.append(cells)
    return rows


def _table_cell(hand: Hand, row: list[Decimal], k: int, kind: str, links: list[Mark]) -> Cell:
    if kind in ("", "b"):
        if not row[k] and hand.chance(0.5):
            return []
        return [hand.amount(row[k], links, flags=kind, bare=True)]
    if kind == "%":
        rate = hand.share(row[k - 1], row[k - 2] if k > 1 else row[0])
        return [hand.rate(rate, links, sign=hand.one("%", "%", ""))]
    rate = hand.share(row[0] - row[1], row[1]) if row[1] else Decimal(0)
    return [hand.rate(rate, links, flags="+" if rate >= 0 else "-")]


def _turned(grid: list[list[Cell]]) -> list[list[Cell]]:
    """Return the grid with rows and columns exchanged."""
    return [list(column) for column in zip(*grid, strict=True)]
