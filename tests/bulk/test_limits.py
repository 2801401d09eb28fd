"""A document beyond the limits of memory and time leaves a record of the part that stays within them."""

import json
import subprocess
import sys

import pytest

from extraction.bulk.limits import TIME_EXIT, Reached, narrowed, note_reached, read_reached
from extraction.bulk.pool import LocalPool
from extraction.bulk.run import RunSettings, run
from extraction.loading.portion import WHOLE, Portion
from extraction.output.folder import read_records, read_text
from tests.bulk.behaviour import costly
from tests.bulk.reports import report


@pytest.mark.parametrize(
    ("portion", "reached", "share", "without"),
    [
        (WHOLE, None, 0.5, ()),
        (WHOLE, Reached(0, 60, 0.9), 0.5, ()),
        (WHOLE, Reached(40, 60, 0.9), 1 / 3, ()),
        (WHOLE, Reached(40, 60, 0.1), 1, (40,)),
        (Portion(1, (40,)), Reached(41, 60, 0.2), 1, (40, 41)),
        (Portion(1, (1, 2, 3)), Reached(4, 60, 0.2), 1 / 30, (1, 2, 3)),
        (Portion(0.25), None, 0.125, ()),
    ],
    ids=[
        "nothing known",
        "all pages read",
        "slow pages",
        "one bad page",
        "another",
        "many",
        "less",
    ],
)
def test_what_was_reached_tells_what_is_tried_next(portion, reached, share, without):
    found = narrowed(portion, reached, "超出时限")
    assert (found.share, found.without, found.reason) == (pytest.approx(share), without, "超出时限")


def test_nothing_is_tried_below_a_small_part():
    assert narrowed(Portion(1 / 32), None, "") is None
    assert narrowed(Portion(1 / 16), None, "", by=4) is None


def test_a_note_outlives_its_writer_and_is_read_once(tmp_path):
    note_reached(str(tmp_path / "n"), lambda: 0.25)(7, 9)
    assert read_reached(str(tmp_path / "n")) == Reached(7, 9, 0.25)
    assert read_reached(str(tmp_path / "n")) is None
    (tmp_path / "n").write_text("[7, 9")
    assert read_reached(str(tmp_path / "n")) is None


@pytest.mark.skipif(not TIME_EXIT, reason="this system has no clock of processor time")
@pytest.mark.parametrize(
    ("work", "code"), [("time.sleep(1.2)", 0), ("while True: pass", TIME_EXIT)]
)
def test_processor_time_is_limited_and_waiting_is_not(work, code):
    script = (
        "import time\n"
        "from extraction.bulk.limits import ProcessorLimit\n"
        f"with ProcessorLimit(0.5):\n    {work}\n"
    )
    assert subprocess.run([sys.executable, "-c", script], timeout=300).returncode == code


def test_a_partial_record_says_what_is_missing_and_the_line_of_failures_too(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "extraction.bulk.run._engine", lambda settings: LocalPool(settings, function=costly)
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(report(1) * 20, encoding="utf-8")
    settings = RunSettings(model="pattern", memory=512)
    account = run([str(tmp_path / "in")], tmp_path / "out", settings)
    (record,) = read_records(tmp_path / "out")
    (line,) = (tmp_path / "out" / "failures.jsonl").read_text("utf-8").splitlines()
    (gap,) = record["partial"]
    assert gap == {"place": "正文第31–61行", "reason": "超出内存上限512MiB，未读"}
    assert gap["place"] in json.loads(line)["message"]
    assert json.loads(line)["error"] == "PartialDocument"
    assert (account["counts"]["partial"], account["counts"]["failures"]) == (1, 0)
    text = read_text(tmp_path / "out", record["document"]["sha256"])
    assert text == (report(1) * 20)[: len(text)]
    assert all(m["end"] <= len(text) for m in record["mentions"])
