"""Workers on a Ray cluster: Ray Data with a pool of actors (the `[ray]` extra).

Each actor keeps a pool of one process of the local engine, so that a document that hangs or crashes ends
the same way on both engines and the actor lives on; an actor or a machine that dies is replaced by Ray and
its documents are done again. The output folder, and the inputs, must be where all machines can read them.
"""

from __future__ import annotations

import itertools
import logging
import pickle
from collections.abc import Iterator
from typing import Any

from extraction.bulk.settings import RunSettings
from extraction.bulk.task import Result, Task
from extraction.errors import MissingToolError

_SLICE = 2_000
_BATCH = 4


class RayEngine:
    """Extracts tasks in Ray actors; use it as a context manager.

    Tasks go out in slices, so that neither the list of an archive nor its unpacked members lie whole in
    memory or on the disk.

    Raises:
        MissingToolError: the `[ray]` extra is not installed.
    """

    def __init__(self, settings: RunSettings) -> None:
        self._settings = settings
        self._started = False

    def __enter__(self) -> RayEngine:
        try:
            import ray
            import ray.data
        except ImportError as error:
            remedy = 'install it with pip install "jixiao[ray]"'
            raise MissingToolError("Ray for --engine ray", "no such package", remedy) from error
        if not ray.is_initialized():
            ray.init(**self._start_options())
            self._started = True
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        return self

    def _start_options(self) -> dict[str, Any]:
        quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
        if self._settings.ray_address:
            return {"address": self._settings.ray_address, **quiet}
        return {"num_cpus": max(self._settings.workers, 1) + 1, "include_dashboard": False, **quiet}

    def __exit__(self, *_: object) -> None:
        import ray

        if self._started:
            ray.shutdown()

    def results(self, tasks: Iterator[Task]) -> Iterator[Result | None]:
        """Yield a result for every task as it comes, in no order."""
        while some := list(itertools.islice(tasks, _SLICE)):
            yield from self._slice(some)

    def _slice(self, tasks: list[Task]) -> Iterator[Result]:
        import ray.data

        blocks = max(1, len(tasks) // _BATCH)
        # Long documents come first: dealt out like cards, no two of them lie in one block.
        dealt = [task for i in range(blocks) for task in tasks[i::blocks]]
        rows = [{"task": pickle.dumps((task, self._settings))} for task in dealt]
        done = ray.data.from_items(rows, override_num_blocks=blocks).map_batches(
            Extractor,
            batch_size=_BATCH,
            batch_format="numpy",
            compute=ray.data.ActorPoolStrategy(size=self._settings.workers),
            num_cpus=1,
        )
        for row in done.iter_rows():
            result: Result = pickle.loads(row["result"])
            yield result


class Extractor:
    """An actor: a pool of one process, which lives as long as the actor."""

    def __init__(self) -> None:
        self._pool: Any = None

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Extract the tasks of a batch."""
        pairs = [pickle.loads(data) for data in batch["task"]]
        if self._pool is None:
            from dataclasses import replace

            from extraction.bulk.pool import LocalPool

            self._pool = LocalPool(replace(pairs[0][1], workers=1))
        found = self._pool.results(iter([task for task, _ in pairs]))
        return {"result": [pickle.dumps(result) for result in found if result]}
