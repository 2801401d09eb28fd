"""The rule linker: links by order and words within a sentence (规则关联, the baseline).

It completes what a tagger leaves open: a value that already has links keeps them, and where the tagger
decided on all links none is added. Values point back to
the name before them, counted things may stand behind; changes (比上年增加…) belong to the figure that
the sentence speaks of; assessments point to the indicator before them, indicators to their class.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.document import Document
from extraction.facts.changes import change_of
from extraction.facts.roles import role_before
from extraction.identity import identify
from extraction.labels import ASSESSMENTS, FIGURES, VALUES, Label
from extraction.linking.certainty import NAMED, refused, without_class_results
from extraction.linking.dates import date_figures, settle_periods
from extraction.linking.draft import Draft
from extraction.linking.extents import settle_names
from extraction.linking.fragments import mend_fragments
from extraction.linking.labelled import with_labelled_figures
from extraction.linking.lone_goals import as_figures
from extraction.linking.organisations import settle_organisations
from extraction.linking.purposes import bare_accounts, name_above, name_behind
from extraction.linking.quotes import trim_marks
from extraction.linking.relinking import mend_links
from extraction.linking.trimming import trim_names
from extraction.markup import Link, Markup, Mention
from extraction.span import Span

_STOP = re.compile(r"[。；;！？]|\n\s*\n")
_REACH = 220
_NEAR = 60
_OWNED = 3
_OPENED, _CLOSED = re.compile(r"[（(]"), re.compile(r"[)）]")
_ATTACHED = re.compile(r"[的“”（(]*(?:以上|左右)?的?[“”]?")
_LISTED = re.compile(r"分别(?:为|是|达|达到|增长|下降|完成|占|支付|支出)?$")


@dataclass(frozen=True, slots=True)
class RuleLinker:
    """Links mentions by rules; stateless."""

    def link(self, document: Document, markup: Markup) -> Markup:
        """Return the mark-up with links, changes and roles completed."""
        text = document.text
        draft = Draft(text, markup)
        with_labelled_figures(draft, [t.span for t in document.tables])
        settle_periods(draft)
        settle_organisations(draft)
        mend_fragments(draft)
        trim_marks(draft)
        trim_names(draft)
        settle_names(draft, fiscal_year=identify(document).fiscal_year)
        markup = draft.markup()
        if not markup.decided:
            have = {link.source for link in markup.links}
            markup = replace(markup, links=(*markup.links, *_links(text, markup.mentions, have)))
        assessed = _assessed(markup)
        markup = without_class_results(text, as_figures(text, refused(text, markup)))
        draft = Draft(text, replace(markup, mentions=tuple(_with_words(text, markup.mentions))))
        name_behind(draft)
        bare_accounts(draft)
        name_above(draft)
        mend_links(draft)
        date_figures(draft)
        return _without_bare(draft.markup(), assessed)


def _assessed(markup: Markup) -> frozenset[str]:
    """Return the surely named indicators that values are linked to."""
    sure = {m.id for m in markup.mentions if (m.confidence or 0) >= NAMED}
    return frozenset(k.target for k in markup.links if k.target in sure)


def _without_bare(markup: Markup, assessed: frozenset[str]) -> Markup:
    """Return the mark-up without indicators of which nothing is said: no value names them, or did before it was refused."""
    named = {link.target for link in markup.links} | assessed
    return markup.without(
        {m.id for m in markup.mentions if m.label is Label.INDICATOR and m.id not in named}
    )


def _with_words(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions, figures of prose with the change and role that the words around them tell."""
    names = tuple(m.span for m in mentions if m.label is Label.ITEM and m.cell is None)
    starts = [span.start for span in names]
    floor = 0
    for m in mentions:
        if m.label in FIGURES and m.cell is None:
            near = names[bisect_left(starts, m.start - _NEAR) : bisect_left(starts, m.start)]
            yield _told(text, m, floor, near)
        else:
            yield m
        if m.label in VALUES:
            floor = m.end


def _told(text: str, mention: Mention, floor: int, names: Sequence[Span]) -> Mention:
    """Return a figure with its change and role; what the words do not tell is as the tagger said."""
    decision = change_of(text, mention, floor=floor, names=names)
    change = decision.change if decision.sure else mention.change
    role = mention.role
    if change is None and mention.label is Label.AMOUNT:
        role = role_before(text, mention, floor=floor) or role
    same = (change, role) == (mention.change, mention.role)
    return mention if same else replace(mention, change=change, role=role)


def _links(text: str, mentions: Sequence[Mention], have: set[str]) -> Iterator[Link]:
    index = _Index(text, mentions)
    for i, m in enumerate(mentions):
        if m.id in have:
            continue
        if m.label in FIGURES:
            yield from index.figure_links(i)
        elif m.label in ASSESSMENTS:
            yield from index.assessment_links(i)
        elif m.label == Label.INDICATOR:
            level = index.before(i, {Label.LEVEL}, reach=3000)
            if level is not None:
                yield Link(m.id, level.id)


