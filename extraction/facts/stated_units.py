"""The unit that a report states once for all its money (以下金额单位均为：元)."""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.labels import Label
from extraction.markup import Markup, Mention
from extraction.quantities.folding import fold

_MONEY = r"亿元|百万元|十万元|万元|千元|元"
_STATED = re.compile(
    rf"(?:以下|下列|文中|报告中|本(?:报告|说明|文|公开|次公开))[^\n。;；单]{{0,16}}单位[^\n。;；:元万亿千百十]{{0,6}}[:]?[ ]?(?:人民币)?[ ]?({_MONEY})"
    rf"|单位[ ]?(?:均|都|统一|一律|全部)(?:为|是|用|以)?[ ]?[:]?[ ]?(?:人民币)?[ ]?({_MONEY})"
)
_BARE = re.compile(r"[-(]?[\d,.]+[)]?")


def with_stated_unit(text: str, markup: Markup) -> Markup:
    """Return the mark-up with the stated unit on every amount of prose behind it that has none.

    Nothing changes where the text states no unit for all its figures, or two.
    """
    folded = fold(text)
    found = list(_STATED.finditer(folded))
    units = {m[1] or m[2] for m in found}
    if len(units) != 1:
        return markup
    (unit,), start = units, found[0].end()
    mentions = tuple(
        replace(m, unit=unit) if m.start >= start and _is_bare(folded, m) else m
        for m in markup.mentions
    )
    return replace(markup, mentions=mentions)


def _is_bare(folded: str, mention: Mention) -> bool:
    if mention.label is not Label.AMOUNT or mention.cell is not None or mention.unit is not None:
        return False
    return bool(_BARE.fullmatch(folded[mention.start : mention.end]))
