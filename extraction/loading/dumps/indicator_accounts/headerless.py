"""Accounts of indicators that lost their header or never had one (无表头的指标账): found by the rows' shape.

Words behind an indicator class are laid over each order of columns that the public templates know; the
order counts in which most rows agree in shape. Nothing is said where too few agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extraction.loading.dumps.indicator_accounts.decoding import (
    AccountRow,
    Candidates,
    decode,
)
from extraction.loading.dumps.indicator_accounts.fitting import is_value
from extraction.loading.dumps.indicator_accounts.flattened import (
    FlatAccount,
    account_tokens,
    body_end,
)
from extraction.loading.dumps.indicator_accounts.periodic import repeated_order
from extraction.loading.dumps.indicator_accounts.stream import Token
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import TemplateColumn, blank_piece, read_piece
from extraction.span import Span
from extraction.tables.cells import CellText
from extraction.tables.joint_roles import agreement
from extraction.tables.model import Meaning
from extraction.tables.shapes import FORMS, Shape, by_meaning, shape_of
from extraction.tables.units import operator_cell
from extraction.tables.vocabulary import header_word, is_level

_BACK = 40
"""Words before the first class that may be rows cut off from their class by a page."""
_LONGEST_WORD = 60
_SHARE, _SHARE_REPEATED = 0.6, 0.5
"""Of the rows that name something how many have to agree, in an order of templates and in one that the words repeat."""
_SAMPLE = 240
"""Words at the head of an account by which its order of columns is chosen."""
_MOST_WORDS = 4_000
"""Words beyond which no account is looked for: a form has hundreds."""
_FEWEST_TWINS = 2
_CLASSES = (Meaning.LEVEL, Meaning.LEVEL)


@dataclass(frozen=True, slots=True)
class _Laid:
    """Rows laid over one order of columns, and how they agree."""

    form: tuple[Meaning, ...]
    rows: tuple[AccountRow, ...]
    shape: Shape

    @property
    def worth(self) -> tuple[int, int, float]:
        """What makes one order better than another: measured rows, rows that agree, what they cost."""
        price = sum(self.rows[i].cost for i in self.shape.rows)
        return self.shape.strong, len(self.shape.rows), -price


def headerless_accounts(text: str, taken: Sequence[Span]) -> Iterator[FlatAccount]:
    """Yield the accounts outside `taken` whose rows agree in shape, in text order."""
    if "指标" not in text:
        return
    tokens = account_tokens(text)
    free = [not any(t.span.start < s.end and s.start < t.span.end for s in taken) for t in tokens]
    place = reached = 0
    while place < len(tokens):
        if not free[place] or not _opens(text, tokens[place]):
            place += 1
            continue
        first = _first(text, tokens, free, place, reached)
        stop = min(body_end(text, tokens, place), _next_taken(free, place))
        headed = first > 0 and header_word(tokens[first - 1].span.of(text)) is not None
        body = tokens[first:stop]
        found = _account(text, body, headed=headed)
        if found is not None:
            yield found
        reached = place = max(stop, place + 1)


def _opens(text: str, token: Token) -> bool:
    word = token.span.of(text)
    return is_level(word) and "指标" in word


def _first(
    text: str, tokens: Sequence[Token], free: Sequence[bool], place: int, reached: int
) -> int:
    """Return where the words begin that may be rows above the first class."""
    first = place
    while first > max(reached, place - _BACK) and free[first - 1]:
        word = tokens[first - 1].span.of(text)
        heads = len(word) > 1 and header_word(word) is not None
        if heads or "。" in word or len(word) > _LONGEST_WORD:
            break
        first -= 1
    return first


def _next_taken(free: Sequence[bool], place: int) -> int:
    return next((i for i in range(place, len(free)) if not free[i]), len(free))


def _promises(text: str, tokens: Sequence[Token], *, headed: bool) -> bool:
    """Tell whether values, the same words, or a comparator and its number stand side by side twice.

    Under a header that other readers know comparators alone promise nothing.
    """
    pieces = [read_piece(text, t.span) for t in tokens]
    values = [is_value(p) for p in pieces]
    twins = sum(a.plain == b.plain for a, b in pairwise(pieces))
    signs = [operator_cell(p.text) is not None for p in pieces]
    compared = 0 if headed else sum(a and b for a, b in zip(signs, values[1:], strict=False))
    return twins + compared + sum(a and b for a, b in pairwise(values)) >= _FEWEST_TWINS


def _account(text: str, tokens: Sequence[Token], *, headed: bool) -> FlatAccount | None:
    if len(tokens) > _MOST_WORDS:
        return None
    sample = tokens[:_SAMPLE]
    repeated = repeated_order([read_piece(text, t.span) for t in sample])
    best = _best(text, sample, (repeated,)) if repeated is not None else None
    if best is None and _promises(text, tokens, headed=headed):
        best = _best(text, sample, FORMS)
    if best is None:
        return None
    whole = best if len(sample) == len(tokens) else _laid(text, tokens, best.form, None)
    if whole is None or (headed and whole.form in FORMS and not _answered(whole)):
        return None
    rows, width = _kept(whole), len(_CLASSES) + len(whole.form)
    start = min(c.span.start for c in rows[0].values())
    end = max(c.span.end for c in rows[-1].values())
    return FlatAccount(tuple(_row(r, width) for r in rows), start, end)


def _best(text: str, sample: Sequence[Token], forms: Sequence[tuple[Meaning, ...]]) -> _Laid | None:
    """Return the words laid over the order of columns in which most rows agree."""
    known = Candidates.read(text, sample, (c for form in forms for c in _columns(form)))
    found = [laid for form in forms if (laid := _laid(text, sample, form, known)) is not None]
    return max(found, key=lambda laid: laid.worth) if found else None


def _answered(laid: _Laid) -> bool:
    """Tell whether rows have results: goals alone are left to the reader of the header above them."""
    at = len(_CLASSES) + laid.form.index(Meaning.ACTUAL) if Meaning.ACTUAL in laid.form else -1
    return any(at in laid.rows[i].cells for i in laid.shape.rows)


def _kept(laid: _Laid) -> list[dict[int, CellText]]:
    """Return the cells of the rows that agree, and of others their classes: they hold for what follows."""
    kept: list[dict[int, CellText]] = []
    for i, row in enumerate(laid.rows[: laid.shape.rows[-1] + 1]):
        cells = row.cells
        if i not in laid.shape.rows:
            cells = {c: x for c, x in cells.items() if c < len(_CLASSES) and is_level(x.text)}
        if cells:
            kept.append(cells)
    return kept


def _columns(form: tuple[Meaning, ...]) -> tuple[TemplateColumn, ...]:
    meanings = (*_CLASSES, *form)
    return tuple(TemplateColumn(None, m, min(i + 1, 2)) for i, m in enumerate(meanings))


def _laid(
    text: str, tokens: Sequence[Token], form: tuple[Meaning, ...], known: Candidates | None
) -> _Laid | None:
    columns = _columns(form)
    rows = tuple(decode(text, tokens, columns, known))
    cells = [by_meaning(_cells(r, len(columns)), (*_CLASSES, *form)) for r in rows]
    shape = agreement(cells, form) if form not in FORMS else shape_of(cells)
    named = sum(len(c) > 1 and Meaning.NAME in c for c in cells)
    share = _SHARE if form in FORMS else _SHARE_REPEATED
    if not shape.sure or len(shape.rows) < share * named:
        return None
    return _Laid(form, rows, shape)


def _cells(row: AccountRow, width: int) -> list[CellText]:
    offset = min(c.span.start for c in row.cells.values())
    return [row.cells.get(i) or blank_piece(offset) for i in range(width)]


def _row(cells: Mapping[int, CellText], width: int) -> DumpRow:
    offset = min(c.span.start for c in cells.values())
    made: list[CellText] = []
    for i in range(width):
        cell = cells.get(i) or blank_piece(offset)
        offset = cell.span.end
        made.append(cell)
    return DumpRow(tuple(made))
