"""Goal-by-goal accounts in prose (逐项完成情况)."""

from __future__ import annotations

from annotations.synthesis.goals import Goal, draw_goals
from annotations.synthesis.hand import Hand
from annotations.synthesis.writer import Mark, Writer
from extraction.labels import Label

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


def _walk_slots(hand: Hand, goal: Goal) -> dict[str, Mark | str]:
    owner = hand.one("我局", "我单位", "本单位", "", "我院", "实际", "项目")
    said = goal.name.text if hand.chance(0.8) else goal.name.text[-6:]
    doing = hand.pick("duties")[: hand.rng.randint(8, 20)] + "，"
    year = hand.one("", f"{hand.year}年", "全年", "截至年底")
    return {"o": owner, "n": said, "d": doing, "y": year}
