"""Units that stand apart from their figures: one for all money of a report, one above rows that no table took in.

以下金额单位均为：元 holds for the whole report; 单位：万元 above plain rows (农田水利 1,250) for those rows, down to the
next title, unit or running prose; 单位：万元项目决算数转移收入27 at the head of a table that ran together into a line for
what stands behind it there.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import replace

from extraction.labels import Label
from extraction.lexicon.headers import opening_headers
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import alternation
from extraction.markup import Markup, Mention
from extraction.quantities.folding import fold
from extraction.quantities.units import noted_units

_MONEY = alternation(noted_units())
_STATED = re.compile(
    rf"(?:以下|下列|文中|报告中|本(?:报告|说明|文|公开|次公开))[^\n。;；单]{{0,16}}单位[^\n。;；:元万亿千百十]{{0,6}}[:]?[ ]?(?:人民币)?[ ]?({_MONEY})"
    rf"|单位[ ]?(?:均|都|统一|一律|全部)(?:为|是|用|以)?[ ]?[:]?[ ]?(?:人民币)?[ ]?({_MONEY})"
)
_NOTE = re.compile(rf"单位\s*[:：]?\s*(?:人民币)?\s*({_MONEY})(?![\u4e00-\u9fff])")
_RAN_TOGETHER = re.compile(
    rf"(?:单位[:：]?|\n[\u4e00-\u9fff]{{0,10}}?(?<![\d十百千万亿]))({_MONEY})"
    rf"(?={opening_headers()})"
)
_IN_SENTENCE = re.compile(rf"\((?:金额)?单位\s*:\s*(?:人民币)?({_MONEY})\)\s*:")
"""A unit in brackets that holds for the rest of its sentence (主要支出（单位：万元）：人员86.2，公用41.5)."""
_LONGEST_NOTE, _LONGEST_ROW = 40, 120
_RUNNING = re.compile(r"[。；;]")
_SPOKEN = re.compile(
    r"[，。；;]|,(?!\d{3})|人数|人次|户数|个数|次数|面积|年限|期限|率|编码|代码|序号|电话"
)
_FIGURE_ENDS = re.compile(r"[\d)%][ \t]*\Z")
_ORDINAL = re.compile(r"(?:附?[表图件]|第)[ \t]*\Z")
"""What a number right behind counts: 表58 is a table, no sum."""
_YEAR = re.compile(YEAR_DIGITS)
_BARE = re.compile(r"[-(]?[\d,.]+[)]?")


def with_stated_unit(text: str, markup: Markup) -> Markup:
    """Return the mark-up with the stated unit on every amount of prose behind it that has none.

    Nothing changes where the text states no unit for all its figures, or two.
    """
    folded = fold(text)
    found = list(_STATED.finditer(folded))
    units = {m[1] or m[2] for m in found}
    if len(units) == 1:
        (unit,), start = units, found[0].end()
        mentions = tuple(
            replace(m, unit=unit) if m.start >= start and _is_bare(folded, m) else m
            for m in markup.mentions
        )
        markup = replace(markup, mentions=mentions)
    return _with_unit_above(folded, _with_unit_in_line(folded, markup))


def _with_unit_in_line(folded: str, markup: Markup) -> Markup:
    """Give bare amounts the unit that stands before the headers of a table run into their line, or before their list."""
    mentions = list(markup.mentions)
    starts = [m.start for m in mentions]
    ahead = "\n" + folded
    for note in (*_RAN_TOGETHER.finditer(ahead), *_IN_SENTENCE.finditer(ahead)):
        ends = [folded.find(c, note.end()) for c in "。；;\n"]
        end = min((e for e in ends if e >= 0), default=len(folded))
        first, last = bisect.bisect_left(starts, note.end() - 1), bisect.bisect_left(starts, end)
        for i in range(first, last):
            if _has_no_unit(folded, mentions[i]):
                mentions[i] = replace(mentions[i], unit=note[1])
    return replace(markup, mentions=tuple(mentions))


def _with_unit_above(folded: str, markup: Markup) -> Markup:
    """Give bare amounts of plain rows the unit of the line 单位：万元 above them."""
    if not any(_is_bare(folded, m) for m in markup.mentions):
        return markup
    starts, units, current, start = [], [], None, 0
    for line in folded.split("\n"):
        note = _NOTE.search(line) if len(line) <= _LONGEST_NOTE else None
        if note is not None:
            current = note[1]
        elif _RUNNING.search(line) or (len(line) > _LONGEST_ROW and "\t" not in line):
            current = None
        starts.append(start)
        units.append(current if _is_row(line) else None)
        start += len(line) + 1
    mentions = []
    for m in markup.mentions:
        unit = units[bisect.bisect_right(starts, m.start) - 1]
        mentions.append(replace(m, unit=unit) if unit and _is_bare(folded, m) else m)
    return replace(markup, mentions=tuple(mentions))


def _is_row(line: str) -> bool:
    """Tell whether a line is a name and its figures, figures alone, or a name with a bracket."""
    return not _SPOKEN.search(line) and bool(_FIGURE_ENDS.search(line))


def _is_bare(folded: str, mention: Mention) -> bool:
    """Tell whether an amount has no unit; one in a cell must have no header either, as on a facing page."""
    cell = mention.cell
    if cell is not None and (cell.row_path or cell.column_path):
        return False
    if cell is not None and _YEAR.fullmatch(folded[mention.start : mention.end]):
        return False
    return _has_no_unit(folded, mention)


def _has_no_unit(folded: str, mention: Mention) -> bool:
    if mention.label is not Label.AMOUNT or mention.unit is not None:
        return False
    if _ORDINAL.search(folded, max(0, mention.start - 8), mention.start):
        return False
    return bool(_BARE.fullmatch(folded[mention.start : mention.end]))
