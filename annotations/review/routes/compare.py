"""Second opinion: two layers side by side, their agreement, and the decisions."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel

from annotations.review.adjudication import (
    Difference,
    Dispute,
    agreed,
    decide,
    differences,
    disputes,
    settle,
)
from annotations.review.context import Context, context_of, editor_of, page, session_of
from annotations.review.heavy import in_turn
from annotations.store import Layer, LayerState
from annotations.store.entities import CONSENSUS
from annotations.worklist.agreement import agreements, link_agreement, link_places, places

router = APIRouter()
_AROUND = 40


class DecisionBody(BaseModel):
    """Which side is right about one difference."""

    a: str
    b: str
    key: str
    side: Literal["a", "b"]


@router.get("/documents/{document_id}/compare")
@in_turn("computing")
def show(
    request: Request, document_id: int, a: str | None = None, b: str | None = None
) -> Response:
    """Show agreement and differences of two layers (the newest two, if none are named)."""
    session_of(request)
    context = context_of(request)
    stored = context.store.document(document_id)
    names = [y.annotator for y in context.store.layers(document_id) if y.kind != "consensus"]
    if len(names) < 2:
        raise HTTPException(404, "expected two layers to compare, found fewer")
    first = a or names[-2]
    second = b or next(n for n in reversed(names) if n != first)
    one, two = _state(context, document_id, first), _state(context, document_id, second)
    text = context.store.text(document_id)
    consensus = context.store.find_layer(document_id, CONSENSUS)
    decided = context.store.read(consensus.id).decisions if consensus else {}
    left, right = places(one.mentions.values()), places(two.mentions.values())
    return page(
        request,
        "compare.html",
        document=stored,
        names=names,
        a=first,
        b=second,
        agreements=[
            *agreements(left, right, len(text)),
            link_agreement(link_places(one), link_places(two)),
        ],
        differences=[_shown(d, text, decided) for d in differences(one, two)],
        disputes=[_disputed(d, text, decided) for d in disputes(one, two)],
    )


def _disputed(d: Dispute, text: str, decided: Any) -> dict[str, Any]:
    return {
        "key": d.key,
        "kind": d.kind,
        "before": text[max(0, d.start - _AROUND) : d.start],
        "after": text[d.end : d.end + _AROUND],
        "a": d.a,
        "b": d.b,
        "verdict": decided.get(d.key, {}).get("verdict", ""),
    }


def _state(context: Context, document_id: int, annotator: str) -> LayerState:
    layer = context.store.find_layer(document_id, annotator)
    if layer is None:
        raise HTTPException(404, f"no layer of {annotator!r} on this document")
    return context.store.read(layer.id)


def _shown(d: Difference, text: str, decided: Any) -> dict[str, Any]:
    return {
        "key": d.key,
        "before": text[max(0, d.start - _AROUND) : d.start],
        "after": text[d.end : d.end + _AROUND],
        "a": _pieces(d, d.a, text),
        "b": _pieces(d, d.b, text),
        "verdict": decided.get(d.key, {}).get("verdict", ""),
    }


def _pieces(d: Difference, mentions: tuple[dict[str, Any], ...], text: str) -> list[dict[str, str]]:
    """The region's text cut into marked and unmarked pieces."""
    pieces, position = [], d.start
    for m in sorted(mentions, key=lambda m: int(m["start"])):
        pieces.append({"label": "", "text": text[position : m["start"]]})
        pieces.append({"label": m["label"], "text": m["text"]})
        position = m["end"]
    pieces.append({"label": "", "text": text[position : d.end]})
    return [p for p in pieces if p["text"]]


@router.post("/api/documents/{document_id}/decisions")
def save(request: Request, document_id: int, body: DecisionBody) -> dict[str, Any]:
    """Take one side's mentions into the consensus layer (begun from what both agree on)."""
    session = editor_of(request, "decide")
    context = context_of(request)
    one, two = _state(context, document_id, body.a), _state(context, document_id, body.b)
    found = {d.key: d for d in differences(one, two)}
    disputed = {d.key: d for d in disputes(one, two)}
    if body.key not in found and body.key not in disputed:
        raise HTTPException(404, f"no difference {body.key!r}")
    layer = _consensus(context, document_id, body, one, two)
    state = context.store.read(layer.id)
    chosen = one if body.side == "a" else two
    if body.key in found:
        edits = decide(found[body.key], body.side, chosen, state)
    else:
        edits = settle(disputed[body.key], body.side, chosen, state)
    saved = context.store.save(
        layer.id, edits, base=state.version, actor=session.reviewer, action="adjudicate"
    )
    return {"version": saved.version, "layer": layer.id}


def _consensus(
    context: Context, document_id: int, body: DecisionBody, one: LayerState, two: LayerState
) -> Layer:
    known = context.store.find_layer(document_id, CONSENSUS)
    if known is not None:
        return known
    origin = f"{body.a}@{one.version} + {body.b}@{two.version}"
    edits = agreed(one, two)
    return context.store.create_layer(
        document_id, CONSENSUS, kind="consensus", edits=edits, origin=origin
    )
