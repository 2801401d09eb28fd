"""Names of items in comparable form (科目与项目名称).

`bare` takes out what print adds (spaces, quotes, numbering, brackets); `core` also takes out the words
that say which statement a figure comes from (预算数, 决算, 合计), so that 收入预算总计 and 收入总计 meet.
"""

from __future__ import annotations

import re

from extraction.quantities.folding import fold
from extraction.remembering import remembered

_BLANK = re.compile(r"[\s\"'“”‘’「」《》〈〉*★☆◆▲△]+")
_BRACKETED = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]")
_NUMBERING = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、.．]|[(（]?[一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d))+"
)
_LEADING = re.compile(r"^(?:其中|其(?!他|它)|含|减|加|包括|另有|另)?[::,，、]*")
_TRAILING = re.compile(r"[:,，、;；]+$")
_STATEMENT = re.compile(
    r"(?:年初|全年|调整后?|本年|当年|部门|年度|初步)?(?:预算|决算|执行)(?:总?数|安排)?|总额|总计|合计|小计|数$|金额|情况"
)
_TOTAL = re.compile(
    r"(?:合计|总计|共计|小计|总分|总额|总量|合计数|总和|^合|^计)$|^(?:本年)?(?:收入|支出)?总?[合总共]计"
)
_GAP = re.compile(r"(?:短收|超收|欠收|减收|增收|超支|节支|缺口|差额)(?:额|数)?(?:了|约|为|达)?$")
_BOTH_SIDES = re.compile(r"(?<!税)收入?[、和与及]?支出?(?=$|总)")
_OTHER = re.compile(r"^其他|其他$|^其它|[及和]其他(?:收入|支出|资金)?$")


@remembered(8192)
def bare(name: str) -> str:
    """Return `name` without spaces, quotes, numbering and leading 其中."""
    text = _BLANK.sub("", fold(name))
    text = _LEADING.sub("", _NUMBERING.sub("", _LEADING.sub("", text)))
    return _TRAILING.sub("", text)


@remembered(8192)
def core(name: str) -> str:
    """Return the bare name without brackets and the words of its statement."""
    text = _BRACKETED.sub("", bare(name))
    short = _BOTH_SIDES.sub("收支", _STATEMENT.sub("", text))
    return short or text


@remembered(4096)
def names_total(name: str) -> bool:
    """Tell whether the name is that of a total (合计, 总计, 小计 …)."""
    return bool(_TOTAL.search(_BRACKETED.sub("", bare(name))))


def tells_gap(name: str) -> bool:
    """Tell whether a name, or the words before a figure, say that it is the gap between two levels (短收)."""
    return bool(_GAP.search(bare(name)))


def is_rest_of(name: str, parent: str) -> bool:
    """Tell whether `name` is the catch-all part (其他…) of `parent`, which closes a list."""
    own, whole = core(name), core(parent)
    if not _OTHER.search(own):
        return False
    rest = own.replace("其他", "").replace("其它", "")
    return len(rest) >= 2 and rest.removesuffix("支出") == whole.removesuffix("支出")


def is_other(name: str) -> bool:
    """Tell whether the name is that of a catch-all part (其他支出)."""
    return bool(_OTHER.search(core(name)))
