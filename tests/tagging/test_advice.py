"""Weights of the rules' opinion, a pair a group of labels."""

from dataclasses import asdict

import numpy as np
import pytest

from extraction.errors import ModelError
from extraction.labels import Label
from extraction.markup import Markup, Mention
from extraction.span import Span
from extraction.tagging.advice import LABELS, AdviceSettings, Heed, class_bonus

ADVICE = AdviceSettings(items=Heed(said=2.0, silent=3.0), organisations=Heed(silent=0.5), link=1.0)


def begin(label: Label) -> int:
    return 2 * LABELS.index(label) + 1


def test_silence_costs_each_label_its_own_weight() -> None:
    bonus = class_bonus(4, Markup(), ADVICE)
    assert bonus[:, 0].tolist() == [0.0] * 4
    assert bonus[0, begin(Label.ITEM)] == -3.0
    assert bonus[0, begin(Label.ORG)] == -0.5
    assert bonus[0, begin(Label.PERIOD)] == 0.0


def test_where_rules_speak_no_label_loses() -> None:
    mention = Mention("m1", Label.ITEM, Span(11, 13), "经费")
    bonus = class_bonus(4, Markup((mention,)), ADVICE, start=10)
    assert bonus[1, begin(Label.ITEM)] == bonus[2, begin(Label.ITEM) + 1] == 2.0
    assert np.count_nonzero(bonus[1:3]) == 2
    assert bonus[3, begin(Label.ITEM)] == -3.0


@pytest.mark.parametrize("label", [Label.AMOUNT, Label.RATE, Label.COUNT])
def test_rules_leave_open_whether_a_figure_of_prose_is_a_goal_or_a_result(label: Label) -> None:
    settings = AdviceSettings(values=Heed(said=2.0))
    mention = Mention("m1", label, Span(1, 3), "8户")
    bonus = class_bonus(4, Markup((mention,)), settings)
    for kind in (label, Label.TARGET, Label.ACTUAL):
        assert bonus[1, begin(kind)] == bonus[2, begin(kind) + 1] == 2.0
    assert np.count_nonzero(bonus) == 6


def test_rules_decide_that_marks_are_marks() -> None:
    settings = AdviceSettings(values=Heed(said=2.0))
    bonus = class_bonus(3, Markup((Mention("m1", Label.SCORE, Span(0, 2), "9分"),)), settings)
    assert np.count_nonzero(bonus) == 2


def test_settings_are_read_as_they_were_written() -> None:
    assert AdviceSettings.read(asdict(ADVICE)) == ADVICE
    assert ADVICE.heeded
    assert not AdviceSettings.read({}).heeded


def test_settings_of_another_version_are_refused() -> None:
    with pytest.raises(ModelError, match="names"):
        AdviceSettings.read({"names": 2.0, "link": 1.0})
