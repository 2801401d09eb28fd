"""Numerals that are part of a name: streets, bonds, words of magnitude, cells of columns of names (名称中的数字)."""

from __future__ import annotations

import re

from extraction.document import Table
from extraction.quantities.folding import fold
from extraction.quantities.grammar import UNIT_AHEAD
from extraction.span import Span
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_word

_Key = tuple[int, int]
_STREET = re.compile(r"[支横纬经环马条]?(?:路|街|巷|大道|环(?!节|保|境|比)|干渠|支渠)(?![公])")
_NO_STREET = re.compile(r"(?:[第共修建通设有和及的、，。；：\s\d个条]|新增|完成)\Z")
_BOND = re.compile(
    r"(?<![\d.])\d{2}[一-鿿]{2,4}(?:债|定向|专项)[ ]?\d{2}(?![\d.年月日万亿个项家元])"
)
_MAGNITUDES = frozenset("百千万亿")
_VAGUE = re.compile(r"[上近数几成约过逾\d]\Z")
_COUNTED = re.compile(r"[ ]?(?:[百千万亿]|元|角|多|余|[个次件])")
_NAMES = frozenset({Meaning.LABEL, Meaning.ORG})
_SENTENCE = re.compile(r"[。；;\n]")
_IDEOGRAPH = re.compile(r"[一-鿿]")
_LONGEST_NAME = 60
_FEWEST = 4
"""Ideographs of a cell that is a name."""
_SHORT = re.compile(r"\d{1,4}|[一二三四五六七八九十]")


def in_name(number: str, before: str, behind: str) -> bool:
    """Tell whether a numeral belongs to a name by the characters beside it (folded text)."""
    if len(number) == 1 and _STREET.match(behind) and before and not _NO_STREET.search(before):
        return _IDEOGRAPH.match(number) is not None and bool(_IDEOGRAPH.match(before[-1]))
    if number in _MAGNITUDES and not _COUNTED.match(behind) and not _VAGUE.search(before):
        return True
    return number.isdigit() and len(number) == 2 and _of_bond(number, before, behind)


def _of_bond(number: str, before: str, behind: str) -> bool:
    text = before + number + behind
    own = len(before), len(before) + len(number)
    return any(
        own in ((m.start(), m.start() + 2), (m.end() - 2, m.end())) for m in _BOND.finditer(text)
    )


def name_cells(text: str, table: Table) -> frozenset[_Key]:
    """Return row and column of the cells of a table that stand in a column of names and hold one."""
    found: set[_Key] = set()
    named: dict[int, bool] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        plain = fold(cell.span.of(text)).strip()
        if not plain:
            continue
        head = header_word(plain)
        if head is not None:
            named[cell.column] = head.meaning in _NAMES
        elif named.get(cell.column) and _is_name(plain):
            found.add((cell.row, cell.column))
    return frozenset(found)


def _is_name(plain: str) -> bool:
    short = len(plain) <= _LONGEST_NAME and not _SENTENCE.search(plain)
    return short and len(_IDEOGRAPH.findall(plain)) >= _FEWEST


def joined_to_words(text: str, span: Span) -> bool:
    """Tell whether a short numeral touches words and counts nothing (南湖3号泵站): it is no figure run into the cell."""
    number = text[span.start : span.end]
    beside = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    counts = number.isdigit() and UNIT_AHEAD.match(text, span.end)
    return bool(_SHORT.fullmatch(number)) and bool(_IDEOGRAPH.search(beside)) and not counts
