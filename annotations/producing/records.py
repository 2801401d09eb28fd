"""A stored document as its corrected record: the best layer there is, checked, with what people said."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from annotations.producing.differences import corrections
from annotations.store import Layer, LayerState, Store, StoredDocument
from annotations.store.verdicts import verdicts
from extraction.document import Document
from extraction.pipeline import check_markup
from extraction.record import Record

_PEOPLE = ("consensus", "human")
NOBODYS = ("import", "recall")
"""Actions that no person took."""
_MACHINES = ("gold", "import", "model")


def corrected_record(store: Store, document_id: int, layer: Layer | None = None) -> Record | None:
    """Return the record of a document as people left it; None where it has no layer at all.

    Args:
        layer: whose; the consensus before a finished reviewer before one who is at it, else the machine's.

    Raises:
        MarkupError: the layer's mentions contradict the text.
    """
    chosen = layer or chosen_layer(store, document_id)
    if chosen is None:
        return None
    state, stored = store.read(chosen.id), store.document(document_id)
    document = store.load(document_id)
    record = _headed(check_markup(document, state.markup()), stored, document)
    record = replace(record, decisions=verdicts(state))
    if chosen.kind not in _PEOPLE:
        return record
    began = beginning(store, chosen)
    by = {e.actor for e in store.history(chosen.id) if e.action not in NOBODYS}
    changed = corrections(began, state, layer=chosen.annotator, by=by)
    return replace(record, corrections=changed)


def chosen_layer(store: Store, document_id: int) -> Layer | None:
    """Return the layer that speaks for a document."""
    layers = store.layers(document_id)
    return speaking(layers, store.finished(y.id for y in layers if y.kind in _PEOPLE))


def speaking(layers: Sequence[Layer], finished: Container[int]) -> Layer | None:
    """Return which of a document's layers speaks for it, given the ids of those that are finished."""
    for kind in _PEOPLE:
        found = [y for y in layers if y.kind == kind]
        done = [y for y in found if y.id in finished]
        if done or found:
            return (done or found)[-1]
    return _first(layers)


def _first(layers: Sequence[Layer]) -> Layer | None:
    machine = [y for y in layers if y.kind in _MACHINES]
    return min(machine, key=lambda y: _MACHINES.index(y.kind)) if machine else None


def beginning(store: Store, layer: Layer) -> LayerState:
    """What a layer began from: its own import with memory's advice; of a consensus, the machine's."""
    if layer.kind == "human":
        first = store.history(layer.id)[:2]
        return store.state_at(layer.id, sum(e.action in NOBODYS for e in first))
    machine = _first(store.layers(layer.document_id))
    return store.read(machine.id) if machine is not None else LayerState()


def _headed(record: Record, stored: StoredDocument, document: Document) -> Record:
    """The record with what its first header knew and a stored document does not."""
    known = stored.header
    paths = tuple(known.get("paths") or ()) or (stored.path,)
    header = replace(record.document, path=stored.path, paths=paths)
    if not document.pages:
        pages = known.get("pages")
        header = replace(header, pages=pages, ocr_pages=tuple(known.get("ocr_pages") or ()))
    return replace(record, document=header)
