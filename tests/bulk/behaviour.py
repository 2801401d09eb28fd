"""Stand-ins for the extraction of a document, by which tests bring a worker to harm."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extraction.bulk.hands import hands_beside
from extraction.bulk.limits import ProcessorLimit, note_reached
from extraction.bulk.settings import RunSettings
from extraction.bulk.task import Result, Task, failure
from extraction.errors import ModelError


def behave(task: Task, settings: RunSettings) -> Result:
    """Do what the task's path says."""
    word, _, where = task.path.partition(":")
    if word == "hang":
        time.sleep(600)
    if word == "spin":
        while True:
            pass
    if word == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "exit":
        os._exit(7)
    if word == "crash-once" and not Path(where).exists():
        Path(where).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "greedy" and task.portion.share > float(where):
        return replace(failure(task, "load", "LimitExceededError", "too much"), beyond=True)
    if word == "page" and int(where) not in task.portion.without:
        note_reached(task.note, lambda: 0.1)(int(where), 9)
        with ProcessorLimit(0.2):
            while True:
                pass
    if word == "hands":
        return Result(task, record=str(_hands_seen(task, int(where.partition(":")[0]))).encode())
    if word == "no-model":
        raise ModelError("expected weights, found none")
    time.sleep(0.01)
    return Result(task, record=task.path.encode())


def _hands_seen(task: Task, wanted: int) -> int:
    """Work until a document has so many hands, but not for ever; return how many it has then."""
    hands, deadline = hands_beside(task.note), time.monotonic() + 30
    while hands() < wanted and time.monotonic() < deadline:
        time.sleep(0.01)
    return hands()


def costly(task: Task, settings: RunSettings) -> Result:
    """Extract a document as if more than half of it were too much."""
    from extraction.bulk.worker import extract_task

    if task.portion.share > 0.5:
        return replace(failure(task, "load", "LimitExceededError", "too much"), beyond=True)
    return extract_task(task, settings)


def tell_process(task: Task, settings: RunSettings) -> Result:
    """Return the worker's process id."""
    return Result(task, record=str(os.getpid()).encode())


class InThisProcess:
    """An engine without processes, for what does not hang on them."""

    def __init__(self, settings: RunSettings) -> None:
        self._settings = settings

    def __enter__(self) -> "InThisProcess":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def results(self, tasks: Iterator[Task]) -> Iterator[Result | None]:
        """Extract one task after another."""
        from extraction.bulk.worker import extract_task

        for task in tasks:
            yield extract_task(task, self._settings)
