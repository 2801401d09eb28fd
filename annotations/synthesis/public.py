# ruff: noqa: UP031 - templates hold {slots} of their own
"""Public finance in prose (财政收支、采购、资产): levies, debts, transfers, purchases, vehicles."""

from __future__ import annotations

from decimal import Decimal

from annotations.synthesis.hand import Hand
from annotations.synthesis.money import change
from annotations.synthesis.writer import Mark, Writer
from extraction.labels import Label

_REVENUES = (
    "一般公共预算收入",
    "地方一般公共预算收入",
    "税收收入",
    "非税收入",
    "增值税",
    "企业所得税",
    "个人所得税",
    "契税",
    "土地出让收入",
    "政府性基金收入",
    "国有资本经营预算收入",
    "社会保险基金收入",
    "利润收入",
    "转移性收入",
    "债务收入",
    "土地增值税",
    "城市维护建设税",
    "行政事业性收费收入",
    "罚没收入",
    "专项收入",
    "上划中央收入",
    "财政总收入",
)
_SPENDING = (
    "一般公共预算支出",
    "教育支出",
    "民生支出",
    "政府性基金支出",
    "国有资本经营预算支出",
    "社会保险基金支出",
    "卫生健康支出",
    "农林水支出",
    "社会保障和就业支出",
    "债务付息支出",
    "城乡社区支出",
    "专项债券支出",
    "公共安全支出",
    "科学技术支出",
)
_FLOWS = (
    "上级补助收入",
    "上年结转收入",
    "调入资金",
    "动用预算稳定调节基金",
    "债务转贷收入",
    "地方政府一般债务转贷收入",
    "返还性收入",
    "一般性转移支付收入",
    "专项转移支付收入",
    "上解支出",
    "补助下级支出",
    "债务还本支出",
    "安排预算稳定调节基金",
    "结转下年支出",
    "年终结余",
    "新增债券",
    "再融资债券",
    "政府债务限额",
    "政府债务余额",
    "一般债务余额",
    "专项债务余额",
    "滚存结余",
    "本年收支结余",
    "调出资金",
    "下级上解收入",
    "净结余",
)
_SCOPES = (
    "全市",
    "全县",
    "全区",
    "市本级",
    "县级",
    "区本级",
    "全州",
    "高新区",
    "",
    "全省",
    "镇级",
    "",
)


def revenues(writer: Writer, hand: Hand) -> None:
    """Write revenue or spending of a government with shares of the budget, growth and parts."""
    period = hand.period()
    names = hand.rng.sample(_REVENUES if hand.chance(0.6) else _SPENDING, hand.rng.randint(1, 5))
    for k, name in enumerate(names):
        item = hand.item(name)
        value = hand.money(200, 900000)
        links = [item, period] if k == 0 or hand.chance(0.5) else [item]
        a = hand.amount(value, links)
        r = hand.rate(Decimal(str(round(hand.rng.uniform(60, 130), 1))), links)
        form = hand.one(
            "{i}{a}",
            "{i}完成{a}，为预算的{r}",
            "{i}实现{a}，完成年初预算的{r}",
            "{i}{a}，为调整预算的{r}",
            "{i}执行{a}，占预算{r}",
            "{i}达到{a}",
            "{i}累计完成{a}，占年度预算的{r}",
            "{i}{a}，占{r}",
        )
        opening = (hand.one("{p}，", "{p}", "{p}，") if k == 0 else "") + (
            hand.one(*_SCOPES) if k == 0 or hand.chance(0.2) else ""
        )
        writer.fill(opening + form, p=period, i=item, a=a, r=r)
        if hand.chance(0.5):
            change(writer, hand, value, a, [item], "")
        writer.text(
            "。" if k + 1 == len(names) else hand.one("，其中：", "；", "，", "，其中", "。")
        )
    writer.text("\n")


def flows(writer: Writer, hand: Hand) -> None:
    """Write the sources and uses of a year: transfers, debts, balances, in a list of amounts."""
    period = hand.period()
    flag = hand.one("", "", "b")
    word = "预算" if flag else ""
    names = hand.rng.sample(_FLOWS, hand.rng.randint(2, 7))
    parts = [hand.money(10, 90000) for _ in names]
    total = sum(parts, Decimal(0))
    whole = hand.item(
        hand.one("收入总计", "支出总计", "收入总量", "可用财力", "支出总量", "一般公共预算收入总计")
    )
    stated = hand.amount(total, [whole, period], flags=flag)
    first = hand.chance(0.5)
    if first:
        writer.fill(
            hand.one("{p}{i}%s{a}，其中：" % word, "{p}，{i}%s为{a}，包括：" % word),
            p=period,
            i=whole,
            a=stated,
        )
    else:
        writer.fill("{p}，" if hand.chance(0.6) else "", p=period)
    sep = hand.one("、", "，", "；", "，加上", "，")
    marks = []
    for k, (name, part) in enumerate(zip(names, parts, strict=True)):
        item = hand.item(name)
        mark = hand.amount(part, [item, period] if period.written else [item], flags=flag)
        if k:
            writer.text(sep)
        writer.fill(hand.one("{i}%s{a}" % word, "{i}%s为{a}" % word), i=item, a=mark)
        marks.append(mark)
    if not first:
        writer.fill(hand.one("，{i}%s{a}" % word, "，{i}%s共计{a}" % word), i=whole, a=stated)
    plus = " + ".join(f"{{{k + 1}}}" for k in range(len(marks)))
    writer.relate("sum", "{0} = " + plus, stated, *marks)
    writer.text("。\n")


