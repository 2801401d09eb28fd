import os
import signal
import time

import psutil
import pytest

from extraction.bulk.run import RunSettings, run
from extraction.output.folder import RECORDS
from tests.bulk.behaviour import InThisProcess
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


class KillNode:
    """Kills a whole node in the middle of its work, raylet and actors, once some documents are done."""

    def __init__(self, cluster, node):
        self._cluster = cluster
        self._node = node
        self.killed = 0
        self.finished = 0

    def started(self, path):
        pass

    def done(self, path, result, failure):
        self.finished += 1
        if not self.killed and self.finished >= 3:
            raylet = psutil.Process(self._node.all_processes["raylet"][0].process.pid)
            theirs = {child.pid for child in raylet.children(recursive=True)}
            if theirs & set(actors()):
                self._cluster.remove_node(self._node, allow_graceful=False)
                self.killed = self.finished

    def writing(self):
        pass


def test_a_node_of_two_that_is_killed_in_the_middle_costs_no_document(tmp_path, monkeypatch):
    import ray
    from ray.cluster_utils import Cluster

    write_reports(tmp_path / "in", 24)
    plain, spread = tmp_path / "plain", tmp_path / "spread"
    with monkeypatch.context() as patch:
        patch.setattr("extraction.bulk.run._engine", InThisProcess)
        run([str(tmp_path / "in")], plain, RunSettings(model="pattern"))
    monkeypatch.setenv("RAY_worker_niceness", "0")
    room = {"object_store_memory": 80 << 20, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 3, **room})
    try:
        watch = KillNode(cluster, cluster.add_node(num_cpus=3, **room))
        settings = RunSettings(
            model="pattern", workers=2, engine="ray", ray_address=cluster.address
        )
        account = run([str(tmp_path / "in")], spread, settings, watch=watch)
    finally:
        ray.shutdown()
        cluster.shutdown()
    assert 0 < watch.killed < 24
    assert account["counts"]["records"] == 24
    for name in (RECORDS, "failures.jsonl", "amounts.csv", "findings.csv", "summary.csv"):
        assert (spread / name).read_bytes() == (plain / name).read_bytes()


def test_nothing_of_a_cluster_stays_after_the_run():
    deadline = time.monotonic() + 30
    while actors() and time.monotonic() < deadline:
        time.sleep(0.5)
    assert not actors()
