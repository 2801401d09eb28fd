from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.llm.passages import Passage, around, passages
from annotations.llm.quotes import QuoteError, locate
from extraction.document import Document
from extraction.span import Span

TEXT = "收入合计112.30万元，支出合计12.30万元。\n其他支出5万元，项目支出5万元。"
WHOLE = Passage((Span(0, len(TEXT)),))


@pytest.mark.parametrize(
    ("quote", "context", "expected"),
    [
        ("收入合计", "", "收入合计"),
        ("5万元", "项目支出5万元", "5万元"),
        ("112.30万元", "", "112.30万元"),
        ("12.30万元", "支出合计12.30万元", "12.30万元"),
    ],
    ids=["once", "by context", "number", "number within another"],
)
def test_a_quote_is_found_in_its_place(quote: str, context: str, expected: str) -> None:
    span = locate(TEXT, WHOLE, quote, context)
    assert span.of(TEXT) == expected
    assert not context or context in TEXT[: span.end + 20]


@pytest.mark.parametrize(
    ("quote", "context", "reason"),
    [
        ("", "", "empty quote"),
        (" 收入", "", "blanks"),
        ("收入总计", "", "not in the passage"),
        ("112.3 万元", "", "not in the passage"),
        ("5万元", "", "several places"),
        ("5万元", "支出5万元", "several places"),
        ("5万元", "不在原文5万元", "several places"),
        ("2.30万元，", "", "cuts a number"),
        ("112", "", "cuts a number"),
        ("112.3", "", "cuts a number"),
    ],
)
def test_other_quotes_are_dropped(quote: str, context: str, reason: str) -> None:
    with pytest.raises(QuoteError, match=reason):
        locate(TEXT, WHOLE, quote, context)


def test_a_quote_outside_the_passage_does_not_count() -> None:
    with pytest.raises(QuoteError, match="not in the passage"):
        locate(TEXT, Passage((Span(0, 10),)), "项目支出")
    assert locate(TEXT, Passage((Span(0, 10), Span(25, len(TEXT)))), "项目支出").start > 25


@given(st.lists(st.sampled_from(["支出1万元。", "\n", " ", "收入" * 30, "；", "𠮷"]), max_size=60))
def test_passages_hold_every_character_that_is_not_blank_once(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = list(passages(Document("d", "0" * 64, "txt", text), 80))
    seen = [i for p in found for s in p.spans for i in range(s.start, s.end)]
    assert seen == sorted(set(seen))
    assert set(seen) >= {i for i, c in enumerate(text) if not c.isspace()}


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 12), st.integers(10, 60))
def test_a_neighbourhood_covers_its_span(start: int, width: int, length: int) -> None:
    span = Span(start, min(start + width, len(TEXT)))
    assert around(TEXT, [span], length).covers(span) or "\n" in span.of(TEXT)
