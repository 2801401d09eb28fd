"""An evaluation as one HTML page: scores, calibration, and the worst errors in context."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
from jinja2 import Environment, PackageLoader, select_autoescape

from annotations.record import AnnotationRecord
from eval import bootstrap
from eval.calibration import expected_calibration_error, reliability
from eval.evaluation import Evaluation, evaluate, gold_records, pool
from eval.scores import Labelled, gold_labelled, labelled
from extraction.output.folder import read_records, read_text

mpl.use("Agg")
from matplotlib import pyplot as plt

_ERRORS_SHOWN = 60
_REACH = 30


@dataclass(frozen=True, slots=True)
class SpanError:
    """A span that was found and is not in gold ("extra"), or the other way round ("missed")."""

    document: str
    kind: str
    label: str
    before: str
    text: str
    after: str


def render_evaluation(
    records: str | Path, gold: Sequence[str | Path], *, curve: str | Path | None = None
) -> str:
    """Return the page of an evaluation; texts are looked for in the folder of the records.

    `curve` is the file of a learning curve that `python -m eval.experiments curve` wrote.
    """
    evaluation = evaluate(records, gold)
    folder = Path(records) if Path(records).is_dir() else Path(records).parent
    by_hash = {r["document"]["sha256"]: r for r in read_records(records)}
    pairs = [(g, by_hash[g.sha256]) for g in gold_records(gold) if g.sha256 in by_hash]
    errors = [e for g, r in pairs for e in _errors(g, r, read_text(folder, g.sha256) or "")]
    environment = Environment(loader=PackageLoader("eval"), autoescape=select_autoescape())
    bins = reliability(*_confidences(pairs))
    return environment.get_template("evaluation.html").render(
        pooled=_with_intervals(evaluation),
        documents=evaluation.documents,
        labels=pool(d.labels for d in evaluation.documents),
        scores_plot=_scores_plot(evaluation),
        calibration_plot=_calibration_plot(bins) if bins else None,
        ece=expected_calibration_error(bins) if bins else None,
        curve_plot=_curve_plot(json.loads(Path(curve).read_text("utf-8"))) if curve else None,
        errors=_worst(errors),
        error_count=len(errors),
    )


def _with_intervals(evaluation: Evaluation) -> list[tuple[str, Any, Any]]:
    return [
        (n, c, bootstrap.interval([d.scores[n] for d in evaluation.documents]))
        for n, c in evaluation.pooled.items()
    ]


def _errors(gold: AnnotationRecord, record: dict[str, Any], text: str) -> Iterator[SpanError]:
    found, wanted = labelled(record), gold_labelled(gold)
    for kind, spans in (("extra", found - wanted), ("missed", wanted - found)):
        for start, end, label in sorted(spans):
            before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
            yield SpanError(gold.document, kind, label, before, text[start:end], after)


def _worst(errors: Sequence[SpanError]) -> list[SpanError]:
    """A few errors of every label and kind, those of the most frequent first."""
    groups: dict[tuple[str, str], list[SpanError]] = {}
    for e in errors:
        groups.setdefault((e.label, e.kind), []).append(e)
    ordered = sorted(groups.values(), key=len, reverse=True)
    share = max(1, _ERRORS_SHOWN // max(1, len(ordered)))
    return [e for group in ordered for e in group[:share]]


def _confidences(
    pairs: Sequence[tuple[AnnotationRecord, dict[str, Any]]],
) -> tuple[list[float], list[bool]]:
    confidences, right = [], []
    for gold, record in pairs:
        wanted: set[Labelled] = gold_labelled(gold)
        for m in record["mentions"]:
            if m.get("confidence") is not None:
                confidences.append(float(m["confidence"]))
                right.append((m["start"], m["end"], m["label"]) in wanted)
    return confidences, right


def _scores_plot(evaluation: Evaluation) -> str:
    names = [n for n, c in evaluation.pooled.items() if c.annotated]
    figure, axes = plt.subplots(figsize=(8, 3.2))
    axes.bar(names, [evaluation.pooled[n].f1 for n in names], color="#456")
    for document in evaluation.documents:
        axes.plot(names, [document.scores[n].f1 for n in names], ".", color="#b36", alpha=0.6)
    axes.set(ylim=(0, 1.02), ylabel="F1")
    return _image(figure)


def _calibration_plot(bins: Sequence[Any]) -> str:
    figure, axes = plt.subplots(figsize=(3.6, 3.6))
    axes.plot([0, 1], [0, 1], color="#999", linewidth=1)
    axes.plot([b.confidence for b in bins], [b.accuracy for b in bins], "o-", color="#456")
    axes.set(xlabel="confidence", ylabel="share right", xlim=(0, 1.02), ylim=(0, 1.02))
    return _image(figure)


def _curve_plot(points: Sequence[dict[str, Any]]) -> str:
    """Return the plot of F1 against the number of corrected reports, a line a score."""
    read = [p for p in points if p["form"] == "default"] or points
    read = sorted(read, key=lambda p: p["corrected"])
    figure, axes = plt.subplots(figsize=(6, 3.6))
    sizes = [str(p["corrected"]) for p in read]
    for name in read[0]["f1"] if read else ():
        axes.plot(sizes, [p["f1"][name] for p in read], "o-", label=name)
    axes.set(xlabel="corrected reports of the kind", ylabel="F1")
    axes.legend(ncols=2, fontsize="small")
    return _image(figure)


def _image(figure: Any) -> str:
    buffer = io.BytesIO()
    figure.tight_layout()
    figure.savefig(buffer, format="png", dpi=110)
    plt.close(figure)
    return base64.b64encode(buffer.getvalue()).decode("ascii")
