"""Uploads are read where they can do no harm: apart, and never by the server's own process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial

from annotations.review.apart import Apart
from extraction.bulk.worker import initialise, shared_pipeline
from extraction.document import Document
from extraction.loading.source import Source
from extraction.markup import Markup


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
    """Reads one upload at a time.

    Args:
        model: as in `default_pipeline`.
        seconds, mebibytes: of processor time and memory, what one upload may take.
    """

    def __init__(self, model: str | None, *, seconds: float, mebibytes: int) -> None:
        self._model = model
        self.apart = Apart(seconds=seconds, mebibytes=mebibytes, prepare=_prepared(model))

    def read(self, source: Source) -> Read:
        """Read and extract an upload.

        Raises:
            LoadError: it cannot be read, or takes more time or memory than it may.
        """
        return self.apart.run(source.path, _read, source, self._model)

    def change_model(self, model: str | None) -> None:
        """Read further uploads with other weights; one that is being read ends as it began."""
        self._model = model
        self.apart.renew(_prepared(model))

    def close(self) -> None:
        """End the worker."""
        self.apart.close()


def _prepared(model: str | None) -> partial[None]:
    return partial(initialise, os.getpid(), model)


def _read(source: Source, model: str | None) -> Read:
    from extraction.loading.load import load_source

    pipeline = shared_pipeline(model)
    document = load_source(source)
    return Read(document, pipeline.extract(document).facts.markup, pipeline.tagger.name)
