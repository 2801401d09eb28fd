"""Real annotated reports through every format and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.formats import AnnotatedText, formats
from annotations.gold import read_gold

TARGETS = {
    "json": "x", "labelstudio": "x.json", "doccano": "x.jsonl", "brat": "x", "inception": "x",
    "conll": "x.conll", "docbin": "x.spacy", "datasets": "x",
}  # fmt: skip


@pytest.fixture(scope="module")
def reports(shared: Path) -> list[AnnotatedText]:
    found = []
    for path in sorted((shared / "gold").glob("*.json")):
        record = read_gold(path)
        source = shared / "reports" / "text" / f"{record.document}.txt"
        text = source.read_bytes().decode("utf-8").removeprefix("\ufeff")
        found.append(AnnotatedText(text, record))
    return found


@pytest.mark.parametrize("name", TARGETS)
def test_real_reports_come_back_as_they_were(
    reports: list[AnnotatedText], tmp_path: Path, name: str
) -> None:
    target = tmp_path / TARGETS[name]
    lost = formats()[name].write(reports, target)
    found = {t.name: t for t in formats()[name].read(target).texts}
    assert len(found) == len(reports) >= 9
    for report in reports:
        again = found[report.name]
        assert again.text == report.text
        assert again.record.spans == report.record.spans
        assert again.record.equations == report.record.equations
    assert set(lost.counts) <= {
        "text with CR LF, where brat itself counts differently",
        "control character (replaced by a blank)",
    }
