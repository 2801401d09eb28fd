"""The cheapest way to lay a stream of words over the columns of an account (整表对齐).

One path decides for all words at once: which of them make one cell, which column each cell stands in
and where a row ends. Cells that the dump lost cost what their column makes them worth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extraction.loading.dumps.indicator_accounts.fitting import (
    LEFT_BY_TOTALS,
    NEVER,
    Word,
    cost,
    join_cost,
    leave_cost,
    longest,
    lost_cost,
    spelt_apart,
)
from extraction.loading.dumps.indicator_accounts.stream import Gap, Token
from extraction.loading.dumps.template import TemplateColumn, read_piece
from extraction.span import Span
from extraction.tables.cells import CellText
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import is_total

_ROW = 0.3
_LINE_START = -0.25
_FULL_LINE, _ROW_END, _RULED_END = 3, 4.0, 20.0
"""How many words make a line one row's cells, and what it costs a row to go on from it to the next such line."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row: its cells by column, what it cost, and the tokens it is made of."""

    cells: dict[int, CellText]
    cost: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Step:
    """How the best path reached a cell.

    Attributes:
        first: the cell's first token.
        before: the column of the cell before it.
        column: the cell's own column.
        wrapped: whether a row begins with the cell.
        price: what the cell costs in its column.
    """

    first: int
    before: int
    column: int
    wrapped: bool
    price: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """The cells that may begin at each token, whatever the order of columns: what one costs is asked once a column.

    Attributes:
        cells: for each token how many tokens a cell takes, the piece, and what joining them costs.
        prices: by column, for each token what its cells cost there, joining included.
    """

    cells: Sequence[Sequence[tuple[int, CellText, float]]]
    prices: Mapping[TemplateColumn, Sequence[Sequence[float]]]

    @classmethod
    def read(
        cls, text: str, tokens: Sequence[Token], columns: Iterable[TemplateColumn]
    ) -> Candidates:
        """Read the cells that words may make up, of so many words as the columns allow."""
        wanted = frozenset(columns)
        words = [Word.read(text, t) for t in tokens]
        reach = max(map(longest, wanted))
        cells = [_cells(text, tokens, words, start, reach) for start in range(len(tokens))]
        return cls(cells, {c: [[_price(c, *cell) for cell in at] for at in cells] for c in wanted})


def _price(column: TemplateColumn, length: int, piece: CellText, joined: float) -> float:
    """Return what a cell costs in a column, infinitely much where it has too many words for it."""
    if length > longest(column):
        return math.inf
    price = cost(piece, column) + joined
    if price >= NEVER:
        return NEVER if length == 1 else math.inf
    return price


def decode(
    text: str,
    tokens: Sequence[Token],
    columns: Sequence[TemplateColumn],
    known: Candidates | None = None,
) -> list[AccountRow]:
    """Return the rows of the cheapest path over all tokens.

    Args:
        known: the tokens' cells, where several orders of columns are tried.
    """
    if not tokens:
        return []
    known = Candidates.read(text, tokens, columns) if known is None else known
    width = len(columns)
    leave = [leave_cost(c) for c in columns]
    before = [0.0]
    for price in leave:
        before.append(before[-1] + price)
    prices = [known.prices[c] for c in columns]
    best = [[math.inf] * width for _ in range(len(tokens) + 1)]
    back: list[list[_Step | None]] = [[None] * width for _ in range(len(tokens) + 1)]
    ends = _row_ends(text, tokens)
    for start in range(len(tokens)):
        entries = _entries(best[start], before, width, tokens[start], first=start == 0)
        if (end := ends.get(start)) is not None:
            entries = [(v if wrapped else v + end, c, wrapped) for v, c, wrapped in entries]
        for place, (length, piece, _) in enumerate(known.cells[start]):
            end = start + length
            for c in range(width):
                price = prices[c][start][place]
                value = entries[c][0] + price
                if value == math.inf:
                    continue
                state = _state(piece, c, columns)
                if value < best[end][state]:
                    best[end][state] = value
                    back[end][state] = _Step(start, entries[c][1], c, entries[c][2], price)
    return _rows(text, tokens, columns, best, back, before)


