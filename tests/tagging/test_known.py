"""Known names at the end of a stretch, beside spaCy's matcher of phrases as the slow reference."""

import random

import pytest
import spacy
from spacy.matcher import PhraseMatcher

from extraction.span import Span
from extraction.tagging.patterns.known import known_ending
from extraction.taxonomy import account_names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲单位财政拨款收入", "财政拨款收入"),
        ("甲单位财政拨款 收入", "财政拨款 收入"),
        ("财政拨款  收入", None),
        ("财政拨款\n收入", None),
        ("财政拨款收入 ", None),
        ("甲乙丙", None),
        ("", None),
    ],
)
def test_the_longest_name_that_ends_where_the_stretch_does(text, found):
    span = known_ending(text, Span(0, len(text)))
    assert (span.of(text) if span else None) == found


@pytest.fixture(scope="module")
def matcher():
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    phrases = PhraseMatcher(nlp.vocab)
    phrases.add("ITEM", [nlp.make_doc(name) for name in account_names()])
    return nlp, phrases


def test_same_as_a_matcher_of_phrases(matcher):
    nlp, phrases = matcher
    listed, draw = sorted(account_names()), random.Random(5)
    for _ in range(300):
        parts = [draw.choice([*listed[:200], " ", "  ", "\n", "的", "甲"]) for _ in range(3)]
        name = list(draw.choice(listed))
        name.insert(draw.randrange(len(name) + 1), draw.choice(["", "", " ", "  ", "\t"]))
        text = "".join([*parts, *name])
        doc = nlp.make_doc(text)
        pieces = [doc[first:last] for _, first, last in phrases(doc)]
        ends = [p for p in pieces if p.end_char == len(text)]
        expected = min((p.start_char for p in ends), default=None)
        span = known_ending(text, Span(0, len(text)))
        if span is None or span.of(text).replace(" ", "") in listed:
            assert (span.start if span else None) == expected, text
