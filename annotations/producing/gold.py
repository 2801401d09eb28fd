"""The finished layers of a store as gold: spans, links, and the findings that people decided on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from annotations.producing.records import corrected_record
from annotations.record import AnnotationRecord, JudgedFinding
from annotations.store import Corrected, Store
from extraction.decisions import decided
from extraction.record import Record

DATABASE = "review.db"


def corrected_gold(where: str | Path) -> Iterator[AnnotationRecord]:
    """Yield the gold of every finished document of a store (a database, its URL or folder)."""
    path = Path(where)
    store = Store.open(path / DATABASE if path.is_dir() else where)
    try:
        for corrected in store.corrected():
            yield gold_of(store, corrected)
    finally:
        store.close()


def gold_of(store: Store, corrected: Corrected) -> AnnotationRecord:
    """Return a finished document as gold that says which layers it holds.

    Numbers are not annotated in a store; equations and findings are where a person gave any.
    """
    record = corrected_record(store, corrected.document.id, corrected.layer)
    judged = _judged(record) if record is not None else ()
    layers = ["spans", "links"]
    if corrected.record.equations:
        layers.append("equations")
    if judged or corrected.record.equations:
        layers.append("findings")
    return replace(corrected.record, layers=tuple(layers), judged=judged)


def _judged(record: Record) -> tuple[JudgedFinding, ...]:
    words = decided(
        [c.fingerprint for c in record.findings], [d.to_json() for d in record.decisions]
    )
    return tuple(
        JudgedFinding(c.kind, c.terms, str(words[c.fingerprint]["verdict"]))
        for c in record.findings
        if c.fingerprint in words
    )
