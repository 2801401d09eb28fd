"""Every word for what becomes of money means the same to the rules that ask what is left (矩阵测试)."""

from __future__ import annotations

import pytest

from extraction.lexicon.outlays import outlay_words
from tests.constraints.marked import told

_WORDS = outlay_words()


def _fails_alone_when_wrong(text: str, right: str, wrong: str) -> None:
    assert not told(text.replace("X", right))
    assert told(text.replace("X", wrong))


@pytest.mark.parametrize("word", _WORDS.spent)
def test_what_is_spent_leaves_the_rest_of_what_was_set(word: str) -> None:
    text = f"{{项目预算}}<680.00万元>，{{{word}}}<612.00万元>，{{节约资金}}<X>。"
    _fails_alone_when_wrong(text, "68.00万元", "86.00万元")


@pytest.mark.parametrize("word", _WORDS.spent)
def test_what_is_spent_is_carried_no_further(word: str) -> None:
    text = f"{{上年结转}}<100.20万元>，本年{{到位}}<512.40万元>，{{{word}}}<400.10万元>，{{年末结余}}<X>。"
    _fails_alone_when_wrong(text, "212.50万元", "221.50万元")


@pytest.mark.parametrize("word", [*_WORDS.spent, *_WORDS.either])
def test_what_is_not_yet_spent_is_left(word: str) -> None:
    text = f"合同<?745.60万元>，实际{word}<?671.20万元>，尚未{word}<?X>。"
    _fails_alone_when_wrong(text, "74.40万元", "47.40万元")


@pytest.mark.parametrize("word", [*_WORDS.given, *_WORDS.either])
def test_what_is_given_comes_to_the_balance(word: str) -> None:
    text = f"{{上年结转}}<100.20万元>，本年{{{word}}}<512.40万元>，{{支出}}<400.10万元>，{{年末结余}}<X>。"
    _fails_alone_when_wrong(text, "212.50万元", "221.50万元")


@pytest.mark.parametrize("word", _WORDS.set)
def test_what_is_set_is_what_something_is_saved_of(word: str) -> None:
    text = f"{{{word}}}<680.00万元>，{{中标价}}<612.00万元>，比{word}节约<?X>。"
    _fails_alone_when_wrong(text, "68.00万元", "86.00万元")


@pytest.mark.parametrize("word", _WORDS.left)
def test_what_is_left_is_still_open(word: str) -> None:
    text = f"查出{{问题}}<72项>，{{整改完成}}<60项>，{word}<?X>正在推进。"
    _fails_alone_when_wrong(text, "12项", "21项")


@pytest.mark.parametrize("word", _WORDS.mended)
def test_what_is_not_mended_is_still_open(word: str) -> None:
    text = f"查出{{问题}}<72项>，已{word}<?60项>，正在{word}<?X>。"
    _fails_alone_when_wrong(text, "12项", "21项")


@pytest.mark.parametrize("word", _WORDS.short)
def test_what_is_short_is_missing_from_the_whole_of_the_rate(word: str) -> None:
    text = f"{{县级资金}}已到位<350.00万元>，{word}<?150.00万元>，{{县级资金到位率}}<X>。"
    _fails_alone_when_wrong(text, "70.00%", "77.00%")
    text = f"应筹<?500.00万元>，已筹<?350.00万元>，到位率<?X>，{word}<?150.00万元>。"
    _fails_alone_when_wrong(text, "70.00%", "77.00%")