class _Index:
    """Mentions of one text, looked up by order and sentence."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = mentions
        self._stops = [m.end() for m in _STOP.finditer(text)]
        self._places: dict[Label, list[int]] = {}
        for place, mention in enumerate(mentions):
            self._places.setdefault(mention.label, []).append(place)

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._stops, offset)

    def before(self, i: int, labels: set[Label], *, reach: int = _REACH) -> Mention | None:
        """Return the nearest mention of the labels before mention `i`, within `reach` characters."""
        here = self._mentions[i]
        placed = (self._places.get(label, []) for label in labels)
        place = max((found[k - 1] for found in placed if (k := bisect_left(found, i))), default=-1)
        if place < 0:
            return None
        m = self._mentions[place]
        return m if here.start - m.end <= reach else None

    def figure_links(self, i: int) -> Iterator[Link]:
        """Yield the links of a figure: to its item, and to the period that governs it."""
        here = self._mentions[i]
        item = self._listed(i) or self._item(i)
        if item is not None:
            yield Link(here.id, item.id)
        for other in (self._period(i), self._owner(i)):
            if other is not None:
                yield Link(here.id, other.id)

    def _owner(self, i: int) -> Mention | None:
        """Return the unit or place that stands right before a figure and owns it."""
        before, here = self._mentions[i - 1] if i else None, self._mentions[i]
        if before is None or before.label is not Label.ORG or before.cell is not None:
            return None
        return before if len(self._text[before.end : here.start].strip()) <= _OWNED else None

    def _item(self, i: int) -> Mention | None:
        here = self._mentions[i]
        before = self._nearest_item(i)
        after = self._mentions[i + 1] if i + 1 < len(self._mentions) else None
        if here.label == Label.COUNT and after is not None and after.label == Label.ITEM:
            gap = self._text[here.end : after.start].strip()
            near = before is not None and not self._text[before.end : here.start].strip()
            if _ATTACHED.fullmatch(gap) and not near:
                return after
        return before

    def _nearest_item(self, i: int) -> Mention | None:
        here = self._mentions[i]
        sentence = self._sentence(here.start)
        for j in range(i - 1, -1, -1):
            m = self._mentions[j]
            if here.start - m.end > _REACH:
                return None
            if m.label != Label.ITEM or (m.cell is not None) != (here.cell is not None):
                continue
            between = self._text[m.end : here.start]
            if len(_CLOSED.findall(between)) > len(_OPENED.findall(between)):
                continue  # inside a bracket that closed before the value
            if self._sentence(m.start) == sentence or self._carries(m, here):
                return m
        return None

    def _carries(self, item: Mention, here: Mention) -> bool:
        """Tell whether an item of an earlier sentence still governs: same paragraph, near, or an account."""
        between = self._text[item.end : here.start]
        if re.search(r"\n\s*\n", between):
            return False
        if re.match(r"(?:支出)?[（(]项[)）]", between):
            return True
        return self._sentence(here.start) - self._sentence(item.start) <= 1

    def _listed(self, i: int) -> Mention | None:
        """The item of a value in “A、B分别为x、y”: the k-th value takes the k-th name."""
        start = i
        while start > 0 and self._joined(start - 1, start) and self._is_figure(start - 1):
            start -= 1
        if not _LISTED.search(
            self._text[max(0, self._mentions[start].start - 6) : self._mentions[start].start]
        ):
            return None
        end = i
        while (
            end + 1 < len(self._mentions)
            and self._joined(end, end + 1)
            and self._is_figure(end + 1)
        ):
            end += 1
        count = end - start + 1
        items = [
            m for m in self._mentions[max(0, start - 3 * count) : start] if m.label == Label.ITEM
        ]
        same = [
            m for m in items if self._sentence(m.start) == self._sentence(self._mentions[i].start)
        ]
        return same[-count:][i - start] if len(same) >= count > 1 else None

    def _is_figure(self, i: int) -> bool:
        return self._mentions[i].label in FIGURES

    def _joined(self, i: int, j: int) -> bool:
        gap = self._text[self._mentions[i].end : self._mentions[j].start]
        return gap.strip() in ("、", "和", "，", "及", "与", "以及")

    def _period(self, i: int) -> Mention | None:
        here = self._mentions[i]
        sentence = self._sentence(here.start)
        for j in range(i - 1, -1, -1):
            m = self._mentions[j]
            if self._sentence(m.start) != sentence or here.start - m.end > _REACH:
                return None
            if m.label == Label.PERIOD:
                return m
        return None

    def assessment_links(self, i: int) -> Iterator[Link]:
        """Yield the link of a target, actual, verdict, weight or score to what it assesses."""
        here = self._mentions[i]
        wanted = {Label.INDICATOR}
        if here.label in (Label.SCORE, Label.WEIGHT):
            wanted |= {Label.ITEM, Label.LEVEL}
        named = self.before(i, wanted, reach=400)
        if named is not None:
            yield Link(here.id, named.id)
