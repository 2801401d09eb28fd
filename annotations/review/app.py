"""Put the review application together: one store, its routes, and the guard in front."""

from __future__ import annotations

import logging
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.templating import Jinja2Templates

from annotations.accounts import AccountError, ForbiddenError
from annotations.memory.stored import StoredMemory
from annotations.review.beside import folder_of
from annotations.review.context import LANGUAGE_COOKIE, Context, page
from annotations.review.entering import Entrance
from annotations.review.guard import Guard
from annotations.review.lessons import Lessons
from annotations.review.messages import catalogue, language_of
from annotations.review.originals import Originals
from annotations.review.pages import PageImages
from annotations.review.reading import UploadReader
from annotations.review.routes import (
    alike,
    compare,
    document,
    entrance,
    events,
    export,
    insight,
    layers,
    learning,
    people,
    queue,
    upload,
)
from annotations.review.settings import ReviewSettings
from annotations.review.watching import Watcher
from annotations.store import ConflictError, EditError, LockedError, NotFoundError, Store
from annotations.worklist.checking import Checker
from annotations.worklist.worth import Queue
from extraction.errors import JixiaoError, SettingsError

_log = logging.getLogger(__name__)
_HERE = Path(__file__).parent


def create_app(store: Store, settings: ReviewSettings | None = None) -> FastAPI:
    """Return the application over a store; it holds no state that the store does not have."""
    chosen = settings or ReviewSettings()
    lessons = Lessons(store, folder_of(store, "learning", chosen.learning), chosen.model)
    app = FastAPI(title="jixiao review", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.context = Context(
        store=store,
        settings=chosen,
        entrance=Entrance(store, chosen.token),
        checker=Checker(store),
        queue=Queue(store),
        images=PageImages(),
        originals=Originals(folder_of(store, "originals", chosen.originals)),
        reader=UploadReader(
            lessons.model, seconds=chosen.upload_seconds, mebibytes=chosen.upload_mebibytes
        ),
        recall=StoredMemory(store),
        lessons=lessons,
        watcher=Watcher(store),
        templates=Jinja2Templates(_HERE / "templates"),
    )
    work = (queue, document, layers, events, alike, compare, upload)
    for routes in (entrance, people, *work, export, insight, learning):
        app.include_router(routes.router)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    app.add_middleware(Guard, settings=chosen)
    app.add_exception_handler(JixiaoError, _refused)
    app.add_exception_handler(SQLAlchemyError, _unavailable)
    app.add_exception_handler(HTTPException, _failed)
    return app


def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, ConflictError):
        body = {
            "error": "conflict",
            "base": error.base,
            "current": error.current,
            "conflicts": [c.to_json() for c in error.conflicts],
        }
        return JSONResponse(body, 409)
    statuses = {NotFoundError: 404, ForbiddenError: 403}
    status = next((n for kind, n in statuses.items() if isinstance(error, kind)), 422)
    names = {EditError: "edit", ForbiddenError: "role"}
    kind = next((name for kind, name in names.items() if isinstance(error, kind)), "request")
    said = _said(request, error)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": kind, "message": said, "detail": str(error)}, status)
    return page(request, "error.html", status=status, message=said)


def _said(request: Request, error: Exception) -> str:
    """An error in the words of the reader's language; engineers find its own in `detail`."""
    if language_of(request.cookies.get(LANGUAGE_COOKIE)) == "en":
        return str(error)
    words = catalogue("zh")
    if isinstance(error, AccountError):
        return words[error.key]
    kinds = {
        LockedError: "error_locked",
        NotFoundError: "not_found",
        EditError: "error_edit",
        SettingsError: "error_settings",
    }
    found = (key for kind, key in kinds.items() if isinstance(error, kind))
    return words[next(found, "error_request")]


def _unavailable(request: Request, error: Exception) -> Response:
    """The database is locked, full or gone: nothing was saved, and the browser tries again."""
    _log.error("%s %s: %s", request.method, request.url.path, error)
    body = {
        "error": "store",
        "message": "the database cannot be written just now; nothing was saved",
    }
    return JSONResponse(body, 503, {"Retry-After": "2"})


def _failed(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    headers = getattr(error, "headers", None)
    if status == 303:
        return Response(status_code=303, headers=headers)
    detail = str(getattr(error, "detail", ""))
    if language_of(request.cookies.get(LANGUAGE_COOKIE)) == "zh":
        words = catalogue("zh")
        detail = words.get(f"error_{status}", words["error_request"])
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": "request", "message": detail}, status, headers)
    return page(request, "error.html", status=status, message=detail)
