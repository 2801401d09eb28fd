"""Injection benchmark of the arithmetic findings: one error at a time, is it found, and where?

Each annotated report (the repository's own, and the shared gold where it lies at hand) is read with
its mark-up; with `--records FOLDER`, documents that `jixiao extract` has read into that folder are drawn instead
(`--archive N` of them), tables and prose, each as likely as the others. A figure that takes part in a relation that holds
is then written wrongly in one of six ways, the facts are built anew and the report is checked again. Printed per kind of error:

    detected    a new finding that is told has the changed figure among its terms
    unsure      … only one that is to look at
    localised   the repair of such a finding names the changed figure, as the only one or as one of two
    alone       … as the only one
    misled      its repair names other figures only
    elsewhere   new findings without the changed figure, a hundred injections

An injection counts where the wrong figure breaks at least one relation that held: what stays within
rounding is no error. The last lines count those that break a relation which text or structure state, or
at least make likely, not only one that figures happen to satisfy; then the same by rule of the firmest
relation that broke. Run as `python -m eval.bench.findings [--count 2000] [--seed 7] [--records FOLDER --archive 60]`.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotations import inline
from annotations.corpus import REPORTS
from annotations.gold import read_gold
from eval.bench.injections import KINDS, Injection, Report, apply, injection_of
from extraction.constraints.arithmetic.evaluate import evaluate
from extraction.constraints.arithmetic.relation import Claim
from extraction.constraints.discover import examine
from extraction.constraints.ledger.entries import Entry
from extraction.constraints.ledger.opening import open_ledger
from extraction.constraints.telling.findings import Examination
from extraction.constraints.verdicts.confidence import settings
from extraction.constraints.verdicts.judged import Judged
from extraction.constraints.verdicts.repair import Repair
from extraction.document import Document
from extraction.errors import MarkupError
from extraction.facts.accounts import assign_accounts
from extraction.facts.build import build_facts
from extraction.facts.keys import Report as Identity
from extraction.facts.keys import assign_keys
from extraction.facts.model import Facts
from extraction.identity import identify
from extraction.labels import Label
from extraction.markup import Markup, Mention
from extraction.output.folder import RECORDS, read_text
from extraction.serialisation import header_from_json, markup_from_json

STATED = "in a stated relation"
LIKELY = "in a likely one at least"
_SHA256 = re.compile(r'"sha256":"([0-9a-f]{64})"')
_LONGEST = 40_000
_ROOT = Path(__file__).resolve().parents[2]


def reports() -> Iterator[Report]:
    """Yield the annotated reports of the repository and of the shared folder."""
    yield from _written()
    shared = _shared()
    for path in sorted((shared / "gold").glob("*.json")):
        record = read_gold(path)
        source = shared / "reports/text" / f"{record.document}.txt"
        text = source.read_bytes().decode("utf-8")
        yield Report(record.document, text, _with_units(record.markup()))


def _shared() -> Path:
    return Path(os.environ.get("JIXIAO_SHARED", _ROOT.parent / "shared"))


def recorded(folder: Path, count: int, *, seed: int, longest: int = _LONGEST) -> list[Report]:
    """Return `count` documents that `jixiao extract` has written into a folder, drawn by `seed`.

    Nothing is read or tagged again: text, mentions and links are those of the records. Documents of more than
    `longest` characters are passed over.
    """
    with (folder / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        short = sorted(r["sha256"] for r in csv.DictReader(file) if int(r["characters"]) <= longest)
    drawn = frozenset(random.Random(seed).sample(short, min(count, len(short))))
    found: list[Report] = []
    with (folder / RECORDS).open(encoding="utf-8") as file:
        for line in file:
            known = _SHA256.search(line)
            if known is None or known[1] not in drawn:
                continue
            data = json.loads(line)
            header, text = header_from_json(data), read_text(folder, known[1])
            identity = Identity(header.report_kind, header.fiscal_year, header.title)
            if text is not None:
                found.append(Report(header.path, text, markup_from_json(data), identity))
    return found


def _written() -> Iterator[Report]:
    for path in sorted(REPORTS.glob("*.txt")):
        try:
            text, record = inline.read(path)
        except MarkupError:
            continue
        yield Report(path.stem, text, _with_units(record.markup()))


def _with_units(markup: Markup) -> Markup:
    """Give bare rates their sign, as a table header would."""
    return Markup(
        tuple(
            replace(m, unit="%") if m.label == Label.RATE and _bare(m) else m
            for m in markup.mentions
        ),
        markup.links,
    )


def _bare(mention: Mention) -> bool:
    return mention.unit is None and re.fullmatch(r"[\d.,\s\-－]+", mention.text) is not None


# Measuring.


@dataclass(slots=True)
class Tally:
    """Counts of one kind of error."""

    injected: int = 0
    detected: int = 0
    unsure: int = 0
    localised: int = 0
    alone: int = 0
    misled: int = 0
    elsewhere: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of `other`."""
        self.injected += other.injected
        self.detected += other.detected
        self.unsure += other.unsure
        self.localised += other.localised
        self.alone += other.alone
        self.misled += other.misled
        self.elsewhere += other.elsewhere


