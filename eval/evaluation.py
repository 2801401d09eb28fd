"""Evaluate a file of records against gold files, per document and pooled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.gold import read_gold
from eval.counts import Counts
from eval.scores import score
from extraction.output.folder import read_records


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by document, in the order of the gold files; `missing` have no record."""

    documents: tuple[tuple[str, dict[str, Counts]], ...]
    missing: tuple[str, ...]

    @property
    def pooled(self) -> dict[str, Counts]:
        """The scores of all documents added up."""
        return pool(scores for _, scores in self.documents)


def pool(scores: Iterable[dict[str, Counts]]) -> dict[str, Counts]:
    """Add scores up by name."""
    total: dict[str, Counts] = {}
    for one in scores:
        for name, counts in one.items():
            total[name] = total.get(name, Counts()) + counts
    return total


def evaluate(records: str | Path, gold: Sequence[str | Path]) -> Evaluation:
    """Score the records of a file against gold files; a gold without a record scores 0 found.

    Raises:
        RecordError: the records cannot be read.
        MarkupError: a gold file cannot be read.
    """
    by_hash = {r["document"]["sha256"]: r for r in read_records(records)}
    documents, missing = [], []
    for path in gold:
        wanted = read_gold(path)
        record = by_hash.get(wanted.sha256)
        if record is None:
            missing.append(wanted.document)
        documents.append((wanted.document, score(record or {"mentions": []}, wanted)))
    return Evaluation(tuple(documents), tuple(missing))


def lines(evaluation: Evaluation) -> Iterable[str]:
    """Yield the evaluation as text: a block a document, then ALL."""
    for name, scores in (*evaluation.documents, ("ALL", evaluation.pooled)):
        yield name
        for kind, c in scores.items():
            rates = f"P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}"
            yield f"  {kind:9} {rates}   ({c.right} right, {c.found} found, {c.gold} in gold)"
