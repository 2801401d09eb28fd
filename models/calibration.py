"""Calibration (校准): temperatures, advice weights and link threshold, fitted on held-out reports.

A temperature divides scores so that a confidence of 0.9 is right nine times in ten; the weights of
the rules' advice are chosen by coordinate ascent on the sum of the span and link F1. None of the
reports used here may have been trained on.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.document import Document
from extraction.labels import ASSESSMENTS, FIGURES
from extraction.linking.learned import EndVectors, pair_vectors
from extraction.linking.pair_features import candidates
from extraction.loading.dumps import find_tables
from extraction.markup import Markup
from extraction.tables import interpret
from extraction.tagging.advice import GROUPS, AdviceSettings
from extraction.tagging.neural import NeuralTagger, TaggerSettings, advise, combined, without
from extraction.tagging.tagger import Advisor
from extraction.tagging.viterbi import log_softmax
from models.examples import LABELS, Example

Floats = NDArray[np.float32]
TEMPERATURES = tuple(float(t) for t in np.geomspace(0.5, 4.0, 22))
SAID = (0.0, 1.0, 2.0, 3.0, 4.5, 6.0, 9.0)
SILENT = (0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0)
GRID = {
    **{f"{group}.said": SAID for group in GROUPS},
    **{f"{group}.silent": SILENT for group in GROUPS},
    "link": (0.0, 1.0, 2.0, 4.0, 6.0, 8.0),
    "seam": (0.0, 1.0, 2.0, 3.0, 4.0),
    "threshold": (0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
}
"""What is tried of each setting; `group.field` is a weight of the advice."""


@dataclass(frozen=True, slots=True)
class Counted:
    """True positives, found and wanted, which add up over documents."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(
            self.right + other.right, self.found + other.found, self.wanted + other.wanted
        )

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing is wanted nor found."""
        total = self.found + self.wanted
        return 2 * self.right / total if total else 1.0


def document_of(example: Example) -> Document:
    """Return the document that the text loader would make of an example's text."""
    return Document(example.name, "", "txt", example.text, tables=find_tables(example.text))


def count(markup: Markup, example: Example) -> tuple[Counted, Counted]:
    """Return exact counts of spans with labels, and of links between exact spans of values."""
    wanted = {(s.start, s.end, s.label) for s in example.spans}
    found = {(m.start, m.end, m.label) for m in markup.mentions}
    spans = Counted(len(wanted & found), len(found), len(wanted))
    sources = FIGURES | ASSESSMENTS
    gold = {
        (example.spans[a].start, example.spans[b].start, example.spans[b].end)
        for a, b in example.links
        if example.spans[a].label in sources
    }
    known = markup.by_id()
    links = {
        (known[k.source].start, known[k.target].start, known[k.target].end)
        for k in markup.links
        if known[k.source].label in sources
    }
    return spans, Counted(len(gold & links), len(links), len(gold))


