"""Names of one character (残缺名称): a model now and then marks no more than the first character of a name.

争取|超|长期特别国债18亿元 goes on to the figure that it names, 新增2家|“|港澳药械通”机构 through the quotation; what can
be made whole neither way names nothing. Levels counted (3个县) are whole. 加上|年结余 and 加上|解支出 begin one character
further in front: what is added is last year's balance, and what is paid to the level above.
"""

from __future__ import annotations

import re

from extraction.labels import Label
from extraction.lexicon.names import lead_end
from extraction.linking.draft import Draft
from extraction.markup import Mention
from extraction.span import Span

_REACH = 24
_COUNTED = re.compile(r"[省市县区州旗乡镇村户人组]")
_TO_FIGURE = re.compile(r"[一-鿿“”（）]+")
_REST = re.compile(r"[一-鿿]{1,4}?(?=同比|[比较]上|增长|下降|达|为|完成|[\d，。、；])")
"""The noun behind a 总 that a name was cut at (道路运输总|周转量)."""
_QUOTED = re.compile(r"“[^“”\n]{1,20}”")
_ABOVE = re.compile(r"年(?=[一-鿿]?结|滚存|终)|解(?=支出|上级|资金)|级(?=补助|转移|专项|财政|返还)")


def mend_fragments(draft: Draft) -> None:
    """Make the ITEMs of one character in prose whole, or drop them; give 上年 and 上级 back to names cut in them."""
    for item in draft.mentions(Label.ITEM):
        if len(item.text) == 1 and not _stands(draft, item):
            _mend(draft, item)
        elif item.text.endswith("总") and (rest := _REST.match(draft.text, item.end)):
            draft.move(item.id, Span(item.start, rest.end()))
        elif _ABOVE.match(item.text) and draft.text.endswith("上", 0, item.start):
            draft.move(item.id, Span(item.start - 1, item.end))


def _stands(draft: Draft, item: Mention) -> bool:
    """Tell whether one character is a whole name: a level right behind its count, or a word alone."""
    before = next(draft.before(item.start, reach=0), None)
    if _COUNTED.fullmatch(item.text) and before is not None and before.label is Label.COUNT:
        return True
    behind = draft.text[item.end : item.end + 1]
    return not ("一" <= behind <= "鿿") and item.text != "“"


def _mend(draft: Draft, item: Mention) -> None:
    quoted = _QUOTED.match(draft.text, item.start)
    span = Span(item.start, quoted.end()) if quoted else _to_figure(draft, item)
    if span is None or not draft.move(item.id, span):
        draft.drop(item.id)


def _to_figure(draft: Draft, item: Mention) -> Span | None:
    """Return the name up to the value right behind its run of characters, None where there is none."""
    value = draft.figure_after(item.end, reach=_REACH)
    if value is None:
        return None
    run = _TO_FIGURE.fullmatch(draft.text, item.end, value.start)
    if run is None or lead_end(run[0]):
        return None
    return Span(item.start, value.start)
