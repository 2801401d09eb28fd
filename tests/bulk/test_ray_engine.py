import os
import signal
import time

import psutil
import pytest

from extraction.bulk.run import RunSettings, run
from extraction.output.folder import RECORDS
from tests.bulk.reports import write_reports

pytest.importorskip("ray", reason="the [ray] extra is not installed")
pytestmark = pytest.mark.slow


def actors():
    found = []
    for process in psutil.process_iter(["pid", "cmdline"]):
        title = " ".join(process.info["cmdline"] or ())
        if title.startswith("ray::MapWorker"):
            found.append(process.info["pid"])
    return found


class KillOne:
    """Kills one of two actors once some documents are done."""

    def __init__(self):
        self.killed = None
        self.finished = 0

    def started(self, path):
        pass

    def done(self, path, result, failure):
        self.finished += 1
        if self.killed is None and self.finished >= 5 and len(actors()) == 2:
            self.killed = actors()[0]
            os.kill(self.killed, signal.SIGKILL)

    def writing(self):
        pass


def test_a_local_cluster_that_loses_a_worker_gives_the_same_bytes(tmp_path):
    write_reports(tmp_path / "in", 80)
    (tmp_path / "in" / "bad.pdf").write_bytes(b"%PDF-1.7 cut")
    plain, ray = tmp_path / "plain", tmp_path / "ray"
    run([str(tmp_path / "in")], plain, RunSettings(model="pattern", workers=2))
    watch = KillOne()
    settings = RunSettings(model="pattern", workers=2, engine="ray")
    run([str(tmp_path / "in")], ray, settings, watch=watch)
    assert watch.killed is not None
    for name in (RECORDS, "failures.jsonl", "amounts.csv", "findings.csv", "summary.csv"):
        assert (ray / name).read_bytes() == (plain / name).read_bytes()


def test_nothing_of_a_cluster_stays_after_the_run():
    deadline = time.monotonic() + 30
    while actors() and time.monotonic() < deadline:
        time.sleep(0.5)
    assert not actors()
