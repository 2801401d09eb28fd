"""Bring documents into the store: an output folder of `jixiao extract`, gold records, or plain mark-up.

A document whose original is at hand is loaded again, so that its pages, tables and boxes come along; of
one that is not (or reads differently now), text dumps have their tables found in the text.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.record import AnnotationRecord
from annotations.store.content import KINDS, Edit, Kind, edits_of_markup, edits_of_record
from annotations.store.entities import Layer, LayerKind, StoredDocument
from annotations.store.errors import StoreError
from annotations.store.history import IMPORT
from annotations.store.store import Store
from annotations.store.verdicts import verdict_key
from extraction.decisions import decisions_from_json
from extraction.document import Document
from extraction.errors import LoadError
from extraction.loading import load
from extraction.loading.dumps import find_tables
from extraction.output.folder import RUN, read_records, read_text
from extraction.serialisation import markup_from_json

_log = logging.getLogger(__name__)
MODEL = "model"
"""Annotator of the layer that extraction made."""
GOLD = "gold"
"""Annotator of an imported gold layer."""


def import_folder(store: Store, folder: str | Path, *, reload: bool = True) -> tuple[Layer, ...]:
    """Import the records and texts of an output folder as "model" layers.

    A document that is stored already has its model layer refreshed where extraction found other things
    now; what people did stands in layers of their own and stays. One that reads as another text now is
    left alone, since its offsets would mean something else.

    Args:
        reload: read the originals again where they are at hand, for pages and tables.

    Raises:
        RecordError: a record is not of the contract.
        StoreError: a record's text is missing.
    """
    where = Path(folder)
    origin = _model_version(where)
    return tuple(
        _import_record(store, where, data, origin, reload=reload) for data in read_records(where)
    )


def _import_record(
    store: Store, folder: Path, data: dict[str, Any], origin: str, *, reload: bool
) -> Layer:
    head = data["document"]
    text = read_text(folder, head["sha256"])
    if text is None:
        raise StoreError(f"{folder}: expected the text of {head['path']}, found none")
    edits = (*edits_of_markup(markup_from_json(data)), *_decision_edits(data))
    there = store.find_document(head["sha256"])
    known = store.find_layer(there.id, MODEL) if there is not None else None
    if known is not None:
        return refresh_layer(store, known, edits, origin, text)
    original = _original(head, folder)
    document = _document(head, text, original if reload else None)
    found = sum(c["status"] == "violated" and c.get("told", True) for c in data["checks"])
    stored = store.add_document(
        document,
        source=str(original) if original else None,
        header_json={**head, "findings": found, "partial": data.get("partial")},
    )
    return store.create_layer(stored.id, MODEL, kind="model", edits=edits, origin=origin)


def _decision_edits(data: dict[str, Any]) -> Iterator[Edit]:
    for decision in decisions_from_json(data.get("decisions", ())):
        value = {k: v for k, v in decision.to_json().items() if k != "check"}
        yield Edit("decision", verdict_key(decision.check), value)


def refresh_layer(
    store: Store, layer: Layer, edits: Sequence[Edit], origin: str, text: str
) -> Layer:
    """Bring a model layer to what extraction says now, as one more event; return it."""
    if store.text(layer.document_id) != text:
        _log.warning("%s reads as another text now; its layers stay", layer.document_id)
        return layer
    state = store.read(layer.id)
    wanted = {(e.kind, e.key): e for e in edits}
    old: list[tuple[Kind, str]] = [(kind, key) for kind in KINDS for key in state.of(kind)]
    gone = [Edit(kind, key, None) for kind, key in old if (kind, key) not in wanted]
    fresh = [e for e in edits if state.of(e.kind).get(e.key) != e.value]
    if gone or fresh:
        gone = [e for e in gone if e.kind != "decision"]  # a person's word is nobody's to take back
        signature = {"actor": MODEL, "action": IMPORT, "origin": origin}
        store.save(layer.id, [*gone, *fresh], base=state.version, **signature)
    return store.layer(layer.id)


def _model_version(folder: Path) -> str:
    try:
        run = json.loads((folder / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return f"import {folder.name}"
    return f"jixiao {run.get('version', '?')} {run.get('model', '')}".strip()


def _original(head: dict[str, Any], folder: Path) -> Path | None:
    for path in head.get("paths") or [head["path"]]:
        for candidate in (Path(path), folder / path):
            if candidate.is_file():
                return candidate.resolve()
    return None


def _document(head: dict[str, Any], text: str, original: Path | None) -> Document:
    if original is not None:
        try:
            loaded = load(original)
        except LoadError:
            loaded = None
        if loaded is not None and loaded.sha256 == head["sha256"] and loaded.text == text:
            return replace(loaded, path=head["path"])
    return Document(head["path"], head["sha256"], head["format"], text, tables=find_tables(text))


def import_gold(
    store: Store,
    record: AnnotationRecord,
    text: str,
    *,
    annotator: str = GOLD,
    kind: LayerKind = "gold",
    origin: str | None = None,
) -> Layer:
    """Import an annotation record as a layer of its text's document (made if it is not stored).

    Raises:
        MarkupError: the record's spans are not what stands in the text.
        StoreError: the annotator has a layer on this document.
    """
    record.verify(text)
    document = _stored(store, record, text)
    return store.create_layer(
        document.id, annotator, kind=kind, edits=edits_of_record(record), origin=origin
    )


def _stored(store: Store, record: AnnotationRecord, text: str) -> StoredDocument:
    known = store.find_document(record.sha256)
    if known is not None:
        return known
    name = record.document or record.sha256[:12]
    document = Document(name, record.sha256, "txt", text, tables=find_tables(text))
    return store.add_document(document)


def import_text(store: Store, path: str | Path) -> StoredDocument:
    """Load a report from a file and store it without any annotation.

    Raises:
        LoadError: it cannot be read.
    """
    document = load(path)
    return store.add_document(document, source=str(Path(path).resolve()))
