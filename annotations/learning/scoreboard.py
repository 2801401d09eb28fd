"""How right the machine was, by what people made of it: per label, report kind, reviewer and month (成绩).

A finished layer is the gold, what it began from is what was found. Exact spans; counts add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotations.learning.scores import Counts, Score, score
from annotations.producing.records import beginning
from annotations.store import Layer, Store, StoredDocument


@dataclass(slots=True)
class Scoreboard:
    """Scores of a store's finished reports, whole and by property; keys in the order they came."""

    whole: Score = field(default_factory=Score)
    kinds: dict[str, Score] = field(default_factory=dict)
    reviewers: dict[str, Score] = field(default_factory=dict)
    months: dict[str, Score] = field(default_factory=dict)
    verdicts: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def labels(self) -> Mapping[str, Counts]:
        """The scores by label."""
        return self.whole.labels


def scoreboard(store: Store) -> Scoreboard:
    """Return the scores of all finished layers of people."""
    board = Scoreboard()
    for document, layer, when in _finished(store):
        began, now = beginning(store, layer), store.read(layer.id)
        one = score(now.markup(), began.markup())
        board.whole = board.whole + one
        kind = str(document.header.get("report_kind") or "其他")
        for group, key in (
            (board.kinds, kind),
            (board.reviewers, layer.annotator),
            (board.months, when[:7]),
        ):
            group[key] = group.get(key, Score()) + one
        for word in now.decisions.values():
            if word.get("verdict") in ("confirmed", "rejected", "explained"):
                tally = board.verdicts[kind]
                tally[word["verdict"]] = tally.get(word["verdict"], 0) + 1
    board.months = dict(sorted(board.months.items()))
    return board


def _finished(store: Store) -> Iterator[tuple[StoredDocument, Layer, str]]:
    for document in store.documents():
        for layer in store.layers(document.id):
            if layer.kind == "human" and store.read(layer.id).done:
                yield document, layer, store.history(layer.id)[-1].at
