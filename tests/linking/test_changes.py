from __future__ import annotations

import pytest

from extraction.labels import Label
from extraction.linking.changes import change_word
from extraction.markup import Mention
from extraction.span import Span


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ("比上年增长", "increase"),
        ("较上年减少", "decrease"),
        ("支持商销稳增长", None),
        ("农民促增收", None),
        ("由29种增加到", None),
        ("没有减少", None),
    ],
)
def test_words_before_a_figure_make_it_a_change(before: str, change: str | None) -> None:
    text = f"{before}30.00万元"
    mention = Mention("m1", Label.AMOUNT, Span(len(before), len(text)), text[len(before) :])
    assert change_word(text, mention) == change
