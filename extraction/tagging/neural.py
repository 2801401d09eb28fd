"""Tagging and linking by an encoder (模型标注), whatever runs it: windows in, mark-up out.

A scorer gives class scores, flag scores and link vectors of every character of a window; this module
stitches windows, decodes mentions, reads the change and budget flags off the values' characters and
links mentions through a pair scorer. It needs numpy alone.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extraction.document import Document
from extraction.labels import FIGURES, Label
from extraction.linking.learned import EndVectors, LinkSettings, PairScore, learned_links
from extraction.linking.rules import RuleLinker
from extraction.markup import Change, Link, Markup, Mention
from extraction.span import Span, Stretches, trim
from extraction.tables import TableMarkup, interpret
from extraction.tagging.adoption import with_missed
from extraction.tagging.advice import AdviceSettings, class_bonus, inherit, linked_pairs
from extraction.tagging.extents import aligned, cell_borders, snap
from extraction.tagging.overlay import with_tables
from extraction.tagging.scope import Mask, open_text
from extraction.tagging.sections import Section, sections
from extraction.tagging.tagger import Advisor
from extraction.tagging.viterbi import Seams, decode
from extraction.tagging.walks import with_walks
from extraction.tagging.windows import WindowPlan, average
from extraction.tagging.words import within_words

Floats = NDArray[np.float32]
LABELS = tuple(Label)
_NAMES = tuple(map(LABELS.index, (Label.ITEM, Label.ORG, Label.INDICATOR, Label.LEVEL)))
_NOTHING = np.array([0.0] + [-1e4] * (2 * len(LABELS)), dtype=np.float32)
"""Class scores of a character that is not the model's to decide."""
_AT_ONCE = 32
"""Windows that a scorer is given together; how it runs them is its own affair."""
CHANGES: tuple[Change | None, ...] = (None, "increase", "decrease")


class WindowScorer(Protocol):
    """Scores windows of text."""

    def __call__(self, texts: Sequence[str]) -> list[tuple[Floats, Floats, Floats]]:
        """Return class scores, flag scores and link vectors, a row a character, for each text."""
        ...


@dataclass(frozen=True, slots=True)
class TaggerSettings:
    """How a tagger reads its scores.

    `temperature` divides the class scores (calibration); a mention below `minimum` confidence is
    dropped. `seam` is what it costs a name to begin or end within a word, as log odds. `batch` windows are scored at once (one by one: an int8 graph scales a batch as a
    whole, so that a window's scores would hang on its neighbours; it is no slower); with `snap` the quantity grammar settles where the
    values of prose begin and end. The lines (slope, intercept) map the log odds of a mention's and a
    link's raw confidence to calibrated ones, after advice was heeded. A link's raw confidence is that of
    the pair times those of both mentions.
    """

    plan: WindowPlan = field(default_factory=WindowPlan)
    seam: float = 0.0
    temperature: float = 1.0
    minimum: float = 0.0
    batch: int = 1
    snap: bool = False
    mention_line: tuple[float, float] = (1.0, 0.0)
    link_line: tuple[float, float] = (1.0, 0.0)
    links: LinkSettings = field(default_factory=LinkSettings)
    advice: AdviceSettings = field(default_factory=AdviceSettings)


