"""Injection benchmark of the arithmetic findings: one error at a time, is it found, and where?

Each annotated report (the repository's own, and the shared gold where it lies at hand) is read with
its mark-up; with `--archive N`, N whole documents of the archive are read by the patterns instead, tables
and prose, always the same ones. A figure that takes part in a relation that holds is then written wrongly in one of
six ways, the facts are built anew and the report is checked again. Printed per kind of error:

    detected    a new finding that is told has the changed figure among its terms
    unsure      … only one that is to look at
    localised   the repair of such a finding names the changed figure, as the only one or as one of two
    alone       … as the only one
    misled      its repair names other figures only
    elsewhere   new findings without the changed figure, a hundred injections

An injection counts where the wrong figure breaks at least one relation that held: what stays within
rounding is no error. The last lines count those that break a relation which text or structure state, or
at least make likely, not only one that figures happen to satisfy; then the same by rule of the firmest
relation that broke. Run as `python -m eval.bench.findings [--count 2000] [--seed 7] [--archive 60]`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from annotations import inline
from annotations.corpus import REPORTS
from annotations.gold import read_gold
from extraction.constraints.arithmetic.evaluate import evaluate
from extraction.constraints.arithmetic.relation import Claim
from extraction.constraints.discover import examine
from extraction.constraints.ledger.entries import Entry
from extraction.constraints.ledger.opening import open_ledger
from extraction.constraints.telling.findings import Examination
from extraction.constraints.verdicts.evidence import confidences, settings
from extraction.constraints.verdicts.judging import Judged
from extraction.constraints.verdicts.repair import Repair
from extraction.document import Document
from extraction.errors import JixiaoError, MarkupError
from extraction.facts.accounts import assign_accounts
from extraction.facts.build import build_facts
from extraction.facts.keys import Report as Identity
from extraction.facts.keys import assign_keys
from extraction.facts.model import Facts
from extraction.identity import identify
from extraction.labels import Label
from extraction.loading import load
from extraction.markup import Markup, Mention
from extraction.pipeline import default_pipeline
from extraction.provenance import locate
from extraction.span import Span

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_READ = frozenset({".html", ".pdf", ".docx", ".xlsx"})
_LONGEST = 200_000
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Report:
    """A text with its mark-up."""

    name: str
    text: str
    markup: Markup


@dataclass(frozen=True, slots=True)
class Injection:
    """One wrong figure: the mention and the surfaces to write (a swap of cells has two)."""

    kind: str
    target: str
    surfaces: tuple[tuple[str, str], ...]


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


def archived(count: int) -> Iterator[Report]:
    """Yield `count` documents of the shared archive as the patterns read them, the same every time.

    Documents that cannot be loaded, and those over 200,000 characters, are passed over.
    """
    pipeline = default_pipeline("pattern")
    paths = [p for p in (_shared() / "reports/archive").iterdir() if p.suffix in _READ]
    paths.sort(key=lambda p: hashlib.sha256(p.name.encode()).hexdigest())
    found = 0
    for path in paths:
        if found == count:
            return
        try:
            document = load(path)
        except JixiaoError:
            continue
        if len(document.text) <= _LONGEST:
            found += 1
            tagged = pipeline.linker.link(document, pipeline.tagger.tag(document))
            yield Report(path.stem, document.text, locate(document, tagged))


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


# Errors.


def _digits_swapped(surface: str, rng: random.Random) -> str | None:
    number = _digits(surface)
    pairs = [(i, j) for i, j in pairwise(number) if surface[i] != surface[j]]
    if not pairs:
        return None
    i, j = rng.choice(pairs)
    changed = list(surface)
    changed[i], changed[j] = changed[j], changed[i]
    return "".join(changed)


def _point_shifted(surface: str, rng: random.Random) -> str | None:
    match = _NUMBER.search(surface)
    if match is None:
        return None
    number = Decimal(match[0].replace(",", ""))
    shift = rng.choice((1, -1))
    moved = number.scaleb(shift)
    return surface[: match.start()] + f"{moved:f}" + surface[match.end() :] if number else None


def _unit_slipped(surface: str, rng: random.Random) -> str | None:
    if "万元" in surface:
        return surface.replace("万元", "元")
    if surface.endswith("元") and "亿" not in surface:
        return surface[:-1] + "万元"
    return None


def _digits(surface: str) -> list[int]:
    match = _NUMBER.search(surface)
    if match is None:
        return []
    return [i for i in range(match.start(), match.end()) if surface[i].isdigit()]


_Own = Callable[[str, random.Random], str | None]
_ALONE: dict[str, _Own] = {
    "digit swap": _digits_swapped,
    "shifted decimal": _point_shifted,
    "unit slip": _unit_slipped,
}
STATED = "in a stated relation"
LIKELY = "in a likely one at least"
KINDS = (*_ALONE, "copied neighbour", "swapped cells", "wrong base")


def _injection(
    kind: str, entry: Entry, entries: Sequence[Entry], rng: random.Random
) -> Injection | None:
    surface = entry.mention.text
    if kind in _ALONE:
        if kind == "unit slip" and entry.kind != "money":
            return None
        changed = _ALONE[kind](surface, rng)
        if changed is None or changed == surface:
            return None
        return Injection(kind, entry.id, ((entry.id, changed),))
    if kind == "wrong base":
        return _wrong_base(entry, entries)
    neighbour = _neighbour(entry, entries, rng)
    if neighbour is None or neighbour.mention.text == surface:
        return None
    changes = [(entry.id, _carry(surface, neighbour.mention.text))]
    if kind == "swapped cells":
        changes.append((neighbour.id, _carry(neighbour.mention.text, surface)))
    return Injection(kind, entry.id, tuple(changes))


def _carry(into: str, source: str) -> str:
    """Write the number of one surface into another, unit and signs staying."""
    here, there = _NUMBER.search(into), _NUMBER.search(source)
    if here is None or there is None:
        return into
    return into[: here.start()] + there[0] + into[here.end() :]


def _neighbour(entry: Entry, entries: Sequence[Entry], rng: random.Random) -> Entry | None:
    near = [
        e
        for e in entries[max(0, entry.index - 4) : entry.index + 5]
        if e.id != entry.id and e.lane == entry.lane and e.unit == entry.unit
    ]
    return rng.choice(near) if near else None


def _wrong_base(entry: Entry, entries: Sequence[Entry]) -> Injection | None:
    """Write a growth rate over the new level instead of the old one."""
    if entry.kind != "rate" or entry.change is None or entry.index == 0:
        return None
    change = entries[entry.index - 1]
    levels = [e for e in entries[: change.index] if e.family == change.family and not e.change]
    if change.kind != "money" or not change.change or not levels or not levels[-1].value.point:
        return None
    rate = abs(change.value.point / levels[-1].value.point) * 100
    changed = _carry(entry.mention.text, f"{rate:.2f}")
    if changed == entry.mention.text:
        return None
    return Injection("wrong base", entry.id, ((entry.id, changed),))


def apply(report: Report, injection: Injection) -> Report:
    """Return the report with the wrong surfaces written into it, offsets moved along."""
    changes = dict(injection.surfaces)
    parts: list[str] = []
    mentions: list[Mention] = []
    position = shift = 0
    for mention in report.markup.mentions:
        surface = changes.get(mention.id, mention.text)
        parts.append(report.text[position : mention.start])
        start = mention.start + shift
        parts.append(surface)
        span = Span(start, start + len(surface))
        mentions.append(replace(mention, span=span, text=surface))
        shift += len(surface) - len(mention.text)
        position = mention.end
    parts.append(report.text[position:])
    return Report(report.name, "".join(parts), Markup(tuple(mentions), report.markup.links))


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
    corpus: Sequence[Report], *, count: int, seed: int
) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Inject `count` errors, spread over kinds and reports; return tallies by kind and by rule."""
    rng = random.Random(seed)
    clean = [(r, examine(r.text, _facts(r))) for r in corpus]
    pool = [(r, e, figure) for r, e in clean for figure in _figures(e)]
    tallies = {kind: Tally() for kind in (*KINDS, "all", LIKELY, STATED)}
    by_rule: dict[str, Tally] = {}
    done = tries = 0
    while done < count and tries < 60 * count:
        tries += 1
        report, before, figure = rng.choice(pool)
        kind = KINDS[tries % len(KINDS)]
        injection = _injection(kind, figure, before.ledger.entries, rng)
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


def _facts(report: Report) -> Facts:
    """Return the facts of a report with their keys, as the product builds them."""
    document = Document(f"{report.name}.txt", "", "txt", report.text)
    known = identify(document, report.markup)
    built = build_facts(report.markup, text=report.text, fiscal_year=known.fiscal_year)
    identity = Identity(known.report_kind, known.fiscal_year, known.title)
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
    certainty = confidences(after.told, after.ledger)
    sure = [i for i in new if certainty[i] >= settings().told]
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
    parser.add_argument("--archive", type=int, default=0, help="so many archive documents instead")
    options = parser.parse_args(argv)
    corpus = list(archived(options.archive) if options.archive else reports())
    tallies, by_rule = measure(corpus, count=options.count, seed=options.seed)
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
