"""Accounts of indicators in prose beside a tagger's own reading of them (逐项说明)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from extraction.document import Document
from extraction.indicators.pairing import Account
from extraction.indicators.told import Told
from extraction.indicators.walk import read_walks
from extraction.labels import Label
from extraction.linking.certainty import certain, of_one_kind
from extraction.markup import Link, Markup, Mention, assemble
from extraction.span import Span
from extraction.tables import TableMarkup
from extraction.tables.emitter import Emitter
from extraction.tables.left_out import running_words
from extraction.tagging.edges import within_limit
from extraction.tagging.headed import by_heading
from extraction.tagging.marked_names import with_marked_names
from extraction.tagging.walk_marks import mark_account

_ENDS = {Label.TARGET, Label.ACTUAL}
_ANSWERS = _ENDS | {Label.STATUS}
_ACCOUNTED = _ANSWERS | {Label.INDICATOR}
"""What an account in prose decides as a whole."""
_SURE = 0.9
_NEAR = 4
"""Spans before a place that may reach beyond it."""


def with_walks(document: Document, tables: TableMarkup, markup: Markup) -> Markup:
    """Return a tagger's mark-up with the goals and their results in prose that structure alone reads.

    What the tagger tells surely of a goal and its result in a passage stays as it is. Below a class of indicators lone goals
    and results are the tagger's alone: where it tells none, structure is seldom right about them.
    """
    spans = tuple(_open(document, tables))
    markup = with_marked_names(document.text, spans, by_heading(document.text, spans, markup))
    marked = _Marked(markup)
    told = tuple(read_walks(document.text, spans))
    emitter = Emitter(document)
    besides = [_besides(document.text, marked, read) for read in told]
    paired = {a.actual.span for read in besides for a in read.accounts if a.actual is not None}
    for read, own in zip(told, besides, strict=True):
        own = _named_again(read, own, paired)
        if own.accounts:
            mark_account(document.text, own, emitter)
    return _joined(_surer(document.text, markup, told), emitter.markup(), ())


def by_walks(document: Document, tables: TableMarkup, markup: Markup) -> Markup:
    """Return the mark-up of a tagger that knows nothing of accounts, with all that structure tells of them."""
    emitter = Emitter(document)
    told = read_walks(document.text, tuple(_open(document, tables)))
    stretches = [mark_account(document.text, read, emitter) for read in told]
    return _joined(markup, emitter.markup(), sorted(stretches))


def _joined(markup: Markup, own: Markup, stretches: Sequence[Span]) -> Markup:
    """Return a tagger's mark-up with that of accounts, which decide in stretches all that an account tells."""
    if not own.mentions:
        return markup
    shut = sorted(m.span for m in own.mentions)
    kept = [
        m
        for m in markup.mentions
        if not _overlaps(shut, m.span)
        and not (m.label in _ACCOUNTED and _overlaps(stretches, m.span))
    ]
    kept = _without_dangling(markup, kept)
    by_span = {m.span: m.confidence for m in markup.mentions}
    mine = [
        replace(m, id=f"walk-{m.id}", confidence=max(by_span.get(m.span) or _SURE, _SURE))
        for m in own.mentions
    ]
    links = [Link(f"walk-{k.source}", f"walk-{k.target}", _SURE) for k in own.links]
    return replace(assemble((*mine, *kept), (*links, *markup.links)), decided=markup.decided)


def _without_dangling(markup: Markup, kept: Sequence[Mention]) -> list[Mention]:
    """Return mentions without the goals and results whose indicators are all gone."""
    names = {m.id for m in markup.mentions if m.label is Label.INDICATOR}
    left = names & {m.id for m in kept}
    held = {k.source for k in markup.links if k.target in left}
    dangling = {k.source for k in markup.links if k.target in names - left} - held
    return [m for m in kept if m.label not in _ANSWERS or m.id not in dangling]


def _surer(text: str, markup: Markup, told: Sequence[Told]) -> Markup:
    """Return a tagger's mark-up, sure of the names, goals and results that an account reads the same way."""
    same = {
        (label, span)
        for read in told
        for a in read.accounts
        if a.paired
        for label, span in _spans(text, a)
    }
    if not same:
        return markup
    mentions = tuple(
        replace(m, confidence=max(m.confidence or _SURE, _SURE)) if (m.label, m.span) in same else m
        for m in markup.mentions
    )
    return replace(markup, mentions=mentions)


