"""Long documents are worked on first, and nothing that a run writes tells of it."""

import os
import zipfile
from pathlib import Path

import pytest

from extraction.bulk.order import in_work_order
from extraction.bulk.run import RunSettings, run
from extraction.output.folder import read_records
from tests.bulk.behaviour import InThisProcess
from tests.bulk.reports import report

FRESH = RunSettings(model="pattern")


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.setattr("extraction.bulk.run._engine", InThisProcess)


class Order:
    """Notes in which order documents go to the workers."""

    def __init__(self):
        self.names = []

    def started(self, path):
        self.names.append(path.rpartition("/")[2])

    def done(self, path, result, failure):
        pass

    def writing(self):
        pass


def write(folder, lengths):
    folder.mkdir()
    for i, (name, length) in enumerate(lengths.items()):
        (folder / name).write_text(report(i) + "。\n" * length, encoding="utf-8")


def test_long_documents_go_first_and_records_stay_in_input_order(tmp_path):
    write(tmp_path / "in", {"a.txt": 0, "b.txt": 400, "c.txt": 30, "d.txt": 900})
    order = Order()
    run([str(tmp_path / "in")], tmp_path / "out", FRESH, watch=order)
    assert order.names == ["d.txt", "b.txt", "c.txt", "a.txt"]
    found = [Path(r["document"]["path"]).name for r in read_records(tmp_path / "out")]
    assert found == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_a_format_that_costs_more_goes_before_a_longer_one_that_costs_less(tmp_path):
    for name, size in (("a.pdf", 3_000), ("b.xlsx", 1_000), ("c.txt", 500), ("d.doc", 2_000)):
        (tmp_path / name).write_bytes(b"x" * size)
    given = sorted(str(p) for p in tmp_path.iterdir())
    assert [Path(p).name for _, p in in_work_order(given)] == ["b.xlsx", "a.pdf", "d.doc", "c.txt"]
    assert sorted(i for i, _ in in_work_order(given)) == [0, 1, 2, 3]


def test_what_cannot_be_sized_comes_last_and_archives_first(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("m.txt", "x")
    given = [str(tmp_path / n) for n in ("missing.txt", "a.txt", "b.zip", "nul\0.txt")]
    assert [i for i, _ in in_work_order(given)] == [2, 1, 0, 3]


@pytest.mark.parametrize("suffixes", [("html", "txt"), ("txt", "html")])
def test_the_first_path_gives_the_record_whichever_suffix_is_heavier(tmp_path, suffixes):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, suffix in zip("ab", suffixes, strict=True):
        (folder / f"{name}.{suffix}").write_text(f"<p>{report(1)}</p>", encoding="utf-8")
    for resume in (False, True):
        run([str(folder)], tmp_path / "out", RunSettings(model="pattern", resume=resume))
        (record,) = read_records(tmp_path / "out")
        assert record["document"]["format"] == suffixes[0]


def test_names_shown_alike_are_numbered_in_input_order(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    raw = os.fsencode(folder)
    for name, length in (("报告.txt".encode("gbk"), 0), ("报告.txt".encode(), 500)):
        with open(os.path.join(raw, name), "wb") as file:
            file.write((report(length) + "。\n" * length).encode())
    given = sorted(os.fsdecode(os.path.join(raw, n)) for n in os.listdir(raw))
    assert [i for i, _ in in_work_order(given)] == [0, 1]
    run([str(folder)], tmp_path / "out", FRESH)
    found = [Path(r["document"]["path"]).name for r in read_records(tmp_path / "out")]
    assert found == ["报告.txt", "报告 (2).txt"]
