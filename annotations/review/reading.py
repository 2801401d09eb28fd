"""Uploads are read where they can do no harm: in one worker process, under limits of time and memory.

The limits are those of `jixiao extract`: processor time, so that a busy machine refuses no report, and a multiple
of it on the clock. A worker that passes them is ended and replaced, and the reviewer is told. The server's own
process never parses a file that came from outside.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from typing import Any

from extraction.bulk.limits import TIME_EXIT, WALL, ProcessorLimit
from extraction.bulk.memory import ResidentWatch
from extraction.bulk.worker import initialise, shared_pipeline
from extraction.document import Document
from extraction.errors import JixiaoError, LimitExceededError
from extraction.loading.source import Source
from extraction.markup import Markup

_NICE = 5


@dataclass(frozen=True, slots=True)
class Read:
    """What came of an upload."""

    document: Document
    markup: Markup
    model: str

    @property
    def partial(self) -> list[dict[str, str]] | None:
        """What of it could not be read, as in a record."""
        return [{"place": g.place, "reason": g.reason} for g in self.document.partial] or None


class UploadReader:
    """Reads one upload at a time; its process starts with the first.

    Args:
        model: as in `default_pipeline`.
        seconds, mebibytes: of processor time and memory, what one upload may take.
    """

    def __init__(self, model: str | None, *, seconds: float, mebibytes: int) -> None:
        self._model, self._seconds, self._mebibytes = model, seconds, mebibytes
        self._pool: Any = None

    def read(self, source: Source) -> Read:
        """Read and extract an upload.

        Raises:
            LoadError: it cannot be read, or takes more time or memory than it may.
        """
        from pebble import ProcessExpired, ProcessPool

        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=50,
                initializer=_start,
                initargs=(os.getpid(), self._model),
                context=multiprocessing.get_context("spawn"),
            )
        arguments = (source, self._model, self._seconds, self._mebibytes)
        future = self._pool.schedule(_read, args=arguments, timeout=self._seconds * WALL)
        try:
            found: Read = future.result()
            return found
        except FutureTimeoutError as error:
            raise self._excess(source, f"more than {self._seconds:g} s") from error
        except JixiaoError:
            raise
        except (MemoryError, ProcessExpired, RuntimeError) as error:  # threads need memory as well
            if TIME_EXIT and getattr(error, "exitcode", 0) == TIME_EXIT:
                raise self._excess(source, f"more than {self._seconds:g} s") from error
            raise self._excess(source, f"more than {self._mebibytes} MiB, or a crash") from error

    def change_model(self, model: str | None) -> None:
        """Read further uploads with other weights; one that is being read ends as it began."""
        before, self._pool, self._model = self._pool, None, model
        if before is not None:
            before.close()

    def _excess(self, source: Source, found: str) -> LimitExceededError:
        limit = f"a file that is read within {self._seconds:g} s and {self._mebibytes} MiB"
        return LimitExceededError(limit, found, "split the file", path=source.path)

    def close(self) -> None:
        """End the worker."""
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None


def _start(parent: int, model: str | None) -> None:
    """Begin the worker, behind whoever edits: reading a report is what can wait."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICE)
    initialise(parent, model)


def _read(source: Source, model: str | None, seconds: float, mebibytes: int) -> Read:
    from extraction.loading.load import load_source

    pipeline = shared_pipeline(model)
    with ResidentWatch(mebibytes), ProcessorLimit(seconds):
        document = load_source(source)
        return Read(document, pipeline.extract(document).facts.markup, pipeline.tagger.name)