def _row_ends(text: str, tokens: Sequence[Token]) -> dict[int, float]:
    """Return the tokens that begin a line where that line and the one before hold several cells each.

    With each the price of going on in a row there: bars end a row for sure.
    """
    lines: list[list[int]] = []
    for i, token in enumerate(tokens):
        if not i or "\n" in text[tokens[i - 1].span.end : token.span.start]:
            lines.append([])
        lines[-1].append(i)
    barred = [_barred(text, tokens, line) for line in lines]
    full = [b or len(line) >= _FULL_LINE for line, b in zip(lines, barred, strict=True)]
    return {
        lines[k][0]: _RULED_END if barred[k - 1] and barred[k] else _ROW_END
        for k in range(1, len(lines))
        if full[k - 1] and full[k]
    }


def _barred(text: str, tokens: Sequence[Token], line: Sequence[int]) -> bool:
    """Tell whether bars part the words of a line as cells of one row, blank ones among them."""
    end = text.find("\n", tokens[line[-1]].span.end)
    bars = text.count("|", tokens[line[0]].span.start, end if end >= 0 else len(text))
    return len(line) > 1 and bars >= _FULL_LINE


def _state(piece: CellText, column: int, columns: Sequence[TemplateColumn]) -> int:
    """Return the column that the path stands in after a cell: a total (总分) has no goal and no result."""
    if columns[column].meaning is Meaning.NAME and is_total(piece.text):
        while column + 1 < len(columns) and columns[column + 1].meaning in LEFT_BY_TOTALS:
            column += 1
    return column


def _entries(
    ended: Sequence[float], before: Sequence[float], width: int, token: Token, *, first: bool
) -> list[tuple[float, int, bool]]:
    """Return, for each column, the best price to begin a cell there: (price, column before, new row)."""
    if first:
        return [(before[c], -1, True) for c in range(width)]
    wrap, source = min((ended[p] + before[width] - before[p + 1], p) for p in range(width))
    wrap += _ROW + (_LINE_START if token.gap >= Gap.LINE else 0.0)
    found: list[tuple[float, int, bool]] = []
    running, left = math.inf, -1
    for c in range(width):
        choice = (wrap + before[c], source, True)
        if running + before[c] < choice[0]:
            choice = (running + before[c], left, False)
        found.append(choice)
        if ended[c] - before[c + 1] < running:
            running, left = ended[c] - before[c + 1], c
    return found


def _cells(
    text: str,
    tokens: Sequence[Token],
    words: Sequence[Word],
    start: int,
    reach: int,
) -> list[tuple[int, CellText, float]]:
    """Return the cells that may begin at a token: how many tokens, the piece, what joining costs."""
    found = [(1, words[start].piece, 0.0)]
    for length in range(2, min(reach, len(tokens) - start) + 1):
        end = start + length
        piece = read_piece(text, Span(tokens[start].span.start, tokens[end - 1].span.end))
        joined = join_cost(words[start:end], piece)
        spelt = spelt_apart(words[start:end], piece)
        if joined < 6.0 or spelt:
            found.append((length, piece, min(joined, 0.4) if spelt else joined))
    return found


def _rows(
    text: str,
    tokens: Sequence[Token],
    columns: Sequence[TemplateColumn],
    best: list[list[float]],
    back: list[list[_Step | None]],
    before: Sequence[float],
) -> list[AccountRow]:
    width = len(columns)
    end = len(tokens)
    column = min(range(width), key=lambda c: best[end][c] + before[width] - before[c + 1])
    rows: list[AccountRow] = []
    cells: dict[int, CellText] = {}
    price, last = 0.0, end
    while end > 0:
        step = back[end][column]
        if step is None:
            return []
        span = Span(tokens[step.first].span.start, tokens[end - 1].span.end)
        cells[step.column] = read_piece(text, span)
        price += step.price
        end = step.first
        if step.wrapped:
            price += lost_cost(cells, columns)
            rows.append(AccountRow(cells, price, end, last))
            cells, price, last = {}, 0.0, end
        column = step.before
    return rows[::-1]
