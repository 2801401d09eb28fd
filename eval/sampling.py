"""Draw figures of records to be read against their source (抽样核对), and count the verdicts of a reader.

`python -m eval.sampling DIR --seed 1 --documents 20 --facts 400` prints each drawn figure as it was read, with
what stands around it in the canonical text: half of a document's share from prose, half from tables where both
are there. `python -m eval.sampling --score TABLE` counts a table of verdicts (eval/judged/facts-*.tsv).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

_KINDS = ("amounts", "rates", "counts")
FIELDS = ("value", "unit", "role", "period", "item", "key")
_SENTENCE = 140
_ABOVE = 3


def draw(
    folder: Path, *, seed: int, documents: int, facts: int, besides: frozenset[str] = frozenset()
) -> Iterator[dict[str, Any]]:
    """Yield a seeded sample of the figures of a folder of records, each with its record.

    Args:
        besides: names of documents that are not drawn from, as those that were judged before.
    """
    pick = random.Random(seed)
    paths = sorted(r["document"]["path"] for r in _records(folder))
    paths = [path for path in paths if Path(path).name not in besides]
    chosen = set(pick.sample(paths, min(documents, len(paths))))
    for record in _records(folder):
        if record["document"]["path"] not in chosen:
            continue
        places = {m["id"]: m for m in record["mentions"]}
        figures = [(k, f, places[f["mention"]]) for k in _KINDS for f in record[k]]
        cells = [x for x in figures if x[2]["cell"]]
        prose = [x for x in figures if not x[2]["cell"]]
        share = facts // documents
        own = random.Random(f"{seed}/{record['document']['sha256']}")
        of_prose = min(len(prose), max(share // 2, share - len(cells)))
        drawn = own.sample(prose, of_prose) + own.sample(cells, min(len(cells), share - of_prose))
        for kind, figure, mention in sorted(drawn, key=lambda x: x[2]["start"]):
            yield {"record": record, "kind": kind, "figure": figure, "mention": mention}


def judged(tables: Sequence[Path]) -> frozenset[str]:
    """Return the names of the documents of tables of verdicts."""
    names: set[str] = set()
    for table in tables:
        with table.open(encoding="utf-8", newline="") as handle:
            names |= {row["document"] for row in csv.DictReader(handle, delimiter="\t")}
    return frozenset(names)


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "reports.jsonl").open(encoding="utf-8") as handle:
        yield from map(json.loads, handle)


def describe(drawn: dict[str, Any], text: str) -> str:
    """Return a drawn figure as it was read and what stands around it in the text."""
    record, figure, mention = drawn["record"], drawn["figure"], drawn["mention"]
    names = {m["id"]: m["text"] for m in record["mentions"]}
    start, end, cell = mention["start"], mention["end"], mention["cell"]
    fields = ("value", "unit", "yuan", "low", "high", "role", "period", "change")
    read = {k: figure[k] for k in fields if figure.get(k) is not None}
    if read["value"] == read["low"] == read["high"]:
        del read["low"], read["high"]
    items = [names[i] for i in figure["items"]]
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    if cell is None:
        line = max(line, start - _SENTENCE)
        stop = min(stop if stop >= 0 else len(text), end + _SENTENCE // 3)
    around = text[line:start] + "【" + text[start:end] + "】" + text[end:stop]
    told = [
        f"{drawn['kind']} {start} p{mention['page']} "
        + " ".join(f"{k}={v}" for k, v in read.items())
    ]
    told[0] += f" items={items} key=" + "|".join(
        str(v or "") for k, v in figure["key"].items() if k != "sources"
    )
    if cell is not None:
        first = min(
            m["start"]
            for m in record["mentions"]
            if (m["cell"] or {}).get("table") == cell["table"]
        )
        head = text[:first].rstrip("\n").split("\n")[-_ABOVE:]
        told.append(
            f"  cell r{cell['row']} c{cell['column']} {cell['row_path']} | {cell['column_path']}"
        )
        told.append("  above: " + " ⏎ ".join(h[-60:] for h in head))
    told.append("  " + around.replace("\n", "⏎"))
    return "\n".join(told)


def score(table: Path) -> str:
    """Return the share of right verdicts by field; a verdict is "1" right, "0" wrong, empty not asked."""
    with table.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    lines = [f"{len(rows)} figures of {len({r['document'] for r in rows})} documents"]
    for when in ("before", "after"):
        counted: Counter[tuple[str, str]] = Counter()
        for row in rows:
            for field in FIELDS:
                counted[field, row.get(f"{field}_{when}") or ""] += 1
        for field in FIELDS:
            right, wrong = counted[field, "1"], counted[field, "0"]
            if right + wrong:
                lines.append(
                    f"{when:7}{field:8}{right / (right + wrong):.3f} ({right} of {right + wrong})"
                )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a sample, or the count of a table of verdicts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--facts", type=int, default=400)
    parser.add_argument("--besides", type=Path, nargs="*", default=(), help="tables of verdicts")
    parser.add_argument("--score", type=Path)
    options = parser.parse_args(arguments)
    if options.score is not None:
        print(score(options.score))
        return 0
    if options.folder is None:
        parser.error("a folder of records, or --score")
    last = None
    sample = draw(
        options.folder,
        seed=options.seed,
        documents=options.documents,
        facts=options.facts,
        besides=judged(options.besides),
    )
    for n, drawn in enumerate(sample, 1):
        head = drawn["record"]["document"]
        if head["path"] != last:
            last = head["path"]
            text = (
                (options.folder / "text" / f"{head['sha256']}.txt")
                .open(encoding="utf-8", newline="")
                .read()
            )
            print(
                f"\n# {Path(last).name} {head['title']} | {head['unit_name']} | {head['fiscal_year']} {head['report_kind']}"
            )
        print(f"[{n}] {describe(drawn, text)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
