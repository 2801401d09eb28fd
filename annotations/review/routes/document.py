"""One document: its page, its data, its page images."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from annotations.accounts.roles import may
from annotations.memory.stored import advised_edits
from annotations.producing.records import chosen_layer
from annotations.review.context import Context, context_of, page, session_of
from annotations.review.heavy import in_turn
from annotations.review.payload import as_json, document_payload
from annotations.store import Layer
from extraction.labels import Label

router = APIRouter()
_PREFERENCE = ("consensus", "gold", "model", "import", "human")


@router.get("/documents/{document_id}")
@in_turn("opening")
def show(request: Request, document_id: int, layer: str | None = None) -> Response:
    """Show a document in the reviewer's layer (begun from the best one there is) or a named one."""
    session = session_of(request)
    context = context_of(request)
    stored = context.store.document(document_id)
    if layer is None and not may(session.role, "edit"):
        chosen = _best(context, document_id)
    else:
        begins = session.reviewer if may(session.role, "edit") else ""
        chosen = _chosen(context, document_id, layer or begins, begins)
    return page(
        request,
        "document.html",
        document=stored,
        layer=chosen,
        layers=context.store.layers(document_id),
        labels=list(Label),
        people=context.people(),
    )


def _best(context: Context, document_id: int) -> Layer:
    """What a reader gets to see: opening begins nothing."""
    found = chosen_layer(context.store, document_id)
    if found is None:
        raise HTTPException(404, "no layer on this document yet")
    return found


def _chosen(context: Context, document_id: int, annotator: str, reviewer: str) -> Layer:
    known = context.store.find_layer(document_id, annotator)
    if known is not None:
        return known
    if annotator != reviewer:
        raise HTTPException(404, f"no layer of {annotator!r} on this document")
    others = context.store.layers(document_id)
    machine = [y for y in others if y.kind != "human"]
    if not machine:
        return context.store.create_layer(document_id, reviewer, kind="human")
    first = min(machine, key=lambda y: _PREFERENCE.index(y.kind))
    begun = context.store.copy_layer(first, reviewer)
    return _recalled(context, begun) if first.kind in ("model", "import") else begun


def _recalled(context: Context, layer: Layer) -> Layer:
    """A layer that was begun just now, with what corrected reports of its template say."""
    memory = context.recall.memory()
    state = context.store.read(layer.id)
    edits = advised_edits(memory, context.checker.document(layer.document_id), state)
    if not edits or state.version != 1:
        return layer
    origin = f"memory {memory.version}"
    who = {"actor": "memory", "action": "recall", "origin": origin}
    context.store.save(layer.id, edits, base=state.version, **who)
    return context.store.layer(layer.id)


@router.get("/api/layers/{layer_id}")
@in_turn("opening")
def data(request: Request, layer_id: int) -> Response:
    """Return text, tables, mentions and links of a layer."""
    session_of(request)
    context = context_of(request)
    layer = context.store.layer(layer_id)
    stored = context.store.document(layer.document_id)
    document = context.checker.document(layer.document_id)
    state = context.store.read(layer_id)
    return Response(
        as_json(document_payload(stored, document, layer, state)), media_type="application/json"
    )


@router.get("/api/layers/{layer_id}/checks")
@in_turn("checking")
def checks(request: Request, layer_id: int) -> dict[str, Any]:
    """Return the layer's checks and indicators, computed from its mentions as they are now."""
    session_of(request)
    context = context_of(request)
    return context.checker.outcome(layer_id, context.recall.memory().precedents)


@router.get("/documents/{document_id}/pages/{number}.png")
@in_turn("drawing")
def image(request: Request, document_id: int, number: int) -> Response:
    """Return a page of the original as an image."""
    session_of(request)
    context = context_of(request)
    stored = context.store.document(document_id)
    if stored.source is None or stored.format != "pdf":
        raise HTTPException(404, "no page images for this document")
    drawn = context.images.image(stored.source, number)
    if drawn is None:
        raise HTTPException(404, f"no page {number}")
    return Response(
        drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=600"}
    )
