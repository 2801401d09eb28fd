"""Join what memory says with what the machine found (建议的采用).

Only reports whose template the new one shares may speak: of all character n-grams of the shorter text,
numbers masked, at least `GRAMS` must be common, or of the lines and cells of words at least `LABELS`. Where memory speaks it is followed: its marks replace the
machine's that they overlap, and a stretch that it knows without a mark has none. Elsewhere the machine's
marks stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotations.memory.linking import Links
from annotations.memory.pieces import Piece, labels, pieces, shingles
from annotations.memory.report import Remembered
from annotations.memory.votes import Ballot, Extent, Voice, ballots
from extraction.document import Document
from extraction.labels import Label
from extraction.markup import Link, Markup, Mention
from extraction.span import Span

GRAMS, LABELS = 0.5, 0.6
"""Shares that reports of one template have in common; unlike ones of the written corpus stay below."""
_MOST_REPORTS = 8
_SURE = 0.97


@dataclass(frozen=True, slots=True)
class Source:
    """On what ground a mark stands: the number of reports, and the entries that say so."""

    reports: int
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """The mark-up with memory's advice taken, and its sources by mention id."""

    markup: Markup
    sources: Mapping[str, Source]


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """Return the share of the smaller set that both have."""
    return len(one & two) / (min(len(one), len(two)) or 1)


def template(report: Remembered, grams: frozenset[str], words: frozenset[str]) -> float:
    """Return how far a report is of the template that has these n-grams and labels; 1 is enough."""
    return max(likeness(report.grams, grams) / GRAMS, likeness(report.labels, words) / LABELS)


def advise(document: Document, markup: Markup, remembered: Iterable[Remembered]) -> Advice:
    """Return the mark-up of a document with what remembered reports of its template say."""
    new = pieces(document)
    grams, words = shingles(new), labels(new)
    others = [r for r in remembered if r.sha256 != document.sha256]
    ranked = sorted(((template(r, grams, words), r) for r in others), key=lambda s: -s[0])
    speaking = [r for share, r in ranked[:_MOST_REPORTS] if share >= 1]
    if not speaking:
        return Advice(markup, {})
    found, heard = ballots(speaking, new)
    accepted = {e: v for ballot in found.values() for e, v in ballot.accepted().items()}
    kept = [m for m in markup.mentions if _stays(m, accepted, found, new)]
    named = _named(document.text, accepted, markup, kept)
    links = _links(Links(speaking, new, accepted, heard), accepted, named, kept, markup)
    mentions = sorted((*kept, *named.values()), key=lambda m: (m.start, m.end))
    sources = {m.id: _source(accepted[e], speaking) for e, m in named.items()}
    return Advice(Markup(tuple(mentions), links, decided=markup.decided), sources)


def _source(voices: Sequence[Voice], reports: Sequence[Remembered]) -> Source:
    entries = dict.fromkeys(reports[v.report].entry(v.old) for v in voices)
    return Source(len({v.report for v in voices}), tuple(entries))


def _stays(
    mention: Mention,
    accepted: Mapping[Extent, Sequence[Voice]],
    found: Mapping[tuple[int, int], Ballot],
    new: Sequence[Piece],
) -> bool:
    if any(s < mention.end and mention.start < e for s, e, _ in accepted):
        return False
    for (j, k), ballot in found.items():
        part = new[j].parts[k]
        if part.start <= mention.start and mention.end <= part.end:
            return not ballot.silent(mention.start, mention.end)
    return True


def _named(
    text: str,
    accepted: Mapping[Extent, Sequence[Voice]],
    markup: Markup,
    kept: Sequence[Mention],
) -> dict[Extent, Mention]:
    """Make a mention of each accepted place; one that the machine found too keeps its id and place."""
    known = {(m.start, m.end, m.label.value): m for m in markup.mentions}
    taken = {m.id for m in markup.mentions}
    made: dict[Extent, Mention] = {}
    number = 0
    for extent, voices in sorted(accepted.items()):
        mark = max(voices, key=lambda v: v.weight).mark
        old = known.get(extent)
        if old is None:
            number += 1
            while f"y{number}" in taken:
                number += 1
            start, end, label = extent
            old = Mention(f"y{number}", Label(label), Span(start, end), text[start:end])
        role = mark.role or (old.role if old.role != "budget" else None)
        made[extent] = replace(old, change=mark.change, role=role, confidence=_SURE)  # type: ignore[arg-type]
    return made


def _links(
    way: Links,
    accepted: Mapping[Extent, Sequence[Voice]],
    named: Mapping[Extent, Mention],
    kept: Sequence[Mention],
    markup: Markup,
) -> tuple[Link, ...]:
    """Memory's links of the marks it speaks for; the machine's of all others and where a target is lost."""
    now = {m.id for m in (*kept, *named.values())}
    heir = _heirs(markup, named, now)
    theirs: dict[str, list[Link]] = {}
    for link in markup.links:
        source, target = heir.get(link.source), heir.get(link.target)
        if source and target and source != target:
            theirs.setdefault(source, []).append(replace(link, source=source, target=target))
    links: dict[tuple[str, str], Link] = {}
    spoken = set()
    for extent, mention in named.items():
        targets, whole = way.of(extent)
        for place in targets:
            if place in named:
                links[mention.id, named[place].id] = Link(mention.id, named[place].id, _SURE)
        if whole:
            spoken.add(mention.id)
    for source, found in theirs.items():
        if source not in spoken:
            links |= {(k.source, k.target): k for k in found if (k.source, k.target) not in links}
    return tuple(links.values())


def _heirs(markup: Markup, named: Mapping[Extent, Mention], now: set[str]) -> dict[str, str]:
    """What each of the machine's mentions is now: itself, or the mark that took its place."""
    heirs = {m.id: m.id for m in markup.mentions if m.id in now}
    for m in markup.mentions:
        if m.id not in heirs:
            over = [n for (s, e, _), n in named.items() if s < m.end and m.start < e]
            if len(over) == 1:
                heirs[m.id] = over[0].id
    return heirs
