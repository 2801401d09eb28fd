"""Header rows of two lines, the upper one over several columns each (2022年 over 预算数 and 决算数).

A dump prints a merged header once: in the middle of its columns, at their left edge, or, one cell a line,
before all headers of the row below. Which columns it stands over is told by headers that repeat under every
group, else by where it stands. Where neither tells, nothing is made of the two lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extraction.loading.dumps.headers import (
    LONGEST,
    Layout,
    Token,
    even_gap,
    joined_tokens,
    line_tokens,
)
from extraction.loading.dumps.lines import Line
from extraction.loading.dumps.rows import DumpRow
from extraction.loading.dumps.template import (
    NAMED,
    NUMERIC_COLUMNS,
    Piece,
    TemplateColumn,
    blank_piece,
    column_meaning,
    read_piece,
)
from extraction.tables.cells import Kind
from extraction.tables.model import Meaning
from extraction.tables.vocabulary import header_meaning, header_word, is_generic, is_level

_LONGEST_WORD = 20
_CENTRED = 3.0
"""By how many characters the middle of a merged header may be off the middle of its columns."""
_REMARKS = frozenset({Meaning.NOTE, Meaning.CRITERIA})

Extent = tuple[int, int]
Heads = tuple[tuple[TemplateColumn, ...], DumpRow, DumpRow]


@dataclass(frozen=True, slots=True)
class _Word:
    """A header with where it stands on its line."""

    piece: Piece
    extent: Extent

    @property
    def middle(self) -> float:
        return sum(self.extent) / 2


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: the header that begins above it, its own, and where it stands."""

    above: Piece | None
    own: Piece | None
    extent: Extent

    @property
    def piece(self) -> Piece | None:
        return self.own or self.above


def two_lines(text: str, upper: Line, lower: Line) -> tuple[Layout, DumpRow, DumpRow] | None:
    """Return the layout and the two header rows of two lines; None where they are no such header."""
    if any(x.blank or len(x.text) > LONGEST or "\t" in x.text for x in (upper, lower)):
        return None
    tokens = [joined_tokens(text, line_tokens(x)) for x in (upper, lower)]
    if any(len(row) < 2 for row in tokens):
        return None
    words = [[_Word(read_piece(text, t.span), (t.left, t.right)) for t in row] for row in tokens]
    if not all(_is_word(w.piece) for row in words for w in row):
        return None
    labels = [_labels([w.piece for w in row]) for row in words]
    over, leaves = words[0][labels[0] :], words[1][labels[1] :]
    if not any(labels) or not _is_header([w.piece for w in over], [w.piece for w in leaves]):
        return None
    over, counts = _once(over)
    columns = _by_count(over, counts, leaves) if max(counts, default=1) > 1 else None
    columns = columns or _by_repetition(over, leaves) or _by_place(over, leaves)
    if columns is None:
        return None
    row = 1 if labels[1] else 0
    names = [_Column(None, w.piece, w.extent) for w in words[row][: labels[row]]]
    heads = _heads(names, columns)
    places = tuple(c.extent for c in (*names, *columns))
    parting = even_gap(tokens[1], blanks=True)
    return Layout(heads[0], places, _is_spaced(tokens[1]), parting), heads[1], heads[2]


