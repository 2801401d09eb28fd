"""Whether a record is the same with and without skipping closed text (跳过前后).

`python -m eval.bench.skipping FOLDER [--count 40] [--most-characters 30000] [--told FILE]`: documents of a folder,
all formats in turn, each read twice by the default model: as `jixiao extract` does, which asks the network about
open text alone, and with every character of the text scored before closed text is left out. Told: mentions that
one reading alone has, links, figures whose value or key differs, findings, and where they stand. With --told what
was found is kept in a file, a line a document, and documents that stand there are not read again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from extraction.document import Document
from extraction.errors import LoadError
from extraction.loading import load
from extraction.markup import Markup
from extraction.pipeline import Pipeline, check_markup, default_pipeline
from extraction.tables import interpret
from extraction.tagging.adoption import with_missed
from extraction.tagging.neural import NeuralTagger, advise, combined
from extraction.tagging.onnx_tagger import OnnxTagger
from extraction.tagging.patterns import PatternTagger
from extraction.tagging.scope import open_text
from extraction.tagging.walks import with_walks

FORMATS = ("pdf", "html", "xlsx", "docx", "doc")
_FIGURES = ("amounts", "rates", "counts")


def unskipped(tagger: NeuralTagger, document: Document) -> Markup:
    """Return the mark-up of a document all of whose text is scored; closed text is left out afterwards."""
    tables = interpret(document)
    advice = advise(PatternTagger(), document, tables)
    wanted = open_text(document, tables)
    scores = tagger.score(document.text)
    markup = tagger.read(document.text, scores, tagger.settings, advice, wanted=wanted)
    return with_walks(document, tables, combined(document, tables, with_missed(markup, advice)))


def facts(record: dict[str, Any]) -> dict[str, Counter[tuple[Any, ...]]]:
    """Return what a record says, by kind, told by places in the text instead of ids."""
    place = {m["id"]: (m["start"], m["end"], m["label"]) for m in record["mentions"]}
    figures = [f for kind in _FIGURES for f in record[kind]]
    return {
        "mentions": Counter(place.values()),
        "links": Counter((place[k["source"]], place[k["target"]]) for k in record["links"]),
        "figures": Counter((place[f["mention"]], f["value"], str(f["key"])) for f in figures),
        "findings": Counter(
            (c["kind"], str(c["expression"])) for c in record["checks"] if c["status"] == "violated"
        ),
    }


def chosen(folder: Path, count: int) -> list[Path]:
    """Return documents of all formats in turn, the small ones of each first."""
    by_format = []
    for suffix in FORMATS:
        paths = sorted(folder.rglob(f"*.{suffix}"), key=lambda p: (p.stat().st_size, p.name))
        by_format.append(paths)
    found: list[Path] = []
    turn = 0
    while len(found) < count and any(turn < len(paths) for paths in by_format):
        found += [paths[turn] for paths in by_format if turn < len(paths)]
        turn += 1
    return found[:count]


@dataclass(frozen=True, slots=True)
class Compared:
    """What two readings of a document share and what one alone has, by kind; where they part, in words."""

    name: str
    characters: int
    identical: bool
    counts: dict[str, tuple[int, int, int]]
    places: dict[str, list[str]]

    def line(self) -> str:
        """Return the counts as a line."""
        told = (f"{kind} " + "/".join(map(str, n)) for kind, n in self.counts.items())
        return f"{self.name:44}{'same ' if self.identical else 'parts'} " + "  ".join(told)


def compared(path: Path, pipeline: Pipeline, most: int) -> Compared | None:
    """Return how far both readings of a document agree; None where it cannot be read or is too long."""
    tagger = pipeline.tagger
    assert isinstance(tagger, OnnxTagger)
    try:
        document = load(path)
    except LoadError as error:
        print(error, file=sys.stderr)
        return None
    if len(document.text) > most:
        return None
    readings, written = [], []
    for tag in (tagger.tag, partial(unskipped, tagger.neural)):
        record = check_markup(document, pipeline.linker.link(document, tag(document))).to_dict()
        readings.append(facts(record))
        written.append(hashlib.sha256(json.dumps(record, sort_keys=True).encode()).digest())
        del record
    counts: dict[str, tuple[int, int, int]] = {}
    places: dict[str, list[str]] = {}
    for kind, ours in readings[0].items():
        theirs = readings[1][kind]
        here, there = ours - theirs, theirs - ours
        counts[kind] = ((ours & theirs).total(), here.total(), there.total())
        told = [f"skipping {x}" for x in here] + [f"whole {x}" for x in there]
        places |= {kind: told} if told else {}
    same = written[0] == written[1]
    return Compared(path.name, len(document.text), same, counts, places)


def summed(found: Sequence[Compared]) -> str:
    """Return what all documents together come to."""
    total: Counter[tuple[str, str]] = Counter()
    for one in found:
        for kind, numbers in one.counts.items():
            for name, n in zip(("same", "skipping", "whole"), numbers, strict=True):
                total[kind, name] += n
    told = [f"{kind} {name} {n}" for (kind, name), n in total.items()]
    same = sum(one.identical for one in found)
    return f"{len(found)} documents, {same} records the same to the last byte: " + ", ".join(told)


def _kept(path: Path | None) -> list[Compared]:
    if path is None or not path.exists():
        return []
    return [Compared(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.skipping", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--most-characters", type=int, default=30_000)
    parser.add_argument("--told", type=Path, help="keep what was found here, and go on from it")
    options = parser.parse_args(arguments)
    found = _kept(options.told)
    known = {one.name for one in found}
    paths = [p for p in chosen(options.folder, options.count) if p.name not in known]
    pipeline = default_pipeline()
    for path in paths:
        one = compared(path, pipeline, options.most_characters)
        if one is None:
            continue
        found.append(one)
        print(one.line(), flush=True)
        if options.told is not None:
            with options.told.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
    print(summed(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
