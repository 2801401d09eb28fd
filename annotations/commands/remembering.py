"""`jixiao annotate memory`: build, look into, mend, merge and apply a memory of corrections."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "what corrected reports teach the next of their template"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands."""
    actions = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    build = actions.add_parser("build", help="take the finished reports of a store into a memory")
    build.add_argument("store", help="the database of `jixiao review`, or its output folder")
    build.add_argument("--output", type=Path, required=True, metavar="FILE")
    build.set_defaults(remember=_build)
    show = actions.add_parser("show", help="list what is remembered, all or what holds some words")
    show.add_argument("memory", metavar="FILE")
    show.add_argument("words", nargs="?", default="", help="words of the text")
    show.set_defaults(remember=_show)
    remove = actions.add_parser("remove", help="take out an entry, or a whole report by its hash")
    remove.add_argument("memory", metavar="FILE")
    remove.add_argument("entry", help="an entry as `show` names it (1a2b3c4d:12), or a hash")
    remove.set_defaults(remember=_remove)
    merge = actions.add_parser("merge", help="make one memory of several")
    merge.add_argument("memories", nargs="+", metavar="FILE")
    merge.add_argument("--output", type=Path, required=True, metavar="FILE")
    merge.set_defaults(remember=_merge)
    apply = actions.add_parser("apply", help="advise the reports of a store that nobody finished")
    apply.add_argument("store", help="the database of `jixiao review`, or its output folder")
    apply.add_argument("--memory", metavar="FILE", help="default: what the store itself teaches")
    apply.set_defaults(remember=_apply)


def run(arguments: argparse.Namespace) -> int:
    """Run the sub-command; return its exit code."""
    code: int = arguments.remember(arguments)
    return code


def _build(arguments: argparse.Namespace) -> int:
    from annotations.commands.review import open_store
    from annotations.memory.stored import StoredMemory

    memory = StoredMemory(open_store(arguments.store)).memory()
    memory.save(arguments.output)
    print(_line(memory.version, len(memory.reports), len(memory.precedents)))
    return 0


def _line(version: str, reports: int, decisions: int) -> str:
    return f"memory {version}: {reports} reports, {decisions} decisions on findings"


def _show(arguments: argparse.Namespace) -> int:
    from annotations.memory import load_memory

    memory = load_memory(arguments.memory)
    print(_line(memory.version, len(memory.reports), len(memory.precedents)))
    for e in memory.look_up(arguments.words):
        out = "  (taken out)" if e.taken_out else ""
        print(f"{e.id}  {e.report}{out}\n    {e.text}\n    {'; '.join(e.marks)}")
    return 0


def _remove(arguments: argparse.Namespace) -> int:
    from annotations.memory import load_memory

    memory = load_memory(arguments.memory)
    entry = arguments.entry
    mended = memory.take_out(entry) if ":" in entry else memory.forget(entry)
    mended.save(arguments.memory)
    print(_line(mended.version, len(mended.reports), len(mended.precedents)))
    return 0


def _merge(arguments: argparse.Namespace) -> int:
    from annotations.memory import load_memory, merged

    memory = merged(load_memory(path) for path in arguments.memories)
    memory.save(arguments.output)
    print(_line(memory.version, len(memory.reports), len(memory.precedents)))
    return 0


def _apply(arguments: argparse.Namespace) -> int:
    from annotations.commands.review import open_store
    from annotations.memory import load_memory
    from annotations.memory.stored import StoredMemory, advised_edits
    from annotations.producing.records import chosen_layer

    store = open_store(arguments.store)
    memory = load_memory(arguments.memory) if arguments.memory else StoredMemory(store).memory()
    reports = changes = 0
    for document in store.documents():
        layer = chosen_layer(store, document.id)
        if layer is None or layer.kind == "gold":
            continue
        state = store.read(layer.id)
        edits = () if state.done else advised_edits(memory, store.load(document.id), state)
        if edits:
            origin = f"memory {memory.version}"
            who = {"actor": "memory", "action": "recall", "origin": origin}
            store.save(layer.id, edits, base=state.version, **who)
            reports, changes = reports + 1, changes + len(edits)
    print(f"{reports} reports advised, {changes} changes")
    return 0
