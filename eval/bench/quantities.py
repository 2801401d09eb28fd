"""Measure the quantity reader on its peers' public suites, beside the peers themselves.

Run `python -m eval.bench.quantities --shared DIR`. The table has reading suites (a surface is
given, its value must come out, or a refusal) and finding suites (`find-…`: a sentence is given,
the exact surfaces must come out). Then every case where this project's reader departs from a
suite, with the reason from `quantities_differences.toml`; a departure without a reason makes the
exit code 1. Last, the same reader on the annotated reports.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from eval.bench.quantity_gold import measure_gold, summarise
from eval.bench.quantity_readers import Outcome, Reader, readers
from eval.bench.quantity_suites import FindingCase, ReadingCase, finding_cases, reading_cases
from extraction.quantities.folding import fold

DIFFERENCES = Path(__file__).with_name("quantities_differences.toml")
_TOLERANCE = Decimal("1e-9")
_PREFIXES = {"Kilo": Decimal(1000), "Mega": Decimal(1_000_000)}


@dataclass(slots=True)
class Score:
    """Right answers out of cases, for one suite and one reader."""

    right: int = 0
    cases: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, case: str, right: bool) -> None:
        """Count one case."""
        self.cases += 1
        self.right += right
        if not right:
            self.missed.append(case)


Table = dict[str, dict[str, Score | None]]


def is_right(case: ReadingCase, outcome: Outcome) -> bool:
    """Whether the outcome is what the suite expects."""
    if case.bounds is not None:
        found = outcome.bounds or (None, None)
        return outcome.value is not None and all(map(_same, case.bounds, found))
    if case.value is None or outcome.value is None:
        return case.value is outcome.value
    if case.suite == "jionlp-money" and outcome.unit is not None:
        same_currency = (case.unit or "") in outcome.unit
        return same_currency and _same(case.value, outcome.value, Decimal("0.005"))
    if _same(case.value, outcome.value):
        return True
    factors = [factor for name, factor in _PREFIXES.items() if (case.unit or "").startswith(name)]
    if outcome.unit == "打":
        return _same(case.value, outcome.value * 12)
    return any(_same(case.value * factor, outcome.value) for factor in factors)


def _same(expected: Decimal | None, found: Decimal | None, slack: Decimal = Decimal(0)) -> bool:
    if expected is None or found is None:
        return expected is found
    return abs(expected - found) <= max(slack, abs(expected) * _TOLERANCE)


def is_found(case: FindingCase, surfaces: Sequence[str] | None) -> bool:
    """Whether exactly the expected surfaces were found, blanks and width aside."""
    return surfaces is not None and _plain(case.surfaces) == _plain(surfaces)


def _plain(surfaces: Iterable[str]) -> list[str]:
    return ["".join(fold(surface).lower().split()) for surface in surfaces]


def measure(peers: Path, tools: Sequence[Reader]) -> Table:
    """Return a score for every suite and tool."""
    table: Table = {}
    for reading in reading_cases(peers):
        row = table.setdefault(reading.suite, {tool.name: Score() for tool in tools})
        for tool in tools:
            outcome, score = tool.read(reading), row[tool.name]
            if outcome is None:
                row[tool.name] = None
            elif score is not None:
                score.add(reading.id, is_right(reading, outcome))
    for finding in finding_cases(peers):
        row = table.setdefault(finding.suite, {tool.name: Score() for tool in tools})
        for tool in tools:
            surfaces = tool.find(finding)
            score = row[tool.name]
            if surfaces is None:
                row[tool.name] = None
            elif score is not None:
                score.add(finding.id, is_found(finding, surfaces))
    return table


def load_differences(path: Path = DIFFERENCES) -> dict[str, str]:
    """Return the reason of each case where this project differs on purpose."""
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["difference"]
    return {case: group["reason"] for group in groups for case in group["cases"]}


def render(table: Table, tools: Sequence[Reader], absent: Sequence[str]) -> str:
    """Return the table as aligned text."""
    names = [tool.name for tool in tools]
    lines = [f"{'suite':<26}{'cases':>6}" + "".join(f"{name:>16}" for name in (*names, *absent))]
    for suite, row in table.items():
        cases = max(score.cases for score in row.values() if score)
        cells = [_cell(row[name]) for name in names] + ["not installed"] * len(absent)
        lines.append(f"{suite:<26}{cases:>6}" + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join(lines)


def _cell(score: Score | None) -> str:
    return "-" if score is None else f"{score.right} ({score.right / score.cases:.1%})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both tables and the differences; return 1 if one has no reason."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.quantities", description=__doc__)
    default = Path(__file__).resolve().parents[3] / "shared"
    parser.add_argument("--shared", type=Path, default=default, help="folder that holds peers/")
    options = parser.parse_args(arguments)
    peers = options.shared / "peers"
    if not peers.is_dir():
        parser.error(f"no folder {peers}; give the one that holds peers/ with --shared")
    tools, absent = readers()
    table = measure(peers, tools)
    print(render(table, tools, absent))
    reasons = load_differences()
    unexplained = 0
    print("\nWhere jixiao differs from a suite:")
    for row in table.values():
        own = row["jixiao"]
        for case in own.missed if own else ():
            unexplained += case not in reasons
            print(f"  {case:<28}{reasons.get(case, 'NO REASON GIVEN')}")
    print("\n" + summarise(list(measure_gold(options.shared))))
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
