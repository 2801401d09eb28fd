"""Learning from corrections, in the browser: start, watch, stop, use or drop, and read all reports again."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from annotations.review.context import Context, context_of, editor_of, page, session_of

router = APIRouter()


class BeginBody(BaseModel):
    """The budget of all trainings of a run, in minutes."""

    minutes: float = Field(default=30, gt=0, le=24 * 60)


@router.get("/learning")
def show(request: Request) -> Response:
    """Show the runs, and what can be done with them."""
    session_of(request)
    return page(request, "learning.html", state=context_of(request).lessons.state())


@router.get("/api/learning")
def state(request: Request) -> dict[str, Any]:
    """Return the runs with their progress and figures, the newest first."""
    session_of(request)
    return context_of(request).lessons.state()


@router.post("/api/learning/start")
def start(request: Request, body: BeginBody) -> dict[str, Any]:
    """Start a run."""
    context = _deciding(request)
    context.lessons.begin(body.minutes)
    return context.lessons.state()


@router.post("/api/learning/stop")
def stop(request: Request) -> dict[str, Any]:
    """Stop what is at work."""
    context = _deciding(request)
    context.lessons.stop()
    return context.lessons.state()


@router.post("/api/learning/refresh")
def refresh(request: Request) -> dict[str, Any]:
    """Read all reports again; the machine's layers follow, people's stay."""
    context = _deciding(request)
    context.lessons.refresh()
    return context.lessons.state()


@router.post("/api/learning/{run}/use")
def use(request: Request, run: str) -> dict[str, Any]:
    """Read reports with a run's weights from now on."""
    session = editor_of(request, "decide")
    context = context_of(request)
    context.lessons.use(run, session.reviewer)
    context.reader.change_model(context.lessons.model)
    return context.lessons.state()


@router.post("/api/learning/{run}/drop")
def drop(request: Request, run: str) -> dict[str, Any]:
    """Throw a run away."""
    context = _deciding(request)
    before = context.lessons.model
    context.lessons.drop(run)
    if context.lessons.model != before:
        context.reader.change_model(context.lessons.model)
    return context.lessons.state()


def _deciding(request: Request) -> Context:
    editor_of(request, "decide")
    return context_of(request)
