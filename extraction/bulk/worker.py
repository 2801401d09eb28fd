"""The worker's side: one pipeline a process, one function a document, limits around it.

Both engines call `extract_task`, so that their results are the same. Whatever a document does to its
process (an endless loop, a crash, a kill) is met outside, by the pool.
"""

from __future__ import annotations

import functools
import os
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.bulk.hands import hands_beside
from extraction.bulk.limits import ProcessorLimit, note_reached
from extraction.bulk.memory import MEMORY_EXIT, ResidentWatch, give_back, settle
from extraction.bulk.settings import RunSettings
from extraction.bulk.task import Result, Task, beyond_memory
from extraction.errors import JixiaoError
from extraction.remembering import forget

if TYPE_CHECKING:
    from extraction.pipeline import Pipeline

_LARGE_MIB = 200
_KEPT = 0.25
"""Share of the memory limit that an interrupted document may leave behind in its process."""
_ORPHAN_SECONDS = 1.0
_replaceable = threading.Event()
"""Set in a worker that its pool replaces when it ends."""
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def initialise(
    parent: int,
    model: str | None,
    marker: str | None = None,
    corrections: str | None = None,
) -> None:
    """Prepare a fresh worker: one thread for each library, and no life without its parent.

    The model is loaded here, so that no document pays for it out of its time. An error is left for the
    first document to meet, which can report it.
    """
    if marker is not None:
        Path(marker).touch()  # tells the parent that workers do start here
    for name in _THREAD_VARIABLES:
        os.environ[name] = "1"
    watch_parent(parent)
    with suppress(JixiaoError):
        shared_pipeline(model, corrections)
    _replaceable.set()


def watch_parent(parent: int) -> None:
    """End this process, from a thread of its own, when its parent has ended."""
    threading.Thread(target=_watch_parent, args=(parent,), daemon=True).start()


def _watch_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_ORPHAN_SECONDS)
    os._exit(1)


@functools.cache
def shared_pipeline(model: str | None, corrections: str | None = None) -> Pipeline:
    """Return the process's pipeline, loaded once."""
    from extraction.pipeline import default_pipeline

    pipeline = default_pipeline(model, threads=1, corrections=corrections)
    settle()
    return pipeline


def extract_task(task: Task, settings: RunSettings) -> Result:
    """Extract one document within the limits; every error of the document is in the result.

    A document that takes too much processor time ends the process. So does one that was interrupted for its
    memory inside foreign code which then never gives it back; its pool takes that for what it is.

    Raises:
        ModelError: the model cannot be loaded, which no document can help.
        RecordError: nor can the memory of corrections.
    """
    from extraction.bulk.outcome import extract_file
    from extraction.tagging.tagger import ManyHanded

    pipeline = shared_pipeline(settings.model, settings.corrections)
    if isinstance(pipeline.tagger, ManyHanded):
        pipeline.tagger.hands = hands_beside(task.note)
    with ResidentWatch(settings.memory) as watch, ProcessorLimit(settings.timeout) as clock:
        turned = None
        if task.note:
            turned = note_reached(task.note, lambda: max(watch.taken, clock.spent))
        result = extract_file(task, pipeline, settings, turned)
    if _ran_out(result) and watch.above_first > settings.memory:
        result = beyond_memory(task, "load", settings.memory)
    forget()
    if watch.grown > _LARGE_MIB:
        give_back()
        if result.beyond and _replaceable.is_set() and watch.taken > _KEPT:
            os._exit(MEMORY_EXIT)
    return replace(result, peak=watch.peak)


def _ran_out(result: Result) -> bool:
    """Tell whether a document may be called damaged only because foreign code found no more memory for it."""
    return result.failure is not None and result.failure["error"] == "DamagedError"
