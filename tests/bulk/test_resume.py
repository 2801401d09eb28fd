"""Every promise that docs/commands.md makes about resuming, and about what a run leaves behind."""

import contextlib
import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from extraction.bulk.journal import NAME, numbered
from extraction.bulk.run import RunSettings, run
from extraction.errors import WorkerError
from extraction.output import folder as output
from extraction.output.folder import FolderWriter, finish_swap, read_records
from tests.bulk.reports import report, write_reports

FRESH = RunSettings(model="pattern")
AGAIN = RunSettings(model="pattern", resume=True)


def paths(folder):
    return [Path(p).name for r in read_records(folder) for p in r["document"]["paths"]]


def fail(folder, error, stage="load"):
    """Put a failure in the place of the one result of a finished run."""
    said = {"path": "x", "sha256": "x", "stage": stage, "error": error, "message": "x"}
    with sqlite3.connect(folder / NAME) as base:
        base.execute("UPDATE results SET failure = ?", (json.dumps(said),))


@pytest.mark.parametrize(
    ("error", "stage"),
    [
        ("LimitExceededError", "load"), ("LimitExceededError", "extract"), ("TimeoutError", "worker"),
        ("ProcessExpired", "worker"), ("MissingToolError", "load"), ("LoadError", "load"),
    ],
)  # fmt: skip
def test_what_circumstances_cost_is_tried_again(error, stage, tmp_path):
    write_reports(tmp_path / "in", 1)
    run([str(tmp_path / "in")], tmp_path / "out", FRESH)
    fail(tmp_path / "out", error, stage)
    assert run([str(tmp_path / "in")], tmp_path / "out", AGAIN)["counts"]["records"] == 1


def test_what_the_bytes_cost_is_not_tried_again(tmp_path):
    write_reports(tmp_path / "in", 1)
    run([str(tmp_path / "in")], tmp_path / "out", FRESH)
    fail(tmp_path / "out", "DamagedError")
    assert run([str(tmp_path / "in")], tmp_path / "out", AGAIN)["counts"]["failures"] == 1


def test_partial_documents_are_tried_again_when_the_programs_changed(tmp_path):
    write_reports(tmp_path / "in", 1)
    run([str(tmp_path / "in")], tmp_path / "out", FRESH)
    warning = {
        "path": "x",
        "sha256": "x",
        "stage": "load",
        "error": "PartialDocument",
        "message": "x",
    }
    with sqlite3.connect(tmp_path / "out" / NAME) as base:
        base.execute("UPDATE results SET warning = ?", (json.dumps(warning),))
    assert run([str(tmp_path / "in")], tmp_path / "out", AGAIN)["counts"]["partial"] == 1
    with sqlite3.connect(tmp_path / "out" / NAME) as base:
        base.execute("UPDATE about SET value = 'ocr False, office None' WHERE name = 'tools'")
    assert run([str(tmp_path / "in")], tmp_path / "out", AGAIN)["counts"]["partial"] == 0


class Remover:
    """Removes the first copy the moment it goes to a worker."""

    def started(self, path):
        if Path(path).name == "a.txt":
            Path(path).unlink()

    def done(self, path, result, failure):
        pass

    def writing(self):
        pass


def test_a_copy_is_read_where_the_first_one_vanished(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / "in" / name).write_text(report(1), encoding="utf-8")
    run([str(tmp_path / "in")], tmp_path / "out", FRESH, watch=Remover())
    assert paths(tmp_path / "out") == ["a.txt", "b.txt", "c.txt"]


