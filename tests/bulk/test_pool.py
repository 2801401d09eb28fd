import os
import signal
import threading
import time

import psutil
import pytest

from extraction.bulk.pool import LocalPool
from extraction.bulk.settings import RunSettings
from extraction.bulk.task import Task
from extraction.errors import ModelError
from tests.bulk.behaviour import behave, tell_process


def task(path):
    return Task(path, "", "0" * 64, ".txt")


def outcomes(paths, **settings):
    with LocalPool(RunSettings(model="pattern", **settings), function=behave) as pool:
        found = pool.results(iter([task(p) for p in paths]))
        return {r.task.path: r for r in found if r}


def test_every_task_gives_one_result():
    paths = [f"ok:{i}" for i in range(40)]
    found = outcomes(paths, workers=2)
    assert sorted(found) == sorted(paths)
    assert all(r.record == p.encode() for p, r in found.items())


@pytest.mark.parametrize(
    ("bad", "error", "said"),
    [
        ("hang", "TimeoutError", "within 0.5 s"),
        ("spin", "TimeoutError", "within 0.5 s"),
        ("crash", "ProcessExpired", "signal 11"),
        ("exit", "ProcessExpired", "exit code 7"),
    ],
)
def test_a_bad_document_costs_itself_alone(bad, error, said):
    found = outcomes(["ok:1", bad, "ok:2", "ok:3"], workers=1, timeout=0.5)
    assert [p for p, r in found.items() if r.failure] == [bad]
    assert found[bad].failure["error"] == error
    assert said in found[bad].failure["message"]
    assert found[bad].failure["stage"] == "worker"


def test_less_and_less_is_read_of_a_document_that_needs_too_much_memory():
    found = outcomes(["greedy:0.2", "ok:1"], workers=1)
    result = found["greedy:0.2"]
    assert result.failure is None
    assert result.task.portion.share == 0.125
    assert result.task.portion.reason == "超出内存上限2048MiB"


def test_a_document_of_which_no_part_stays_within_the_limits_fails_as_a_whole():
    assert outcomes(["greedy:0"], workers=1)["greedy:0"].failure["message"] == "too much"


def test_a_page_that_alone_takes_too_much_time_is_passed_over():
    portion = outcomes(["page:4"], workers=1, timeout=30)["page:4"].task.portion
    assert (portion.share, portion.without, portion.reason) == (1, (4,), "超出时限30秒")


def test_a_document_whose_worker_was_killed_is_tried_again(tmp_path):
    path = f"crash-once:{tmp_path / 'mark'}"
    assert outcomes([path], workers=1)[path].failure is None


def test_a_model_that_cannot_be_loaded_ends_the_run():
    with pytest.raises(ModelError, match="weights"):
        outcomes(["no-model"], workers=1)


def test_no_more_tasks_are_taken_than_workers_can_start_on():
    taken = 0

    def tasks():
        nonlocal taken
        for i in range(60):
            taken += 1
            yield task(f"ok:{i}")

    with LocalPool(RunSettings(workers=1), function=behave) as pool:
        for done, _ in enumerate((r for r in pool.results(tasks()) if r), 1):
            assert taken - done <= 3


def test_workers_are_replaced_after_their_number_of_documents():
    with LocalPool(RunSettings(workers=1, recycle=2), function=tell_process) as pool:
        given = iter([task(f"{i}") for i in range(6)])
        found = [r.record for r in pool.results(given) if r]
    assert len(set(found)) == 3


def test_killing_workers_at_random_loses_no_task():
    ended = threading.Event()

    def kill():
        while not ended.wait(0.4):
            workers = psutil.Process().children()
            if len(workers) > 1:  # the resource tracker of multiprocessing is a child too
                victim = max(workers, key=lambda p: p.pid)
                os.kill(victim.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    paths = [f"ok:{i}" for i in range(120)]
    with LocalPool(RunSettings(workers=2), function=behave, stall=3.0) as pool:
        killer.start()
        threading.Timer(4.0, ended.set).start()
        found = [r.task.path for r in pool.results(iter([task(p) for p in paths])) if r]
    ended.set()
    killer.join()
    assert sorted(found) == sorted(paths)


def test_workers_end_when_their_parent_is_gone(tmp_path):
    import subprocess
    import sys

    script = tmp_path / "parent.py"
    script.write_text(
        "import os, sys\n"
        "from extraction.bulk.pool import LocalPool\n"
        "from extraction.bulk.settings import RunSettings\n"
        "from tests.bulk.behaviour import tell_process\n"
        "from tests.bulk.test_pool import task\n"
        "if __name__ == '__main__':\n"
        "    pool = LocalPool(RunSettings(workers=1), function=tell_process)\n"
        "    found = next(r for r in pool.results(iter([task('a')])) if r)\n"
        "    print(found.record.decode(), flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    made = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True, text=True, cwd=root, env={**os.environ, "PYTHONPATH": root},
    )  # fmt: skip
    worker = int(made.stdout)
    deadline = time.monotonic() + 20
    while psutil.pid_exists(worker) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not psutil.pid_exists(worker)


@pytest.mark.parametrize(("documents", "workers", "hands"), [(1, 3, 3), (2, 4, 2), (3, 2, 1)])
def test_workers_that_would_be_idle_help_with_the_documents_there_are(documents, workers, hands):
    found = outcomes([f"hands:{hands}:{i}" for i in range(documents)], workers=workers)
    assert min(int(r.record) for r in found.values()) == hands


def test_the_last_document_of_many_gets_the_hands_of_workers_that_are_done():
    found = outcomes(["hands:2:long", *(f"ok:{i}" for i in range(20))], workers=2)
    assert found["hands:2:long"].record == b"2"
