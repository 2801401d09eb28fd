"""Every format gives back what it wrote, but for what it says it lost."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.formats import AnnotatedText, FormatSettings, conll, formats
from annotations.formats.model import digest_of
from tests.formats.strategies import annotated_texts

LOSSLESS = ["json", "labelstudio", "doccano", "conll", "docbin", "datasets"]
PATHS = {
    "labelstudio": "t.json", "doccano": "t.jsonl", "conll": "t.conll", "docbin": "t.spacy",
}  # fmt: skip


def there_and_back(
    name: str, texts: list[AnnotatedText], options: FormatSettings | None = None
) -> tuple[list[AnnotatedText], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PATHS.get(name, "folder")
        lost = formats()[name].write(texts, path, options)
        reading = formats()[name].read(path, options)
    return list(reading.texts), [*lost.lines(), *reading.losses.lines()]


@pytest.mark.parametrize("name", LOSSLESS)
def test_nothing_is_lost(name: str) -> None:
    @settings(max_examples=20 if name == "datasets" else 60, deadline=None)
    @given(st.lists(annotated_texts(), min_size=1, max_size=2, unique_by=lambda t: t.name))
    def check(texts: list[AnnotatedText]) -> None:
        found, lost = there_and_back(name, texts)
        assert sorted(found, key=lambda t: t.name) == sorted(texts, key=lambda t: t.name)
        assert not lost

    check()


@settings(max_examples=60, deadline=None)
@given(annotated_texts())
def test_word_tokens_lose_nothing(annotated: AnnotatedText) -> None:
    assert there_and_back("conll", [annotated], FormatSettings(words=True))[0] == [annotated]


@settings(max_examples=60, deadline=None)
@given(annotated_texts())
def test_label_studio_reads_utf16_offsets(annotated: AnnotatedText) -> None:
    assert there_and_back("labelstudio", [annotated], FormatSettings(utf16=True))[0] == [annotated]


def without(annotated: AnnotatedText, *, name: str, hashed: bool, **spans: None) -> AnnotatedText:
    record = annotated.record
    changed = tuple(replace(s, **spans) for s in record.spans)
    digest = digest_of(annotated.text) if hashed else record.sha256
    record = replace(record, document=name, spans=changed, sha256=digest)
    return AnnotatedText(annotated.text, record)


@settings(max_examples=100, deadline=None)
@given(annotated_texts())
def test_brat_loses_the_hash_the_annotator_and_odd_names(annotated: AnnotatedText) -> None:
    (found,), lost = there_and_back("brat", [annotated])
    assert found == without(annotated, name=found.name, hashed=True)
    assert bool(annotated.annotator) == any("annotator" in line for line in lost)
    assert (found.name != annotated.name) == any("name" in line for line in lost)
    assert (digest_of(annotated.text) != annotated.record.sha256) == any("SHA" in s for s in lost)


@settings(max_examples=60, deadline=None)
@given(annotated_texts())
def test_inception_loses_the_annotator_and_control_characters(annotated: AnnotatedText) -> None:
    (found,), lost = there_and_back("inception", [annotated])
    assert found == without(annotated, name=annotated.name, hashed=False)
    assert bool(annotated.annotator) == bool(lost)


@settings(max_examples=100, deadline=None)
@given(annotated_texts())
def test_inline_loses_yuan_status_hash_and_annotator(annotated: AnnotatedText) -> None:
    (found,), lost = there_and_back("inline", [annotated])
    expected = without(annotated, name=found.name, hashed=True, yuan=None)
    plain = tuple(replace(e, status=None) for e in annotated.record.equations)
    assert found == replace(expected, record=replace(expected.record, equations=plain))
    assert any("yuan" in line for line in lost) == any(s.yuan for s in annotated.record.spans)


def test_a_control_character_is_told_not_dropped() -> None:
    text = "一\x0c二"
    from annotations.record import AnnotationRecord

    annotated = AnnotatedText(text, AnnotationRecord("d", digest_of(text), 3, ()))
    (found,), lost = there_and_back("inception", [annotated])
    assert found.text == "一 二"
    assert lost == ["1 × control character (replaced by a blank)"]


def test_characters_of_a_foreign_conll_file_have_no_blanks_between_digits(tmp_path):
    lines = [("补", "O"), ("助", "O"), *((c, "I-AMOUNT") for c in "47.20万元")]
    lines[2] = ("4", "B-AMOUNT")
    path = tmp_path / "a.conll"
    path.write_text("".join(f"{form}\t{tag}\n" for form, tag in lines), encoding="utf-8")
    (text,) = conll.read(path, FormatSettings()).texts
    assert text.text.strip() == "补助47.20万元"
    assert [s.text for s in text.record.spans] == ["47.20万元"]
