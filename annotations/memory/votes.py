"""Collect what remembered reports say of a new one: marks by place, and where each came from (表决)."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotations.memory.alignment import Alignment, align
from annotations.memory.matching import Match, matches
from annotations.memory.pieces import Part, Piece
from annotations.memory.report import Mark, Remembered

Extent = tuple[int, int, str]
"""Offsets and label of a mark in the new document."""
_DIGITS = re.compile(r"[\d０-９一二两三四五六七八九十百零〇]")
_NUMERIC = frozenset({"AMOUNT", "RATE", "COUNT", "WEIGHT", "SCORE"})
_ALIGNED = functools.lru_cache(maxsize=20_000)(align)


@dataclass(frozen=True, slots=True)
class Voice:
    """One remembered mark that speaks for a place: whose, from which piece to which piece, how strongly."""

    report: int
    mark: Mark
    old: int
    new: int
    weight: float


@dataclass(slots=True)
class Ballot:
    """What was said of one part of the new document.

    Attributes:
        total: weight of all that spoke of it.
        said: voices by the extent that they ask for.
        silence: stretches that a remembered text has without a mark, by how strongly.
        whole: the part is a table cell, of which memory knows all.
    """

    total: float = 0.0
    said: dict[Extent, list[Voice]] = field(default_factory=lambda: defaultdict(list))
    silence: list[tuple[Alignment, tuple[Mark, ...], Part]] = field(default_factory=list)
    whole: bool = False

    def accepted(self) -> dict[Extent, list[Voice]]:
        """Return the extents that at least half of the weight asks for, the strongest of rivals."""
        strong = {e: sum(v.weight for v in voices) for e, voices in self.said.items()}
        chosen: dict[Extent, list[Voice]] = {}
        for extent in sorted(strong, key=lambda e: (-strong[e], e)):
            apart = all(extent[1] <= e[0] or e[1] <= extent[0] for e in chosen)
            if apart and 2 * strong[extent] >= self.total:
                chosen[extent] = self.said[extent]
        return chosen

    def silent(self, start: int, end: int) -> bool:
        """Whether what is remembered has this stretch, and no mark there."""
        if self.whole:
            return True
        return any(
            _unmarked(a, marks, start - p.start, end - p.start) for a, marks, p in self.silence
        )


def _unmarked(found: Alignment, marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether the stretch of the second text lies over text of the first that has no mark."""
    back = {new: old for old, new in found.partner.items()}
    starts = found.second.starts
    inside = [i for i in range(len(starts) - 1) if starts[i] < end and starts[i + 1] > start]
    if not inside:
        return False
    left = next((back[i] for i in range(inside[0], -1, -1) if i in back), -1)
    right = next(
        (back[i] for i in range(inside[-1], len(starts)) if i in back), len(found.first.keys)
    )
    if inside[0] not in back and right - left <= 1:
        return False  # nothing stands there in what is remembered: it cannot know
    low = found.first.starts[max(left, 0)]
    high = found.first.starts[min(right + 1, len(found.first.keys))]
    return not any(m.start < high and low < m.end for m in marks)


def ballots(
    reports: Sequence[Remembered], new: Sequence[Piece]
) -> tuple[dict[tuple[int, int], Ballot], dict[int, list[tuple[int, Match]]]]:
    """Let every report speak; return the ballots by (piece, part), and the matches of each new piece."""
    heard: dict[int, list[tuple[int, Match]]] = defaultdict(list)
    for r, report in enumerate(reports):
        for match in matches(report.pieces, new):
            if match.old not in report.taken_out:
                heard[match.new].append((r, match))
    found: dict[tuple[int, int], Ballot] = {}
    for j, spoken in heard.items():
        top = max(m.weight for _, m in spoken)
        near = [(r, m) for r, m in spoken if m.weight >= top - 0.1]
        heard[j] = near
        for r, match in near:
            _speak(reports[r], r, match, new[j], found)
    return found, heard


def _speak(
    report: Remembered,
    r: int,
    match: Match,
    piece: Piece,
    found: dict[tuple[int, int], Ballot],
) -> None:
    by_column = {
        match.columns.get(p.column, -1): k for k, p in enumerate(report.pieces[match.old].parts)
    }
    for k, part in enumerate(piece.parts):
        there = by_column.get(part.column)
        if there is None:
            continue
        old = report.pieces[match.old].parts[there]
        if not piece.prose and old.kind != part.kind and "number" in (old.kind, part.kind):
            continue
        ballot = found.setdefault((match.new, k), Ballot())
        ballot.total += match.weight
        marks = report.marks.get((match.old, there), ())
        _carry(ballot, _ALIGNED(old.text, part.text), marks, part, (r, match))
        if not piece.prose:
            ballot.whole = True


def _carry(
    ballot: Ballot,
    laid: Alignment,
    marks: tuple[Mark, ...],
    part: Part,
    source: tuple[int, Match],
) -> None:
    r, match = source
    ballot.silence.append((laid, marks, part))
    for mark in marks:
        place = laid.place(mark.start, mark.end)
        if place is None:
            continue
        surface = part.text[place[0] : place[1]]
        if not surface.strip() or surface != surface.strip():
            continue
        if mark.label in _NUMERIC and not _DIGITS.search(surface):
            continue
        extent = (part.start + place[0], part.start + place[1], mark.label)
        ballot.said[extent].append(Voice(r, mark, match.old, match.new, match.weight))


def origins(
    accepted: Mapping[Extent, Sequence[Voice]],
) -> dict[tuple[int, str], list[tuple[int, Extent]]]:
    """Return for each remembered mark (report, id) the new pieces and extents that it gave."""
    found: dict[tuple[int, str], list[tuple[int, Extent]]] = defaultdict(list)
    for extent, voices in accepted.items():
        for v in voices:
            found[v.report, v.mark.id].append((v.new, extent))
    return found
