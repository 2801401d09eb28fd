"""Speed of the arithmetic checks: relations judged a second, and a long final account alone.

    relations   candidates of the annotated reports, judged again and again on one core
    accounts    long reports as PDF, from facts to checks, after loading and extracting

Run as `python -m eval.bench.constraints [PDF ...] [--rounds 5]`; without names the longest PDFs of the
shared folder are read where it lies at hand (`JIXIAO_SHARED`), else the annotated report with most figures.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.findings import reports
from eval.bench.injections import Report
from extraction.constraints.discover import examine, find_checks
from extraction.constraints.registry import RULES
from extraction.constraints.verdicts.judging import judge
from extraction.facts.build import build_facts
from extraction.facts.model import Facts
from extraction.loading import load
from extraction.pipeline import extract

_ROOT = Path(__file__).resolve().parents[2]


def relations_a_second(corpus: Sequence[Report], *, rounds: int) -> tuple[int, float]:
    """Return how many candidate relations the reports have, and how many are judged a second."""
    prepared = []
    for report in corpus:
        ledger = examine(report.text, build_facts(report.markup, text=report.text)).ledger
        prepared.append((ledger, [r for rule in RULES for r in rule.find(ledger)]))
    number = sum(len(candidates) for _, candidates in prepared)
    start = time.process_time()
    for _ in range(rounds):
        for ledger, candidates in prepared:
            judge(candidates, ledger)
    return number, rounds * number / (time.process_time() - start)


@dataclass(frozen=True, slots=True)
class Timed:
    """How long finding the checks of one report takes, in seconds."""

    name: str
    pages: int | None
    mentions: int
    checks: int
    seconds: float


def longest_files(number: int = 4) -> tuple[Path, ...]:
    """Return the largest PDFs of the shared folder, none where it is not at hand."""
    folder = Path(os.environ.get("JIXIAO_SHARED", _ROOT.parent / "shared")) / "reports/pdf"
    found = sorted(folder.glob("*.pdf"), key=lambda p: -p.stat().st_size)
    return tuple(found[:number])


def timed_file(path: Path, *, rounds: int) -> Timed:
    """Time the checks of a file; loading and extracting do not count."""
    document = load(path)
    record = extract(document, model="pattern")
    mentions = len(record.facts.markup.mentions)
    checks, seconds = _timed(document.text, record.facts, rounds)
    return Timed(path.name, len(document.pages) or None, mentions, checks, seconds)


def timed_report(report: Report, *, rounds: int) -> Timed:
    """Time the checks of an annotated report."""
    checks, seconds = _timed(report.text, build_facts(report.markup, text=report.text), rounds)
    return Timed(report.name, None, len(report.markup.mentions), checks, seconds)


def _timed(text: str, facts: Facts, rounds: int) -> tuple[int, float]:
    start = time.process_time()
    for _ in range(rounds):
        checks = find_checks(text, facts)
    return len(checks), (time.process_time() - start) / rounds


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Time the arithmetic checks on one core.")
    parser.add_argument("files", nargs="*", type=Path, help="reports to time, any format")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(argv)
    corpus = list(reports())
    number, speed = relations_a_second(corpus, rounds=options.rounds)
    print(f"{len(corpus)} reports, {number} candidate relations: {speed:,.0f} judged a second")
    files = tuple(options.files) or longest_files()
    timed = [timed_file(path, rounds=options.rounds) for path in files]
    if not timed:
        most = max(corpus, key=lambda r: len(r.markup.mentions))
        timed = [timed_report(most, rounds=options.rounds)]
    for t in timed:
        size = f"{t.pages} pages, " if t.pages else ""
        print(f"{t.name}, {size}{t.mentions} mentions: {t.checks} checks in {t.seconds:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
