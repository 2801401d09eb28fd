"""A mark-up that rules may edit (草稿): mentions moved, added and dropped, links along with them.

Mentions stay in text order and apart at every step: an edit that would make two overlap is refused. What
stands in a table's cell or assesses an indicator is never touched.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from extraction.labels import FIGURES, VALUES, Label
from extraction.markup import Link, Markup, Mention
from extraction.span import Span, trim

_RULED = 0.9
"""Confidence of what a rule decides against or beside the model."""


class Draft:
    """One mark-up under edit; `markup()` returns it."""

    def __init__(self, text: str, markup: Markup) -> None:
        self.text = text
        self._decided = markup.decided
        self._scored = any(m.confidence is not None for m in markup.mentions)
        self._mentions = markup.by_id()
        self._order = [(m.start, m.end, m.id) for m in markup.mentions]
        self._targets: dict[str, list[Link]] = defaultdict(list)
        self._sources: dict[str, set[str]] = defaultdict(set)  # those that link, or once linked
        for link in markup.links:
            self._targets[link.source].append(link)
            self._sources[link.target].add(link.source)
        self._added = 0

    def markup(self) -> Markup:
        """Return the mark-up as it now is."""
        mentions = tuple(self._mentions[ident] for _, _, ident in self._order)
        sources = [m.id for m in mentions]
        links = tuple(k for s in sources for k in self._targets.get(s, ()))
        return Markup(mentions, links, decided=self._decided)

    def mentions(self, *labels: Label) -> tuple[Mention, ...]:
        """Return the mentions of prose of some labels, in text order."""
        known = self._mentions
        found = [m for _, _, i in self._order if (m := known[i]).cell is None]
        return tuple([m for m in found if m.label in labels] if labels else found)

    def get(self, ident: str) -> Mention | None:
        """Return a mention as it now is, None if it was dropped."""
        return self._mentions.get(ident)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that overlap [start, end), in text order."""
        first = bisect_left(self._order, (start, 0, ""))
        if first and self._order[first - 1][1] > start:
            first -= 1
        last = bisect_left(self._order, (end, 0, ""))
        return tuple(self._mentions[ident] for _, _, ident in self._order[first:last])

    def before(self, offset: int, *, reach: int) -> Iterator[Mention]:
        """Yield the mentions that end at or before an offset, nearest first, within some characters."""
        for place in range(bisect_right(self._order, (offset, 0, "")) - 1, -1, -1):
            _, end, ident = self._order[place]
            if end < offset - reach:
                return
            if end <= offset:
                yield self._mentions[ident]

    def after(self, offset: int, *, reach: int) -> Iterator[Mention]:
        """Yield the mentions that begin at or after an offset, nearest first, within some characters."""
        order = self._order
        for place in range(bisect_left(order, (offset, 0, "")), len(order)):
            if order[place][0] > offset + reach:
                return
            yield self._mentions[order[place][2]]

    def value_before(self, offset: int, *, reach: int) -> Mention | None:
        """Return the nearest value that ends at or before an offset."""
        return next((m for m in self.before(offset, reach=reach) if m.label in VALUES), None)

    def figure_after(self, offset: int, *, reach: int) -> Mention | None:
        """Return the nearest value that starts at or after an offset, None where that is no figure."""
        value = next((m for m in self.after(offset, reach=reach) if m.label in VALUES), None)
        return value if value is not None and value.label in FIGURES else None

    def targets(self, ident: str, *labels: Label) -> tuple[Mention, ...]:
        """Return what a mention links to, of some labels."""
        found = (self._mentions[k.target] for k in self._targets.get(ident, ()))
        return tuple(t for t in found if t.label in labels)

    def figures_of(self, item: str) -> tuple[Mention, ...]:
        """Return the figures that link to an item, in text order."""
        found = (self._mentions[s] for s in self._aiming(item))
        return tuple(sorted((m for m in found if m.label in FIGURES), key=lambda m: m.span))

    def _aiming(self, target: str) -> list[str]:
        """The mentions that link to one."""
        sources = self._sources.get(target, ())
        return [s for s in sources if _aims(self._targets.get(s, []), target)]

    def move(self, ident: str, span: Span) -> bool:
        """Give a mention another span; False where it would overlap another mention or be empty."""
        mention = self._mentions[ident]
        if mention.span == span:
            return True
        if not len(span) or any(m.id != ident for m in self.within(span.start, span.end)):
            return False
        self._take_out(mention)
        self._mentions[ident] = replace(mention, span=span, text=span.of(self.text))
        insort(self._order, (span.start, span.end, ident))
        return True

    def measure(self, ident: str, label: Label, unit: str) -> None:
        """Say what a figure is and the unit that stands outside it."""
        self._mentions[ident] = replace(self._mentions[ident], label=label, unit=unit)

    def add(self, label: Label, span: Span) -> Mention | None:
        """Add a mention; None where it would overlap another."""
        if not len(span) or self.within(span.start, span.end):
            return None
        self._added += 1
        sure = _RULED if self._scored else None
        ident = f"added-{self._added}"
        mention = Mention(ident, label, span, span.of(self.text), confidence=sure)
        self._mentions[ident] = mention
        insort(self._order, (span.start, span.end, ident))
        return mention

    def drop(self, ident: str, *, instead: str | None = None) -> None:
        """Take a mention out; what linked to it links to another one, or no more."""
        self._take_out(self._mentions.pop(ident))
        self._targets.pop(ident, None)
        for source in self._aiming(ident):
            kept = [k for k in self._targets[source] if k.target != ident]
            if instead is not None and not _aims(kept, instead):
                kept.append(Link(source, instead, self._sure()))
                self._sources[instead].add(source)
            self._targets[source] = kept

    def _take_out(self, mention: Mention) -> None:
        del self._order[bisect_left(self._order, (mention.start, mention.end, mention.id))]

    def relink(self, source: str, label: Label, *targets: str) -> None:
        """Make a mention link to these and to no others of the label."""
        links = [k for k in self._targets[source] if self._mentions[k.target].label is not label]
        known = {k.target: k for k in self._targets[source]}
        links += [known.get(t, Link(source, t, self._sure())) for t in targets]
        self._targets[source] = links
        for target in targets:
            self._sources[target].add(source)

    def _sure(self) -> float | None:
        return _RULED if self._scored else None


def item_at(draft: Draft, span: Span) -> Mention | None:
    """Return the ITEM of a span: the one that lies there, given the whole span, or a new one."""
    span = trim(draft.text, span)
    inside = draft.within(span.start, span.end)
    if not inside:
        return draft.add(Label.ITEM, span)
    first = inside[0]
    if len(inside) == 1 and first.label is Label.ITEM and first.span.covers(span):
        return first if first.cell is None else None
    if any(m.label is not Label.ITEM or m.cell is not None for m in inside):
        return None
    for other in inside[1:]:
        draft.drop(other.id, instead=first.id)
    draft.move(first.id, span)
    return draft.get(first.id)


def _aims(links: list[Link], target: str) -> bool:
    return any(k.target == target for k in links)