def measure(
    corpus: Sequence[Report], *, count: int, seed: int, by_report: bool = False
) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Inject `count` errors, spread over kinds; return tallies by kind and by rule.

    Args:
        by_report: draw a report first, then one of its figures; else every figure is as likely as another.
    """
    rng = random.Random(seed)
    drawing = _by_report(corpus, rng) if by_report else _by_figure(corpus, rng)
    tallies = {kind: Tally() for kind in (*KINDS, "all", LIKELY, STATED)}
    by_rule: dict[str, Tally] = {}
    done = tries = 0
    while done < count and tries < 60 * count:
        tries += 1
        report, before, figure = next(drawing)
        kind = KINDS[tries % len(KINDS)]
        injection = injection_of(kind, figure, before.ledger.entries, rng)
        if injection is None:
            continue
        wrong = apply(report, injection)
        facts = _facts(wrong)
        broken = _broken(before, {e.id: e for e in open_ledger(wrong.text, facts).entries})
        if not broken:
            continue
        done += 1
        tally = _score(before, examine(wrong.text, facts), injection)
        firmest = max(broken, key=lambda j: j.relation.claim).relation
        likely = (LIKELY,) if firmest.claim >= Claim.LIKELY else ()
        stated = (STATED,) if firmest.claim is Claim.STATED else ()
        for name in (kind, "all", *likely, *stated):
            tallies[name].add(tally)
        rule = f"{firmest.kind} {firmest.rule} ({firmest.claim.name.lower()})"
        by_rule.setdefault(rule, Tally()).add(tally)
    return tallies, by_rule


_Drawn = tuple[Report, Examination, Entry]


def _by_figure(corpus: Sequence[Report], rng: random.Random) -> Iterator[_Drawn]:
    """Yield figures of relations that hold, without end."""
    clean = [(r, examine(r.text, _facts(r))) for r in corpus]
    pool = [(r, e, figure) for r, e in clean for figure in _figures(e)]
    while pool:
        yield rng.choice(pool)


def _by_report(corpus: Sequence[Report], rng: random.Random) -> Iterator[_Drawn]:
    """Yield such figures, every report as often as another; a report is checked when it is first drawn."""
    clean: dict[str, tuple[Examination, list[Entry]]] = {}
    left = list(corpus)
    while left:
        report = rng.choice(left)
        if report.name not in clean:
            before = examine(report.text, _facts(report))
            clean[report.name] = before, _figures(before)
        before, figures = clean[report.name]
        if figures:
            yield report, before, rng.choice(figures)
        else:
            left.remove(report)


def _facts(report: Report) -> Facts:
    """Return the facts of a report with their keys, as the product builds them."""
    identity = report.identity
    if identity is None:
        document = Document(f"{report.name}.txt", "", "txt", report.text)
        known = identify(document, report.markup)
        identity = Identity(known.report_kind, known.fiscal_year, known.title)
    built = build_facts(report.markup, text=report.text, fiscal_year=identity.year)
    return assign_keys(report.text, assign_accounts(built), identity)


def _figures(examination: Examination) -> list[Entry]:
    ids = {t for j in examination.told if not j.violated for t in j.relation.terms}
    return [e for e in examination.ledger.entries if e.id in ids]


def _broken(before: Examination, now: dict[str, Entry]) -> list[Judged]:
    """Return the relations that held and do not with the wrong figure."""
    values = {i: e.value for i, e in now.items()}
    found = []
    for judged in before.told:
        if judged.violated or not all(t in values for t in judged.relation.terms):
            continue
        verdict = evaluate(judged.relation, values)
        if verdict is not None and verdict.status == "violated":
            found.append(judged)
    return found


def _score(before: Examination, after: Examination, injection: Injection) -> Tally:
    known = {(j.relation.kind, j.relation.terms) for j in before.told if j.violated}
    changed = {i for i, _ in injection.surfaces}
    new = [
        i
        for i, j in enumerate(after.told)
        if j.violated and (j.relation.kind, j.relation.terms) not in known
    ]
    sure = [i for i in new if after.sure[i] >= settings().told]
    theirs = [i for i in new if changed & set(after.told[i].relation.terms)]
    own = [i for i in theirs if i in sure]
    advised = [r for r in after.repairs if (r.clear or r.instead) and set(r.mends) & set(own)]
    alone = {i for r in advised if r.clear for i in _named(r)}
    either = alone | {i for r in advised if r.instead for i in (*_named(r), *_named(r.instead))}
    return Tally(
        injected=1,
        detected=int(bool(own)),
        unsure=int(bool(theirs) and not own),
        localised=int(bool(either & changed)),
        alone=int(bool(alone & changed)),
        misled=int(bool(either) and not either & changed),
        elsewhere=len(sure) - len(own),
    )


def _named(repair: Repair) -> tuple[str, ...]:
    return tuple(e.id for e in (repair.entry, repair.other) if e is not None)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Inject errors and count what is found.")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--records", type=Path, help="a folder of records, to draw documents from")
    parser.add_argument("--archive", type=int, default=60, help="so many documents of the records")
    parser.add_argument("--longest", type=int, default=_LONGEST, help="characters of one of them")
    options = parser.parse_args(argv)
    if options.records is None:
        corpus = list(reports())
    else:
        drawn = recorded(
            options.records, options.archive, seed=options.seed, longest=options.longest
        )
        corpus = sorted(drawn, key=lambda r: r.name)
    tallies, by_rule = measure(
        corpus, count=options.count, seed=options.seed, by_report=options.records is not None
    )
    _print(tallies)
    print()
    _print(dict(sorted(by_rule.items(), key=lambda r: -r[1].injected)))
    return 0


def _print(tallies: dict[str, Tally]) -> None:
    columns = ("detected", "unsure", "localised", "alone", "misled", "elsewhere")
    print(f"{'error':34}{'injected':>9}" + "".join(f"{c:>11}" for c in columns))
    for kind, t in tallies.items():
        shares = (getattr(t, c) / max(1, t.injected) for c in columns)
        print(f"{kind:34}{t.injected:>9}" + "".join(f"{s:>11.1%}" for s in shares))


if __name__ == "__main__":
    sys.exit(main())
