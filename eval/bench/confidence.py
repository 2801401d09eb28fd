"""Fit the confidence of findings on judged ones (把握的校准): the rules' part and the evidence factors.

A judged finding is a row of a CSV file: document, rule, evidence (names joined by +), fingerprint, true
(yes, no, or doubtful, which counts as no). Several files are taken together: findings of mended kinds
(`eval/judged_findings.csv`) make a rule look surer than it is on texts that nobody prepared for
(`eval/judged/first_sight.csv`, told before anything was mended for them). Each rule's value is the share of its true findings among those
that nothing but the rule speaks for or against, drawn towards the settings' `unjudged`. Each evidence's
factor is how many of the findings with that evidence alone are true for one that its rule lets expect, drawn
towards the `[prior]` of the settings. Printed as the tables to write into `extraction/constraints/verdicts/confidence.toml`
with the counts behind each value, how the fitted confidence does on the rows, and how it does on each source that it
is not fitted on (told, true and slips found by threshold; rows that name a source, `sure` is their least sure figure, `slip` whether one explains them).
`unjudged` is what rules that no other source knows reached there, drawn towards all. Run as
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

from extraction.constraints.verdicts.confidence import Settings, settings


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding with a reader's verdict.

    Attributes:
        source, document: where it was told at first sight; "" where its text had been worked on.
        sure: the confidence of its least sure figure.
        slip: whether a slip of the pen explains the gap.
    """

    rule: str
    evidence: tuple[str, ...]
    true: bool
    source: str = ""
    document: str = ""
    sure: float = 1.0
    slip: bool = True


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
            Verdict(
                r["rule"],
                tuple(e for e in r["evidence"].split("+") if e),
                r["true"] == "yes",
                r.get("source", ""),
                r["document"],
                float(r.get("sure") or 1),
                r.get("slip", "yes") == "yes",
            )
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
    """Return the confidence of a finding."""
    value = rules.get(verdict.rule, known.unjudged)
    for name in verdict.evidence:
        value *= known.evidence[name]
    most = known.most if verdict.slip else known.unexplained
    return float(min(value * verdict.sure**known.power, most))


def fitted_settings(verdicts: Sequence[Verdict], known: Settings) -> Settings:
    """Return the settings with rules and factors fitted on findings."""
    rules = {rule: f.value for rule, f in fitted(verdicts, known).items()}
    factors = fitted_evidence(verdicts, rules, known)
    evidence = {**known.evidence, **{name: f.value for name, f in factors.items()}}
    return replace(known, rules=rules, evidence=evidence)


def fitted_unjudged(verdicts: Sequence[Verdict], known: Settings) -> Fitted:
    """Return the share of true findings of rules that no other source has judged, drawn towards all at first sight."""
    bare = [v for v in verdicts if not v.evidence]
    first = [v for v in bare if v.source]
    new = [v for v in first if not any(o.rule == v.rule and o.source != v.source for o in bare)]
    of_all = sum(v.true for v in first) / len(first) if first else known.unjudged
    return _drawn(sum(v.true for v in new), len(new), 1.0, of_all, known)


def left_out(verdicts: Sequence[Verdict], known: Settings) -> list[tuple[float, Verdict]]:
    """Return the findings of every source with the confidence that is fitted on all others."""
    scored = []
    for source in sorted({v.source for v in verdicts} - {""}):
        using = fitted_settings([v for v in verdicts if v.source != source], known)
        scored += [(sureness(v, using.rules, using), v) for v in verdicts if v.source == source]
    return scored


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
    unjudged = fitted_unjudged(verdicts, known)
    print(f"# unjudged = {unjudged.value}  # {unjudged.true} of {unjudged.judged}")
    using = fitted_settings(verdicts, known)
    for name, wanted in (("told", True), ("to look at", False)):
        group = [v for v in verdicts if (sureness(v, values, using) >= known.told) is wanted]
        print(f"# {name}: {sum(v.true for v in group)} of {len(group)} true")
    _print_left_out(left_out(verdicts, known), known)
    return 0


def _print_left_out(scored: Sequence[tuple[float, Verdict]], known: Settings) -> None:
    """Print what each threshold tells of sources that the confidence is not fitted on."""
    print(
        "# each source by a fit on all others: threshold, told, true, share, texts with a true one"
    )
    for step in range(50, 95, 5):
        told = [v for sure, v in scored if sure >= step / 100]
        true = [v for v in told if v.true]
        texts = len({(v.source, v.document) for v in true})
        print(
            f"# {step / 100:.2f}  {len(told)}  {len(true)}  {len(true) / max(len(told), 1):.3f}  {texts}"
        )
    for source in dict.fromkeys(v.source for _, v in scored):
        own = [v for sure, v in scored if sure >= known.told and v.source == source]
        print(f"# {source}: {sum(v.true for v in own)} of {len(own)} told at {known.told} true")


if __name__ == "__main__":
    sys.exit(main())
