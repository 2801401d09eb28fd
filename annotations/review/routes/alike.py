"""Memory in the application: apply a correction to all alike, look an entry up, take it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from annotations.accounts import Session
from annotations.accounts.roles import may
from annotations.producing.records import chosen_layer
from annotations.review.alike import Alike, alike
from annotations.review.context import Context, context_of, editor_of, session_of
from annotations.review.heavy import in_turn
from annotations.store import Edit, NotFoundError, StoredDocument
from annotations.store.content import OUT

router = APIRouter()


class AlikeBody(BaseModel):
    """Reports to which a correction goes."""

    documents: list[int] = Field(min_length=1, max_length=10_000)


@router.get("/api/layers/{layer_id}/alike/{mention}")
@in_turn("computing")
def preview(request: Request, layer_id: int, mention: str) -> list[dict[str, Any]]:
    """Return what the correction in a mention's line or row would change in other reports."""
    session = session_of(request)
    context = context_of(request)
    found = _found(context, session, layer_id, mention)
    return [
        {
            "document": a.document.id,
            "title": a.document.title or a.document.path,
            "unit": a.document.header.get("unit_name"),
            "changes": sum(e.kind == "mention" for e in a.edits) or len(a.edits),
            "examples": list(a.examples),
        }
        for a in found
    ]


@router.post("/api/layers/{layer_id}/alike/{mention}")
@in_turn("computing")
def apply(request: Request, layer_id: int, mention: str, body: AlikeBody) -> dict[str, int]:
    """Make these changes in a layer of the reviewer's own, begun where there is none."""
    session = editor_of(request)
    context = context_of(request)
    wanted = frozenset(body.documents)
    document = context.checker.document(context.store.layer(layer_id).document_id)
    reports = changes = 0
    for a in _found(context, session, layer_id, mention):
        if a.document.id not in wanted:
            continue
        target = a.layer
        if target.kind not in ("human", "consensus"):
            target = context.store.copy_layer(target, session.reviewer)
        state = context.store.read(target.id)
        origin = f"alike {document.sha256[:8]}/{mention}"
        context.store.save(
            target.id,
            a.edits,
            base=state.version,
            actor=session.reviewer,
            action="alike",
            origin=origin,
        )
        reports, changes = reports + 1, changes + len(a.edits)
    return {"reports": reports, "changes": changes}


def _found(context: Context, session: Session, layer_id: int, mention: str) -> Iterator[Alike]:
    """What a correction would change in the reports that are this person's to change."""
    document = context.checker.document(context.store.layer(layer_id).document_id)
    for a in alike(context.store, document, context.store.read(layer_id), mention):
        others = a.layer.kind == "human" and a.layer.annotator != session.reviewer
        if not others or may(session.role, "decide"):
            yield a


@router.get("/memory/{entry}")
def look_up(request: Request, entry: str) -> Response:
    """Open the report that a memory entry comes from."""
    session_of(request)
    return RedirectResponse(f"/documents/{_source(context_of(request), entry).id}", 303)


@router.post("/api/memory/{entry}/out", status_code=204)
def take_out(request: Request, entry: str) -> None:
    """Take an entry out of the memory; it is an edit of the layer it comes from, with who and when."""
    session = editor_of(request)
    store = context_of(request).store
    layer = chosen_layer(store, _source(context_of(request), entry).id)
    number = entry.partition(":")[2]
    if layer is None or not number.isdecimal():
        raise HTTPException(404, "no such entry")
    word = {"verdict": "out", "who": session.reviewer}
    base = store.read(layer.id).version
    edit = Edit("decision", f"{OUT}{number}", word)
    store.save(layer.id, [edit], base=base, actor=session.reviewer, action="take-out")


def _source(context: Context, entry: str) -> StoredDocument:
    head = entry.partition(":")[0]
    for document in context.store.documents():
        if head and document.sha256.startswith(head):
            return document
    raise NotFoundError(f"expected the report of a memory entry, found none for {entry!r}")
