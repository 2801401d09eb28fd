"""Accounts of indicators whose table fell apart into a stream of words (散落的指标表): found and rebuilt.

A header gives the columns, the words behind it are laid over them as a whole. An account counts only
where nearly all of its rows fit; otherwise nothing is said and other readers try.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from extraction.lexicon.periods import YEAR_DIGITS
from extraction.loading.dumps.indicator_accounts.decoding import AccountRow, decode
from extraction.loading.dumps.indicator_accounts.header import Header, find_header
from extraction.loading.dumps.indicator_accounts.stream import Gap, Token, tokens_of
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import TemplateColumn, blank_piece, read_piece
from extraction.tables.cells import CellText
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_word, is_first_level, is_level, is_total

LONGEST = 1600
"""Words of one account that are laid out together."""
_ROW_ACCEPTED = 4.2
_SHARE_ACCEPTED = 0.75
_STOP = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+部分)"
    r"|(?:填表|填报|评分)?(?:说明|备注|注)\s*[\d]?\s*[:：]|注\s*[:：]|填报人|填表人|联系人|负责人|附[:：件]|评价结论|存在问题"
    r"|(?:其中[:：])?(?:财政拨款|年度资金总额|其他资金|上年结转|项目资金)"
    rf"|表\s*\d|名词解释|编制说明|评价等次|经综合评价|项目[一二三四五六七八九十]\Z|{YEAR_DIGITS}年度?\S*(?:表|报告)\Z"
)
_PAGE_LINE = re.compile(
    r"^[ \t\u3000\xa0]*(?:[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:[ \t，,/]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})[ \t]*$",
    re.MULTILINE,
)
_DOTS = re.compile(r"(?:…+|\.{3,}|。。。|指标\s*\d{1,2}\s*[：:]?)\Z")
_SIDE_MARKS = re.compile(r"[（(]\s*\d{1,3}\s*分?\s*[)）]\Z")
_VALUED = frozenset({Meaning.TARGET, Meaning.ACTUAL, Meaning.WEIGHT, Meaning.SCORE})


@dataclass(frozen=True, slots=True)
class FlatAccount:
    """An account rebuilt: header and rows in order, every row as wide as the header."""

    rows: tuple[DumpRow, ...]
    start: int
    end: int


def flat_accounts(text: str) -> Iterator[FlatAccount]:
    """Yield the flattened accounts of `text` that are surely read, in text order."""
    if not _may_hold(text):
        return
    tokens = account_tokens(text)
    place = 0
    while place < len(tokens):
        header = find_header(text, tokens, place) if _may_head(text, tokens[place]) else None
        if header is None:
            place += 1
            continue
        found, end = _account(text, tokens, place, header)
        if found is not None:
            yield found
        place = max(end, header.end)


def account_tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text that may be cells of an account, in order."""
    words = [t for t in tokens_of(text, 0, len(text)) if not _skipped(text, t)]
    return tuple(t for t, after in zip_longest(words, words[1:]) if not _unsaid(text, t, after))


def _may_hold(text: str) -> bool:
    return "指标" in text or "得分" in text or "目标值" in text


_HEAD = re.compile(
    r"[一二三四]\s*级|指\s*标|绩\s*效|评\s*[价分]|考\s*[核评]|目\s*标|任\s*务|具\s*体|序\s*号|编\s*号|项\s*目|年\s*度|部\s*门|整\s*体"
    r"|主\s*要|重\s*点|自\s*评|工\s*作|名\s*称|内\s*容|类\s*别|No|NO|行"
)
"""How the first word of a header of indicators begins."""
_VALUE_WORD = re.compile(
    r"分\s*[值数]|权\s*重|得\s*分|指\s*标\s*值|目\s*标|完\s*成|实\s*际|计\s*划|预\s*期|满\s*分|标\s*准\s*分"
)
_HEADER_REACH = 200


def _may_head(text: str, token: Token) -> bool:
    """Tell whether a header may begin at a word, before it is looked at closely."""
    start = token.span.start
    return (
        _HEAD.match(text, start) is not None
        and len(token.span) <= 12
        and _VALUE_WORD.search(text, start, start + _HEADER_REACH) is not None
    )


