from __future__ import annotations

from pathlib import Path

import pytest

from extraction.document import Document
from extraction.labels import Label
from extraction.markup import Link, Markup, Mention
from extraction.span import Span
from extraction.tables import TableMarkup
from extraction.tagging.neural import on_line
from models.calibration import (
    Counted,
    Scored,
    calibration_error,
    class_loss,
    count,
    fit_line,
    fit_temperature,
)
from models.examples import Example, Target, from_markup
from models.scoring import torch_tagger
from models.sources import synthetic


@pytest.mark.parametrize(
    ("confidence", "right", "expected"),
    [
        ([0.95] * 20, [True] * 19 + [False], 0.0),
        ([0.95] * 20, [False] * 20, 0.95),
        ([0.25, 0.85], [True, True], 0.45),
        ([], [], 0.0),
    ],
    ids=["calibrated", "sure and wrong", "too modest", "nothing"],
)
def test_calibration_error(confidence: list[float], right: list[bool], expected: float) -> None:
    assert calibration_error(confidence, right) == pytest.approx(expected)


def test_counts_add_up_over_documents() -> None:
    a, b = Counted(1, 2, 4), Counted(3, 3, 3)
    assert a + b == Counted(4, 5, 7)
    assert (a + b).f1 == pytest.approx(8 / 12)
    assert Counted().f1 == 1.0


def test_a_copy_of_the_truth_counts_as_right() -> None:
    example = Example(
        "e", "甲10元", (Target(0, 1, Label.ITEM), Target(1, 4, Label.AMOUNT)), ((1, 0),)
    )
    mentions = (
        Mention("a", Label.ITEM, Span(0, 1), "甲"),
        Mention("b", Label.AMOUNT, Span(1, 4), "10元"),
    )
    markup = Markup(mentions, (Link("b", "a"),))
    assert from_markup("e", "甲10元", markup).links == example.links
    assert count(markup, example) == (Counted(2, 2, 2), Counted(1, 1, 1))
    assert count(Markup(mentions[:1]), example) == (Counted(1, 1, 2), Counted(0, 0, 1))


class Silent:
    """Rules that see nothing."""

    def tag_around(self, document: Document, tables: TableMarkup) -> Markup:
        return Markup()


def test_the_fitted_temperature_has_the_least_loss(network: Path) -> None:
    scored = Scored(torch_tagger(network), Silent(), [synthetic(3)])
    fitted = fit_temperature(class_loss, scored)
    assert class_loss(scored, fitted) <= min(class_loss(scored, t) for t in (0.7, 1.0, 1.6))


def test_a_line_through_the_odds_calibrates() -> None:
    confidence = [0.99] * 100 + [0.6] * 100
    right = [True] * 80 + [False] * 20 + [True] * 40 + [False] * 60
    line = fit_line((confidence, right))
    assert calibration_error([on_line(c, line) for c in confidence], right) < 0.01
    assert on_line(0.7, (1.0, 0.0)) == pytest.approx(0.7)
