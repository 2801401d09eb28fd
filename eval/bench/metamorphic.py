"""Findings that appear anew when a document's form changes and its facts do not (蜕变测试).

Excerpts of documents that `jixiao extract` has read are written in other forms (`eval.bench.forms`,
`eval.bench.conversions`) and read as files of their own. A finding that is told there and that no reader has found true in
the whole document is a false alarm, or a true one that was missed so far: it is listed, to be looked at.

    known       told, and true (or not to be decided) by a reader's verdict
    again       told as in the whole document, without such a verdict
    new         told only in the new form
    lost        true ones of the whole document whose figures all stand in the excerpt, and that are not told

`python -m eval.bench.metamorphic --records FOLDER --output FOLDER [--count 300] [--seed 1] [--forms cells w3m …]` writes
texts and records into the output folder; with `--judge` the records that lie there are judged anew by today's rules
and none is read or tagged. `--lines 1 4` cuts shorter excerpts than the 8 to 40 lines of the default.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.bench.conversions import CONVERSIONS
from eval.bench.excerpts import (
    Excerpt,
    Figures,
    draw,
    figures,
    same,
    sources,
    told_findings,
)
from eval.bench.forms import FORMS, Form
from eval.bench.paraphrases import paraphrased
from extraction.constraints.discover import examine
from extraction.loading import load
from extraction.pipeline import check_markup, default_pipeline
from extraction.record import Record
from extraction.serialisation import markup_from_json

ALL: Mapping[str, Form] = {**FORMS, **CONVERSIONS, "paraphrased": paraphrased}
_SPLICED = "spliced"
"""Two excerpts of different documents, one behind the other: no relation reaches from one into the other."""
_NAMES = (*ALL, _SPLICED)
_INDEX = "index.jsonl"
_READ = "records.jsonl"
_ROOT = Path(__file__).resolve().parents[2]
_NUMBER = re.compile(r"\d[\d,]*(?:[.．]\d+)?")
_COLUMNS = ("known", "again", "new", "lost")


@dataclass(frozen=True, slots=True)
class Variant:
    """An excerpt, or two, in a form; `name` is that of its file."""

    name: str
    form: str
    excerpts: tuple[Excerpt, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """A told finding of a variant, or with kind `lost` one that is not told there."""

    kind: str
    form: str
    rule: str
    name: str
    message: str


def variants(excerpts: Iterable[Excerpt], *, seed: int, forms: Sequence[str]) -> Iterator[Variant]:
    """Yield each excerpt in one form, drawn by `seed` among those that have something to change there."""
    rng = random.Random(seed)
    last: Excerpt | None = None
    for number, excerpt in enumerate(excerpts):
        for form in rng.sample(forms, len(forms)):
            name = f"{number:04}-{form.replace(' ', '_')}.txt"
            used: tuple[Excerpt, ...] = (excerpt,)
            text = None if form == _SPLICED else ALL[form](excerpt.text, rng)
            if form == _SPLICED and last is not None and last.source is not excerpt.source:
                used, text = (last, excerpt), f"{last.text}\n{excerpt.text}"
            if text is not None:
                yield Variant(name, form, used, text)
                break
        last = excerpt


def write(made: Sequence[Variant], folder: Path) -> None:
    """Write texts, an index of them, and read them into records."""
    folder.mkdir(parents=True, exist_ok=True)
    pipeline = default_pipeline()
    with (
        (folder / _INDEX).open("w", encoding="utf-8") as index,
        (folder / _READ).open("w", encoding="utf-8") as records,
    ):
        for v in made:
            (folder / v.name).write_text(v.text, encoding="utf-8")
            record = pipeline.extract(load(folder / v.name)).to_dict()
            records.write(json.dumps(record, ensure_ascii=False) + "\n")
            index.write(json.dumps(_row(v), ensure_ascii=False) + "\n")


def _row(variant: Variant) -> dict[str, Any]:
    used = [e.source for e in variant.excerpts]
    return {
        "name": variant.name,
        "form": variant.form,
        "from": [[e.source.name, e.first] for e in variant.excerpts],
        "true": [sorted(f) for s in used for f in s.true],
        "told": [sorted(f) for s in used for f in s.told],
    }


def judged(folder: Path) -> Iterator[Alarm]:
    """Yield what today's rules tell on the records of a folder, and what they do not tell any more."""
    with (
        (folder / _INDEX).open(encoding="utf-8") as index,
        (folder / _READ).open(encoding="utf-8") as records,
    ):
        for row, line in zip(map(json.loads, index), records, strict=True):
            document = load(folder / row["name"])
            record = check_markup(document, markup_from_json(json.loads(line)))
            yield from _alarms(row, record, document.text)


