from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.tagging.characters import CharacterIds
from models.tokenizer import FOLDED, SPECIAL_TOKENS, build_tokenizer, build_vocabulary

VOCABULARY = build_vocabulary(["预算支出合计金入面市县年度万元元"] * 3)
TOKENIZER = build_tokenizer(VOCABULARY)
ALPHABET = st.characters(codec="utf-8", exclude_categories=("Cs",))


@given(st.text(ALPHABET, max_size=60))
def test_every_code_point_is_one_token_with_its_own_offsets(text: str) -> None:
    if any(token in text for token in SPECIAL_TOKENS):
        return
    encoding = TOKENIZER(text, return_offsets_mapping=True, add_special_tokens=False)
    assert encoding["offset_mapping"] == [(i, i + 1) for i in range(len(text))]


@given(st.text(ALPHABET, max_size=60))
def test_the_table_agrees_with_the_tokenizer(text: str) -> None:
    if any(token in text for token in SPECIAL_TOKENS):
        return
    ids = CharacterIds(TOKENIZER.get_vocab())
    assert ids(text) == TOKENIZER(text, add_special_tokens=False)["input_ids"]


@pytest.mark.parametrize("blank", ["\n", "\t", " ", "\u00a0", "\u3000", "\r"])
def test_white_space_is_known(blank: str) -> None:
    assert TOKENIZER.tokenize(blank) == [blank]


def test_unknown_characters_become_unk() -> None:
    assert TOKENIZER.tokenize("預") == ["[UNK]"]


def test_wide_digits_and_radicals_share_the_plain_token() -> None:
    assert TOKENIZER.tokenize("１２⾦⼊") == ["1", "2", "金", "入"]
    assert all(len(plain) == 1 for plain in FOLDED.values())


def test_the_vocabulary_starts_with_the_special_tokens() -> None:
    assert VOCABULARY[:5] == SPECIAL_TOKENS
    assert len(set(VOCABULARY)) == len(VOCABULARY)
