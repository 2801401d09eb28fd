"""What becomes of one document: its record, text and rows, or the reason why there are none."""

from __future__ import annotations

import time
from typing import Any

from extraction.bulk.edges import doubt_edges
from extraction.bulk.memory import ResidentLimitError
from extraction.bulk.settings import Ocr, RunSettings
from extraction.bulk.task import Result, Task, beyond_memory, failure, pack, pack_tables, said_of
from extraction.document import Document
from extraction.errors import JixiaoError, LoadError
from extraction.loading.load import load_source
from extraction.loading.portion import Turned
from extraction.loading.source import Source, read_source
from extraction.output.folder import json_line
from extraction.output.rows import csv_tables
from extraction.pipeline import Pipeline
from extraction.redaction import redact_document

PARTIAL = "PartialDocument"
"""Names in failures.jsonl a document whose record stands for a part of it."""
_NAMED_GAPS = 5


def extract_file(
    task: Task, pipeline: Pipeline, settings: RunSettings, turned: Turned | None = None
) -> Result:
    """Extract one document; every error becomes a failure, none is raised.

    Args:
        turned: told of each page of a PDF file before it is read.
    """
    started, stage = time.perf_counter(), "load"
    try:
        document = _load(task, settings.ocr, turned)
        if settings.redact:
            document = redact_document(document)
        loaded, stage = time.perf_counter(), "extract"
        record = doubt_edges(pipeline.extract(document), document, task.portion)
        data = record.to_dict()
        finished = time.perf_counter()
        result = _packed(task, data, document.text, loaded - started, finished - loaded)
    except (MemoryError, ResidentLimitError):
        result = beyond_memory(task, stage, settings.memory)
    except JixiaoError as error:
        result = _failed(task, stage, error, str(error))
    except Exception as error:
        # A fault of ours on one document must not cost the archive; it is named as what it is.
        message = f"{task.path}: expected to {stage} it, found an internal error: {error!r}"
        result = _failed(task, stage, error, f"{message}; report it")
    return result


def _load(task: Task, ocr: Ocr, turned: Turned | None) -> Document:
    source = read_source(task.file)
    if source.sha256 != task.sha256:
        found = "other bytes than when it was listed"
        remedy = "run again when nothing writes to it"
        raise LoadError("a file that stays as it is", found, remedy, path=task.path)
    source = Source(task.path, source.data, source.sha256)
    settings = None
    if ocr != "auto":
        from extraction.loading.pdf import PdfSettings

        settings = PdfSettings(ocr=ocr)
    return load_source(source, task.portion, settings=settings, turned=turned)


def _packed(
    task: Task, data: dict[str, Any], text: str, load_seconds: float, extract_seconds: float
) -> Result:
    document = data["document"]
    return Result(
        task,
        warning=_warning(task, data["partial"]),
        record=pack(json_line(data)),
        text=pack(text),
        tables=pack_tables(csv_tables(data)),
        kind=document["report_kind"],
        format=document["format"],
        pages=document["pages"] or 0,
        characters=document["characters"],
        findings=sum(c["status"] == "violated" and c.get("told", True) for c in data["checks"]),
        load=load_seconds,
        extract=extract_seconds,
    )


def _warning(task: Task, gaps: list[dict[str, str]] | None) -> dict[str, Any] | None:
    """Return the line of failures.jsonl for a document that was read in part."""
    if not gaps:
        return None
    parts = "; ".join(f"{g['place']}{g['reason']}" for g in gaps[:_NAMED_GAPS])
    more = f" and {len(gaps) - _NAMED_GAPS} more" if len(gaps) > _NAMED_GAPS else ""
    message = f"{task.path}: expected to read all of it, found {parts}{more}; its record is partial"
    return said_of(task, "load", PARTIAL, message)


def _failed(task: Task, stage: str, error: BaseException, message: str) -> Result:
    return failure(task, stage, type(error).__name__, message)