class Scored:
    """Held-out reports with the network's scores and the rules' opinion, computed once."""

    def __init__(self, tagger: NeuralTagger, rules: Advisor, examples: Sequence[Example]) -> None:
        self.examples = tuple(e for e in examples if e.text)
        self._documents = {e.text: document_of(e) for e in self.examples}
        self._tables = {text: interpret(d) for text, d in self._documents.items()}
        self._tagger = tagger
        self._scores = {e.text: tagger.score(e.text) for e in self.examples}
        self._advice = {
            text: advise(rules, d, self._tables[text]) for text, d in self._documents.items()
        }

    def tag(self, example: Example, settings: TaggerSettings) -> Markup:
        """Return the mark-up of an example under some settings, as the tagger would give it."""
        text = example.text
        return combined(self._documents[text], self._tables[text], self._read(text, settings))

    def tag_open(self, example: Example, settings: TaggerSettings) -> Markup:
        """Return what the network says of the text that no table decides on."""
        text = example.text
        return without(self._read(text, settings), self._tables[text].closed)

    def _read(self, text: str, settings: TaggerSettings) -> Markup:
        return self._tagger.read(text, self._scores[text], settings, self._advice[text])

    def total(self, settings: TaggerSettings) -> tuple[Counted, Counted]:
        """Return the pooled counts of spans and links."""
        pairs = [count(self.tag(e, settings), e) for e in self.examples]
        spans = sum((s for s, _ in pairs), Counted())
        return spans, sum((k for _, k in pairs), Counted())

    def classes(self) -> Iterable[tuple[Floats, NDArray[np.int64]]]:
        """Yield class scores and true classes of every example."""
        for example in self.examples:
            yield self._scores[example.text][0], true_classes(example)

    def pairs(self) -> Iterable[tuple[Floats, Floats]]:
        """Yield logits of candidate pairs between true spans, and whether they are linked."""
        for example in self.examples:
            spans, labels = [s.span for s in example.spans], [s.label for s in example.spans]
            found = candidates(example.text, spans, labels)
            if not len(found.sources):
                continue
            ends = EndVectors.of(self._scores[example.text][2], spans)
            source, target = pair_vectors(ends, found.sources, found.targets)
            linked = set(example.links)
            both = zip(found.sources.tolist(), found.targets.tolist(), strict=True)
            truth = np.array([pair in linked for pair in both], dtype=np.float32)
            yield self._tagger.pair_scores(source, target, found.features), truth


def true_classes(example: Example) -> NDArray[np.int64]:
    """Return the BIO class of every character."""
    classes = np.zeros(len(example.text), dtype=np.int64)
    for s in example.spans:
        label = LABELS.index(s.label)
        classes[s.start : s.end] = 2 * label + 2
        classes[s.start] = 2 * label + 1
    return classes


def class_loss(scored: Scored, temperature: float) -> float:
    """Return the mean negative log probability of the true classes."""
    losses = []
    for logits, classes in scored.classes():
        scores = log_softmax(logits, temperature=temperature)
        losses.append(-scores[np.arange(len(classes)), classes])
    return float(np.concatenate(losses).mean())


def link_loss(scored: Scored, temperature: float) -> float:
    """Return the mean negative log probability of the true decisions on pairs."""
    losses = []
    for logits, truth in scored.pairs():
        signed = np.where(truth > 0, logits, -logits) / temperature
        losses.append(np.logaddexp(0, -signed))
    return float(np.concatenate(losses).mean()) if losses else 0.0


def fit_temperature(loss: Callable[[Scored, float], float], scored: Scored) -> float:
    """Return the temperature of least loss."""
    return min(TEMPERATURES, key=lambda t: loss(scored, t))


def fit_advice(scored: Scored, settings: TaggerSettings, *, rounds: int = 2) -> TaggerSettings:
    """Return the settings with the advice weights of the best sum of span and link F1."""

    def value(candidate: TaggerSettings) -> float:
        spans, links = scored.total(candidate)
        return spans.f1 + links.f1

    best, best_value = settings, value(settings)
    for _, (name, options) in itertools.product(range(rounds), GRID.items()):
        for option in options:
            candidate = _changed(best, name, option)
            found = value(candidate)
            if found > best_value + 1e-6:
                best, best_value = candidate, found
    return best


def _changed(settings: TaggerSettings, name: str, option: float) -> TaggerSettings:
    """Return the settings with one weight changed; `threshold` is that of links."""
    changes: dict[str, Any] = {name: option}
    if name == "seam":
        return replace(settings, **changes)
    if name == "threshold":
        return replace(settings, links=replace(settings.links, **changes))
    group, _, part = name.partition(".")
    if part:
        changes = {group: replace(getattr(settings.advice, group), **{part: option})}
    return replace(settings, advice=replace(settings.advice, **changes))


