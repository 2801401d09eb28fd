"""Decisions find their findings again, and travel with a record into every table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotations.corpus.rendering import RENDERED
from extraction import Record, extract, load
from extraction.decisions import Corrections, Decision, decided
from extraction.errors import RecordError
from extraction.output.rows import rows
from extraction.validation import violations


def _word(check: str, verdict: str = "rejected", when: str = "2026-01-01") -> dict[str, str]:
    return {"check": check, "verdict": verdict, "when": when}


def test_the_whole_fingerprint_comes_first() -> None:
    words = [_word("sum-aa-11"), _word("sum-aa-22", "confirmed")]
    found = decided(["sum-aa-22", "sum-aa-11", "sum-bb-11"], words)
    assert found["sum-aa-11"]["verdict"] == "rejected"
    assert found["sum-aa-22"]["verdict"] == "confirmed"
    assert "sum-bb-11" not in found


def test_other_names_are_found_by_values_where_nothing_else_has_them() -> None:
    assert decided(["sum-aa-99"], [_word("sum-aa-11")])
    assert not decided(["sum-aa-98", "sum-aa-99"], [_word("sum-aa-11")])
    assert not decided(["sum-aa-99"], [_word("sum-aa-11"), _word("sum-aa-22")])
    assert not decided(["share-aa-11"], [_word("sum-aa-11")])


def test_the_last_word_counts() -> None:
    words = [_word("sum-aa-11", "explained", "2026-03-01"), _word("sum-aa-11", "rejected")]
    assert decided(["sum-aa-11"], words)["sum-aa-11"]["verdict"] == "explained"


def test_a_decision_needs_a_known_verdict() -> None:
    with pytest.raises(RecordError):
        Decision("sum-aa-11", "maybe")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def reviewed() -> tuple[Record, str]:
    """A record with one decided finding and two corrected mentions."""
    document = load(RENDERED / "baichuan-archives-final.docx")
    record = extract(document, model="pattern")
    word = Decision(record.findings[0].fingerprint, "explained", "scope", "另账", "李", "2026")
    amount = record.facts.amounts[0].mention.id
    changed = Corrections("li", by=("li",), added=(amount,), removed=1)
    return replace(record, decisions=(word,), corrections=changed), document.text


def test_a_reviewed_record_is_valid_and_comes_back(reviewed: tuple[Record, str]) -> None:
    record, text = reviewed
    data = record.to_dict()
    assert list(violations(data, text=text)) == []
    assert Record.from_dict(data) == record


def test_the_tables_carry_decisions_and_corrections(reviewed: tuple[Record, str]) -> None:
    found = rows(reviewed[0].to_dict())
    (finding,) = [r for r in found["findings"] if r["verdict"]]
    assert (finding["verdict"], finding["reason"], finding["who"]) == ("explained", "scope", "李")
    assert [r["corrected"] for r in found["amounts"]].count("added") == 1
    (summary,) = found["summary"]
    assert (summary["explained"], summary["corrected"]) == (1, 2)
