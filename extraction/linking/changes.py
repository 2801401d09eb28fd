"""Words around a figure that make it a change or a budget figure (增减与预算的判断)."""

from __future__ import annotations

import re

from extraction.labels import Label
from extraction.markup import Change, Mention

_RISE = r"增加|增长|上升|提高|上涨|提升|增幅|新增|上浮|增支|增收|高出|超出|扩大|调增|追加|多支出|超支|增⻓|多|增"
_FALL = r"减少|下降|降低|压减|降幅|缩减|回落|节约|节省|下浮|降价|压缩|核减|下滑|缩短|减幅|调减|低于|少支出|减收|减支|少|降|减"
_CUE = re.compile(
    rf"(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))"
    r"(?:[（(](?:增加|减少|增长|下降|降低)[)）])?"
    r"(?:了|约|近|各|统一|达|为|：|:|比例|比率|率|额|幅度|金额|幅|资金|支出|收入|经费|预算)*\s*(?:人民币)?\s*$"
)
_TO = re.compile(r"(?:到|至)\s*$")
_NOT_CHANGE = re.compile(r"(?:不|未|没有|稳|促|至|多么|最|众|很|许|至少|至多|不少)\s*$")
_SIGNED_AFTER = re.compile(r"^\s*(?:的)?(?:增幅|增长率|涨幅)")
_BUDGET = re.compile(
    r"(?:年初|全年|调整|部门|支出|收入|总|当年|本年|追加|财政|批复|核定|安排|下达)?预算(?:数|额|金额|资金|安排|批复|收入|支出|总额|总计|合计|为|共|是|收支|下达|指标|调整为|核定为|数为|经费|总数|：|:)*"
    r"(?:为|共|约|合计|总计|是|：|:)?\s*$"
)

_COMPARED = re.compile(
    r"(?:比|较|与)\s*(?:(?:19|20)\d\d\s*年|上年|去年|上一年)(?:度|同期|的)*[“”\u4e00-\u9fff（）]{0,20}$"
)
_MOVED = re.compile(_RISE + "|" + _FALL + "|相比|持平")
_FUND = re.compile(r"(?:公共|基金|资本经营)预算")


def change_word(text: str, mention: Mention) -> Change | None:
    """Return whether the words right before a figure make it an increase or a decrease."""
    before = text[max(0, mention.start - 20) : mention.start]
    if _TO.search(before):
        return None
    cue = _CUE.search(before)
    if cue is None or _NOT_CHANGE.search(before[: cue.start()]):
        return None
    word = cue["rise"] or cue["fall"]
    if len(word) == 1 and not re.search(r"[比较同]|[，,、]$|年$", before[: cue.start()]):
        return None
    return "increase" if cue["rise"] else "decrease"


def prior_word(text: str, mention: Mention) -> bool:
    """Tell whether an amount is the level of an earlier year that another one is compared with."""
    if mention.label != Label.AMOUNT:
        return False
    found = _COMPARED.search(text[max(0, mention.start - 32) : mention.start])
    return found is not None and not _MOVED.search(found[0])


def budget_word(text: str, mention: Mention) -> bool:
    """Tell whether the words right before an amount say that it is a budget figure."""
    if mention.label != Label.AMOUNT:
        return False
    before = text[max(0, mention.start - 16) : mention.start]
    return bool(_BUDGET.search(_FUND.sub("", before)))
