"""What becomes of one input: its record and text, or the reason why there is none."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from extraction.errors import JixiaoError
from extraction.loading import load_source
from extraction.loading.source import read_source
from extraction.pipeline import Pipeline
from extraction.serialisation import record_to_json


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one input; exactly one of `record` and `failure` is set.

    Attributes:
        record: the record's JSON, and `text` its canonical text.
        failure: `{path, sha256, stage, error, message}` of the extraction contract.
        seconds: time by stage ("load", "extract").
    """

    path: str
    record: dict[str, Any] | None = None
    text: str | None = None
    failure: dict[str, Any] | None = None
    seconds: tuple[tuple[str, float], ...] = ()


def extract_input(path: str, pipeline: Pipeline) -> Outcome:
    """Extract one input; every error becomes a failure, none is raised."""
    started, sha256, stage = time.perf_counter(), None, "load"
    try:
        source = read_source(path)
        sha256 = source.sha256
        document = load_source(source)
        loaded, stage = time.perf_counter(), "extract"
        record = record_to_json(pipeline.extract(document))
    except JixiaoError as error:
        return _failed(path, sha256, stage, error, str(error))
    except Exception as error:
        # A fault of ours on one document must not cost the archive; it is named as what it is.
        message = f"{path}: expected to {stage} it, found an internal error: {error!r}; report it"
        return _failed(path, sha256, stage, error, message)
    seconds = (("load", loaded - started), ("extract", time.perf_counter() - loaded))
    return Outcome(path, record, document.text, seconds=seconds)


def _failed(
    path: str, sha256: str | None, stage: str, error: BaseException, message: str
) -> Outcome:
    name = type(error).__name__
    failure = {"path": path, "sha256": sha256, "stage": stage, "error": name, "message": message}
    return Outcome(path, failure=failure)
