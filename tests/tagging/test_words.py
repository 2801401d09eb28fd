from __future__ import annotations

from itertools import accumulate

import jieba
import pytest

from extraction.tagging.words import within_words, word_starts


def test_only_the_first_character_of_a_word_may_begin_a_name() -> None:
    text = "财政拨款支出12元"
    inner = within_words(text)
    assert len(inner) == len(text)
    assert inner[text.index("支")] == 0
    assert inner[text.index("出")] == 1


def test_an_empty_text_has_no_words() -> None:
    assert within_words("").shape == (0,)


@pytest.mark.parametrize(
    "run",
    [
        "一般公共预算财政拨款支出决算",
        "完成率100.5%以上ABC类项目3个",
        "龘龘的收支结余",
        "2023年度部门整体支出绩效自评报告",
        "a",
        "-2.5%",
    ],
)
def test_words_are_those_that_the_dictionary_itself_finds(run: str) -> None:
    segmenter = jieba.Tokenizer()
    segmenter.initialize()
    sizes = [len(word) for word in segmenter.cut(run, HMM=False)]
    starts = [0, *accumulate(sizes)][:-1]
    assert list(word_starts(run, segmenter.FREQ, segmenter.total)) == starts
