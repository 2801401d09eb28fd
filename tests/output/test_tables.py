import csv
import json
from decimal import Decimal

import pytest

from extraction.bulk.run import RunSettings, run
from extraction.output.folder import FolderWriter, json_line, read_records
from extraction.output.rows import TABLES, guarded, rows
from tests.bulk.reports import write_reports


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("in")
    write_reports(place, 5)
    out = tmp_path_factory.mktemp("out")
    run([str(place)], out, RunSettings(model="pattern", parquet=True, to=("hf",)))
    return out


def test_csv_holds_the_rows_of_the_records(folder):
    for table in TABLES:
        raw = (folder / f"{table}.csv").read_bytes()
        assert raw.startswith("\ufeff".encode())
        found = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
        expected = [row for r in read_records(folder) for row in rows(r)[table]]
        assert [r["sha256"] for r in found] == [r["sha256"] for r in expected]
        assert tuple(found[0]) == TABLES[table] if found else True


def test_parquet_holds_the_same_numbers_exactly(folder):
    parquet = pytest.importorskip("pyarrow.dataset", reason="the [parquet] extra is not installed")
    table = parquet.dataset(folder / "amounts.parquet", partitioning="hive").to_table()
    expected = [row for r in read_records(folder) for row in rows(r)["amounts"]]
    assert table.num_rows == len(expected)
    assert sum(v for v in table["yuan"].to_pylist() if v is not None) == sum(
        Decimal(r["yuan"]) for r in expected if r["yuan"] is not None
    )
    assert set(table["fiscal_year"].to_pylist()) == {r["fiscal_year"] for r in expected}
    assert set(table.column_names) == set(TABLES["amounts"])


def test_the_data_set_holds_texts_and_mentions(folder):
    datasets = pytest.importorskip("datasets", reason="the [hf] extra is not installed")
    found = datasets.load_from_disk(str(folder / "hf"))
    assert len(found) == 5
    for row in found:
        assert all(row["text"][m["start"] : m["end"]] == m["text"] for m in row["mentions"])
        assert json.loads(row["record"])["document"]["sha256"] == row["sha256"]


def test_a_run_that_fails_while_writing_leaves_the_older_outputs(tmp_path):
    with FolderWriter(tmp_path) as writer:
        writer.failure({"path": "old"})

    def fail():
        with FolderWriter(tmp_path) as writer:
            writer.failure({"path": "new"})
            raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        fail()
    assert (tmp_path / "failures.jsonl").read_text("utf-8") == '{"path":"old"}\n'
    assert not list(tmp_path.glob("*.part"))


def test_lone_surrogates_are_escaped_in_json():
    assert json.loads(json_line({"text": "a\ud800"})) == {"text": "a\ud800"}
    json_line({"text": "a\ud800"}).encode("utf-8")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("-5.2", "-5.2"),
        ("-cmd", "'-cmd"),
        ("@x", "'@x"),
        ("万元", "万元"),
        ("＝1", "'＝1"),
        ("\u200b=1", "'\u200b=1"),
        ("a=1", "a=1"),
        ("7.50", "7.50"),
        ("", ""),
        (3, 3),
        (None, None),
    ],
)
def test_no_cell_is_taken_for_a_formula(value, shown):
    assert guarded(value) == shown
