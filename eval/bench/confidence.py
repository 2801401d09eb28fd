"""Fit the rules' part of the findings' confidence on judged findings (把握的校准).

A judged finding is a row of a CSV file: document, rule, evidence (names joined by +), fingerprint, true
(yes or no). Each rule's value is the share of its true findings among those that nothing but the rule
speaks for or against, drawn towards the settings' `unjudged`. Printed as the table to write into
`extraction/constraints/confidence.toml`, and how the fitted confidence does on the rows. Run as
`python -m eval.bench.confidence eval/judged_findings.csv`.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extraction.constraints.evidence import Settings, settings


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding with a reader's verdict."""

    rule: str
    evidence: tuple[str, ...]
    true: bool


def read(path: Path) -> tuple[Verdict, ...]:
    """Return the judged findings of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Verdict(r["rule"], tuple(e for e in r["evidence"].split("+") if e), r["true"] == "yes")
            for r in csv.DictReader(lines)
        )


def fitted(verdicts: Iterable[Verdict], known: Settings) -> dict[str, float]:
    """Return the value of every rule that has a finding with no other evidence."""
    judged: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        if not verdict.evidence:
            judged[verdict.rule].append(verdict.true)
    return {
        rule: round((sum(found) + known.weight * known.unjudged) / (len(found) + known.weight), 2)
        for rule, found in sorted(judged.items())
    }


def sureness(verdict: Verdict, rules: Mapping[str, float], known: Settings) -> float:
    """Return the confidence of a finding whose figures are all surely read."""
    value = rules.get(verdict.rule, known.unjudged)
    for name in verdict.evidence:
        value *= known.evidence[name]
    return min(value, known.most)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the fitted rules, and the share of true findings told and untold."""
    parser = argparse.ArgumentParser(description="Fit the confidence of findings.")
    parser.add_argument("judged", type=Path)
    options = parser.parse_args(argv)
    known, verdicts = settings(), read(options.judged)
    rules = fitted(verdicts, known)
    print("[rule]")
    for rule, value in rules.items():
        print(f"{rule} = {value}")
    for name, wanted in (("told", True), ("to look at", False)):
        group = [v for v in verdicts if (sureness(v, rules, known) >= known.told) is wanted]
        print(f"# {name}: {sum(v.true for v in group)} of {len(group)} true")
    return 0


if __name__ == "__main__":
    sys.exit(main())
