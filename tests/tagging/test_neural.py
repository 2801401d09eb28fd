from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from extraction.document import Document
from extraction.labels import Label
from extraction.linking.learned import EndVectors, LinkSettings, learned_links
from extraction.linking.pair_features import FEATURES, SOURCE_LABELS, candidates
from extraction.markup import Markup, Mention
from extraction.span import Span
from extraction.tables import TableMarkup
from extraction.tagging.advice import AdviceSettings, Heed
from extraction.tagging.neural import NeuralTagger, TaggerSettings
from extraction.tagging.tokens import UNCOVERED, spread_classes
from extraction.tagging.windows import WindowPlan

LABELS = tuple(Label)
CLASSES = 2 * len(LABELS) + 1
TEXT = "支出12元。" * 9


def toy_windows(texts: Sequence[str]) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Score 支出 as an ITEM and a number with 元 as an AMOUNT, by the character alone."""
    item, amount = 2 * LABELS.index(Label.ITEM) + 1, 2 * LABELS.index(Label.AMOUNT) + 1
    wanted = {"支": item, "出": item + 1, "1": amount, "2": amount + 1, "元": amount + 1}
    found = []
    for text in texts:
        classes = np.zeros((len(text), CLASSES), dtype=np.float32)
        for i, c in enumerate(text):
            classes[i, wanted.get(c, 0)] = 8
        flags = np.tile(np.array([0, 3, 0, 0, 3], dtype=np.float32), (len(text), 1))
        found.append((classes, flags, np.ones((len(text), 8), dtype=np.float32)))
    return found


def items_only(source: np.ndarray, target: np.ndarray, features: np.ndarray) -> np.ndarray:
    """Link everything to ITEM (the first target label) and nothing else."""
    return np.where(features[:, len(SOURCE_LABELS)] == 1, 1.0, -9.0)


@pytest.mark.parametrize("offset", range(0, 24, 5))
def test_any_window_offset_gives_the_same_mentions(offset: int) -> None:
    settings = TaggerSettings(plan=WindowPlan(40, 24, offset))
    markup = NeuralTagger("toy", toy_windows, items_only, settings).tag_text(TEXT)
    assert [(m.label, m.text) for m in markup.mentions] == [
        (Label.ITEM, "支出"),
        (Label.AMOUNT, "12元"),
    ] * 9


def test_flags_of_values_become_change_and_role() -> None:
    markup = NeuralTagger("toy", toy_windows, items_only, TaggerSettings()).tag_text(TEXT)
    amounts = [m for m in markup.mentions if m.label is Label.AMOUNT]
    assert {(m.change, m.role) for m in amounts} == {("increase", "budget")}
    assert {m.change for m in markup.mentions if m.label is Label.ITEM} == {None}


class Advisor:
    """An advisor that sees one PERIOD where the model sees nothing."""

    def tag_around(self, document: Document, tables: TableMarkup) -> Markup:
        return Markup((Mention("p", Label.PERIOD, Span(5, 6), "。"),))


@pytest.mark.parametrize(("weight", "expected"), [(3.0, False), (12.0, True)])
def test_advice_counts_by_its_weight(
    weight: float, expected: bool, make_document: Callable[[str], Document]
) -> None:
    settings = TaggerSettings(
        advice=AdviceSettings(
            items=Heed(said=weight), organisations=Heed(said=weight), periods=Heed(said=weight)
        )
    )
    tagger = NeuralTagger("toy", toy_windows, items_only, settings, advisor=Advisor())
    labels = [m.label for m in tagger.tag(make_document(TEXT)).mentions]
    assert (Label.PERIOD in labels) is expected


def test_subword_scores_spread_over_characters() -> None:
    logits = np.zeros((3, 3), dtype=np.float32)
    logits[1] = [0, 5, 1]
    place = np.array([1, 1, UNCOVERED, 2])
    spread = spread_classes(logits, place)
    assert spread[0].argmax() == 1
    assert spread[1].argmax() == 2
    assert spread[2].tolist() == [0, 0, 0]


def test_candidates_reach_both_ways_and_have_their_features() -> None:
    text = "甲10元，乙3个丙"
    spans = [Span(0, 1), Span(1, 4), Span(5, 6), Span(6, 8), Span(8, 9)]
    labels = [Label.ITEM, Label.AMOUNT, Label.ITEM, Label.COUNT, Label.ITEM]
    found = candidates(text, spans, labels)
    pairs = set(zip(found.sources.tolist(), found.targets.tolist(), strict=True))
    assert pairs == {(1, 0), (1, 2), (1, 4), (3, 0), (3, 2), (3, 4)}
    assert found.features.shape == (6, FEATURES)


def test_a_low_score_links_nothing_and_a_favour_links_far() -> None:
    spans, labels = [Span(0, 1), Span(1, 2)], [Label.ITEM, Label.AMOUNT]
    vectors = EndVectors.of(np.zeros((2, 8), dtype=np.float32), spans)

    def low(s: np.ndarray, t: np.ndarray, f: np.ndarray) -> np.ndarray:
        return np.full(len(f), -3, dtype=np.float32)

    assert learned_links("甲1", spans, labels, vectors, low, LinkSettings()) == []
    found = learned_links(
        "甲1", spans, labels, vectors, low, LinkSettings(), favoured={(1, 0): 6.0}
    )
    assert [(s, t) for s, t, _ in found] == [(1, 0)]
