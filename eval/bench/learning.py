"""The learning curve (学习曲线): F1 on other reports after `annotate learn` saw so many corrected ones.

Run as `python -m eval.bench.learning --work DIR [--sizes 0 8 16] [--steps 60]`. The reports are those of the
families (`annotations.corpus.families`), dealt one of each family in turn: the first ones are corrected, the
last four of each family (two of them deviate from their template) are scored, read by the weights that
learning left in use, alone and with the memory of the same corrected reports. The sixteen written reports that
no network saw stand for other kinds. A size that DIR holds already is not learned again.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from annotations import inline
from annotations.corpus import REPORTS
from annotations.corpus.families import FORMATS, Member, members
from annotations.learning import LearnSettings, TooFewReportsError, find_trainer, learn
from annotations.memory import Memory
from annotations.record import AnnotationRecord
from annotations.store import DONE, Edit, Store, edits_of_record
from eval import bootstrap
from eval.counts import Counts
from eval.scores import score
from extraction.document import Document
from extraction.loading.dumps import find_tables
from extraction.markup import Markup
from extraction.pipeline import check_markup, default_pipeline
from extraction.tagging.default import shipped_weights

SIZES = (0, 1, 2, 4, 8, 16)
SHOWN = ("spans", "items", "links", "pairs")
FORMS = ("weights", "with memory", "other kinds")
_SCORED = 4
Scores = Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Question:
    """A report and the gold that it is scored against."""

    document: Document
    gold: AnnotationRecord


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, score and print; return 1 where a size lies below the start."""
    options = _options(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    settings = LearnSettings(
        minutes=options.minutes,
        steps=options.steps,
        rates=tuple(options.rates),
        mixes=tuple(options.mixes),
        measured=options.measured,
        threads=1,
    )
    corrected, asked = deal()
    others = tuple(unseen())
    found = {n: _point(n, corrected, asked, others, options.work, settings) for n in options.sizes}
    start = found[min(found)]
    lines = [line for n, point in found.items() for line in _lines(n, point, start)]
    print("\n".join(lines))
    write_curve(options.work / "curve.json", found)
    return int(any(_below(point, start) for point in found.values()))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.learning", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder that is gone on with")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--steps", type=int, default=60, help="updates of each training")
    parser.add_argument("--minutes", type=float, default=600.0, help="of all trainings of a size")
    usual = LearnSettings()
    parser.add_argument("--rates", type=float, nargs="+", default=list(usual.rates))
    parser.add_argument("--mixes", type=float, nargs="+", default=list(usual.mixes))
    parser.add_argument("--measured", type=int, default=usual.measured, help="replayed reports")
    return parser.parse_args(arguments)


def deal() -> tuple[tuple[Member, ...], tuple[Question, ...]]:
    """Return the reports to correct, one of each family in turn, and those to score."""
    families = [tuple(members(name)) for name in FORMATS]
    rounds = len(families[0]) - _SCORED
    corrected = tuple(family[i] for i in range(rounds) for family in families)
    last = (m for family in families for m in family[rounds:])
    return corrected, tuple(Question(m.document, m.gold) for m in last)


def unseen() -> Iterator[Question]:
    """Yield the written reports that no network saw, of all kinds."""
    for path in sorted((REPORTS.parent / "unseen").glob("*.txt")):
        text, gold = inline.read(path)
        document = Document(path.name, gold.sha256, "txt", text, tables=find_tables(text))
        yield Question(document, gold)


def _point(
    size: int,
    corrected: Sequence[Member],
    asked: Sequence[Question],
    others: Sequence[Question],
    work: Path,
    settings: LearnSettings,
) -> dict[str, Any]:
    """Return what a size brought, from its file if it has one."""
    kept = work / f"size-{size}.json"
    if not kept.exists():
        began = time.perf_counter()
        weights, said = _learned(corrected[:size], work / f"size-{size}", settings)
        seconds = time.perf_counter() - began
        memory = Memory()
        for m in corrected[:size]:
            memory = memory.take_in(m.document, m.gold.markup())
        read = _read(asked, weights)
        found = {
            "weights": _scores(asked, read, Memory()),
            "with memory": _scores(asked, read, memory),
            "other kinds": _scores(others, _read(others, weights), Memory()),
        }
        data = {"said": said, "seconds": round(seconds), "settings": asdict(settings), **found}
        kept.write_text(json.dumps(data, ensure_ascii=False, default=asdict), encoding="utf-8")
    data = json.loads(kept.read_text(encoding="utf-8"))
    for form in FORMS:
        data[form] = [{k: Counts(**c) for k, c in one.items()} for one in data[form]]
    return dict(data)


