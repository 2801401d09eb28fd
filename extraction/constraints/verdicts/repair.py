"""Which single figure, if changed, would mend the violated relations (错在哪个数)?

The figure whose change mends most and breaks least of what holds is the culprit, a slip of the pen
counting in its favour; the relations it mends are one group. What a change is worth never grows while
relations are mended, so that a figure is tried again only when it comes up: the search takes a time
linear in the figures, and ends after a number of evaluated relations that its budget sets.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extraction.constraints.arithmetic.relation import Relation
from extraction.constraints.ledger.entries import Ledger
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.trials import Repair, Trial, Trials

BUDGET = 1_000_000
"""Relations evaluated for repairs of one report; what is left after that is told without a repair."""
_CLEAR = 0.3

__all__ = ["BUDGET", "Repair", "repairs"]


def repairs(
    told: Sequence[Judged],
    ledger: Ledger,
    suggested: Sequence[Relation] = (),
    *,
    budget: int = BUDGET,
) -> tuple[Repair, ...]:
    """Return repairs, best first, until every violated relation that can be mended is.

    Args:
        suggested: candidates that do not hold and are not told: a repair that makes one of them hold
            as well is the likelier for it.
        budget: how many relations may be evaluated.
    """
    search = Search(told, Trials(told, ledger, suggested), budget)
    return tuple(search.repairs())


class Search:
    """The best change first, figures in a heap by what they were worth when last tried."""

    def __init__(self, told: Sequence[Judged], trials: Trials, budget: int) -> None:
        self._told = told
        self._trials = trials
        self._budget = budget
        self._open = {i for i, j in enumerate(told) if j.violated}
        self._known: dict[str, tuple[int, list[Trial]]] = {}
        self._closed: dict[str, int] = {}

    def repairs(self) -> Iterator[Repair]:
        """Yield one repair after the other; each closes the relations that it mends."""
        heap = [
            (-s, t) for t in self._terms(sorted(self._open)) if (s := self._best(t)) is not None
        ]
        heapq.heapify(heap)
        while heap and self._open and self._trials.evaluated < self._budget:
            score, term = heapq.heappop(heap)
            now = self._best(term)
            if now is None:
                continue
            if -now > score:
                heapq.heappush(heap, (-now, term))
                continue
            best = self._decided(term)
            yield best
            self._close(best.mends)
            heapq.heappush(heap, (-now, term))

    def _terms(self, places: Iterable[int]) -> list[str]:
        return list(dict.fromkeys(t for i in places for t in self._told[i].relation.terms))

    def _tries(self, term: str) -> list[Trial]:
        """Return the trials of a figure with the relations that are open now."""
        closed = self._closed.get(term, 0)
        known = self._known.get(term)
        if known is None or known[0] != closed:
            known = closed, self._trials.of(term, self._open)
            self._known[term] = known
        return known[1]

    def _best(self, term: str) -> float | None:
        return max((score for score, _ in self._tries(term)), default=None)

    def _close(self, mended: Sequence[int]) -> None:
        self._open -= set(mended)
        for term in dict.fromkeys(
            t for name in self._terms(mended) for t in self._trials.exchanged_with(name)
        ):
            self._closed[term] = self._closed.get(term, 0) + 1

    def _decided(self, term: str) -> Repair:
        """Return the figure's best repair, with the second where the two are alike and others worse."""
        ranked = self._ranked(self._tries(term))
        score, best = ranked[0]
        beside = [t for name in self._terms(best.mends) for t in self._tries(name)]
        rivals = [(s, r) for s, r in self._ranked(beside) if _rivals(r, best)]
        if score <= 0 or not best.sound:
            return best
        if not rivals or score - rivals[0][0] >= _CLEAR:
            return replace(best, clear=True)
        second, instead = rivals[0]
        third = next((s for s, r in rivals if _rivals(r, instead)), float("-inf"))
        close = second > 0 and instead.sound and second - third >= _CLEAR
        return replace(best, instead=instead) if close else best

    @staticmethod
    def _ranked(trials: Iterable[Trial]) -> list[Trial]:
        return sorted(trials, key=lambda t: (-t[0], t[1].entry.index))


def _rivals(one: Repair, best: Repair) -> bool:
    return not _figures(one) <= _figures(best) and bool(set(one.mends) & set(best.mends))


def _figures(repair: Repair) -> set[str]:
    return {repair.entry.id} | ({repair.other.id} if repair.other else set())
