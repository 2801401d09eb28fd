"""Numerals that are part of a name: streets, bonds, words of magnitude, cells of columns of names (名称中的数字)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extraction.document import Table
from extraction.quantities.folding import fold
from extraction.span import Span
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_word

_Key = tuple[int, int]
_STREET = re.compile(r"[支横纬经环马条]?(?:路|街|巷|大道|环(?!节|保|境|比)|干渠|支渠)(?![公])")
_NO_STREET = re.compile(r"(?:[第共修建通设有和及的、，。；：\s\d个条]|新增|完成)\Z")
_BOND = re.compile(
    r"(?<![\d.])\d{2}[一-鿿]{2,4}(?:债|定向|专项)[ ]?\d{2}(?![\d.年月日万亿个项家元])"
)
_BOND_HEAD = re.compile(r"[一-鿿]{2,4}债|[一-鿿]{2}\d{2}/")
_SHORT_BOND = re.compile(r"/[一-鿿]{2}\Z")
_BOND_BEFORE = re.compile(r"[/ ]\d{2}[一-鿿]{2}\Z")
_BOND_END = re.compile(r"[/ （(\n]")
_BOND_EDGE = re.compile(r"[\s/（(]\Z")
_OFFICE = re.compile(
    r"[^。；;，,：:\n]{6,60}(?<![\d一二三四五六七八九十两百千有])(?:局|委|公司|中心|委员会|政府|院|校|学|厅|办|处|站|所|本级|镇|乡|村|区|县|市|工程|项目)"
)
_DEED = re.compile(
    r"建成|完成|应达|率|新增|达到|开展|举办|组织|保障|支持|不少于|不低于|[≥≤<>%]|\d[.,]\d"
)
"""Words and signs of what was done or is wanted: such a cell is no bare name."""
_MOST_NUMERALS = 2
_NUMERAL_RUN = re.compile(r"\d+")
_TERM = re.compile(r"\d{1,3}[ ]?(?:年|年期|个月|岁)")
_BORN = re.compile(r"[ ]?后(?:人|青年|一代|干部|群体|大学生|创业|新|员工|职工)")
_ROUND_THE_CLOCK = re.compile(r"[57][ ]?[×xX*][ ]?\Z")
_HOURS = re.compile(r"[ ]?小时")
_HOURS_A_DAY = ("8", "12", "24")
_MAGNITUDES = frozenset("百千万亿")
_VAGUE = re.compile(r"[上近数几成约过逾\d]\Z")
_COUNTED = re.compile(r"[ ]?(?:[百千万亿]|元|角|多|余|[个次件])")
_NAMES = frozenset({Meaning.LABEL, Meaning.ORG})
_SENTENCE = re.compile(r"[。；;\n]")
_IDEOGRAPH = re.compile(r"[一-鿿]")
_LONGEST_NAME = 60
_FEWEST_NAMES = 8
"""Cells of a column that is told by its cells alone."""
_FEWEST = 4
"""Ideographs of a cell that is a name."""
_SHORT = re.compile(r"\d{1,5}|[一二三四五六七八九十]")


def in_name(number: str, before: str, behind: str) -> bool:
    """Tell whether a numeral belongs to a name by the characters beside it (folded text)."""
    if len(number) == 1 and _STREET.match(behind) and before and not _NO_STREET.search(before):
        return _IDEOGRAPH.match(number) is not None and bool(_IDEOGRAPH.match(before[-1]))
    if number in _MAGNITUDES and not _COUNTED.match(behind) and not _VAGUE.search(before):
        return True
    if number.isdigit() and len(number) == 4 and _SHORT_BOND.search(before):
        return _BOND_END.match(behind) is not None
    if number in _HOURS_A_DAY and _ROUND_THE_CLOCK.search(before):
        return _HOURS.match(behind) is not None
    if not (number.isdigit() and len(number) == 2):
        return False
    if number[1] in "05" and _BORN.match(behind):
        return True
    if _BOND_BEFORE.search(before) and _BOND_END.match(behind):
        return True
    head = _BOND_EDGE.search(before or " ") and _BOND_HEAD.match(behind)
    return bool(head) or _of_bond(number, before, behind)


def _of_bond(number: str, before: str, behind: str) -> bool:
    text = before + number + behind
    own = len(before), len(before) + len(number)
    return any(
        own in ((m.start(), m.start() + 2), (m.end() - 2, m.end())) for m in _BOND.finditer(text)
    )


def is_row_label(cell_text: str, column: int) -> bool:
    """Tell whether a cell of the first column is a term or an age that names its row (7年, 5年期)."""
    return column == 0 and bool(_TERM.fullmatch(cell_text.strip()))


def is_name_alone(cell_text: str) -> bool:
    """Tell whether a cell holds the name of an office or a project and nothing else (三里桥等五条道路工程)."""
    plain = cell_text.strip()
    if _OFFICE.fullmatch(plain) is None or _DEED.search(plain):
        return False
    return len(_NUMERAL_RUN.findall(plain)) <= _MOST_NUMERALS


def name_cells(text: str, table: Table) -> frozenset[_Key]:
    """Return row and column of the cells of a table that stand in a column of names and hold one."""
    found: set[_Key] = set()
    named: dict[int, bool] = dict.fromkeys(_columns_of_names(text, table), True)
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


def _columns_of_names(text: str, table: Table) -> Iterator[int]:
    """Yield the columns of which most cells are bare names, whatever stands over them."""
    alone: Counter[int] = Counter()
    printed: Counter[int] = Counter()
    for cell in table.cells:
        plain = cell.span.of(text)
        if plain.strip():
            printed[cell.column] += 1
            alone[cell.column] += is_name_alone(fold(plain))
    for column, count in printed.items():
        if count >= _FEWEST_NAMES and alone[column] * 3 >= count * 2:
            yield column


def _is_name(plain: str) -> bool:
    short = len(plain) <= _LONGEST_NAME and not _SENTENCE.search(plain) and not _DEED.search(plain)
    return short and len(_IDEOGRAPH.findall(plain)) >= _FEWEST


def joined_to_words(text: str, span: Span) -> bool:
    """Tell whether a short numeral touches words (南湖3号泵站), so that it is no figure run into the cell."""
    number = text[span.start : span.end]
    beside = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return bool(_SHORT.fullmatch(number)) and bool(_IDEOGRAPH.search(beside))
