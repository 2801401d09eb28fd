from __future__ import annotations

from extraction.tagging.words import within_words


def test_only_the_first_character_of_a_word_may_begin_a_name() -> None:
    text = "财政拨款支出12元"
    inner = within_words(text)
    assert len(inner) == len(text)
    assert inner[text.index("支")] == 0
    assert inner[text.index("出")] == 1


def test_an_empty_text_has_no_words() -> None:
    assert within_words("").shape == (0,)
