"""Damages real documents in every way and counts what is lost without a word (损坏试验).

`python -m eval.bench.damage DOCUMENT... [--mutations 500] [--seed 7] [--first 0]` mutates the documents in turn (bytes
flipped, stretches zeroed, cut off, left out, doubled or filled with noise), loads each in a process of its
own under limits of processor time and memory (with `--ocr never` damaged pages of PDFs are not read as pictures,
which takes most of the time), and holds its text against that of the whole document. A loss is
silent when more than 2% of the text is gone and neither a refusal nor `partial` says so. Prints a row a
format and each silent loss, crash and hang; exit code 1 if there is any.
"""

from __future__ import annotations

import argparse
import random
import resource
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extraction.bulk.limits import TIME_EXIT, WALL, ProcessorLimit
from extraction.errors import LoadError
from extraction.loading.load import load_source
from extraction.loading.pdf.loader import PdfSettings
from extraction.loading.source import Source

Ocr = Literal["auto", "never"]

_TOLERATED = 0.02
_SECONDS = 120.0
_MEMORY = 3 << 30
_PIECE = 3
"""Characters of the pieces by which two texts are compared, whatever their order."""


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 5, 30, 200))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    size = max(1, int(len(data) * chance.choice((0.002, 0.01, 0.05, 0.2, 0.5))))
    start = chance.randrange(max(1, len(data) - size))
    return start, start + size


def _zero(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + bytes(end - start) + data[end:]


def _noise(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + chance.randbytes(min(end, len(data)) - start) + data[end:]


def _leave_out(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _double(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] + data[end:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


_KINDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "flip": _flip,
    "zero": _zero,
    "noise": _noise,
    "leave out": _leave_out,
    "double": _double,
    "cut": _cut,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutated document: its fate, and the share of the text that is gone."""

    document: str
    format: str
    kind: str
    number: int
    fate: str
    lost: float
    detail: str = ""


def pieces(text: str) -> Counter[str]:
    """Return the pieces of a text without white space."""
    dense = "".join(text.split())
    return Counter(dense[i : i + _PIECE] for i in range(max(0, len(dense) - _PIECE + 1)))


def lost_share(whole: Counter[str], kept: Counter[str]) -> float:
    """Return the share of the whole text's pieces that the other no longer has."""
    total = sum(whole.values())
    return 1 - sum((whole & kept).values()) / total if total else 0.0


def mutated(path: Path, number: int, seed: int) -> tuple[str, bytes]:
    """Return the kind and the bytes of one mutation; the same for the same seed."""
    return damaged(path.read_bytes(), random.Random(f"{seed}/{path.name}/{number}"))


def damaged(data: bytes, chance: random.Random) -> tuple[str, bytes]:
    """Return a kind of damage and the bytes that bear it."""
    kind = chance.choice(sorted(_KINDS))
    return kind, _KINDS[kind](data, chance)


def _load(path: Path, number: int, seed: int, ocr: Ocr) -> tuple[str, str, str]:
    """Load a mutation in a worker; return its fate, its text and what was said."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.RLIM_INFINITY))
    _, data = mutated(path, number, seed)
    settings = PdfSettings(ocr=ocr)
    try:
        with ProcessorLimit(_SECONDS):
            document = load_source(Source.of(path.name, data), settings=settings)
    except LoadError as error:
        return "refused", "", str(error)
    except MemoryError as error:
        return "refused", "", repr(error)
    except Exception as error:
        return "crash", "", repr(error)
    told = "; ".join(f"{g.place}: {g.reason}" for g in document.partial)
    return ("partial" if document.partial else "read"), document.text, told


def run(
    paths: Sequence[Path],
    *,
    mutations: int,
    seed: int,
    workers: int = 1,
    first: int = 0,
    ocr: Ocr = "auto",
) -> list[Outcome]:
    """Mutate each document in turn; return the outcomes of mutations `first` to `first + mutations`."""
    from pebble import ProcessPool

    whole = {path: _whole(path) for path in paths}
    tasks = [(paths[i % len(paths)], i) for i in range(first, first + mutations)]
    outcomes = []
    with ProcessPool(max_workers=workers, max_tasks=50) as pool:
        futures = [
            pool.schedule(_load, args=(path, number, seed, ocr), timeout=WALL * _SECONDS)
            for path, number in tasks
        ]
        for (path, number), future in zip(tasks, futures, strict=True):
            fate, text, said = _result(future)
            kind, _ = mutated(path, number, seed)
            lost = lost_share(whole[path][1], pieces(text)) if fate in ("read", "partial") else 1.0
            if fate == "read" and lost > _TOLERATED:
                fate = "silent"
            outcomes.append(Outcome(path.name, whole[path][0], kind, number, fate, lost, said))
    return outcomes


def _whole(path: Path) -> tuple[str, Counter[str]]:
    document = load_source(Source.of(path.name, path.read_bytes()))
    return document.format, pieces(document.text)


def _result(future: Any) -> tuple[str, str, str]:
    from pebble import ProcessExpired

    try:
        found: tuple[str, str, str] = future.result()
        return found
    except TimeoutError:
        return "hang", "", f"more than {WALL * _SECONDS:g} s on the clock"
    except ProcessExpired as error:
        if error.exitcode == TIME_EXIT:
            return "hang", "", f"more than {_SECONDS:g} s of the processor"
        return "crash", "", repr(error)
    except Exception as error:
        return "crash", "", repr(error)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 on a silent loss, a crash or a hang."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.damage", description=__doc__)
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--mutations", type=int, default=500, help="for each format")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--first", type=int, default=0, help="number of the first, for runs in parts"
    )
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--ocr", choices=("auto", "never"), default="auto")
    options = parser.parse_args(arguments)
    formats: dict[str, list[Path]] = {}
    for path in options.documents:
        formats.setdefault(path.suffix.lower().lstrip("."), []).append(path)
    bad = 0
    print("| format | documents | mutations | read | partial | refused | silent | crash | hang |")
    print("|---|---|---|---|---|---|---|---|---|")
    for format, paths in sorted(formats.items()):
        found = run(
            paths,
            mutations=options.mutations,
            seed=options.seed,
            workers=options.workers,
            first=options.first,
            ocr=options.ocr,
        )
        fates = Counter(o.fate for o in found)
        counts = " | ".join(
            str(fates[f]) for f in ("read", "partial", "refused", "silent", "crash", "hang")
        )
        print(f"| {format} | {len(paths)} | {len(found)} | {counts} |", flush=True)
        for o in found:
            if o.fate in ("silent", "crash", "hang"):
                bad += 1
                print(
                    f"  {o.fate}: {o.document} #{o.number} {o.kind}, {o.lost:.1%} {o.detail[:200]}"
                )
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
