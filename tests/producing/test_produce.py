"""From a store with edits in six formats to records that `check` finds right (成果往返)."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlwt
from openpyxl import load_workbook

from annotations.commands import annotate
from annotations.corpus.rendering import RENDERED
from annotations.gold import to_json
from annotations.producing import ProduceSettings, corrected_record, produce
from annotations.store import DONE, Edit, Layer, Store, import_folder
from annotations.store.verdicts import verdict_key
from extraction.bulk.run import RunSettings, run
from extraction.checking import check_annotations, verify_records
from extraction.output.folder import read_records

FORMATS = ("txt", "pdf", "docx", "html", "xlsx", "xls")
WORD = {
    "verdict": "explained",
    "reason": "scope",
    "note": "另账",
    "who": "li",
    "when": "2026-11-29",
}


def _as_xls(source: Path, target: Path) -> None:
    """Write a workbook's cells in the older format."""
    book = xlwt.Workbook()
    for sheet in load_workbook(source).worksheets:
        page = book.add_sheet(sheet.title[:31])
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    page.write(cell.row - 1, cell.column - 1, cell.value)
    book.save(str(target))


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder of one sample in six formats."""
    place = tmp_path_factory.mktemp("in")
    for suffix in FORMATS[:-1]:
        name = f"baichuan-archives-final.{suffix}"
        (place / name).write_bytes((RENDERED / name).read_bytes())
    _as_xls(RENDERED / "songzhou-culture-budget.xlsx", place / "songzhou.xls")
    out = tmp_path_factory.mktemp("out")
    run([str(place)], out, RunSettings(model="pattern"))
    return out


@pytest.fixture
def store(extracted: Path, tmp_path: Path) -> Store:
    """A store of those documents."""
    opened = Store.open(tmp_path / "review.db")
    import_folder(opened, extracted)
    return opened


def _edit(store: Store, layer: Layer) -> None:
    """Delete, relabel and link one mention each, and decide on every finding."""
    mine = store.copy_layer(layer, "li")
    state = store.read(mine.id)
    amounts = [m for m in state.ordered() if m["label"] == "AMOUNT"]
    links = list(state.links)
    record = corrected_record(store, layer.document_id)
    assert record is not None
    edits = [
        Edit("mention", amounts[-1]["id"], None),
        Edit("mention", amounts[-2]["id"], {**amounts[-2], "role": "prior", "accepted": True}),
        Edit("link", links[0], None),
        *(Edit("decision", verdict_key(c.fingerprint), WORD) for c in record.findings),
        Edit("decision", DONE, {"verdict": "done"}),
    ]
    store.save(mine.id, edits, base=state.version, actor="li", action="edit")


def test_what_nobody_touched_comes_out_as_extract_wrote_it(
    store: Store, extracted: Path, tmp_path: Path
) -> None:
    produce(store, tmp_path / "out")
    assert list(read_records(tmp_path / "out")) == list(read_records(extracted))
    for name in ("amounts.csv", "indicators.csv", "findings.csv", "summary.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (extracted / name).read_bytes()


def test_edits_in_six_formats_make_the_round_trip(store: Store, tmp_path: Path) -> None:
    for layer in store.layers():
        _edit(store, layer)
    made = produce(store, tmp_path / "out", ProduceSettings(parquet=True, each=True))
    assert made.counts["records"] == made.counts["corrected"] == made.counts["done"] == len(FORMATS)
    records = list(read_records(tmp_path / "out"))
    assert {r["document"]["format"] for r in records} == set(FORMATS)
    for record in records:
        changed = record["corrections"]
        assert (changed["layer"], changed["by"], changed["done"]) == ("li", ["li"], True)
        assert changed["removed"] == 1
        assert len(changed["changed"]) == 1
        assert changed["unlinked"] >= 1
    assert made.counts["decisions"] == sum(len(r["decisions"]) for r in records) > 0
    outcome = verify_records(tmp_path / "out")
    assert (outcome.records, outcome.wrong, outcome.problems) == (len(FORMATS), 0, ())
    for record in records:
        place = tmp_path / "out" / "reports" / record["document"]["sha256"][:16]
        assert verify_records(place).wrong == 0
        assert {"核对.html", "核对.xlsx", "record.json"} <= {p.name for p in place.iterdir()}
    with (tmp_path / "out" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        findings = list(csv.DictReader(file))
    assert findings
    assert all(f["verdict"] == "explained" and f["who"] == "li" for f in findings)


def test_a_decision_outlives_another_extraction(store: Store, extracted: Path) -> None:
    """The same file read again with other ids: the decision is about the same finding."""
    layer = next(y for y in store.layers() if store.document(y.document_id).format == "pdf")
    _edit(store, layer)
    record = corrected_record(store, layer.document_id)
    assert record is not None
    again = next(r for r in read_records(extracted) if r["document"]["format"] == "docx")
    known = {d.check for d in record.decisions}
    assert known & {c["fingerprint"] for c in again["checks"]}


def test_only_what_is_finished_is_written_where_asked(store: Store, tmp_path: Path) -> None:
    _edit(store, store.layers()[0])
    made = produce(store, tmp_path / "out", ProduceSettings(done_only=True))
    assert made.counts["records"] == 1


def test_the_command_writes_what_the_command_line_checks(store: Store, tmp_path: Path) -> None:
    _edit(store, store.layers()[2])
    import argparse

    parser = argparse.ArgumentParser()
    annotate.add_arguments(parser)
    where = str(store.engine.url.database)
    arguments = parser.parse_args(["produce", where, "--output", str(tmp_path / "out")])
    assert annotate.run(arguments) == 0
    command = [sys.executable, "-m", "extraction.cli.main", "check", str(tmp_path / "out")]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    assert "6 records, 0 wrong" in shown.stdout


def test_a_layer_of_any_format_is_checked_as_gold(store: Store, tmp_path: Path) -> None:
    """What `corrected.zip` holds: gold with the hash of the DOCX, its canonical text beside it."""
    layer = next(y for y in store.layers() if store.document(y.document_id).format == "docx")
    record = store.export(layer.id)
    (tmp_path / "text").mkdir()
    name = tmp_path / "text" / f"{record.sha256}.txt"
    name.write_bytes(store.text(layer.document_id).encode())
    (tmp_path / "gold.json").write_text(json.dumps(to_json(record)), encoding="utf-8")
    counts = check_annotations([tmp_path / "gold.json"], tmp_path / "text", tmp_path / "out")
    assert counts["records"] == 1
    assert verify_records(tmp_path / "out").wrong == 0
