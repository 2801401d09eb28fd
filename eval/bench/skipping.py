"""Whether a record is the same with and without skipping closed text (跳过前后).

`python -m eval.bench.skipping FOLDER [--count 40] [--most-characters 30000]`: documents of a folder, all
formats in turn, each read twice by the default model: as `jixiao extract` does, which asks the network about
open text alone, and with every character of the text scored before closed text is left out. Told: mentions that
one reading alone has, links, figures whose value or key differs, and findings.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extraction.document import Document
from extraction.errors import LoadError
from extraction.indicators.decided import with_walks
from extraction.loading import load
from extraction.markup import Markup
from extraction.pipeline import Pipeline, check_markup, default_pipeline
from extraction.tables import interpret
from extraction.tagging.adoption import with_missed
from extraction.tagging.neural import NeuralTagger, advise, combined
from extraction.tagging.onnx_tagger import OnnxTagger
from extraction.tagging.patterns import PatternTagger
from extraction.tagging.scope import open_text

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


def compared(paths: Sequence[Path], pipeline: Pipeline, most: int) -> Iterator[str]:
    """Yield a line a document: how many of each kind both readings, only one, only the other have."""
    tagger = pipeline.tagger
    assert isinstance(tagger, OnnxTagger)
    total: Counter[tuple[str, str]] = Counter()
    documents = 0
    for path in paths:
        try:
            document = load(path)
        except LoadError as error:
            print(error, file=sys.stderr)
            continue
        if len(document.text) > most:
            continue
        documents += 1
        readings = []
        for markup in (tagger.tag(document), unskipped(tagger.neural, document)):
            linked = pipeline.linker.link(document, markup)
            readings.append(facts(check_markup(document, linked).to_dict()))
        line = []
        for kind, ours in readings[0].items():
            theirs = readings[1][kind]
            parts = {"same": ours & theirs, "skipping": ours - theirs, "whole": theirs - ours}
            for name, part in parts.items():
                total[kind, name] += part.total()
            line.append(f"{kind} " + "/".join(str(p.total()) for p in parts.values()))
        yield f"{path.name:44}" + "  ".join(line)
    told = [f"{kind} {name} {n}" for (kind, name), n in total.items()]
    yield f"{documents} documents: " + ", ".join(told)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.skipping", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--most-characters", type=int, default=30_000)
    options = parser.parse_args(arguments)
    paths = chosen(options.folder, options.count)
    for line in compared(paths, default_pipeline(), options.most_characters):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