def calibrate(
    tagger: NeuralTagger, rules: Advisor, examples: Sequence[Example], *, rounds: int = 2
) -> tuple[TaggerSettings, dict[str, float]]:
    """Fit all settings on held-out examples; return them with what they reach there."""
    scored = Scored(tagger, rules, examples)
    plain = tagger.settings
    temperature = fit_temperature(class_loss, scored)
    links = replace(plain.links, temperature=fit_temperature(link_loss, scored))
    settings = replace(plain, temperature=temperature, links=links, advice=AdviceSettings())
    alone = scored.total(settings)
    advised = fit_advice(scored, settings, rounds=rounds)
    snapped = replace(advised, snap=True)
    if scored.total(snapped)[0].f1 > scored.total(advised)[0].f1:
        advised = snapped
    both = scored.total(advised)
    raw = judged_mentions(scored, advised), judged_links(scored, advised)
    line = fit_line(judged_mentions(scored, advised, open_text=True))
    advised = replace(advised, mention_line=line)
    advised = replace(advised, link_line=fit_line(judged_links(scored, advised, open_text=True)))
    return advised, {
        "reports": float(len(scored.examples)),
        "spans_alone": alone[0].f1,
        "links_alone": alone[1].f1,
        "spans_advised": both[0].f1,
        "links_advised": both[1].f1,
        "ece_mentions_raw": calibration_error(*raw[0]),
        "ece_links_raw": calibration_error(*raw[1]),
        "ece_mentions": calibration_error(*judged_mentions(scored, advised)),
        "ece_links": calibration_error(*judged_links(scored, advised)),
    }


Judged = tuple[list[float], list[bool]]
"""Confidences, and whether each was right."""


def judged_mentions(scored: Scored, settings: TaggerSettings, *, open_text: bool = False) -> Judged:
    """Return the confidence of every mention (of the open text) and whether it is exactly right."""
    tag = scored.tag_open if open_text else scored.tag
    confidence: list[float] = []
    right: list[bool] = []
    for example in scored.examples:
        wanted = {(s.start, s.end, s.label) for s in example.spans}
        for m in tag(example, settings).mentions:
            confidence.append(m.confidence or 0.0)
            right.append((m.start, m.end, m.label) in wanted)
    return confidence, right


def judged_links(scored: Scored, settings: TaggerSettings, *, open_text: bool = False) -> Judged:
    """Return the confidence of every link (of the open text), and whether both ends are right."""
    tag = scored.tag_open if open_text else scored.tag
    confidence: list[float] = []
    right: list[bool] = []
    for example in scored.examples:
        spans = [(s.start, s.end) for s in example.spans]
        wanted = {(spans[a], spans[b]) for a, b in example.links}
        markup = tag(example, settings)
        known = {m.id: (m.start, m.end) for m in markup.mentions}
        for k in markup.links:
            confidence.append(k.confidence or 0.0)
            right.append((known[k.source], known[k.target]) in wanted)
    return confidence, right


def fit_line(judged: Judged, *, rounds: int = 50) -> tuple[float, float]:
    """Return slope and intercept on the log odds of confidences (Platt scaling, by Newton)."""
    if len(set(judged[1])) < 2:
        return 1.0, 0.0
    sure = np.clip(np.array(judged[0]), 1e-6, 1 - 1e-6)
    odds = np.log(sure / (1 - sure))
    design = np.stack([odds, np.ones_like(odds)], axis=1)
    truth, line = np.array(judged[1], dtype=float), np.array([1.0, 0.0])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(design @ line, -30, 30)))
        slope = design.T @ (truth - chance)
        curve = design.T @ ((chance * (1 - chance))[:, None] * design) + np.eye(2)
        line = line + np.clip(np.linalg.solve(curve, slope), -0.5, 0.5)
    return float(line[0]), float(line[1])


def calibration_error(
    confidence: Sequence[float], right: Sequence[bool], *, bins: int = 10
) -> float:
    """Return the expected calibration error (ECE) over bins of equal width."""
    if not confidence:
        return 0.0
    values, hits = np.asarray(confidence), np.asarray(right, dtype=float)
    place = np.minimum((values * bins).astype(int), bins - 1)
    gaps = [
        abs(hits[place == k].mean() - values[place == k].mean()) * (place == k).mean()
        for k in range(bins)
        if (place == k).any()
    ]
    return float(sum(gaps))