class NeuralTagger:
    """A `Tagger` on top of a window scorer and a pair scorer, advised by another tagger or none."""

    def __init__(
        self,
        name: str,
        windows: WindowScorer,
        pairs: PairScore,
        settings: TaggerSettings,
        *,
        advisor: Advisor | None = None,
    ) -> None:
        self._name, self._windows, self._pairs = name, windows, pairs
        self._advisor = advisor if settings.advice.heeded else None
        self.settings = settings

    @property
    def name(self) -> str:
        """The tagger's name for `run.json`."""
        return self._name

    def score(self, text: str) -> tuple[Floats, Floats, Floats]:
        """Return class scores, flag scores and link vectors of every character of a text."""
        everything = tuple(self.settings.plan.windows(len(text)))
        return self._scored(text, Section(Span(0, len(text)), everything))

    def _scored(self, text: str, section: Section) -> tuple[Floats, Floats, Floats]:
        """Return the scores of every character from a section's start to its end."""

        def windows(ranges: Sequence[tuple[int, int]]) -> list[tuple[Floats, Floats, Floats]]:
            return self._windows([text[start:end] for start, end in ranges])

        plan = self.settings.plan
        classes, flags, links = average(
            section.windows, windows, length=len(text), ramp=plan.ramp, batch=_AT_ONCE
        )
        return classes, flags, links

    def tag(self, document: Document) -> Markup:
        """Return the mentions and links of a document, each with its confidence."""
        tables = interpret(document)
        advice = advise(self._advisor, document, tables) if self._advisor else Markup()
        wanted = open_text(document, tables)
        markup = self.tag_text(document.text, advice=advice, wanted=wanted)
        markup = with_missed(markup, advice)
        return with_walks(document, tables, combined(document, tables, markup))

    def tag_text(
        self, text: str, *, advice: Markup | None = None, wanted: Mask | None = None
    ) -> Markup:
        """Return the mentions and links of a bare text, with another tagger's opinion if any.

        Args:
            wanted: the characters that the model decides; mentions lie in these alone.
        """
        settings = self.settings
        if advice is None:
            settings = replace(settings, advice=AdviceSettings())
        mentions: list[Mention] = []
        ends: list[EndVectors] = []
        for section in sections(text, settings.plan, wanted) if text else ():
            scores = self._scored(text, section)
            found = _decided(text, section, scores, settings, advice or Markup(), wanted)
            mentions += found
            ends.append(EndVectors.of(scores[2], [m.span for m in found], start=section.start))
        if not mentions:
            return Markup(decided=True)
        return self._linked(text, mentions, EndVectors.joined(ends), settings, advice or Markup())

    def pair_scores(self, source: Floats, target: Floats, features: Floats) -> Floats:
        """Return the raw logits of pairs."""
        return self._pairs(source, target, features)

    def read(
        self,
        text: str,
        scores: tuple[Floats, Floats, Floats],
        settings: TaggerSettings,
        advice: Markup,
        *,
        wanted: Mask | None = None,
    ) -> Markup:
        """Return the mark-up that the scores of a whole text mean under some settings."""
        whole = Section(Span(0, len(text)), ((0, len(text)),))
        mentions = _decided(text, whole, scores, settings, advice, wanted)
        ends = EndVectors.of(scores[2], [m.span for m in mentions])
        return self._linked(text, mentions, ends, settings, advice)

    def _linked(
        self,
        text: str,
        mentions: Sequence[Mention],
        ends: EndVectors,
        settings: TaggerSettings,
        advice: Markup,
    ) -> Markup:
        """Return the mentions, numbered, with the links that the pair scorer sees among them."""
        mentions = [m.named(f"m{i}") for i, m in enumerate(mentions, 1)]
        spans, labels = [m.span for m in mentions], [m.label for m in mentions]
        heed = settings.advice
        favoured = dict.fromkeys(linked_pairs(spans, advice), heed.link) if heed.link else {}
        found = learned_links(
            text, spans, labels, ends, self._pairs, settings.links, favoured=favoured
        )
        links = tuple(_link(mentions[s], mentions[t], p, settings.link_line) for s, t, p in found)
        return Markup(tuple(mentions), links, decided=True)


