"""Where the links of remembered marks go in a new document (关联的去向).

In one line or row a link goes to what the same line or row gave. Up a column it goes to the nearest mark of
the kind in the mapped column: so a level written once governs the rows below it. A heading is the one that
was remembered. Elsewhere the nearest place before that the remembered target gave, else behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from annotations.memory.matching import Match
from annotations.memory.pieces import Piece
from annotations.memory.report import Remembered
from annotations.memory.votes import Extent, Voice, origins


class Links:
    """Answers where links go, for one new document."""

    def __init__(
        self,
        reports: Sequence[Remembered],
        new: Sequence[Piece],
        accepted: Mapping[Extent, Sequence[Voice]],
        heard: Mapping[int, Sequence[tuple[int, Match]]],
    ) -> None:
        self._reports = reports
        self._new = new
        self._accepted = accepted
        self._origins = origins(accepted)
        self._where = [r.where() for r in reports]
        self._matches = {(r, m.old, m.new): m for ms in heard.values() for r, m in ms}
        self._columns = self._by_column()

    def _by_column(self) -> dict[tuple[int, int], list[tuple[int, Extent]]]:
        """The accepted extents of each table column, by the piece that they stand in."""
        parts = [
            (part.start, part.end, j, part)
            for j, piece in enumerate(self._new)
            if not piece.prose
            for part in piece.parts
        ]
        found: dict[tuple[int, int], list[tuple[int, Extent]]] = defaultdict(list)
        for extent in self._accepted:
            for start, end, j, part in parts:
                if start <= extent[0] and extent[1] <= end:
                    for c in range(part.column, part.column + part.columns):
                        found[self._new[j].table, c].append((j, extent))
        return found

    def of(self, extent: Extent) -> tuple[list[Extent], bool]:
        """Return the targets of a place in their order, and whether each remembered one was found."""
        voices = self._accepted[extent]
        weight: dict[Extent, float] = defaultdict(float)
        rank: dict[Extent, int] = {}
        lost = total = 0.0
        for voice in voices:
            total += voice.weight
            for place, target in enumerate(voice.mark.links):
                found = self._target(voice, target)
                if found is None:
                    lost += voice.weight
                elif found != extent:
                    weight[found] += voice.weight
                    rank[found] = min(rank.get(found, place), place)
        kept = [t for t, w in weight.items() if 2 * w >= total]
        return sorted(kept, key=lambda t: (rank[t], t)), 2 * lost < total

    def _target(self, voice: Voice, target: str) -> Extent | None:
        place = self._where[voice.report].get(target)
        if place is None:
            return None
        known = self._origins.get((voice.report, target), [])
        here = [e for j, e in known if j == voice.new]
        own = place[0] == voice.old
        if own and (here or self._new[voice.new].prose):
            return here[0] if here else None
        match = self._matches.get((voice.report, voice.old, voice.new))
        pieces = self._reports[voice.report].pieces
        there, mine = pieces[place[0]], pieces[voice.old]
        if match is not None and not there.prose and there.table == mine.table:
            return self._in_column(voice, match, place, known)
        return _nearest(known, voice.new)

    def _in_column(
        self,
        voice: Voice,
        match: Match,
        place: tuple[int, int],
        known: Sequence[tuple[int, Extent]],
    ) -> Extent | None:
        report = self._reports[voice.report]
        old = report.pieces[place[0]].parts[place[1]]
        label = next(m.label for m in report.marks[place] if m.id in self._names(voice, place))
        own = place[0] == voice.old  # but merged with the row above in the new table
        heading = match.head_old is not None and place[0] <= match.head_old
        if not own and (heading or place[0] > voice.old):
            return _nearest(known, voice.new)
        column = match.columns.get(old.column)
        table = self._new[voice.new].table
        above = [
            (j, e)
            for j, e in self._columns.get((table, column if column is not None else -1), [])
            if j <= voice.new and e[2] == label
        ]
        return max(above, key=lambda f: (f[0], f[1]))[1] if above else _nearest(known, voice.new)

    def _names(self, voice: Voice, place: tuple[int, int]) -> frozenset[str]:
        ids = {m.id for m in self._reports[voice.report].marks[place]}
        return frozenset(ids & set(voice.mark.links))


def _nearest(known: Sequence[tuple[int, Extent]], piece: int) -> Extent | None:
    """The extent in the same piece, else the nearest before, else the nearest behind."""
    before = [k for k in known if k[0] <= piece]
    if before:
        return max(before)[1]
    return min(known)[1] if known else None
