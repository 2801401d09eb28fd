"""What the words beside a value say that it is: those right before it first, then those since the value before."""

from __future__ import annotations

import re

from extraction.indicators.values import Role
from extraction.lexicon.comparators import before_pattern
from extraction.lexicon.goals import goal_words
from extraction.quantities import FoundQuantity
from extraction.span import Span

SIGN_BEFORE = re.compile(rf"(?:{before_pattern()})\s*\Z")
_RATE = re.compile(
    r"(?P<own>[\u4e00-\u9fff]*)(?:完成|执行|到位|达成|实现)(?:率|比例|度)(?:为|达到?|是|：|:|约)*\s*\Z"
)
_RATE_OF_ALL = re.compile(
    r"(?:全年|年度|目标|任务|计划|预算|总体|综合|各项|全部|项目|绩效|数量|质量|时效|成本|效益|指标|累计|资金|实际)*\Z"
)
"""What stands before 完成率 where it is the share of the goal beside it, and names nothing of its own."""
_WEIGHT = re.compile(r"(?:权重|分值|满分|标准分|总分|分数)(?:为|是|：|:|共)*\s*\Z")
_SCORE = re.compile(r"(?:得分|实得|自评|评分|得|计|扣)(?:为|是|：|:|了)*\s*\Z")
_DEDUCTED = re.compile(r"扣(?:除|减|了)*\s*\Z")
_NEXT_SCORE = re.compile(r"\s*[，,、（(]?\s*(?:自评|实际|实)?得分?")
_TO = re.compile(r"(?:到|至|达到|达|为)\s*\Z")
_NO_CUE = re.compile(
    r"实际(?:情况|工作|需求|需要|困难|问题)|计划生育|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|实际[^，,。；;：:]{1,14}[/／÷](?:应|计划|目标|总)"
)
"""Words of goals and results inside a name that say nothing of its value (符合实际情况100%, 实际供水量/计划供水量)."""
_TO_BUILD = re.compile(r"(?<!已)(?<!实际)建成")
"""What goals tell too (基本建成9800套)."""
_MEANT_TO_BUILD = re.compile(r"(?<=计划|预计|预期|要求|目标)建成|(?<=[拟应需])建成")
"""A goal though its verb is one of results (计划建成5座)."""
_ASPECTS = re.compile(r"\s*个?(?:方面|维度|层面)")
"""How an account is laid out (四个方面): no value."""
_REASON = re.compile(r"(?:偏差|未完成|差异|扣分)?(?:原因|说明)[：:]")
_BY_ORDER = re.compile(r"(?:按照|根据|依据|遵照|对照)[^，,。；\n]*?要求")


def role_said(
    text: str, q: FoundQuantity, wide: Span, near: Span, *, beside: bool
) -> tuple[Role, bool]:
    """Return what a value is by the words around it, and whether these say so themselves.

    Args:
        wide, near: the words before it back to the value before, and those of its own clause.
        beside: whether goal or result of the same indicator stand beside it.
    """
    words, here, since = goal_words(), near.of(text), wide.of(text)
    if q.quantity.unit == "分":
        return _mark(text, q, since), True
    if q.quantity.kind == "rate" and _WEIGHT.search(since):
        return Role.WEIGHT, True
    rate = _RATE.search(since)
    if rate is not None and (beside or _RATE_OF_ALL.match(rate["own"])):
        return Role.RATE, True
    if words.prior.search(here) and not _TO.search(here):
        return Role.OTHER, True
    if (
        _ASPECTS.match(text, q.end)
        or q.quantity.unit == "个百分点"
        or (text[q.start] == "一" and q.end - q.start == 2)
    ):
        return Role.OTHER, True
    if called_goal(text, q, here):
        return Role.TARGET, True
    since = _BY_ORDER.sub("", since)
    if _REASON.search(since):
        return Role.OTHER, True
    for stretch in (here, since) if since != here else (here,):
        said = _said(stretch)
        if said is not None:
            return said, True
    if _bounded(text, q):
        return Role.TARGET, False
    return Role.OPEN, False


def called_goal(text: str, q: FoundQuantity, here: str) -> bool:
    """Tell whether the words behind a value call it a goal, whatever was reached of it (超额完成了全年1080个的目标任务)."""
    words = goal_words()
    if q.quantity.kind == "rate":
        return False  # 完成98%的目标任务
    if words.behind.match(text, q.end):
        return True
    return bool(words.is_set.search(here) and words.set_behind.match(text, q.end))


def goal_alone(here: str) -> bool:
    """Tell whether a clause says of its value that it is the goal, and nothing else (96.2%，目标为95%以上)."""
    return goal_words().target_alone.fullmatch(here) is not None


def _said(stretch: str) -> Role | None:
    words = goal_words()
    stretch = _MEANT_TO_BUILD.sub("", _NO_CUE.sub("", stretch))
    if words.actual_value.search(stretch) or words.found.search(stretch):
        return Role.ACTUAL
    if words.target_value.search(stretch) and not words.sure.search(stretch):
        return Role.TARGET
    if words.sure.search(stretch):
        return Role.ACTUAL
    if words.target.search(stretch):
        return Role.TARGET
    return Role.ACTUAL if words.actual.search(stretch) else None


def surely_result(text: str, near: Span) -> bool:
    """Tell whether words that only results have stand before a value (实际, 截至); 达到 and 建成 are none."""
    words, here = goal_words(), _TO_BUILD.sub("", near.of(text))
    return bool(words.sure.search(here) or words.actual_value.search(here))


def _bounded(text: str, q: FoundQuantity) -> bool:
    before = text[max(0, q.start - 8) : q.start]
    return bool(SIGN_BEFORE.search(before)) or text[q.start] in "≥≤≧≦＞＜><"


def _mark(text: str, q: FoundQuantity, since: str) -> Role:
    if _DEDUCTED.search(since):
        return Role.OTHER
    if _WEIGHT.search(since) or _NEXT_SCORE.match(text, q.end):
        return Role.WEIGHT
    return Role.SCORE if _SCORE.search(since) else Role.OTHER