def _decided(
    text: str,
    section: Section,
    scores: tuple[Floats, Floats, Floats],
    settings: TaggerSettings,
    advice: Markup,
    wanted: Mask | None,
) -> list[Mention]:
    """Return the mentions that a section's scores and the advice mean, within its own characters."""
    start, end = section.start, section.end
    classes, flags, _ = scores
    heed = settings.advice
    near = _near(advice, start, end) if heed.heeded else Markup()
    if heed.heeded:
        classes = classes + class_bonus(end - start, near, heed, start=start)
    if wanted is not None:
        classes = np.where(wanted[start:end, None], classes, _NOTHING)
    mentions = _mentions(text, Span(start, end), classes, flags, settings, wanted)
    mentions = [m for m in mentions if section.own.start <= m.start and m.end <= section.own.end]
    if heed.heeded:
        mentions = inherit(mentions, near)
    return snap(text, mentions) if settings.snap else mentions


def _near(advice: Markup, start: int, end: int) -> Markup:
    """Return the advised mentions that lie within a stretch of the text."""
    first = bisect_left(advice.mentions, start, key=lambda m: m.start)
    last = bisect_left(advice.mentions, end, key=lambda m: m.start)
    return Markup(tuple(m for m in advice.mentions[first:last] if m.end <= end))


def advise(advisor: Advisor, document: Document, tables: TableMarkup) -> Markup:
    """Return an advisor's mentions, with the links that rules see among them."""
    return RuleLinker().link(document, advisor.tag_around(document, tables))


def combined(document: Document, tables: TableMarkup, markup: Markup) -> Markup:
    """Return a model's mark-up of the open text with what the tables say."""
    whole = with_tables(tables, without(markup, [r.span for r in document.regions]))
    return aligned(document.text, whole, cell_borders(document))


def _link(source: Mention, target: Mention, chance: float, line: tuple[float, float]) -> Link:
    """Return a link that is as sure as the pair and both its ends are."""
    sure = chance * (source.confidence or 1.0) * (target.confidence or 1.0)
    return Link(source.id, target.id, on_line(sure, line))


def _mentions(
    text: str,
    own: Span,
    classes: Floats,
    flags: Floats,
    settings: TaggerSettings,
    wanted: Mask | None,
) -> list[Mention]:
    """Return the mentions that the scores of a stretch of the text mean."""
    mentions: list[Mention] = []
    start = own.start

    def seams(asked: Mask) -> Seams:
        if wanted is not None:
            asked = asked & wanted[start : own.end]
        inner = within_words(own.of(text), wanted=asked)
        return Seams(settings.seam * inner, _NAMES)

    for found in decode(
        classes, temperature=settings.temperature, seams=seams if settings.seam else None
    ):
        span = trim(text, Span(start + found.start, start + found.end))
        if not len(span) or found.confidence < settings.minimum:
            continue
        label = LABELS[found.label]
        change, budget = read_flags(flags[span.start - start : span.end - start], label)
        mentions.append(
            Mention(
                id=f"m{len(mentions) + 1}",
                label=label,
                span=span,
                text=span.of(text),
                confidence=on_line(found.confidence, settings.mention_line),
                change=change,
                role="budget" if budget else None,
            )
        )
    return mentions


def on_line(confidence: float, line: tuple[float, float]) -> float:
    """Return a confidence whose log odds are moved along a line (slope, intercept)."""
    sure = min(max(confidence, 1e-6), 1 - 1e-6)
    odds = line[0] * math.log(sure / (1 - sure)) + line[1]
    return round(1 / (1 + math.exp(-odds)), 4)


def without(markup: Markup, spans: Sequence[Span]) -> Markup:
    """Return the mark-up without mentions that overlap some stretches of the text."""
    shut = Stretches(spans)
    return markup.without({m.id for m in markup.mentions if shut.touch(m.span)})


def read_flags(flags: Floats, label: Label) -> tuple[Change | None, bool]:
    """Return the change and the budget flag of a value from its characters' flag scores."""
    if label not in FIGURES:
        return None, False
    mean = flags.mean(axis=0)
    change = CHANGES[int(mean[:3].argmax())]
    return change, label is Label.AMOUNT and bool(mean[4] > mean[3])
