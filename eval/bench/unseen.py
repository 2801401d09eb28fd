"""F1 on the excerpts set aside (`annotations/corpus/unseen-2`), by form of account, with intervals.

Run as `python -m eval.bench.unseen [--texts FOLDER] [--only g] [--reader default alone patterns] [--misses FILE]
[--weights FOLDER] [--passages FOLDER --documents FOLDER]`. Each reader of `eval.experiments.trials` reads the excerpts with the shipped
weights or those of a folder; forms come from `index.tsv`, where it names any. With `--passages` it reads annotated passages of public
documents (`annotations.passages`) instead, without forms. Intervals (95%)
resample documents. `--misses` writes the spans that one side alone has, a line each, with the label the other side
gives to what overlaps.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotations import inline
from annotations.corpus import REPORTS
from annotations.passages import found_passages
from eval.bootstrap import interval
from eval.counts import ABSENT, Counts
from eval.evaluation import Evaluated, evaluate
from eval.experiments.trials import FORMS, Annotated, read_reports, write_annotated
from eval.matching import overlap
from eval.scores import Labelled, gold_labelled, labelled
from extraction.errors import ModelError
from extraction.tagging.default import shipped_weights
from extraction.tagging.onnx_tagger import OnnxTagger

UNSEEN = REPORTS.parent / "unseen-2"
SHOWN = ("spans", "values", "items", "links", "pairs")
LABELS = ("ORG", "PERIOD")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, score and print, a line a reader, group and score."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.unseen", description=__doc__)
    parser.add_argument("--texts", type=Path, default=UNSEEN, help="a folder of written texts")
    parser.add_argument("--only", default="", help="excerpts whose name begins so")
    parser.add_argument("--reader", nargs="+", choices=FORMS, default=list(FORMS))
    parser.add_argument("--misses", type=Path, help="write spans that one side alone has")
    parser.add_argument("--weights", type=Path, help="a folder of weights, else the shipped ones")
    parser.add_argument("--passages", type=Path, help="a folder of annotated passages")
    parser.add_argument(
        "--documents", type=Path, nargs="*", default=[], help="folders of their documents"
    )
    options = parser.parse_args(arguments)
    weights = options.weights or shipped_weights()
    if weights is None:
        raise ModelError("expected shipped weights in models/weights, found none")
    tagger = OnnxTagger(weights)
    if options.passages:
        files = sorted(options.passages.glob("*.json"))
        excerpts = list(found_passages(files, options.documents))
    else:
        excerpts = [
            inline.read(path) for path in sorted(options.texts.glob(f"{options.only}*.txt"))
        ]
    form = defaultdict(str, {} if options.passages else forms(options.texts))
    for reader in options.reader:
        with tempfile.TemporaryDirectory() as folder:
            texts, gold = write_annotated(excerpts, Path(folder))
            records = list(read_reports(texts, reader, tagger))
            scored = _scored(records, gold, Path(folder) / "records.jsonl")
        for line in lines(scored, form):
            print(f"{reader:9} {line}", flush=True)
        if options.misses:
            name = options.misses.with_suffix(f".{reader}.tsv")
            name.write_text("\n".join(misses(excerpts, records)) + "\n", encoding="utf-8")
    return 0


def forms(folder: Path = UNSEEN) -> dict[str, str]:
    """Return the form of each excerpt that the index of a folder tells: table, prose, budget or department."""
    index = folder / "index.tsv"
    if not index.exists():
        return {}
    with index.open(encoding="utf-8", newline="") as file:
        return {row["slug"]: row.get("form") or "" for row in csv.DictReader(file, delimiter="\t")}


def _scored(
    records: Sequence[dict[str, Any]], gold: Sequence[Path], path: Path
) -> tuple[Evaluated, ...]:
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return evaluate(path, gold).documents


def lines(documents: Sequence[Evaluated], form: Mapping[str, str]) -> Iterator[str]:
    """Yield a line a score of all excerpts, of the new ones (`g…`), and of these by form."""
    new = [d for d in documents if d.document.startswith("g")]
    groups = {"all": list(documents), "new": new}
    for name in dict.fromkeys(form[d.document] for d in documents if form[d.document]):
        groups[f"all {name}"] = [d for d in documents if form[d.document] == name]
        groups[f"new {name}"] = [d for d in new if form[d.document] == name]
    for group, members in groups.items():
        if members:
            yield from (f"{group:15} {line}" for line in _group_lines(members))


def _group_lines(members: Sequence[Evaluated]) -> Iterator[str]:
    columns = [(n, [d.scores[n] for d in members]) for n in SHOWN]
    columns += [(n, [d.labels.get(n, ABSENT) for d in members]) for n in LABELS]
    for name, counts in columns:
        pooled = sum(counts, Counts())
        if not pooled.gold:
            continue
        found = interval(counts)
        yield (
            f"{name:7} F1 {pooled.f1:.3f} [{found.low:.3f}, {found.high:.3f}]  "
            f"{pooled.right:g} right, {pooled.found} found, {pooled.gold} in gold, {len(members)} texts"
        )


def misses(excerpts: Sequence[Annotated], records: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield a tab-separated line a difference: excerpt, side, label, text, what overlaps on the other side."""
    for (text, gold), record in zip(excerpts, records, strict=True):
        wanted, found = gold_labelled(gold), labelled(record)
        for side, here, there in (("missed", wanted, found), ("extra", found, wanted)):
            for span in sorted(here - there):
                near = [_shown(text, o) for o in sorted(there) if overlap(o[:2], span[:2])]
                yield "\t".join((gold.document, side, _shown(text, span), " ".join(near)))


def _shown(text: str, span: Labelled) -> str:
    surface = " ".join(text[span[0] : span[1]].split())
    return f"{span[2]}:{surface}"


if __name__ == "__main__":
    raise SystemExit(main())
