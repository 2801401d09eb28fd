"""Kill the saving process without warning, again and again: no acknowledged edit may be lost.

Run as `python -m eval.bench.durability [--times 200]`. A process saves one edit after the other and writes
down each one that the store acknowledged, every third a decision on a finding; it is killed (SIGKILL) at a random moment. Then the database is
opened again: it must be whole, hold every acknowledged edit, and its events must rebuild its state.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.corpus.rendering import gold_of, samples, to_text
from annotations.store import Edit, Store, import_gold
from annotations.store.verdicts import verdict_key

_LONGEST = 0.12
"""Seconds after the first acknowledgement within which the kill comes."""


@dataclass(frozen=True, slots=True)
class Account:
    """What came of so many kills."""

    kills: int
    acknowledged: int
    lost: int
    damaged: int
    unopened: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 if an edit was lost or the database damaged."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.durability", description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="number of kills (default 200)")
    parser.add_argument("--seed", type=int, default=0, help="of the random moments (default 0)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        account = run(Path(folder), times=options.times, seed=options.seed)
    print(
        f"{account.kills} kills while saving: {account.acknowledged} edits acknowledged, "
        f"{account.lost} lost, {account.damaged} times damaged, {account.unopened} times not opened"
    )
    return 1 if account.lost or account.damaged or account.unopened else 0


def run(folder: Path, *, times: int, seed: int = 0) -> Account:
    """Kill a saving process `times` times over one database in `folder`."""
    chance = random.Random(seed)
    database, notes = folder / "review.db", folder / "acknowledged"
    layer = _prepare(database)
    acknowledged = lost = damaged = unopened = 0
    for _ in range(times):
        notes.write_bytes(b"")
        _kill_while_saving(database, layer, notes, chance.uniform(0, _LONGEST))
        said = [
            line.split() for line in notes.read_text().splitlines(keepends=True) if "\n" in line
        ]
        acknowledged += len(said)
        try:
            store = Store.open(database)
        except Exception:
            unopened += 1
            continue
        events = {e.version: e for e in store.history(layer)}
        lost += sum(not _holds(events.get(int(version)), label) for version, label in said)
        damaged += not _whole(database) or _differs(store, layer)
        store.close()
    return Account(times, acknowledged, lost, damaged, unopened)


def _prepare(database: Path) -> int:
    store = Store.open(database)
    sample = next(iter(samples()))
    layer = store.copy_layer(import_gold(store, gold_of(sample), to_text(sample).decode()), "li")
    store.close()
    return layer.id


def _kill_while_saving(database: Path, layer: int, notes: Path, after: float) -> None:
    child = os.fork()
    if child == 0:
        try:
            _save_for_ever(database, layer, notes)
        finally:
            os._exit(1)
    while not notes.stat().st_size:
        time.sleep(0.001)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _save_for_ever(database: Path, layer: int, notes: Path) -> None:
    store = Store.open(database)
    state = store.read(layer)
    mentions, version = state.ordered(), state.version
    with notes.open("ab", buffering=0) as file:
        while True:
            mention = mentions[version % len(mentions)]
            label = f"L{version}"
            value = {**mention, "label": "ITEM" if version % 2 else "LEVEL", "note": label}
            edit = Edit("mention", mention["id"], value)
            if version % 3 == 0:
                word = {"verdict": "confirmed", "note": label}
                edit = Edit("decision", verdict_key(f"sum-{version % 7:010}-0"), word)
            version = store.save(layer, [edit], base=version, actor="li", action="edit").version
            file.write(f"{version} {label}\n".encode())


def _holds(event: object, label: str) -> bool:
    changes = getattr(event, "changes", ())
    return any((c.after or {}).get("note") == label for c in changes)


def _whole(database: Path) -> bool:
    with sqlite3.connect(database) as connection:
        (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
    return bool(answer == "ok")


def _differs(store: Store, layer: int) -> bool:
    state = store.read(layer)
    return store.state_at(layer, state.version) != state


if __name__ == "__main__":
    raise SystemExit(main())
