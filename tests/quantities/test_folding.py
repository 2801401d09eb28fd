"""Characters in their plain form: the fast way against looking every character up."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.quantities.folding import fold


@given(st.text())
def test_every_character_is_folded_by_itself(text):
    assert len(fold(text)) == len(text)
    if "郾" not in text:
        assert fold(text) == "".join(map(fold, text))


@pytest.mark.parametrize("text", ["（１２．５％）", "Ａ１：￥３", "～＋－＝"])
def test_full_width_forms_are_folded_as_the_standard_says(text):
    assert fold(text) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    ("text", "plain"), [("壹佰萬", "一百万"), ("12郾5", "12.5"), ("郾城", "郾城"), ("预算", "预算")]
)
def test_formal_and_traditional_characters_and_the_point_of_a_font(text, plain):
    assert fold(text) == plain
