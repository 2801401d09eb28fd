import contextlib
import io
import json
import resource
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import psutil
import pytest

from extraction.bulk.account import decisive_settings
from extraction.bulk.journal import Journal
from extraction.bulk.run import RunSettings, run
from extraction.errors import SettingsError
from extraction.output.folder import read_records, read_text
from extraction.validation import violations
from tests.bulk.reports import report, write_reports

ROOT = Path(__file__).resolve().parents[2]
PATTERN = RunSettings(model="pattern")
OUTPUTS = ("reports.jsonl", "failures.jsonl", "amounts.csv", "indicators.csv", "findings.csv",
           "summary.csv")  # fmt: skip


def records(folder):
    return list(read_records(folder))


def failures(folder):
    return [json.loads(line) for line in (folder / "failures.jsonl").open(encoding="utf-8")]


def outputs(folder):
    texts = {p.name: p.read_bytes() for p in (folder / "text").iterdir()}
    return {**{name: (folder / name).read_bytes() for name in OUTPUTS}, **texts}


def test_records_come_in_input_order_and_fit_the_schema(tmp_path):
    write_reports(tmp_path / "in", 8)
    account = run([str(tmp_path / "in")], tmp_path / "out", RunSettings(model="pattern", workers=2))
    found = records(tmp_path / "out")
    assert [Path(r["document"]["path"]).stem for r in found] == [f"{i:04}" for i in range(8)]
    for record in found:
        text = read_text(tmp_path / "out", record["document"]["sha256"])
        assert not list(violations(record, text=text))
    assert account["counts"]["records"] == 8
    assert json.loads((tmp_path / "out/run.json").read_text("utf-8")) == account
    assert not list((tmp_path / "out").rglob("*.part"))


def test_the_same_bytes_are_one_record_with_all_their_paths(tmp_path):
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report(1), encoding="utf-8")
    account = run([str(tmp_path / "in")], tmp_path / "out", PATTERN)
    (record,) = records(tmp_path / "out")
    named = [str(tmp_path / "in" / n) for n in ("a.txt", "b.txt", "sub/c.txt")]
    assert record["document"]["paths"] == named
    assert record["document"]["path"] == named[0]
    assert account["counts"]["duplicates"] == 2


def test_a_path_that_two_arguments_name_counts_once(tmp_path):
    write_reports(tmp_path / "in", 2)
    named = [str(tmp_path / "in"), str(tmp_path / "in" / "0001.txt")]
    account = run(named, tmp_path / "out", PATTERN)
    assert account["counts"]["inputs"] == 2
    assert all(len(r["document"]["paths"]) == 1 for r in records(tmp_path / "out"))


