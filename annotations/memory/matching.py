"""Which pieces of a remembered report speak for which pieces of a new one (匹配).

A line is matched with the lines that read most like it. A table row is matched within what stands under
the same headings: rows that share three or more cells of words pair up as headings, the rows behind them
by their kinds of cells; the columns of a pair are mapped by the words of their headings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotations.memory.alignment import align
from annotations.memory.pieces import Part, Piece

LEAST_LINE = 0.5
"""Share of characters that two lines must have in common."""
_KEPT = 5
_HEADING_CELLS, _MOST = 3, 0.7


@dataclass(frozen=True, slots=True)
class Match:
    """Piece `old` of a remembered report stands for piece `new`; `columns` maps old columns to new ones."""

    old: int
    new: int
    weight: float
    columns: Mapping[int, int]
    head_old: int | None = None
    head_new: int | None = None


def matches(old: Sequence[Piece], new: Sequence[Piece]) -> list[Match]:
    """Return the matches of every new piece, the best few of each."""
    found = [*_line_matches(old, new)]
    by_table: dict[int, list[int]] = {}
    for i, piece in enumerate(new):
        if not piece.prose:
            by_table.setdefault(piece.table, []).append(i)
    tables: dict[int, list[int]] = {}
    for i, piece in enumerate(old):
        if not piece.prose:
            tables.setdefault(piece.table, []).append(i)
    for rows in by_table.values():
        ranked = [(_shared(old, theirs, new, rows), theirs) for theirs in tables.values()]
        best = max(ranked, key=lambda r: r[0], default=(0.0, []))
        if best[0] >= LEAST_LINE:
            found += _row_matches(old, best[1], new, rows)
    return found


def _line_matches(old: Sequence[Piece], new: Sequence[Piece]) -> list[Match]:
    lines = [(i, p.parts[0]) for i, p in enumerate(old) if p.prose]
    grams = {i: _grams(part) for i, part in lines}
    found: list[Match] = []
    for j, piece in enumerate(new):
        if not piece.prose:
            continue
        mine = _grams(piece.parts[0])
        likely = sorted(
            ((len(mine & grams[i]) / (min(len(mine), len(grams[i])) or 1), i) for i, _ in lines),
            reverse=True,
        )[: 2 * _KEPT]
        scored = []
        for rough, i in likely:
            if rough > 0 or not mine:
                ratio = align(old[i].parts[0].text, piece.parts[0].text).ratio
                if ratio >= LEAST_LINE:
                    scored.append((ratio, -abs(i - j), i))
        scored.sort(reverse=True)
        top = scored[0][0] if scored else 0.0
        found += [Match(i, j, r, {0: 0}) for r, _, i in scored[:_KEPT] if r >= top - 0.1]
    return found


def _grams(part: Part) -> frozenset[str]:
    masked = part.skeleton
    return frozenset(masked[i : i + 2] for i in range(len(masked) - 1))


def _words(piece: Piece) -> dict[str, Part]:
    return {p.skeleton: p for p in piece.parts if p.kind == "words" and len(p.skeleton) > 1}


def _shared(
    old: Sequence[Piece], theirs: Sequence[int], new: Sequence[Piece], mine: Sequence[int]
) -> float:
    """How much of the smaller table's heading words both tables have."""
    a = {w for i in theirs for w in _words(old[i])}
    b = {w for i in mine for w in _words(new[i])}
    heads = [len(set(_words(old[i])) & b) for i in theirs]
    if max(heads, default=0) >= _HEADING_CELLS:
        return 1.0
    return len(a & b) / (min(len(a), len(b)) or 1)


def _row_matches(
    old: Sequence[Piece], theirs: Sequence[int], new: Sequence[Piece], mine: Sequence[int]
) -> list[Match]:
    pairs = _headings(old, theirs, new, mine)
    found: list[Match] = []
    head_new: int | None = None
    for j in mine:
        if j in pairs:
            head_new = j
        head_old = pairs[head_new] if head_new is not None else None
        columns = _columns(old, head_old, new, head_new)
        rivals = _under(theirs, head_old, frozenset(pairs.values()))
        scored = [(_likeness(old[i], new[j], columns), i) for i in rivals]
        if j in pairs:
            scored = [(1_000.0, pairs[j])]
        scored = sorted((s for s in scored if s[0] > 0), key=lambda s: -s[0])
        top = scored[0][0] if scored else 0.0
        for score, i in scored[:_KEPT]:
            if score >= top - 0.5:
                found.append(Match(i, j, 1.0, columns, head_old, head_new))
    return found


def _headings(
    old: Sequence[Piece], theirs: Sequence[int], new: Sequence[Piece], mine: Sequence[int]
) -> dict[int, int]:
    """Pair rows of words alone that share at least three cells and most of the longer row, in order."""
    pairs: dict[int, int] = {}
    after = -1
    for j in mine:
        words = _words(new[j])
        best, place = 0, None
        for i in theirs if _worded(new[j]) else ():
            other = _words(old[i])
            same = len(words.keys() & other.keys())
            enough = max(best + 1, _MOST * max(len(words), len(other)))
            if i > after and same >= enough and _worded(old[i]):
                best, place = same, i
        if place is not None and best >= _HEADING_CELLS:
            pairs[j], after = place, place
    return pairs


def _worded(piece: Piece) -> bool:
    return all(p.kind != "number" for p in piece.parts)


def _under(theirs: Sequence[int], head: int | None, heads: frozenset[int]) -> list[int]:
    """The old rows between a heading and the next one (or before the first)."""
    found = []
    inside = head is None
    for i in theirs:
        if i in heads:
            inside = i == head
        elif inside:
            found.append(i)
    return found


def _columns(
    old: Sequence[Piece], head_old: int | None, new: Sequence[Piece], head_new: int | None
) -> dict[int, int]:
    """Map columns by the words of the headings; those without a counterpart stay as they are if free."""
    if head_old is None or head_new is None:
        return {c: c for c in range(64)}
    wanted = _words(new[head_new])
    said = _words(old[head_old])
    mapped = {
        part.column + k: wanted[word].column + k
        for word, part in said.items()
        if word in wanted
        for k in range(min(part.columns, wanted[word].columns))
    }
    unknown = {p.column for p in new[head_new].parts if p.skeleton and p.skeleton not in said}
    taken = set(mapped.values()) | unknown
    known = {p.column for p in old[head_old].parts if p.skeleton}
    for part in (*old[head_old].parts, *(Part(0, "", c) for c in range(64))):
        c = part.column
        if c not in mapped and c not in known and c not in taken:
            mapped[c] = c
            taken.add(c)
    return mapped


def _likeness(old: Piece, new: Piece, columns: Mapping[int, int]) -> float:
    """How alike two rows are: same words count double, same kinds count, other kinds count against."""
    mine = {p.column: p for p in new.parts}
    score = 0.0
    for part in old.parts:
        there = mine.get(columns.get(part.column, -1))
        if there is None:
            continue
        if part.kind == there.kind:
            score += 1 if part.kind != "empty" else 0.3
            if part.kind == "words" and part.skeleton == there.skeleton:
                score += 2
        elif "empty" in (part.kind, there.kind):
            score -= 0.3
        else:
            score -= 1
    return score - 0.5 * abs(len(old.parts) - len(new.parts))
