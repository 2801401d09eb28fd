"""What is known of a document, and whether a change would break, silence or prove something (复算)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from extraction.constraints import find_checks
from extraction.document import Document
from extraction.facts.build import build_facts
from extraction.markup import Link, Markup, Mention
from extraction.provenance import locate
from extraction.span import Span

Relation = tuple[str, frozenset[Span]]
"""A check by its kind and the places of its figures."""
SILENCED = "finding silenced"


@dataclass(frozen=True, slots=True)
class Examined:
    """A mark-up with the relations that it breaks, those that hold, and the numbers it cannot read."""

    markup: Markup
    broken: frozenset[Relation]
    held: frozenset[Relation]
    unread: frozenset[Span]


class Standing:
    """A document's mark-up as it stands.

    A change is tried on a copy; it is taken over only if it breaks nothing that was not broken, leaves no
    number unread that it brought along, and silences no finding: a relation that was broken may hold with all
    its figures, but not fall apart.
    """

    def __init__(self, document: Document, markup: Markup, *, fiscal_year: int | None) -> None:
        self.document = document
        self._year = fiscal_year
        self._now = self.examine(markup)

    @property
    def markup(self) -> Markup:
        """The mark-up with all changes so far."""
        return self._now.markup

    def examine(self, markup: Markup) -> Examined:
        """Return what a mark-up says about its figures."""
        markup = locate(self.document, markup)
        facts = build_facts(markup, text=self.document.text, fiscal_year=self._year)
        place = {m.id: m.span for m in markup.mentions}
        broken, held = set[Relation](), set[Relation]()
        for c in find_checks(self.document.text, facts):
            relation = (c.kind, frozenset(place[t] for t in c.terms))
            (broken if c.status == "violated" else held).add(relation)
        unread = frozenset(u.mention.span for u in facts.unread)
        return Examined(markup, frozenset(broken), frozenset(held), unread)

    def objection(self, tried: Examined) -> str:
        """Return why a changed mark-up may not be taken over, empty if it may."""
        if tried.broken - self._now.broken:
            return "new violation"
        if tried.unread - self._now.unread:
            return "number that cannot be read"
        gone = self._now.broken - tried.broken
        if any(not _mended(relation, tried.held) for relation in gone):
            return SILENCED
        return ""

    def propose(self, markup: Markup) -> str:
        """Take a changed mark-up over, or return why not; an empty string means it was taken."""
        tried = self.examine(markup)
        reason = self.objection(tried)
        if not reason:
            self._now = tried
        return reason

    def proves(self, tried: Examined, without: Examined, places: Iterable[Span]) -> bool:
        """Tell whether a change is borne out: a relation over one of `places` holds with it, and not without it.

        Relations that held must hold on, with more figures or as they were.

        Args:
            tried: the mark-up with all changes; without: with all but this one.
            places: of the figures that the change is about.
        """
        lost = self._now.held - tried.held
        if any(not _mended(relation, tried.held) for relation in lost):
            return False
        gained = tried.held - self._now.held - without.held
        about = tuple(places)
        return any(term.overlaps(p) for _, terms in gained for term in terms for p in about)


def _mended(relation: Relation, held: frozenset[Relation]) -> bool:
    """Tell whether every figure of a relation is in one relation that holds."""
    _, places = relation
    return any(all(any(p.overlaps(t) for t in terms) for p in places) for _, terms in held)


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