def test_bytes_that_fail_under_one_name_are_read_under_another(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.pdf", "b.txt"):
        (folder / name).write_text(report(1), encoding="utf-8")
    run([str(folder)], tmp_path / "out", PATTERN)
    (record,) = records(tmp_path / "out")
    assert len(record["document"]["paths"]) == 2
    assert not failures(tmp_path / "out")


def test_each_copy_of_an_unreadable_file_is_a_failure_of_its_own(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(b"%PDF-1.7 cut")
    run([str(folder)], tmp_path / "out", PATTERN)
    found = failures(tmp_path / "out")
    assert [Path(f["path"]).name for f in found] == ["a.pdf", "b.pdf"]
    assert all(f["message"].startswith(f["path"]) and f["sha256"] for f in found)


def zip_of(members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def tar_of(members, mode):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.zip", zip_of),
        ("a.tar", lambda m: tar_of(m, "w")),
        ("a.tar.gz", lambda m: tar_of(m, "w:gz")),
        ("a.tgz", lambda m: tar_of(m, "w:gz")),
        ("a.tar.bz2", lambda m: tar_of(m, "w:bz2")),
        ("a.tar.xz", lambda m: tar_of(m, "w:xz")),
    ],
)
def test_archives_are_read_in_place(tmp_path, name, make):
    one, two = (report(i).encode("utf-8") for i in (1, 2))
    inner = zip_of({"d.txt": report(3).encode("utf-8")})
    members = {"甲/一.txt": one, "__MACOSX/x": b"x", "二.txt": two, "in.zip": inner}
    (tmp_path / name).write_bytes(make(members))
    run([str(tmp_path / name)], tmp_path / "out", PATTERN)
    found = [r["document"]["path"] for r in records(tmp_path / "out")]
    inside = ["甲/一.txt", "二.txt", "in.zip!/d.txt"]
    assert found == [f"{tmp_path / name}!/{member}" for member in inside]
    assert not (tmp_path / "out" / ".spool").exists()


def test_redacted_outputs_hold_no_personal_data_and_keep_offsets(tmp_path):
    write_reports(tmp_path / "in", 2)
    (tmp_path / "in" / "13912345678.pdf").write_bytes(b"junk")
    run([str(tmp_path / "in")], tmp_path / "out", RunSettings(model="pattern", redact=True))
    for path in (p for p in (tmp_path / "out").rglob("*") if p.is_file()):
        data = path.read_bytes()
        assert "王小明".encode() not in data
        assert b"13812345678" not in data
        if "journal" not in path.name:
            assert b"13912345678" not in data
    for record in records(tmp_path / "out"):
        text = read_text(tmp_path / "out", record["document"]["sha256"])
        assert all(text[m["start"] : m["end"]] == m["text"] for m in record["mentions"])


def test_a_resumed_run_with_other_settings_is_refused(tmp_path):
    write_reports(tmp_path / "in", 1)
    run([str(tmp_path / "in")], tmp_path / "out", PATTERN)
    other = RunSettings(model="pattern", resume=True, redact=True)
    with pytest.raises(SettingsError, match="resume"):
        run([str(tmp_path / "in")], tmp_path / "out", other)


def test_two_runs_do_not_write_into_one_folder(tmp_path):
    with (
        Journal(tmp_path, {}, resume=False),
        pytest.raises(SettingsError, match="another run"),
        Journal(tmp_path, {}, resume=True),
    ):
        pass


def test_resume_does_only_what_is_new(tmp_path):
    write_reports(tmp_path / "in", 3)
    run([str(tmp_path / "in")], tmp_path / "out", PATTERN)
    write_reports(tmp_path / "in", 2, start=3)
    asked = []

    class Watch:
        def started(self, path):
            asked.append(Path(path).stem)

        def done(self, path, result, failure):
            pass

        def writing(self):
            pass

    settings = RunSettings(model="pattern", resume=True)
    account = run([str(tmp_path / "in")], tmp_path / "out", settings, watch=Watch())
    assert asked == ["0003", "0004"]
    assert account["counts"]["records"] == len(records(tmp_path / "out")) == 5


def start_run(source, target, *more):
    command = [sys.executable, "-m", "extraction.cli.main", "extract", str(source)]
    command += ["--output", str(target), "--workers", "2", "--model", "pattern", *more]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_for_results(process, journal, enough):
    """Return once a running process has committed that many results."""
    while process.poll() is None:
        if journal.exists():
            with (
                contextlib.suppress(sqlite3.OperationalError),
                contextlib.closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as kept,
            ):
                if kept.execute("SELECT count(*) FROM results").fetchone()[0] >= enough:
                    return
        time.sleep(0.01)
    pytest.fail("the run ended before it could be stopped")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["SIGKILL", "SIGTERM"])
def test_a_stopped_run_goes_on_and_ends_as_an_undisturbed_one(tmp_path, number):
    write_reports(tmp_path / "in", 400)
    calm, stopped = tmp_path / "calm", tmp_path / "stopped"
    run([str(tmp_path / "in")], calm, RunSettings(model="pattern", workers=2))
    for enough in (1, 200):
        process = start_run(tmp_path / "in", stopped, *(("--resume",) if stopped.exists() else ()))
        wait_for_results(process, stopped / ".journal.sqlite3", enough)
        children = psutil.Process(process.pid).children()
        process.send_signal(number)
        process.communicate()
        assert process.returncode != 0
        psutil.wait_procs(children, timeout=20)
    process = start_run(tmp_path / "in", stopped, "--resume")
    said, _ = process.communicate()
    assert process.returncode == 0, said
    assert outputs(stopped) == outputs(calm)


def test_resume_tries_again_what_a_time_limit_has_cost(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "long.txt").write_text("支出1.5万元，" * 400_000, encoding="utf-8")
    short = RunSettings(model="pattern", timeout=0.05)
    run([str(folder)], tmp_path / "out", short)
    (failure,) = failures(tmp_path / "out")
    assert failure["error"] == "TimeoutError"
    with Journal(tmp_path / "out", decisive_settings(short), resume=True) as journal:
        assert not journal.has_result(failure["sha256"], ".txt", place=0)


def test_a_full_disk_ends_the_run_with_one_line_and_resuming_completes_it(tmp_path):
    write_reports(tmp_path / "in", 40)
    command = [sys.executable, "-m", "extraction.cli.main", "extract", str(tmp_path / "in")]
    command += ["--output", str(tmp_path / "out"), "--model", "pattern"]

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, preexec_fn=limit)
    assert done.returncode == 1
    said = [line for line in done.stderr.splitlines() if "documents/s" not in line]
    assert len(said) == 1
    assert "expected to write" in said[0]
    assert not (tmp_path / "out" / "reports.jsonl").exists()
    settings = RunSettings(model="pattern", resume=True)
    assert run([str(tmp_path / "in")], tmp_path / "out", settings)["counts"]["records"] == 40
