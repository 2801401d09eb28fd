"""Evaluate a file of records against gold files: per document, pooled, and by label, kind, format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations import inline
from annotations.gold import read_gold
from annotations.record import AnnotationRecord
from eval import bootstrap
from eval.counts import ABSENT, Counts
from eval.modes import label_scores, mode_scores
from eval.scores import gold_labelled, labelled, score
from extraction.output.folder import read_records

Scores = Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One document's scores, with its kind and format for breakdowns."""

    document: str
    report_kind: str
    format: str
    scores: Scores
    modes: Scores
    labels: Scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by document, in the order of the gold files; `missing` have no record."""

    documents: tuple[Evaluated, ...]
    missing: tuple[str, ...]

    @property
    def pooled(self) -> dict[str, Counts]:
        """The scores of all documents added up."""
        return pool(d.scores for d in self.documents)

    def by(self, key: Callable[[Evaluated], str]) -> dict[str, dict[str, Counts]]:
        """Return pooled scores by a property of the documents (kind, format)."""
        names = dict.fromkeys(key(d) for d in self.documents)
        return {n: pool(d.scores for d in self.documents if key(d) == n) for n in names}


def pool(scores: Iterable[Scores]) -> dict[str, Counts]:
    """Add scores up by name."""
    total: dict[str, Counts] = {}
    for one in scores:
        for name, counts in one.items():
            total[name] = total.get(name, ABSENT) + counts
    return total


def evaluate(records: str | Path, gold: Sequence[str | Path]) -> Evaluation:
    """Score the records of a file against gold; a gold without a record scores 0 found.

    Args:
        gold: gold files, or stores of `jixiao review`, whose finished layers are the gold.

    Raises:
        RecordError: the records cannot be read.
        MarkupError: a gold file cannot be read.
    """
    by_hash = {r["document"]["sha256"]: r for r in read_records(records)}
    documents, missing = [], []
    for wanted in gold_records(gold):
        record = by_hash.get(wanted.sha256)
        if record is None:
            missing.append(wanted.document)
        header = record["document"] if record else {}
        found = record or {"mentions": []}
        documents.append(
            Evaluated(
                document=wanted.document,
                report_kind=header.get("report_kind", "-"),
                format=header.get("format", "-"),
                scores=score(found, wanted),
                modes=mode_scores(labelled(found), gold_labelled(wanted)),
                labels=label_scores(labelled(found), gold_labelled(wanted)),
            )
        )
    return Evaluation(tuple(documents), tuple(missing))


def gold_records(gold: Sequence[str | Path]) -> Iterator[AnnotationRecord]:
    """Yield the records of gold files (JSON, or `.txt` of inline mark-up); of a store all finished ones."""
    for path in gold:
        if not is_store(path):
            is_inline = Path(path).suffix == ".txt"
            yield inline.read(Path(path))[1] if is_inline else read_gold(path)
            continue
        from annotations.producing.gold import corrected_gold

        yield from corrected_gold(path)


def is_store(path: str | Path) -> bool:
    """Whether a path names a store and not a gold file."""
    return "://" in str(path) or Path(path).suffix in (".db", ".sqlite") or Path(path).is_dir()


def lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the evaluation as text: a block a document, then ALL."""
    for document in evaluation.documents:
        yield document.document
        yield from score_lines(document.scores)
    yield "ALL"
    yield from score_lines(evaluation.pooled)


def score_lines(scores: Scores, *, width: int = 9) -> Iterator[str]:
    """Yield a line a score: precision, recall, F1 and the counts behind them."""
    for kind, c in scores.items():
        if not c.annotated:
            yield f"  {kind:{width}} –   (not annotated)"
            continue
        rates = f"P {c.precision:.3f}  R {c.recall:.3f}  F1 {c.f1:.3f}"
        yield f"  {kind:{width}} {rates}   ({c.right:g} right, {c.found} found, {c.gold} in gold)"


def detail_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the breakdowns: modes, labels, report kinds, formats, and confidence intervals."""
    yield "MODES (spans)"
    yield from score_lines(pool(d.modes for d in evaluation.documents))
    yield "LABELS (strict)"
    yield from score_lines(pool(d.labels for d in evaluation.documents))
    for title, key in (("KIND", _kind), ("FORMAT", _format)):
        for name, scores in evaluation.by(key).items():
            yield f"{title} {name}"
            yield from score_lines(scores)
    yield "95% INTERVALS (bootstrap over documents)"
    for name, counts in evaluation.pooled.items():
        if not counts.annotated:
            yield f"  {name:9} –"
            continue
        found = bootstrap.interval([d.scores[name] for d in evaluation.documents])
        yield f"  {name:9} F1 {found.estimate:.3f}  [{found.low:.3f}, {found.high:.3f}]"


def _kind(document: Evaluated) -> str:
    return document.report_kind


def _format(document: Evaluated) -> str:
    return document.format


def compare_lines(first: Evaluation, second: Evaluation) -> Iterator[str]:
    """Yield, score by score, how the second differs from the first (paired bootstrap)."""
    yield "SECOND MINUS FIRST (F1, 95% interval, paired bootstrap over documents)"
    for name in first.pooled:
        if not first.pooled[name].annotated:
            continue
        a, b = ([d.scores[name] for d in e.documents] for e in (first, second))
        found = bootstrap.difference(a, b)
        sure = "" if found.low <= 0 <= found.high else "  *"
        values = f"{first.pooled[name].f1:.3f} -> {second.pooled[name].f1:.3f}"
        yield f"  {name:9} {values}  {found.estimate:+.3f}  [{found.low:+.3f}, {found.high:+.3f}]{sure}"