def _alarms(row: Mapping[str, Any], record: Record, text: str) -> Iterator[Alarm]:
    true: list[Figures] = [frozenset(f) for f in row["true"]]
    before: list[Figures] = [frozenset(f) for f in row["told"]]
    rules = [j.relation.rule for j in examine(text, record.facts).told]
    told = list(told_findings(record.to_dict()))
    for check, found in told:
        place = int(check["id"][1:]) - 1
        rule = rules[place] if place < len(rules) else check["kind"]
        kind = "known" if same(found, true) else "again" if same(found, before) else "new"
        yield Alarm(
            kind, row["form"], rule, row["name"], f"{check['confidence']} {check['message']}"
        )
    present = figures(_NUMBER.findall(text))
    for defect in dict.fromkeys(true):
        if len(defect) > 1 and defect <= present and not same(defect, [f for _, f in told]):
            yield Alarm("lost", row["form"], "", row["name"], "、".join(sorted(defect)))


def report(alarms: Sequence[Alarm], made: Mapping[str, int]) -> Iterator[str]:
    """Yield the table by form, the one by rule, and the findings that are not known, a line each."""
    count = sum(made.values())
    yield f"{'form':20}{'texts':>7}" + "".join(f"{c:>8}" for c in _COLUMNS)
    for form, texts in (*sorted(made.items()), ("all", count)):
        kinds = Counter(a.kind for a in alarms if form in (a.form, "all"))
        yield f"{form:20}{texts:>7}" + "".join(f"{kinds[c]:>8}" for c in _COLUMNS)
    yield ""
    yield f"{'rule':27}" + "".join(f"{c:>8}" for c in _COLUMNS[:3])
    for rule in sorted({a.rule for a in alarms if a.rule}):
        kinds = Counter(a.kind for a in alarms if a.rule == rule)
        yield f"{rule:27}" + "".join(f"{kinds[c]:>8}" for c in _COLUMNS[:3])
    new = sum(a.kind == "new" for a in alarms)
    yield f"\nnew a hundred texts: {100 * new / max(1, count):.1f}\n"
    for a in sorted(alarms, key=lambda a: (a.kind, a.rule, a.name)):
        if a.kind != "known":
            yield f"{a.kind}\t{a.rule}\t{a.name}\t{a.message}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, read, judge and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.metamorphic", description=__doc__)
    shared = Path(os.environ.get("JIXIAO_SHARED", _ROOT.parent / "shared"))
    parser.add_argument("--records", type=Path, help="what `jixiao extract` wrote")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lines", type=int, nargs=2, default=(8, 40), metavar=("FEWEST", "MOST"))
    parser.add_argument("--forms", nargs="+", choices=_NAMES, default=_NAMES, metavar="FORM")
    parser.add_argument("--judge", action="store_true", help="only judge what lies there anew")
    parser.add_argument("--verdicts", type=Path, default=_ROOT / "eval/judged/archive.tsv")
    parser.add_argument("--gold", type=Path, default=shared / "gold/findings")
    options = parser.parse_args(arguments)
    if not options.judge:
        if options.records is None:
            parser.error("expected --records FOLDER or --judge")
        documents = sources(options.records, options.verdicts, options.gold)
        drawn = draw(documents, options.count, seed=options.seed, lines=tuple(options.lines))
        write(list(variants(drawn, seed=options.seed, forms=options.forms)), options.output)
    rows = (options.output / _INDEX).read_text(encoding="utf-8").splitlines()
    made = Counter(json.loads(x)["form"] for x in rows)
    for line in report(list(judged(options.output)), made):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