def test_a_new_suffix_is_looked_at_anew(tmp_path):
    (tmp_path / "in").mkdir()
    page = f"<html><body><p>{report(1)}</p></body></html>"
    (tmp_path / "in" / "a.md").write_text(
        page.replace("<html>", "").replace("</html>", ""), "utf-8"
    )
    run([str(tmp_path / "in")], tmp_path / "out", FRESH)
    (tmp_path / "in" / "a.md").rename(tmp_path / "in" / "a.html")
    run([str(tmp_path / "in")], tmp_path / "out", AGAIN)
    (record,) = read_records(tmp_path / "out")
    assert record["document"]["format"] == "html"


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path):
    write_reports(tmp_path / "in", 1)
    path = tmp_path / "in" / "0000.txt"
    before = path.stat()
    run([str(tmp_path / "in")], tmp_path / "out", FRESH)
    path.write_text(path.read_text("utf-8").replace("300.00", "310.00"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    run([str(tmp_path / "in")], tmp_path / "out", AGAIN)
    assert "310.00" in (tmp_path / "out" / "reports.jsonl").read_text("utf-8")


def test_outputs_are_no_inputs_and_linked_folders_are(tmp_path):
    write_reports(tmp_path / "in", 2)
    write_reports(tmp_path / "elsewhere", 1, start=5)
    (tmp_path / "in" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    inside = tmp_path / "in" / "out"
    for settings in (FRESH, AGAIN, FRESH):
        account = run([str(tmp_path / "in")], inside, settings)
        assert account["counts"]["inputs"] == 3
    assert run([str(tmp_path / "in")], tmp_path / "other", FRESH)["counts"]["inputs"] == 3


def broken(*_):
    raise RuntimeError("no worker here")


def test_workers_that_cannot_start_end_the_run_in_a_sentence(tmp_path, monkeypatch):
    write_reports(tmp_path / "in", 3)
    monkeypatch.setattr("extraction.bulk.pool.initialise", broken)
    monkeypatch.setattr("extraction.bulk.pool._START_SECONDS", 1.0)
    with pytest.raises(WorkerError, match="workers that start"):
        run([str(tmp_path / "in")], tmp_path / "out", FRESH)


def test_a_number_stands_before_the_suffix():
    assert numbered("a.zip!/b.pdf", 2) == "a.zip!/b (2).pdf"
    assert numbered("a.zip!/b", 3) == "a.zip!/b (3)"


def finish(folder, mark):
    """Write outputs that all carry a mark."""
    with FolderWriter(folder) as writer:
        for name in ("reports.jsonl", "failures.jsonl", "findings.csv"):
            writer._files[name].write(f"{mark}\n")
        writer._text("0" * 64, mark)
        (writer.further("amounts.parquet") / "part-0").write_text(mark)
        if mark == "old":
            (writer.further("hf") / "data").write_text(mark)
        writer.run({"mark": mark})


def marks(folder):
    names = (
        "reports.jsonl", "failures.jsonl", "findings.csv", "run.json", f"text/{'0' * 64}.txt",
        "amounts.parquet/part-0", "hf/data",
    )  # fmt: skip
    found = {n: (folder / n).read_text("utf-8") for n in names if (folder / n).exists()}
    return {m for text in found.values() for m in ("old", "new") if m in text}, len(found)


def test_texts_of_an_earlier_run_go_with_its_outputs(tmp_path):
    write_reports(tmp_path / "in", 3)
    run([str(tmp_path / "in")], tmp_path / "out", FRESH)
    (tmp_path / "out" / "text" / "notes.txt").write_text("of a reader")
    (tmp_path / "in" / "0001.txt").unlink()
    for settings in (AGAIN, FRESH):
        run([str(tmp_path / "in")], tmp_path / "out", settings)
        named = {f"{r['document']['sha256']}.txt" for r in read_records(tmp_path / "out")}
        assert {p.name for p in (tmp_path / "out" / "text").iterdir()} == {*named, "notes.txt"}


class Killed(BaseException):
    """A kill at this very step."""


@pytest.mark.parametrize("step", range(34))
def test_outputs_of_two_runs_never_stand_side_by_side(step, tmp_path, monkeypatch):
    finish(tmp_path, "old")
    left = [step]

    def counted(original):
        def wrapped(*arguments, **options):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return original(*arguments, **options)

        return wrapped

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        patch.setattr(shutil, "rmtree", counted(shutil.rmtree))
        patch.setattr(FolderWriter, "_discard", lambda self: None)
        with contextlib.suppress(Killed):
            finish(tmp_path, "new")
    assert len(marks(tmp_path)[0]) <= 1
    swapping = (tmp_path / output.SWAP).exists()
    finish_swap(tmp_path)
    kinds, count = marks(tmp_path)
    assert count == (6 if kinds == {"new"} else 7)
    assert len(kinds) == 1
    assert kinds == {"new"} or not swapping