def procurement(writer: Writer, hand: Hand) -> None:
    """Write government procurement (政府采购) with its kinds and the share of small firms."""
    period, total = hand.period(), hand.item("政府采购支出总额")
    value = hand.money(5, 5000)
    flag = hand.one("", "b")
    word = "预算" if flag else ""
    stated = hand.amount(value, [total, period], flags=flag)
    writer.fill(
        hand.one("{p}{i}%s{a}，其中：" % word, "{p}本部门{i}%s{a}，其中：" % word),
        p=period,
        i=total,
        a=stated,
    )
    kinds = ("政府采购货物支出", "政府采购工程支出", "政府采购服务支出")
    marks = []
    for name, part in zip(kinds, hand.parts(value, 3), strict=True):
        item = hand.item(name)
        mark = hand.amount(part, [item, period], flags=flag)
        writer.fill(hand.one("{i}%s{a}、" % word, "{i}%s{a}，" % word), i=item, a=mark)
        marks.append(mark)
    writer.relate("sum", "{0} = {1} + {2} + {3}", stated, *marks)
    if hand.chance(0.7):
        item = hand.item(hand.one("授予中小企业合同金额", "授予小微企业合同金额"))
        part = hand.rounded(value * Decimal(str(hand.rng.uniform(0.2, 1))))
        a = hand.amount(part, [item, period])
        r = hand.rate(hand.share(part, value), [item, period])
        writer.fill("{i}{a}，占政府采购支出总额的{r}", i=item, a=a, r=r)
        writer.relate("share", "{0} = {1} / {2}", r, a, stated)
    writer.text("。\n")


def assets(writer: Writer, hand: Hand) -> None:
    """Write vehicles and equipment (国有资产占用) as counts with their uses."""
    moment = Mark(Label.PERIOD, f"{hand.year}年12月31日")
    writer.fill(hand.one("截至{p}，本单位", "截至{p}，", "{p}，本部门"), p=moment)
    kinds = hand.rng.sample(
        (
            "车辆",
            "领导干部用车",
            "机要通信用车",
            "应急保障用车",
            "执法执勤用车",
            "特种专业技术用车",
            "离退休干部用车",
            "其他用车",
            "单价50万元以上通用设备",
            "单价100万元以上专用设备",
        ),
        hand.rng.randint(2, 6),
    )
    for k, name in enumerate(kinds):
        item = hand.item(name)
        mark = hand.count(
            hand.rng.randint(0, 25), "台（套）" if "设备" in name else "辆", [item, moment]
        )
        if k:
            writer.text(hand.one("、", "，", "，其中，", "；"))
        writer.fill(hand.one("{i}{c}", "{i}{c}", "共有{i}{c}", "{c}{i}"), i=item, c=mark)
    if hand.chance(0.5):
        item = hand.item(hand.one("房屋面积", "办公用房", "固定资产", "资产总额"))
        if "产" in item.text:
            writer.fill("，{i}{a}", i=item, a=hand.amount(hand.money(20, 90000), [item, moment]))
        else:
            area = hand.count(hand.rng.randint(200, 30000), "平方米", [item, moment])
            writer.fill("，{i}{a}", i=item, a=area)
    writer.text("。\n")


def operating(writer: Writer, hand: Hand) -> None:
    """Write operating expenses (机关运行经费) with their change."""
    period = hand.period()
    item = hand.item(hand.one("机关运行经费支出", "机关运行经费", "日常公用经费", "公用经费"))
    flag = hand.one("", "", "b")
    value = hand.money(2, 900)
    a = hand.amount(value, [item, period], flags=flag)
    word = "预算" if flag else hand.one("支出", "决算", "")
    writer.fill(
        hand.one("{p}{i}%s{a}" % word, "{p}本部门{i}%s为{a}" % word, "{i}{a}"),
        p=period,
        i=item,
        a=a,
    )
    change(writer, hand, value, a, [item], flag)
    writer.text("。\n")


def projects(writer: Writer, hand: Hand) -> None:
    """Write a numbered list of projects with money, and at times what they bought."""
    for k in range(1, hand.rng.randint(3, 7)):
        item = hand.item(hand.project())
        a = hand.amount(hand.money(1, 2000), [item], flags=hand.one("", "", "b"))
        writer.text(hand.one(f"{k}.", f"（{k}）", f"{k}、", ""))
        budget = "b" in a.flags
        writer.fill(
            hand.one("{i}预算安排{a}", "安排{i}{a}")
            if budget
            else hand.one("{i}{a}", "{i}支出{a}", "拨付{i}{a}", "投入{a}用于{i}", "{i}：{a}"),
            i=item,
            a=a,
        )
        if hand.chance(0.4):
            deed, unit = hand.pick("deeds").split("|")
            thing = hand.item(deed)
            c = hand.count(hand.rng.randint(2, 5000), unit, [thing])
            writer.fill(hand.one("，用于{i}{c}", "，完成{i}{c}", "，{i}{c}"), i=thing, c=c)
        if hand.chance(0.2):
            standard = hand.item("补助标准")
            per = Mark(
                Label.AMOUNT,
                f"{hand.rng.randint(1, 90) * 10}元/{hand.one('人', '亩', '户', '月', '人·年')}",
                [standard],
            )
            writer.fill("，{i}{a}", i=standard, a=per)
        writer.text(hand.one("。\n", "；\n", "；", "。"))
    writer.text("\n")
