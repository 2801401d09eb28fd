"""What is known of a document, and whether a change would break something (复算)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extraction.constraints import find_checks
from extraction.document import Document
from extraction.facts.build import build_facts
from extraction.markup import Link, Markup, Mention
from extraction.provenance import locate
from extraction.span import Span

Violation = tuple[str, frozenset[Span]]


class Standing:
    """A document's mark-up with the relations it breaks and the numbers it cannot read.

    A change is tried on a copy; it is taken over only if it breaks nothing that was not broken and
    leaves no number unread that it brought along.
    """

    def __init__(self, document: Document, markup: Markup, *, fiscal_year: int | None) -> None:
        self.document = document
        self._year = fiscal_year
        self.markup = locate(document, markup)
        self._broken, self._unread = self._examined(self.markup)

    @property
    def violations(self) -> frozenset[Violation]:
        """The violated checks, by kind and the places of their figures."""
        return self._broken

    def _examined(self, markup: Markup) -> tuple[frozenset[Violation], frozenset[Span]]:
        facts = build_facts(markup, text=self.document.text, fiscal_year=self._year)
        place = {m.id: m.span for m in markup.mentions}
        broken = frozenset(
            (c.kind, frozenset(place[t] for t in c.terms))
            for c in find_checks(self.document.text, facts)
            if c.status == "violated"
        )
        return broken, frozenset(u.mention.span for u in facts.unread)

    def propose(self, markup: Markup) -> str:
        """Take a changed mark-up over, or return why not; an empty string means it was taken."""
        located = locate(self.document, markup)
        broken, unread = self._examined(located)
        if broken - self._broken:
            return "new violation"
        if unread - self._unread:
            return "number that cannot be read"
        self.markup, self._broken, self._unread = located, broken, unread
        return ""


def changed(
    markup: Markup, *, remove: Iterable[str], add: Iterable[Mention], links: Iterable[Link]
) -> Markup | str:
    """Return a mark-up with mentions removed and added, or why they do not go together.

    Links of an added mention whose id was removed are those in `links` alone; links to it stay.
    """
    gone, new = set(remove), tuple(add)
    kept = [m for m in markup.mentions if m.id not in gone]
    mentions = sorted([*kept, *new], key=lambda m: m.span)
    for before, after in pairwise(mentions):
        if before.span.overlaps(after.span):
            return "overlapping mentions"
    ids = {m.id for m in mentions}
    old = (k for k in markup.links if k.source not in gone and k.target in ids)
    fresh = {(k.source, k.target): k for k in (*old, *links)}
    if any(k.target not in ids or k.source not in ids for k in fresh.values()):
        return "link to nothing"
    return replace(markup, mentions=tuple(mentions), links=tuple(fresh.values()))
