"""Streams of server-sent events: a layer, or the queue, is not as the page knows it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from annotations.review.context import context_of, session_of
from annotations.review.edits import MAXIMUM_ID
from annotations.review.entering import COOKIE
from annotations.review.watching import QUEUE

router = APIRouter()


@router.get("/api/layers/{layer_id}/events")
async def of_layer(
    request: Request, layer_id: int, after: Annotated[int, Query(ge=0, le=MAXIMUM_ID)]
) -> StreamingResponse:
    """Tell a page when its layer has another version than `after`."""
    await run_in_threadpool(session_of, request)
    await run_in_threadpool(context_of(request).store.layer, layer_id)
    return _stream(request, layer_id, after)


@router.get("/api/events")
async def of_queue(request: Request, after: Annotated[int, Query(ge=0)]) -> StreamingResponse:
    """Tell a page when anything happened since its version: an edit, an assignment, a report that came."""
    await run_in_threadpool(session_of, request)
    return _stream(request, QUEUE, after)


def _stream(request: Request, layer_id: int, known: int) -> StreamingResponse:
    context, cookie = context_of(request), request.cookies.get(COOKIE)

    def is_welcome() -> bool:
        return context.entrance.sessions.read(cookie, uses=False) is not None

    told = context.watcher.listen(layer_id, known, is_welcome)
    headers = {"X-Accel-Buffering": "no"}
    return StreamingResponse(told, media_type="text/event-stream", headers=headers)
