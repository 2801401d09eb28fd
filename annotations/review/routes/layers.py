"""Edits to a layer: save, undo, redo, history."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from annotations.accounts import Session
from annotations.accounts.roles import require
from annotations.review.context import Context, context_of, editor_of, session_of
from annotations.review.edits import MAXIMUM_ID, REQUEST_ID, SaveBody, clean
from annotations.store import DONE, Edit, EditError, Layer, LayerState, Saved

Base = Annotated[int, Query(ge=0, le=MAXIMUM_ID)]
After = Annotated[int, Query(ge=0, le=MAXIMUM_ID)]
RequestId = Annotated[str | None, Query(alias="request", pattern=REQUEST_ID)]
router = APIRouter(prefix="/api/layers/{layer_id}")


@router.post("/edits")
def save(request: Request, layer_id: int, body: SaveBody) -> dict[str, Any]:
    """Save edits; the answer comes when they are on the disk."""
    session = editor_of(request)
    context = context_of(request)
    layer = context.store.layer(layer_id)
    if layer.kind in ("model", "gold", "import"):
        raise EditError("expected a reviewer's layer, found one that a reviewer only reads")
    _allowed(session, layer, finishing=any(e.key == DONE for e in body.edits))
    state = _touched(context, layer_id, body)
    document = context.checker.document(layer.document_id)
    edits = clean(body.edits, document, state, who=session.reviewer)
    saved = context.store.save(
        layer_id,
        edits,
        base=body.base,
        actor=session.reviewer,
        action=body.action,
        request=body.request,
    )
    return _answer(context, layer_id, body.base, saved)


def _allowed(session: Session, layer: Layer, *, finishing: bool) -> None:
    """The decided layer is the adjudicator's; what another began, they finish and open again themselves."""
    if layer.kind == "consensus" or (finishing and layer.annotator != session.reviewer):
        require(session.role, "decide")


def _touched(context: Context, layer_id: int, body: SaveBody) -> LayerState:
    """The mentions that the edits change, as they are in the store."""
    keys = [e.key for e in body.edits if e.kind == "mention" and e.value is not None]
    return LayerState(mentions=context.store.values(layer_id, "mention", keys))


@router.post("/undo")
def undo(
    request: Request, layer_id: int, base: Base, request_id: RequestId = None
) -> dict[str, Any]:
    """Take the reviewer's last edit back."""
    return _step(request, layer_id, base, request_id, undo=True)


@router.post("/redo")
def redo(
    request: Request, layer_id: int, base: Base, request_id: RequestId = None
) -> dict[str, Any]:
    """Do the last undone edit again."""
    return _step(request, layer_id, base, request_id, undo=False)


def _step(
    request: Request, layer_id: int, base: int, request_id: str | None, *, undo: bool
) -> dict[str, Any]:
    session = editor_of(request)
    context = context_of(request)
    _allowed(session, context.store.layer(layer_id), finishing=False)
    step = context.store.undo if undo else context.store.redo
    return _answer(
        context, layer_id, base, step(layer_id, actor=session.reviewer, request=request_id)
    )


def _answer(context: Context, layer_id: int, base: int, saved: Saved | None) -> dict[str, Any]:
    """Everything that changed since the browser's version, so that it need not ask again."""
    if saved is None:
        return {"version": base, "merged": False, "changes": [], "nothing": True}
    if saved.version == base + 1:
        changes = saved.changes
    else:
        events = context.store.history(layer_id, after=base)
        changes = tuple(c for e in events for c in e.changes)
    return {
        "version": saved.version,
        "merged": saved.merged,
        "changes": [Edit(c.kind, c.key, c.after).to_json() for c in changes],
    }


@router.get("/history")
def history(request: Request, layer_id: int, after: After = 0) -> list[dict[str, Any]]:
    """Return who changed what, and when."""
    session_of(request)
    return [
        {
            "version": e.version,
            "at": e.at,
            "actor": e.actor,
            "action": e.action,
            "origin": e.origin,
            "changes": [c.to_json() for c in e.changes] if e.action != "import" else [],
        }
        for e in context_of(request).store.history(layer_id, after=after)
    ]