def _spans(text: str, account: Account) -> Iterator[tuple[Label, Span]]:
    yield Label.INDICATOR, account.name
    for label, value in ((Label.TARGET, account.target), (Label.ACTUAL, account.actual)):
        if value is not None:
            yield label, within_limit(text, label, value.span)[0]


def _overlaps(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether a span overlaps one of several in text order, none of which holds many others."""
    place = bisect_left(spans, Span(span.end, span.end))
    return any(s.overlaps(span) for s in spans[max(0, place - _NEAR) : place])


class _Marked:
    """A mark-up, looked up by place and by source: passages are many where a report tells much."""

    def __init__(self, markup: Markup) -> None:
        self._mentions = sorted(markup.mentions, key=lambda m: m.span)
        self._starts = [m.span.start for m in self._mentions]
        self._ends = [m.span.end for m in self._mentions]
        self._targets: dict[str, list[str]] = {}
        for link in markup.links:
            self._targets.setdefault(link.source, []).append(link.target)

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions that overlap a stretch, in text order; mentions overlap each other never."""
        first = bisect_right(self._ends, span.start)
        return self._mentions[first : bisect_left(self._starts, span.end)]

    def targets(self, source: str) -> Sequence[str]:
        """Return what a mention is linked to."""
        return self._targets.get(source, ())


def _pairs(marked: _Marked, span: Span) -> list[list[Mention]]:
    """Return what a tagger tells as pairs of a stretch surely enough, each its name, goals and results."""
    here = marked.within(span)
    known = {m.id: m for m in here}
    ends: dict[str, list[Mention]] = {}
    for mention in here:
        for target in marked.targets(mention.id) if mention.label in _ENDS else ():
            if target in known and known[target].label is Label.INDICATOR:
                ends.setdefault(target, []).append(mention)
    pairs = [[known[name], *found] for name, found in ends.items()]
    return [p for p in pairs if _stands(p[0], p[1:])]


def _stands(name: Mention, ends: Sequence[Mention]) -> bool:
    """Tell whether goal and result of a tagger are told surely and of one kind, so that they are not refused later."""
    both = {m.label for m in ends} == _ENDS
    return both and certain(m.confidence for m in (name, *ends)) and of_one_kind(ends)


def _besides(text: str, marked: _Marked, told: Told) -> Told:
    """Return what an account tells beside a tagger: what both tell surely stays as the tagger has it."""
    taken = [m.span for pair in _pairs(marked, told.passage.span) for m in pair]
    named = None if told.passage.classes else _named(marked, told.passage.span)
    own = tuple(
        a
        for a in told.accounts
        if not any(s.overlaps(t) for _, s in _spans(text, a) for t in taken)
        and (_both(a) or (named is not None and _lone(a, named)))
    )
    return replace(told, accounts=own)


def _named_again(told: Told, besides: Told, paired: Set[Span]) -> Told:
    """Return what an account tells beside a tagger, with the names that results bear where they are told.

    Such a result belongs to two names: that of the goal, elsewhere, and its own.
    """
    own = tuple(
        a
        for a in told.accounts
        if a in besides.accounts or (a.answers and a.actual is not None and a.actual.span in paired)
    )
    return replace(besides, accounts=own)


def _both(account: Account) -> bool:
    return account.target is not None and account.actual is not None


def _lone(account: Account, named: Sequence[Span]) -> bool:
    """Tell whether an account is a lone goal or result in figures that the tagger gives no name of an indicator."""
    value = account.target or account.actual
    return value is not None and not any(value.span.overlaps(n) for n in named)


def _named(marked: _Marked, span: Span) -> list[Span]:
    """Return the goals and results of a stretch that a tagger links to an indicator in it."""
    here = marked.within(span)
    names = {m.id for m in here if m.label is Label.INDICATOR}
    return [m.span for m in here if m.label in _ENDS and names.intersection(marked.targets(m.id))]


def _open(document: Document, tables: TableMarkup) -> Iterator[Span]:
    """Yield the stretches of running text in order: neither tables nor headers, footers and contents.

    Running words between the rows of a form in one line are such stretches too.
    """
    shut = [t.span for t in document.tables if len(t.span)]
    shut += [r.span for r in document.regions] + list(tables.closed)
    found: list[Span] = []
    position = 0
    for span in sorted(shut):
        if span.start > position:
            found.append(Span(position, span.start))
        position = max(position, span.end)
    if position < len(document.text):
        found.append(Span(position, len(document.text)))
    if document.format == "txt":
        for table in document.tables:
            found += running_words(document.text, table)
    yield from sorted(found)
