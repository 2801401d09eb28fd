"""Passages of public documents are kept without their text and found again in it."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from annotations import inline
from annotations.passages import found_passages, passage, read_passages, write_passages
from extraction.errors import MarkupError

TITLE = "关于云溪市2031年预算执行情况的报告\n"
MARKED = (
    "⟦PERIOD p1|2031年⟧，全市⟦ITEM i1|一般公共预算收入⟧完成⟦AMOUNT a1>i1,p1|18.6亿元⟧，"
    "增长⟦RATE r1+>i1,p1|4.2%⟧。\n"
)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder of one document, and beside it the file of its one passage."""
    text, record = inline.parse(MARKED, document="y01")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/yunxi.txt").write_text(TITLE + text, "utf-8")
    path = tmp_path / "yunxi.json"
    write_passages([passage("yunxi.txt", "y01", len(TITLE), text, record)], path)
    return path


def test_a_passage_comes_back_with_its_annotation(kept: Path) -> None:
    text, record = inline.parse(MARKED, document="y01")
    assert list(found_passages([kept], [kept.parent / "documents"])) == [(text, record)]


def test_no_word_of_the_text_is_kept(kept: Path) -> None:
    text, _ = inline.parse(MARKED, document="y01")
    stored = kept.read_text("utf-8")
    assert not [c for c in text if c > "\u2fff" and c in stored]


def test_a_passage_that_moved_is_found_again(kept: Path) -> None:
    document = kept.parent / "documents/yunxi.txt"
    document.write_text("目录\n第一部分\n" + document.read_text("utf-8"), "utf-8")
    assert [r.document for _, r in found_passages([kept], [document.parent])] == ["y01"]


def test_a_passage_that_changed_is_left_out_and_told(
    kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    document = kept.parent / "documents/yunxi.txt"
    document.write_text(document.read_text("utf-8").replace("18.6", "18.7"), "utf-8")
    assert list(found_passages([kept], [document.parent])) == []
    assert "y01" in caplog.text


def test_passages_of_a_document_that_is_not_there_are_left_out_and_told(
    kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert list(found_passages([kept], [kept.parent])) == []
    assert "1 passages left out" in caplog.text


def test_what_is_no_file_of_passages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps({"document": "a.txt", "passages": [{"name": "y01"}]}), "utf-8")
    with pytest.raises(MarkupError, match="annotated passages"):
        read_passages(path)


def test_packed_text_is_a_document_too(kept: Path) -> None:
    whole = (kept.parent / "documents/yunxi.txt").read_bytes()
    (kept.parent / "yunxi.txt.xz").write_bytes(lzma.compress(whole))
    kept.write_text(kept.read_text("utf-8").replace('"yunxi.txt"', '"yunxi.txt.xz"'), "utf-8")
    assert [r.document for _, r in found_passages([kept], [kept.parent])] == ["y01"]
