import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extraction.cli.main import main
from extraction.cli.progress import Progress
from tests.bulk.reports import report, write_reports
from tests.cli.bad_inputs import write_bad_inputs

ROOT = Path(__file__).resolve().parents[2]


def jixiao(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "extraction.cli.main", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )


def told(done):
    """Return what was said on stderr, without the progress of a slow machine."""
    return [line for line in done.stderr.splitlines() if "documents/s" not in line]


def test_good_inputs_exit_0_with_a_summary_on_stdout_and_nothing_on_stderr(tmp_path):
    write_reports(tmp_path / "in", 2)
    done = jixiao("extract", tmp_path / "in", "--output", tmp_path / "out", "--model", "pattern")
    assert done.returncode == 0
    assert told(done) == []
    assert "2 份报告 records" in done.stdout
    assert "documents/s" in done.stdout


def test_bad_inputs_are_named_once_each_and_cost_only_themselves(tmp_path):
    bad = write_bad_inputs(tmp_path / "bad")
    write_reports(tmp_path / "in", 2)
    out = tmp_path / "out"
    done = jixiao("extract", *bad, tmp_path / "in", "--output", out, "--model", "pattern")
    assert done.returncode == 1
    found = [json.loads(line) for line in (out / "failures.jsonl").open(encoding="utf-8")]
    assert [f["path"] for f in found] == [str(p) for p in bad]
    assert all(set(f) == {"path", "sha256", "stage", "error", "message"} for f in found)
    assert all(f["message"].startswith(f["path"]) for f in found)
    assert "internal error" not in "".join(f["message"] for f in found)
    assert sorted(told(done)) == sorted(f"jixiao: {f['message']}" for f in found)
    assert len((out / "reports.jsonl").read_text("utf-8").splitlines()) == 2


def test_an_empty_folder_is_no_success(tmp_path):
    (tmp_path / "in").mkdir()
    done = jixiao("extract", tmp_path / "in", "--output", tmp_path / "out", "--model", "pattern")
    assert done.returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "x"],
        ["nothing"],
        [],
        ["extract", "x", "--output", "y", "--workers", "0"],
        ["extract", "x", "--output", "y", "--workers", "two"],
        ["extract", "x", "--output", "y", "--timeout", "0"],
        ["extract", "x", "--output", "y", "--engine", "none"],
        ["check"],
        ["check", "--from-gold", "x"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2(arguments, capsys):
    try:
        code = main(arguments)
    except SystemExit as end:
        code = end.code
    assert code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err


def test_an_output_that_cannot_be_written_exits_1_with_one_line(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = jixiao("extract", tmp_path, "--output", tmp_path / "file" / "out", "--model", "pattern")
    assert done.returncode == 1
    assert len(told(done)) == 1


def test_a_model_that_is_not_there_exits_1_with_one_line(tmp_path):
    (tmp_path / "a.txt").write_text(report(), encoding="utf-8")
    done = jixiao(
        "extract", tmp_path / "a.txt", "--output", tmp_path / "o", "--model", tmp_path / "m"
    )
    assert done.returncode == 1
    assert len(told(done)) == 1
    assert "weights" in done.stderr


def test_a_plain_line_tells_rate_time_left_failures_and_the_current_file():
    now = [0.0]
    progress = Progress(lambda: 10, clock=lambda: now[0])
    progress._find_total()
    progress.started("a.pdf")
    progress.started("b.pdf")
    now[0] = 2.0
    progress.done("a.pdf", None, None)
    assert progress.line() == (
        "1/10 documents, 0.50 documents/s, ETA 0:00:18, 0 failures, at b.pdf"
    )


def test_progress_on_no_terminal_is_a_line_now_and_then(capsys, monkeypatch):
    monkeypatch.setattr("extraction.cli.progress.PLAIN_SECONDS", 0.05)
    with Progress(lambda: 3) as progress:
        progress.done("a.pdf", None, "a.pdf: no")
        time.sleep(0.2)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "jixiao: a.pdf: no"
    assert lines[1].startswith("jixiao: 1/3 documents")
