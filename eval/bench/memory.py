"""What a memory of corrections brings: F1 on the other reports of a template after so many corrected ones.

Run as `python -m eval.bench.memory [--model pattern] [--family NAME | --others]`. Five families of eight invented
reports, of which two deviate from their template. After 0, 1, 2, 3 and 5 corrected reports of a family all
its other reports are extracted with the memory and scored against their gold. With --others: reports of other
kinds (the sixteen written ones that no network saw), each without a memory, then with one of all families and
of the other fifteen; returned is 1 where one of the scores loses more than .002.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.corpus.families import FORMATS, Member, members
from annotations.memory import Memory
from eval.bench.learning import Question, unseen
from eval.counts import Counts
from eval.evaluation import pool
from eval.scores import score
from extraction.markup import Markup
from extraction.pipeline import Pipeline, check_markup, default_pipeline

SIZES = (0, 1, 2, 3, 5)
SHOWN = ("spans", "items", "links", "pairs")
ALLOWED = 0.002
"""F1 that reports of other kinds may lose."""


@dataclass(frozen=True, slots=True)
class Point:
    """A family's scores on its other reports after so many corrected ones; seconds to take one in."""

    family: str
    corrected: int
    scores: dict[str, Counts]
    seconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.memory", description=__doc__)
    parser.add_argument("--model", help='weights, or "pattern" (default: the shipped weights)')
    parser.add_argument("--family", choices=tuple(FORMATS), help="one family alone")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--others", action="store_true", help="what reports of other kinds lose")
    options = parser.parse_args(arguments)
    pipeline = default_pipeline(options.model)
    if options.others:
        return _others(pipeline)
    points = []
    for family in [options.family] if options.family else FORMATS:
        found = curve(list(members(family)), pipeline, options.sizes)
        points += found
        for point in found:
            print(_line(point.family, point.corrected, point.scores, point.seconds), flush=True)
    for size in options.sizes:
        here = [p for p in points if p.corrected == size]
        print(_line("ALL", size, pool(p.scores for p in here), max(p.seconds for p in here)))
    return 0


def _line(family: str, corrected: int, scores: dict[str, Counts], seconds: float) -> str:
    shown = "  ".join(f"{name} {scores[name].f1:.3f}" for name in SHOWN)
    return f"{family:16} {corrected} corrected: {shown}  ({seconds:.2f} s to take one in)"


def curve(reports: Sequence[Member], pipeline: Pipeline, sizes: Sequence[int]) -> list[Point]:
    """Return the scores on the other reports after each number of corrected ones, in their order."""
    given = [_machine(pipeline, m) for m in reports]
    points = []
    for size in sizes:
        memory, seconds = Memory(), 0.0
        for member in reports[:size]:
            began = time.perf_counter()
            memory = memory.take_in(member.document, member.gold.markup())
            seconds = max(seconds, time.perf_counter() - began)
        rest = zip(reports[size:], given[size:], strict=True)
        scores = pool(_score(memory, member, markup) for member, markup in rest)
        points.append(Point(reports[0].family, size, scores, seconds))
    return points


def _others(pipeline: Pipeline) -> int:
    """Print what a full memory does to reports of other kinds."""
    asked = list(unseen())
    known = [(m.document, m.gold) for name in FORMATS for m in members(name)]
    known += [(q.document, q.gold) for q in asked]
    whole = Memory()
    for document, gold in known:
        whole = whole.take_in(document, gold.markup())
    given = [pipeline.extract(q.document).facts.markup for q in asked]
    rows = list(zip(asked, given, strict=True))
    before = pool(_score(Memory(), q, m) for q, m in rows)
    after = pool(_score(whole.forget(q.document.sha256), q, m) for q, m in rows)
    print(_line("others", 0, before, 0.0))
    print(_line("others", len(known) - 1, after, 0.0))
    return int(any(after[n].f1 < before[n].f1 - ALLOWED for n in SHOWN))


def _machine(pipeline: Pipeline, member: Member) -> Markup:
    return pipeline.extract(member.document).facts.markup


def _score(memory: Memory, member: Member | Question, markup: Markup) -> dict[str, Counts]:
    advised = memory.advise(member.document, markup).markup
    record = check_markup(member.document, advised).to_dict()
    return score(record, member.gold)


if __name__ == "__main__":
    raise SystemExit(main())