def _learned(reports: Sequence[Member], folder: Path, settings: LearnSettings) -> tuple[Path, str]:
    """Learn as `annotate learn` does; return the weights to use from then on, and why."""
    base = shipped_weights()
    if base is None:
        raise SystemExit("expected shipped weights, found none")
    if not reports:
        return base, "the start"
    folder.mkdir(exist_ok=True)
    store = Store.open(folder / "review.db")
    try:
        for member in reports:
            _correct(store, member)
        learned = learn(
            store,
            list(store.corrected()),
            base,
            folder / "weights",
            trainer=find_trainer(),
            settings=settings,
            watcher=lambda stage, share: print(f"{folder.name} {stage} {share:.3f}", flush=True),
        )
    except TooFewReportsError as error:
        return base, str(error)
    finally:
        store.close()
    return learned.weights, " | ".join(learned.lines())


def _correct(store: Store, member: Member) -> None:
    """Put a report into the store as if somebody had corrected and finished it."""
    stored = store.add_document(member.document)
    layer = store.find_layer(stored.id, "reviewer")
    if layer is None:
        edits = (*edits_of_record(member.gold), Edit("decision", DONE, {"verdict": "done"}))
        store.create_layer(stored.id, "reviewer", kind="human", edits=edits)


def _read(asked: Sequence[Question], weights: Path) -> list[Markup]:
    pipeline = default_pipeline(str(weights))
    return [pipeline.extract(q.document).facts.markup for q in asked]


def _scores(asked: Sequence[Question], read: Sequence[Markup], memory: Memory) -> list[Scores]:
    """Return the scores of each report as it was read, advised by a memory."""
    found: list[Scores] = []
    for q, markup in zip(asked, read, strict=True):
        advised = memory.advise(q.document, markup).markup
        scores = score(check_markup(q.document, advised).to_dict(), q.gold)
        found.append({name: scores[name] for name in SHOWN})
    return found


def _lines(size: int, point: Mapping[str, Any], start: Mapping[str, Any]) -> Iterator[str]:
    yield f"{size} corrected: {point['said']} ({point['seconds']} s)"
    for form in FORMS:
        shown = []
        for name in SHOWN:
            ours = bootstrap.interval(_of(point, form, name))
            more = bootstrap.difference(_of(start, form, name), _of(point, form, name))
            shown.append(
                f"{name} {ours.estimate:.3f} [{ours.low:.3f}, {ours.high:.3f}] "
                f"({more.estimate:+.3f} [{more.low:+.3f}, {more.high:+.3f}])"
            )
        yield f"  {form:12} {'  '.join(shown)}"


def _below(point: Mapping[str, Any], start: Mapping[str, Any]) -> bool:
    """Whether spans or links, read by the weights, lie below the start on either set of reports."""
    return any(
        bootstrap.difference(_of(start, form, name), _of(point, form, name)).estimate < 0
        for form in ("weights", "other kinds")
        for name in ("spans", "links")
    )


def _of(point: Mapping[str, Any], form: str, name: str) -> list[Counts]:
    return [one[name] for one in point[form]]


def write_curve(path: Path, found: Mapping[int, Mapping[str, Any]]) -> None:
    """Write the points for `jixiao evaluate --curve`, each score with its interval."""
    points = []
    for size, point in found.items():
        for form in FORMS:
            ours = {name: bootstrap.interval(_of(point, form, name)) for name in SHOWN}
            points.append(
                {
                    "corrected": size,
                    "form": "default" if form == "weights" else form,
                    "f1": {name: round(i.estimate, 4) for name, i in ours.items()},
                    "interval": {n: [round(i.low, 4), round(i.high, 4)] for n, i in ours.items()},
                }
            )
    path.write_text(json.dumps(points, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
