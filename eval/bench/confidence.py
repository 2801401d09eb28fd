"""Fit the confidence of findings on judged ones (把握的校准): the rules' part and the evidence factors.

A judged finding is a row of a CSV file: document, rule, evidence (names joined by +), fingerprint, true
(yes, no, or doubtful, which counts as no). Several files are taken together: findings of mended kinds
(`eval/judged_findings.csv`) make a rule look surer than it is on texts that nobody prepared for
(`eval/judged/first_sight.csv`, told before anything was mended for them). Each rule's value is the share of its true findings among those
that nothing but the rule speaks for or against, drawn towards the settings' `unjudged`. Each evidence's
factor is how many of the findings with that evidence alone are true for one that its rule lets expect, drawn
towards the `[prior]` of the settings. Printed as the tables to write into `extraction/constraints/verdicts/confidence.toml`
with the counts behind each value, and how the fitted confidence does on the rows. Run as
`python -m eval.bench.confidence eval/judged_findings.csv eval/judged/first_sight.csv`.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extraction.constraints.verdicts.evidence import Settings, settings


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding with a reader's verdict."""

    rule: str
    evidence: tuple[str, ...]
    true: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted value with the true findings and all findings behind it."""

    value: float
    true: int
    judged: int


def read(path: Path) -> tuple[Verdict, ...]:
    """Return the judged findings of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Verdict(r["rule"], tuple(e for e in r["evidence"].split("+") if e), r["true"] == "yes")
            for r in csv.DictReader(lines)
        )


def fitted(verdicts: Iterable[Verdict], known: Settings) -> dict[str, Fitted]:
    """Return the value of every rule that has a finding with no other evidence."""
    judged: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        if not verdict.evidence:
            judged[verdict.rule].append(verdict.true)
    return {
        rule: _drawn(sum(found), len(found), 1.0, known.unjudged, known)
        for rule, found in sorted(judged.items())
    }


def fitted_evidence(
    verdicts: Iterable[Verdict], rules: Mapping[str, float], known: Settings
) -> dict[str, Fitted]:
    """Return the factor of every evidence that a finding has as its only one."""
    judged: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if len(verdict.evidence) == 1:
            judged[verdict.evidence[0]].append(verdict)
    made = {}
    for name, found in sorted(judged.items()):
        if name in known.priors:
            expected = sum(rules.get(v.rule, known.unjudged) for v in found) / len(found)
            true = sum(v.true for v in found)
            made[name] = _drawn(true, len(found), expected, known.priors[name], known)
    return made


def _drawn(true: int, judged: int, expected: float, prior: float, known: Settings) -> Fitted:
    """Return the share of true ones of those expected, drawn towards a prior where few were judged."""
    value = (true + known.weight * prior) / (judged * expected + known.weight)
    return Fitted(min(round(value, 2), 1.0), true, judged)


def sureness(verdict: Verdict, rules: Mapping[str, float], known: Settings) -> float:
    """Return the confidence of a finding whose figures are all surely read."""
    value = rules.get(verdict.rule, known.unjudged)
    for name in verdict.evidence:
        value *= known.evidence[name]
    return min(value, known.most)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the fitted rules and factors, and the share of true findings told and untold."""
    parser = argparse.ArgumentParser(description="Fit the confidence of findings.")
    parser.add_argument("judged", type=Path, nargs="+")
    options = parser.parse_args(argv)
    known = settings()
    verdicts = [verdict for path in options.judged for verdict in read(path)]
    rules = fitted(verdicts, known)
    values = {rule: f.value for rule, f in rules.items()}
    factors = fitted_evidence(verdicts, values, known)
    for title, table in (("evidence", factors), ("rule", rules)):
        print(f"[{title}]")
        for name, f in table.items():
            print(f"{name} = {f.value}  # {f.true} of {f.judged}")
    evidence = {**known.evidence, **{name: f.value for name, f in factors.items()}}
    using = replace(known, evidence=evidence)
    for name, wanted in (("told", True), ("to look at", False)):
        group = [v for v in verdicts if (sureness(v, values, using) >= known.told) is wanted]
        print(f"# {name}: {sum(v.true for v in group)} of {len(group)} true")
    return 0


if __name__ == "__main__":
    sys.exit(main())
