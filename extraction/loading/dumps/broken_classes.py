"""Classes of indicators that a dump broke over lines (经济效益 ⏎ 指标, 产 ⏎ 出 ⏎ 指 ⏎ 标): one cell again."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.lexicon.indicators import indicator_classes
from extraction.loading.dumps.template import Piece, read_piece
from extraction.span import Span
from extraction.tables.vocabulary import is_level, plain_header

_MOST_LINES = 6
_LONGEST_PART = 8


def whole_classes(
    text: str, pieces: Sequence[Piece], where: Sequence[int]
) -> tuple[list[Piece], list[int]]:
    """Return the pieces with the parts of a broken class as one, each with the line that it begins on.

    Parts are one class only where the lexicon lists it, or where the last part is none by itself:
    产出指标 above 数量指标 are two, and so are a remark and the class below it.
    """
    kept: list[Piece] = []
    lines: list[int] = []
    i = 0
    while i < len(pieces):
        count = _parts(pieces[i : i + _MOST_LINES])
        span = Span(pieces[i].span.start, pieces[i + count - 1].span.end)
        kept.append(pieces[i] if count == 1 else read_piece(text, span))
        lines.append(where[i])
        i += count
    return kept, lines


def _parts(pieces: Sequence[Piece]) -> int:
    """Return how many pieces make up the class that the first one begins, 1 for none."""
    for count in range(len(pieces), 1, -1):
        parts = [p.plain for p in pieces[:count]]
        if any(len(p) > _LONGEST_PART or any(ch.isdigit() for ch in p) for p in parts):
            continue
        whole = "".join(parts)
        if "指" in whole and is_level(whole) and _one(whole, parts):
            return count
    return 1


def _one(whole: str, parts: Sequence[str]) -> bool:
    if is_level(parts[0]) and any(map(is_level, parts[1:])):
        return False
    return plain_header(whole) in indicator_classes() or not is_level(parts[-1])
