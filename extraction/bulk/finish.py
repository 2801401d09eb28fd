"""From the journal of a run to its outputs (收尾): a pure function of what the journal holds.

Records come in input order, each content once under the first of its paths; rows and lines that workers
have already written are taken over as they are.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from extraction.bulk.journal import Entry, Journal, Stored
from extraction.bulk.task import unpack, unpack_tables
from extraction.output.folder import FolderWriter, json_line
from extraction.output.rows import csv_tables
from extraction.redaction import redact_text


@dataclass(slots=True)
class Tally:
    """Counts of a run: inputs = records + duplicates + failures; `partial` are records among them."""

    inputs: int = 0
    records: int = 0
    duplicates: int = 0
    failures: int = 0
    partial: int = 0


def write_outputs(
    journal: Journal, writer: FolderWriter, *, redact: bool
) -> tuple[Tally, Counter[str]]:
    """Write records, texts, rows and failures; return the tally and the failures by error."""
    tally, errors = Tally(), Counter[str]()
    for entry in journal.entries():
        tally.inputs += 1
        stored = journal.result(entry.sha256, entry.suffix) if entry.sha256 else None
        if stored is not None and stored.failure is None:
            if entry.first:
                tally.records += 1
                _write_record(journal, writer, entry, stored, redact=redact)
            else:
                tally.duplicates += 1
            if stored.warning is None:
                continue
            tally.partial += 1
            said = _renamed(stored.warning, stored.path, entry.path)
        else:
            tally.failures += 1
            said = _failure(entry, stored)
        errors[said["error"]] += 1
        writer.failure(_masked(said) if redact else said)
    return tally, errors


def _masked(said: dict[str, Any]) -> dict[str, Any]:
    return {k: redact_text(v) if k in ("path", "message") else v for k, v in said.items()}


def _renamed(said: dict[str, Any], before: str, path: str) -> dict[str, Any]:
    return {**said, "path": path, "message": said["message"].replace(before, path)}


def _write_record(
    journal: Journal, writer: FolderWriter, entry: Entry, stored: Stored, *, redact: bool
) -> None:
    line, text = unpack(stored.record), unpack(stored.text)
    sha256 = entry.sha256 or ""
    if entry.copies == 1 and stored.path == entry.path:
        writer.rendered(sha256, line, text, unpack_tables(stored.tables))
        return
    data = json.loads(line)
    paths = [redact_text(p) if redact else p for p in journal.paths(sha256)]
    data["document"] |= {"path": paths[0], "paths": paths}
    writer.rendered(sha256, json_line(data), text, csv_tables(data))


def _failure(entry: Entry, stored: Stored | None) -> dict[str, Any]:
    """Return the failure of an input, under its own path where another had the same bytes."""
    if entry.failure is not None:
        return entry.failure
    if stored is None or stored.failure is None:
        message = f"{entry.path}: expected a result in the journal, found none; run with --resume"
        return {
            "path": entry.path,
            "sha256": entry.sha256,
            "stage": "run",
            "error": "LookupError",
            "message": message,
        }
    return _renamed(stored.failure, stored.path, entry.path)