def _skipped(text: str, token: Token) -> bool:
    """Tell whether a word only rules lines, leaves a template's place open or stands beside a class."""
    word = token.span.of(text)
    return bool(
        _DOTS.match(word) or (set(word) <= set("-—–_─━=") and len(word) > 2) or word in ("||", "│")
    )


def _unsaid(text: str, token: Token, after: Token | None) -> bool:
    """Tell whether a numbered indicator says nothing: the next one or another class follows at once."""
    if not _NUMBERED.match(text, token.span.start, token.span.end) or after is None:
        return False
    word = after.span.of(text)
    follows = _NUMBERED.match(word) or (is_level(word) and word.endswith("指标"))
    return bool(follows) and after.gap >= Gap.LINE


_NUMBERED = re.compile(r"指标\s*\d{1,2}\s*[.:：、．]?(?=[^\d\s])")


def _account(
    text: str, tokens: Sequence[Token], first: int, header: Header
) -> tuple[FlatAccount | None, int]:
    """Return the account under a header, repeated headers of further pages included, and its end.

    Forms that score every row under a heading above the header have one column more than it names.
    """
    found = _laid_out(text, tokens, first, header)
    if found[0] is None and Meaning.SCORE not in header.meanings:
        more = (*header.columns, TemplateColumn(None, Meaning.SCORE))
        marked = _laid_out(text, tokens, first, replace(header, columns=more))
        return marked if marked[0] is not None else found
    return found


def _laid_out(
    text: str, tokens: Sequence[Token], first: int, header: Header
) -> tuple[FlatAccount | None, int]:
    rows: list[DumpRow] = [_header_row(header)]
    start = tokens[first].span.start
    place, count, good = header.end, 0, 0
    last = place
    while True:
        stop = body_end(text, tokens, place)
        body = [t for t in tokens[place:stop] if not _page(text, t)]
        decoded = _trimmed(decode(text, body, header.columns), header)
        for row in decoded:
            if _empty(row, header):
                continue
            count += 1
            if _fits(row, header):
                good += _measured(row, header)
                rows.append(_row(text, row, header))
        if decoded:
            end = body[decoded[-1].last - 1].span.end
            last = next((i for i in range(place, stop) if tokens[i].span.end >= end), stop) + 1
        again = find_header(text, tokens, stop) if stop < len(tokens) else None
        if again is None or again.meanings != header.meanings or last < stop:
            break
        rows.append(_header_row(again))
        place = again.end
    sure = good >= 2 and len(rows) - 1 >= _SHARE_ACCEPTED * count
    if not sure:
        return None, max(last, header.end)
    return FlatAccount(_two_classes(text, rows), start, tokens[last - 1].span.end), last


def body_end(text: str, tokens: Sequence[Token], first: int) -> int:
    """Return where the words that can belong to the account end: at a heading, a note, another header."""
    limit = min(len(tokens), first + LONGEST)
    for i in range(first, limit):
        word = tokens[i].span.of(text)
        if i > first and _STOP.match(word) and not _SIDE_MARKS.match(word):
            return i
        if i > first and header_word(word) is not None and find_header(text, tokens, i) is not None:
            return i
        if len(word) > 160:
            return i
    return limit


def _page(text: str, token: Token) -> bool:
    start = text.rfind("\n", 0, token.span.start) + 1
    end = text.find("\n", token.span.end)
    line = text[start : end if end >= 0 else len(text)]
    side = token.gap >= Gap.LINE and _SIDE_MARKS.match(line.strip())
    return bool(_PAGE_LINE.match(line) or side)


def _trimmed(rows: list[AccountRow], header: Header) -> list[AccountRow]:
    """Drop what follows the last row that fits."""
    last = max((i for i, r in enumerate(rows) if _fits(r, header)), default=-1)
    kept = rows[: last + 1]
    run = 0
    for i, row in enumerate(kept):
        run = 0 if _fits(row, header) else run + 1
        if run >= 3:
            return _trimmed(kept[: i - 2], header)
    return kept