def grouped(pieces: Sequence[Piece]) -> Heads | None:
    """Return columns and header rows of headers in reading order (项目, 2022年, 2023年, 预算数, 决算数, 预算数, 决算数).

    The row below must repeat under every group, or all that follows 其中 must be its parts, so that no
    other division is possible. The groups may also stand before the header of the rows' names.
    """
    lead = next((k for k in range(len(pieces)) if _labels(pieces[k : k + 1])), len(pieces))
    count = _labels(pieces[lead:])
    if not count:
        return None
    names = [_Column(None, p, (0, 0)) for p in pieces[lead : lead + count]]
    rest = [*pieces[:lead], *pieces[lead + count :]]
    for width in (lead,) if lead else range(2, len(rest) // 3 + 1):
        columns = _repeated(rest, width)
        if columns is not None:
            return _heads(names, columns)
    return _parts(names, rest, lead)


def _repeated(rest: Sequence[Piece], width: int) -> list[_Column] | None:
    groups, leaves = rest[:width], rest[width:]
    if width < 2 or len(leaves) < 2 * width or len({p.plain for p in groups}) < width:
        return None
    if not _is_header(groups, leaves):
        return None
    return _by_repetition([_Word(p, (0, 0)) for p in groups], [_Word(p, (0, 0)) for p in leaves])


def _parts(names: Sequence[_Column], rest: Sequence[Piece], lead: int) -> Heads | None:
    """Return the columns of headers whose last ones are the parts of 其中, the last of `lead` if there are any."""
    marks = [k for k, p in enumerate(rest) if p.plain.rstrip(":：") == "其中"]
    if len(marks) != 1 or not _is_header([], [*rest[: marks[0]], *rest[marks[0] + 1 :]]):
        return None
    mark, parts = rest[marks[0]], rest[marks[0] + 1 :]
    if not marks[0] or len(parts) < 2 or (lead and marks[0] != lead - 1):
        return None
    columns = [_Column(p, None, (0, 0)) for p in rest[: marks[0]]]
    columns += [_Column(None if k else mark, p, (0, 0)) for k, p in enumerate(parts)]
    return _heads(names, columns)


def _is_word(piece: Piece) -> bool:
    return piece.kind in (Kind.TEXT, Kind.YEAR) and len(piece.plain) <= _LONGEST_WORD


def _labels(pieces: Sequence[Piece]) -> int:
    """Return how many of the first headers stand over the names of rows."""
    for count, piece in enumerate(pieces):
        found = header_word(piece.text)
        if found is None or found.meaning not in NAMED:
            return count
    return len(pieces)


def _is_header(over: Sequence[Piece], leaves: Sequence[Piece]) -> bool:
    """Tell whether the lower row heads figures, and the upper one groups of them or columns of its own."""
    known = [column_meaning(p) for p in leaves]
    if any(k is not None and k.meaning not in NUMERIC_COLUMNS for k in known):
        return False
    if any(is_level(p.text) for p in (*over, *leaves)):
        return False
    told = sum(k is not None or p.kind is Kind.YEAR for k, p in zip(known, leaves, strict=True))
    above = sum(p.kind is Kind.YEAR or is_generic(p.text) or header_meaning(p.text) is not None for p in over)  # fmt: skip
    return 3 * told >= 2 * len(leaves) > 0 and 2 * above >= len(over)


def _by_repetition(over: Sequence[_Word], leaves: Sequence[_Word]) -> list[_Column] | None:
    """Return the columns where the same leaves repeat under every group; remarks are no group."""
    groups = [w for w in over if not _is_remark(w)]
    if len(groups) < 2 or len(leaves) % len(groups):
        return None
    width = len(leaves) // len(groups)
    plain = [w.piece.plain for w in leaves]
    if plain != plain[:width] * len(groups) or len(set(plain)) < width:
        return None
    columns = [
        _Column(None if k % width else groups[k // width].piece, w.piece, w.extent)
        for k, w in enumerate(leaves)
    ]
    return [*columns, *(_Column(w.piece, None, w.extent) for w in over if _is_remark(w))]


def _once(over: Sequence[_Word]) -> tuple[list[_Word], list[int]]:
    """Return headers that are printed over each of their columns once, and how often each stood side by side."""
    words: list[_Word] = []
    counts: list[int] = []
    for word in over:
        if words and words[-1].piece.plain == word.piece.plain:
            words[-1] = _Word(words[-1].piece, (words[-1].extent[0], word.extent[1]))
            counts[-1] += 1
        else:
            words.append(word)
            counts.append(1)
    return words, counts


def _by_count(
    over: Sequence[_Word], counts: Sequence[int], leaves: Sequence[_Word]
) -> list[_Column] | None:
    """Return the columns where headers printed over each of their columns leave one way to share the leaves.

    Either all headers above have leaves, or those alone that are printed more than once.
    """
    shared = [n if n > 1 or sum(counts) == len(leaves) else 0 for n in counts]
    if sum(shared) != len(leaves):
        return None
    columns: list[_Column] = []
    rest = iter(leaves)
    for word, count in zip(over, shared, strict=True):
        own = [next(rest) for _ in range(count)]
        columns += _columns_under(word, own)
    return columns


def _columns_under(word: _Word, own: Sequence[_Word]) -> list[_Column]:
    """Return the columns of a header's own leaves, the header itself as one where it has none."""
    if not own:
        return [_Column(word.piece, None, word.extent)]
    return [_Column(None if k else word.piece, x.piece, x.extent) for k, x in enumerate(own)]


def _is_remark(word: _Word) -> bool:
    found = header_word(word.piece.text)
    return found is not None and found.meaning in _REMARKS


def _by_place(over: Sequence[_Word], leaves: Sequence[_Word]) -> list[_Column] | None:
    """Return the columns by where headers stand, None unless every group is over its leaves' middle or edge.

    A header above that is nearest to no leaf heads a column of its own.
    """
    owners = [min(over, key=lambda g: abs(g.middle - x.middle)) for x in leaves]
    columns: list[_Column] = []
    for word in over:
        own = [x for x, owner in zip(leaves, owners, strict=True) if owner is word]
        if own and not _stands_over(word.extent, (own[0].extent[0], own[-1].extent[1])):
            return None
        columns += _columns_under(word, own)
    shared = len({id(owner) for owner in owners}) < len(owners)
    repeat = len({x.piece.plain for x in leaves}) < len(leaves)
    in_order = all(a.extent[1] <= b.extent[0] for a, b in pairwise(columns))
    return columns if in_order and (shared or repeat) else None


def _stands_over(word: Extent, hull: Extent) -> bool:
    off = abs(sum(word) - sum(hull)) / 2
    return off <= max(_CENTRED, (hull[1] - hull[0]) / 6) or abs(word[0] - hull[0]) <= 1


def _heads(names: Sequence[_Column], columns: Sequence[_Column]) -> Heads:
    """Return the columns and both header rows; names that lead the first line stay in the upper row."""
    first = next(p.span.start for c in columns if (p := c.above) is not None)
    lead = bool(names) and names[0].own is not None and names[0].own.span.start < first
    kept = [c.piece for c in (*names, *columns)]
    promised = tuple(
        TemplateColumn(p, _meaning(p, Meaning.LABEL if k < len(names) else Meaning.AMOUNT))
        for k, p in enumerate(kept)
    )
    upper = [(c.own if lead else None) for c in names] + [c.above for c in columns]
    lower = [(None if lead else c.own) for c in names] + [c.own for c in columns]
    return promised, _row(upper), _row(lower)


def _row(pieces: Sequence[Piece | None]) -> DumpRow:
    """Return a row whose missing cells are blank ones, each at the end of the cell before it."""
    start = next(p.span.start for p in pieces if p is not None)
    cells: list[Piece] = []
    for piece in pieces:
        cells.append(piece or blank_piece(start))
        start = cells[-1].span.end
    return DumpRow(tuple(cells))


def _meaning(piece: Piece | None, other: Meaning) -> Meaning:
    found = column_meaning(piece) if piece is not None else None
    return found.meaning if found is not None else other


def _is_spaced(tokens: Sequence[Token]) -> bool:
    return sum(t.gap >= 2 for t in tokens[1:]) * 2 >= len(tokens) - 1
