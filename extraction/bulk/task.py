"""What goes to a worker and what comes back: one document's bytes, one packed result."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from typing import Any

from extraction.errors import LimitExceededError
from extraction.loading.portion import WHOLE, Portion

_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Task:
    """One document to extract.

    Attributes:
        path: as shown to the user and written into the record (`archive.zip!/inner.pdf`).
        file: where its bytes are read from; a temporary file for an archive's member.
        sha256: of its bytes when it was listed.
        suffix: of its name in lower case, which decides the format where the bytes do not.
        portion: what of it is read.
        note: a file in which the worker notes how far it has come; none where empty.
    """

    path: str
    file: str
    sha256: str
    suffix: str
    portion: Portion = WHOLE
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Bytes and suffix: what decides a result."""
        return self.sha256, self.suffix


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task, packed so that the parent process has no work with it.

    Attributes:
        warning: what of the document could not be read, for failures.jsonl; the record stands.
        failure: `{path, sha256, stage, error, message}` of the contract, None for a record.
        record: the record's JSON line, compressed; text: the canonical text, compressed;
        tables: the rows of each table as CSV text by name, compressed. Empty for a failure.
        kind, format, pages, characters, findings: for the summary of the run.
        load, extract: seconds.
        peak: the worker's largest resident memory meanwhile, in MiB.
        beyond: the failure is that the document needs more memory than it may take.
    """

    task: Task
    failure: dict[str, Any] | None = None
    warning: dict[str, Any] | None = None
    record: bytes = b""
    text: bytes = b""
    tables: bytes = b""
    kind: str = ""
    format: str = ""
    pages: int = 0
    characters: int = 0
    findings: int = 0
    load: float = 0.0
    extract: float = 0.0
    peak: int = 0
    beyond: bool = False


def failure(task: Task, stage: str, error: str, message: str) -> Result:
    """Return the result of a task that gave no record."""
    return Result(task, failure=said_of(task, stage, error, message))


def beyond_memory(task: Task, stage: str, mebibytes: int) -> Result:
    """Return the result of a task whose document took more memory than it may."""
    found = LimitExceededError(
        f"a document that needs at most {mebibytes} MiB",
        "one that needs more",
        "raise --memory or split the file",
        path=task.path,
    )
    return replace(failure(task, stage, type(found).__name__, str(found)), beyond=True)


def said_of(task: Task, stage: str, error: str, message: str) -> dict[str, Any]:
    """Return a line of failures.jsonl."""
    return {
        "path": task.path,
        "sha256": task.sha256,
        "stage": stage,
        "error": error,
        "message": message,
    }


def pack(text: str) -> bytes:
    """Compress text; lone surrogates survive."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(data: bytes) -> str:
    """Return what `pack` was given."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def pack_tables(tables: dict[str, str]) -> bytes:
    """Compress the CSV text of each table."""
    return pack(json.dumps(tables, ensure_ascii=False))


def unpack_tables(data: bytes) -> dict[str, str]:
    """Return what `pack_tables` was given."""
    found: dict[str, str] = json.loads(unpack(data))
    return found
