"""Statistics of what was corrected, and the audit trail: who changed what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from annotations.learning.scoreboard import scoreboard
from annotations.review.context import Context, context_of, page, session_of
from annotations.review.heavy import in_turn
from annotations.store import Event, StoredDocument
from annotations.worklist.statistics import statistics

router = APIRouter()
_SHOWN = 500


@router.get("/statistics")
@in_turn("computing")
def show(request: Request) -> Response:
    """Show progress, scores of the machine by label, kind, reviewer and month, and agreement."""
    session_of(request)
    store = context_of(request).store
    board, found = scoreboard(store), statistics(store)
    groups = (("kind", board.kinds), ("reviewers", board.reviewers), ("month", board.months))
    return page(
        request,
        "statistics.html",
        board=board,
        labels=[(n, c) for n, c in board.labels.items()],
        groups=groups,
        found=found,
    )


@router.get("/audit")
@in_turn("computing")
def audit(request: Request, who: str = "", action: str = "") -> Response:
    """Show every event of people's layers, the newest first."""
    session_of(request)
    context = context_of(request)
    events = sorted(_events(context), key=lambda e: e[1].at, reverse=True)
    actors = sorted({e.actor for _, e in events})
    actions = sorted({e.action for _, e in events})
    shown = [
        _row(document, event)
        for document, event in events
        if (not who or event.actor == who) and (not action or event.action == action)
    ]
    return page(
        request,
        "audit.html",
        events=shown[:_SHOWN],
        count=len(shown),
        actors=actors,
        actions=actions,
        who=who,
        action=action,
    )


def _events(context: Context) -> Iterator[tuple[StoredDocument, Event]]:
    documents = {d.id: d for d in context.store.documents()}
    for layer in context.store.layers():
        if layer.kind in ("human", "consensus"):
            for event in context.store.history(layer.id):
                yield documents[layer.document_id], event


def _row(document: StoredDocument, event: Event) -> dict[str, Any]:
    told = [_change(c.kind, c.before, c.after) for c in event.changes[:3]]
    return {
        "at": event.at,
        "actor": event.actor,
        "action": event.action,
        "document": document,
        "changes": [t for t in told if any(t)] if event.action != "import" else [],
        "more": max(0, len(event.changes) - 3),
    }


def _change(kind: str, before: Any, after: Any) -> tuple[str, str, str]:
    """What a change was about, before and after, in words of the report."""
    old, new = before or {}, after or {}
    if kind == "mention":
        return (
            "label_" + str(new.get("label") or old.get("label")),
            str(old.get("text") or ""),
            str(new.get("corrected") or new.get("text") or ""),
        )
    if kind == "decision":
        return "", str(old.get("verdict") or ""), str(new.get("verdict") or "")
    return "", "", ""
