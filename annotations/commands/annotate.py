"""`jixiao annotate`: convert annotations, ask for suggestions, see what is next, learn from corrections."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.commands import learning, producing, remembering, suggesting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations.formats import AnnotatedText, FormatSettings, Losses, Reading

HELP = "convert, suggest, order and learn from annotations"
_FORMATS = [
    "json",
    "inline",
    "records",
    "labelstudio",
    "doccano",
    "brat",
    "inception",
    "conll",
    "docbin",
    "datasets",
    "store",
]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of every sub-command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _convert_arguments(actions.add_parser("convert", help="turn annotations into another format"))
    suggest = actions.add_parser("suggest", help="ask a language model for annotations")
    suggesting.add_arguments(suggest)
    suggest.set_defaults(annotate=suggesting.run)
    produce = actions.add_parser("produce", help=producing.HELP)
    producing.add_arguments(produce)
    produce.set_defaults(annotate=producing.run)
    memory = actions.add_parser("memory", help=remembering.HELP)
    remembering.add_arguments(memory)
    memory.set_defaults(annotate=remembering.run)
    _next_arguments(actions.add_parser("next", help="what to correct next, by worth"))
    stats = actions.add_parser("stats", help="progress, agreement per label, acceptance")
    stats.add_argument("store", help="the database of `jixiao review`")
    stats.add_argument("--json", action="store_true", help="print JSON")
    stats.set_defaults(annotate=_stats)
    learn = actions.add_parser("learn", help=learning.HELP)
    learning.add_arguments(learn)
    learn.set_defaults(annotate=learning.run)
    refresh = actions.add_parser("refresh", help=learning.REFRESH)
    learning.add_refresh_arguments(refresh)
    refresh.set_defaults(annotate=learning.run_refresh)


def run(arguments: argparse.Namespace) -> int:
    """Run the sub-command; return its exit code."""
    code: int = arguments.annotate(arguments)
    return code


def _convert_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="IN", help="a file, a folder or a store")
    parser.add_argument("output", metavar="OUT", help="where to write")
    known = ", ".join(_FORMATS)
    parser.add_argument("--from", dest="source", required=True, metavar="FORMAT", help=known)
    parser.add_argument("--to", dest="target", required=True, metavar="FORMAT", help=known)
    parser.add_argument(
        "--label",
        action="append",
        default=[],
        metavar="NAME=LABEL",
        help="what a foreign label is called here; NAME= leaves its spans out",
    )
    parser.add_argument(
        "--predictions", action="store_true", help="write predictions (Label Studio)"
    )
    parser.add_argument(
        "--utf16", action="store_true", help="write UTF-16 offsets (Label Studio before 1.5)"
    )
    parser.add_argument("--words", action="store_true", help="write word tokens (CoNLL)")
    parser.add_argument("--annotator", default="", help="whose layer it becomes in a store")
    parser.add_argument(
        "--kind",
        choices=("import", "gold", "human"),
        default="import",
        help="kind of layer in a store; human ones count as corrections",
    )
    parser.add_argument(
        "--done", action="store_true", help="mark the layers of a store as finished"
    )
    parser.add_argument(
        "--open", action="store_true", help="from a store, unfinished corrections too"
    )
    parser.set_defaults(annotate=_convert)


def _convert(arguments: argparse.Namespace) -> int:
    from annotations.formats import FormatSettings, formats
    from annotations.formats.registry import Format

    known: dict[str, Format | None] = {**formats(), "store": None}
    for name in (arguments.source, arguments.target):
        if name not in known:
            print(f"expected a format of {' '.join(known)}, found {name!r}", file=sys.stderr)
            return 2
    if any("=" not in pair for pair in arguments.label):
        print("expected --label NAME=LABEL", file=sys.stderr)
        return 2
    settings = FormatSettings(
        labels=dict(pair.split("=", 1) for pair in arguments.label),
        predictions=arguments.predictions,
        utf16=arguments.utf16,
        words=arguments.words,
    )
    reading = _read(known[arguments.source], arguments, settings)
    written = _write(known[arguments.target], reading.texts, arguments, settings)
    spans = [s for t in reading.texts for s in t.record.spans]
    links = sum(len(s.links) for s in spans)
    print(f"{len(reading.texts)} documents, {len(spans)} spans, {links} links")
    for step, losses in (("reading", reading.losses), ("writing", written)):
        for line in losses.lines():
            print(f"lost in {step}: {line}")
    return 0


def _read(known: object, arguments: argparse.Namespace, settings: FormatSettings) -> Reading:
    from annotations.formats import Losses, Reading
    from annotations.formats.registry import Format
    from annotations.learning.learning import annotated
    from annotations.store import Store

    if isinstance(known, Format):
        return known.read(arguments.input, settings)
    store = Store.open(arguments.input)
    texts = tuple(annotated(c) for c in store.corrected(done_only=not arguments.open))
    return Reading(texts, Losses())


def _write(
    known: object,
    texts: Sequence[AnnotatedText],
    arguments: argparse.Namespace,
    settings: FormatSettings,
) -> Losses:
    from annotations.formats.registry import Format

    if isinstance(known, Format):
        return known.write(texts, arguments.output, settings)
    return _into_store(texts, arguments)


def _into_store(texts: Sequence[AnnotatedText], arguments: argparse.Namespace) -> Losses:
    from annotations.formats import Losses
    from annotations.store import DONE, Edit, Store, import_gold

    store, losses = Store.open(arguments.output), Losses()
    for text in texts:
        who = arguments.annotator or text.annotator or arguments.kind
        origin = f"{arguments.source} {Path(arguments.input).name}"
        layer = import_gold(
            store, text.record, text.text, annotator=who, kind=arguments.kind, origin=origin
        )
        if arguments.done:
            finished = Edit("decision", DONE, {"verdict": "done"})
            store.save(layer.id, [finished], base=layer.version, actor=who, action="done")
        losses.add("yuan of an amount", sum(s.yuan is not None for s in text.record.spans))
    return losses


def _next_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("store", help="the database of `jixiao review`")
    parser.add_argument("--limit", type=int, default=20, help="number of documents")
    parser.add_argument("--mentions", type=int, default=5, help="mentions shown of each")
    parser.set_defaults(annotate=_next)


def _next(arguments: argparse.Namespace) -> int:
    from annotations.store import Store
    from annotations.worklist.next import candidates

    store = Store.open(arguments.store)
    found = candidates(store, limit=arguments.limit, mentions=arguments.mentions)
    for candidate in found:
        e = candidate.entry
        print(
            f"{e.worth:6.2f}  {e.document.path}  findings {e.findings}, low {e.low}, "
            f"disagreement {e.disagreement:.2f}, novelty {e.novelty:.2f}"
            + (f", {'/'.join(e.reviewers)}" if e.reviewers else "")
        )
        for m in candidate.mentions:
            print(f"        {m.label} {m.text!r} [{m.start}, {m.end}): {m.reason}")
    if not found:
        print("nothing is left to correct")
    return 0


def _stats(arguments: argparse.Namespace) -> int:
    from dataclasses import asdict

    from annotations.store import Store
    from annotations.worklist.statistics import statistics

    found = statistics(Store.open(arguments.store))
    if not arguments.json:
        print("\n".join(found.lines()))
        return 0
    data = asdict(found)
    data["agreement"] = [
        {"annotators": list(pair), "labels": [asdict(a) for a in rows]}
        for pair, rows in found.agreement.items()
    ]
    data["acceptance"] = [{**asdict(a), "rate": a.rate} for a in found.acceptance]
    print(json.dumps(data, ensure_ascii=False, indent=1))
    return 0