def _empty(row: AccountRow, header: Header) -> bool:
    """Tell whether a row holds nothing but classes or a template's number of a place left open."""
    meanings = {header.columns[c].meaning for c in row.cells}
    return meanings <= {Meaning.LEVEL, Meaning.GROUP}


def _fits(row: AccountRow, header: Header) -> bool:
    if row.cost - _agreed(row, header) > _ROW_ACCEPTED:
        return False
    named = [c for i, c in row.cells.items() if header.columns[i].meaning is Meaning.NAME]
    return bool(named) or _empty(row, header)


def _agreed(row: AccountRow, header: Header) -> float:
    """Return what it says for a row that its result repeats the words of its goal (明显改善 | 明显改善)."""
    said = [c for i, c in row.cells.items() if header.columns[i].meaning in _SAID]
    plain = {c.plain for c in said}
    return len(said) * 0.8 if len(said) > 1 and len(plain) == 1 else 0.0


_SAID = frozenset({Meaning.TARGET, Meaning.ACTUAL})


def _measured(row: AccountRow, header: Header) -> bool:
    """Tell whether the row names an indicator and says something of it."""
    meanings = {header.columns[c].meaning for c in row.cells}
    name = next(
        (c for i, c in row.cells.items() if header.columns[i].meaning is Meaning.NAME), None
    )
    if name is None or is_level(name.text) or is_total(name.text):
        return False
    return bool(meanings & _VALUED)


def _row(text: str, row: AccountRow, header: Header) -> DumpRow:
    offset = min(c.span.start for c in row.cells.values())
    cells: list[CellText] = []
    laid = _named_as_class(text, row.cells, header)
    for i in range(len(header.columns)):
        cell = laid.get(i)
        cells.append(cell if cell is not None else blank_piece(offset))
        offset = cell.span.end if cell is not None else offset
    return DumpRow(tuple(cells))


def _named_as_class(
    text: str, cells: Mapping[int, CellText], header: Header
) -> Mapping[int, CellText]:
    """Return a row's cells, a name in the words of its class (服务对象满意度指标 | 服务对象满意度) apart from it."""
    for i, cell in cells.items():
        named = header.columns[i].meaning is Meaning.NAME and i > 0 and i - 1 not in cells
        if named and header.columns[i - 1].meaning is Meaning.LEVEL:
            both = _classes(text, cell)
            if len(both) > 1:
                return {**cells, i - 1: both[0], i: both[1]}
    return cells


def _two_classes(text: str, rows: Sequence[DumpRow]) -> tuple[DumpRow, ...]:
    """Give the inner class a column of its own where one class column holds two at once."""
    parts = [[_classes(text, c) for c in row.cells] for row in rows]
    wide = {i for line in parts for i, found in enumerate(line) if len(found) == 2}
    if len(wide) != 1:
        return tuple(rows)
    at = wide.pop()
    made: list[DumpRow] = []
    for row, line in zip(rows, parts, strict=True):
        cell = row.cells[at]
        if len(line[at]) == 2:
            pair = list(line[at])
        elif line[at] and not is_first_level(cell.text):
            pair = [blank_piece(cell.span.start), cell]
        else:
            pair = [cell, blank_piece(cell.span.end)]
        made.append(DumpRow((*row.cells[:at], *pair, *row.cells[at + 1 :])))
    return tuple(made)


def _classes(text: str, cell: CellText) -> tuple[CellText, ...]:
    """Return the classes that a cell holds, one after the other."""
    words = [read_piece(text, t.span) for t in tokens_of(text, cell.span.start, cell.span.end)]
    if len(words) == 2 and all(is_level(w.text) for w in words):
        return tuple(words)
    return (cell,) if is_level(cell.text) else ()


def _header_row(header: Header) -> DumpRow:
    offset = next(c.header.span.start for c in header.columns if c.header is not None)
    cells: list[CellText] = []
    for column in header.columns:
        cells.append(column.header if column.header is not None else blank_piece(offset))
        offset = cells[-1].span.end
    return DumpRow(tuple(cells))


__all__ = ["FlatAccount", "TemplateColumn", "account_tokens", "body_end", "flat_accounts"]
