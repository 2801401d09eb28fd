"""Recompute a layer's facts and checks from its mentions, remembered by version."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any

from annotations.memory.decided import Precedent, advice_on
from annotations.store import Store
from annotations.worklist.repairs import repair_of
from extraction.census.words import unread_places
from extraction.document import Document
from extraction.errors import MarkupError
from extraction.pipeline import check_markup
from extraction.provenance import CellIndex
from extraction.record import Record

_DOCUMENTS, _RECORDS = 8, 32


class Checker:
    """Turns a layer into its checked record; one serves all requests."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._documents: OrderedDict[int, Document] = OrderedDict()
        self._cells: dict[int, CellIndex] = {}
        self._records: OrderedDict[int, tuple[int, Record]] = OrderedDict()
        self._lock = Lock()

    def document(self, document_id: int) -> Document:
        """Return a stored document, kept for a while."""
        with self._lock:
            if document_id in self._documents:
                self._documents.move_to_end(document_id)
                return self._documents[document_id]
        loaded = self._store.load(document_id)
        with self._lock:
            self._documents[document_id] = loaded
            while len(self._documents) > _DOCUMENTS:
                gone, _ = self._documents.popitem(last=False)
                self._cells.pop(gone, None)
        return loaded

    def _index(self, document_id: int) -> CellIndex:
        """The document's cells, which no edit changes."""
        if document_id not in self._cells:
            self._cells[document_id] = CellIndex(self.document(document_id))
        return self._cells[document_id]

    def record(self, layer_id: int) -> tuple[int, Record]:
        """Return the layer's version and its checked record.

        Raises:
            MarkupError: the layer's mentions contradict the text.
        """
        layer = self._store.layer(layer_id)
        known = self._records.get(layer_id)
        if known is not None and known[0] == layer.version:
            return known
        state = self._store.read(layer_id)
        document, cells = self.document(layer.document_id), self._index(layer.document_id)
        record = check_markup(document, state.markup(), cells=cells)
        with self._lock:
            self._records[layer_id] = (state.version, record)
            self._records.move_to_end(layer_id)
            while len(self._records) > _RECORDS:
                self._records.popitem(last=False)
        return state.version, record

    def outcome(self, layer_id: int, precedents: Sequence[Precedent] = ()) -> dict[str, Any]:
        """Return what a page shows of the record: checks, indicators and what could not be read.

        `census` counts the numbers of the text by fate; `numerals` has start, end and reason (in the
        words of a reader) of every number that was not read, with a mention or without.

        Args:
            precedents: what was decided on findings of other reports; told beside their like.
        """
        version, record = self.record(layer_id)
        data = record.to_dict()
        kept = ("indicators", "unread", "census")
        texts = {m["id"]: m["text"] for m in data["mentions"]}
        document = self.document(self._store.layer(layer_id).document_id)
        likely = advice_on(record, document.text, precedents)
        checks = [
            {
                **c,
                "mend": repair_of(c, texts),
                "precedent": _precedent(likely.get(c["fingerprint"])),
            }
            for c in data["checks"]
        ]
        numerals = unread_places(record.census)
        found = {"version": version, "checks": checks, "numerals": numerals}
        return {**found, **{name: data[name] for name in kept}}

    def findings(self, layer_id: int, version: int) -> int | None:
        """Return the number of violated checks if that version was computed, else None."""
        known = self._records.get(layer_id)
        return len(known[1].findings) if known is not None and known[0] == version else None


def _precedent(found: tuple[Precedent, int] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    word, reports = found
    return {"verdict": word.verdict, "reason": word.reason, "note": word.note, "reports": reports}


def try_findings(checker: Checker, layer_id: int) -> int | None:
    """Return the number of violated checks of a layer, None if it contradicts its text."""
    try:
        return len(checker.record(layer_id)[1].findings)
    except MarkupError:
        return None
