"""The command line of the experiments (see the package's docstring)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotations.corpus import REPORTS
from eval import bootstrap
from eval.evaluation import Evaluated, Evaluation
from eval.experiments.plans import Shared, ablations, curve, folds
from eval.experiments.trials import Bench

SHOWN = ("spans", "values", "numbers", "items", "links", "pairs")


def main() -> int:
    """Run one experiment and print its table."""
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    bench = Bench(options.work, options.settings_of, options.jobs, options.threads)
    common = ("--steps", str(options.steps), "--minutes", "600", *options.train.split())
    shared = Shared(options.shared)
    if options.experiment == "folds":
        trials = list(folds(shared, options.base, common, corpus=tuple(options.corpus)))
        lines = list(_fold_lines(bench.run(trials)))
    elif options.experiment == "ablations":
        encoders = dict(_named(text) for text in options.encoder)
        trials = list(ablations(shared, encoders, common, corpus=tuple(options.corpus)))
        lines = list(_table(_rows(bench.run(trials))))
    else:
        more = ("--steps", str(options.more_steps), "--minutes", "600", *options.train.split())
        encoder = _named(options.encoder[0])[1]
        start, later = curve(options.work, encoder, options.sizes, common, more)
        found = bench.run([start])
        found |= bench.run(later)
        lines = list(_table(_rows(found)))
        _write_curve(options.work / "curve.json", found)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="eval.experiments", description=__doc__)
    parser.add_argument("experiment", choices=("folds", "ablations", "curve"))
    parser.add_argument("--shared", type=Path, required=True, help="folder of the public reports")
    parser.add_argument("--work", type=Path, required=True, help="where networks are kept")
    parser.add_argument("--base", type=Path, help="folds: a network that saw no public report")
    parser.add_argument(
        "--encoder", nargs="*", default=[], metavar="NAME=DIR", help="encoders, the main one first"
    )
    parser.add_argument(
        "--corpus", type=Path, nargs="*", default=[REPORTS], help="written reports to train on"
    )
    parser.add_argument("--settings-of", type=Path, help="exported weights to take settings from")
    parser.add_argument("--steps", type=int, default=250)
    parser.add_argument("--more-steps", type=int, default=60, help="curve: steps on corrections")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 2, 4, 8, 16])
    parser.add_argument("--jobs", type=int, default=2, help="trainings at a time")
    parser.add_argument("--threads", type=int, default=1, help="of each")
    parser.add_argument("--train", default="", help="further arguments of `jixiao train`, quoted")
    return parser.parse_args()


def _named(text: str) -> tuple[str, Path]:
    name, _, folder = text.rpartition("=")
    return name or Path(folder).name, Path(folder)


def _fold_lines(found: Mapping[str, Mapping[str, Evaluation]]) -> Iterator[str]:
    """Yield the whole reports one by one and pooled, then the extracts, pooled over folds."""
    forms = list(next(iter(found.values())))
    documents = {f: [d for e in found.values() for d in e[f].documents] for f in forms}
    whole = {f: [d for d in documents[f] if _is_whole(d)] for f in forms}
    rest = {f: [d for d in documents[f] if not _is_whole(d)] for f in forms}
    rows = {("whole reports", f): Evaluation(tuple(whole[f]), ()) for f in forms}
    rows |= {(d.document[:3], f): Evaluation((d,), ()) for f in forms for d in whole[f]}
    rows |= {("extracts", f): Evaluation(tuple(rest[f]), ()) for f in forms}
    yield from _table(rows)
    yield ""
    for title, part in (("whole reports", whole), ("extracts", rest)):
        for form in forms:
            yield f"{title}, {form}, 95%: {', '.join(_intervals(part[form]))}"


def _is_whole(document: Evaluated) -> bool:
    return document.document[:3].isdigit()


def _intervals(documents: Iterable[Evaluated]) -> Iterator[str]:
    known = list(documents)
    for name in SHOWN:
        found = bootstrap.interval([d.scores[name] for d in known])
        yield f"{name} {found.estimate:.3f} [{found.low:.3f}, {found.high:.3f}]"


def _rows(
    found: Mapping[str, Mapping[str, Evaluation]],
) -> dict[tuple[str, str], Evaluation]:
    """Return the scores of trials by name and form."""
    return {(name, form): e for name, forms in found.items() for form, e in forms.items()}


def _table(rows: Mapping[tuple[str, str], Evaluation]) -> Iterator[str]:
    yield "| | read by | " + " | ".join(SHOWN) + " | findings P / R |"
    yield "|---" * (len(SHOWN) + 3) + "|"
    for (name, form), evaluation in rows.items():
        pooled = evaluation.pooled
        figures = " | ".join(f"{pooled[kind].f1:.3f}" for kind in SHOWN)
        findings = pooled["findings"]
        told = f"{findings.precision:.3f} / {findings.recall:.3f}"
        yield f"| {name} | {form} | {figures} | {told} |"


def _write_curve(path: Path, found: Mapping[str, Mapping[str, Evaluation]]) -> None:
    """Write the points of the learning curve for `jixiao evaluate --curve`."""
    points = [
        {
            "corrected": int(name.rpartition("-")[2]),
            "form": form,
            "f1": {kind: round(evaluation.pooled[kind].f1, 4) for kind in SHOWN},
        }
        for (name, form), evaluation in _rows(found).items()
    ]
    path.write_text(json.dumps(points, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
