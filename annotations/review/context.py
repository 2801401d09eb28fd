"""What every route needs: the store, the checker, the queue, and who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse
from starlette.templating import Jinja2Templates

from annotations.accounts import Session
from annotations.accounts.roles import Right, may, require
from annotations.memory.stored import StoredMemory
from annotations.review.entering import COOKIE, Entrance, admits_csrf
from annotations.review.lessons import Lessons
from annotations.review.messages import catalogue, language_of
from annotations.review.originals import Originals
from annotations.review.pages import PageImages
from annotations.review.reading import UploadReader
from annotations.review.settings import ReviewSettings
from annotations.review.watching import Watcher
from annotations.store import Store
from annotations.worklist.checking import Checker
from annotations.worklist.worth import Queue

LANGUAGE_COOKIE = "jixiao_language"


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of one running application."""

    store: Store
    settings: ReviewSettings
    entrance: Entrance
    checker: Checker
    queue: Queue
    images: PageImages
    originals: Originals
    reader: UploadReader
    recall: StoredMemory
    lessons: Lessons
    watcher: Watcher
    templates: Jinja2Templates

    def people(self) -> list[str]:
        """Return the names that work can be given to."""
        accounts = self.entrance.people
        if accounts.exist:
            return [p.name for p in accounts.all() if not p.closed and may(p.role, "edit")]
        return sorted({y.annotator for y in self.store.layers() if y.kind == "human"})


def context_of(request: Request) -> Context:
    """Return the application's parts."""
    found: Context = request.app.state.context
    return found


def session_of(request: Request) -> Session:
    """Return the session of a request; a page sends strangers to sign in, an API says 401."""
    session = context_of(request).entrance.sessions.read(request.cookies.get(COOKIE))
    if session is None:
        if request.method == "GET" and not request.url.path.startswith("/api/"):
            raise HTTPException(303, headers={"Location": "/sign-in"})
        raise HTTPException(401, "sign in first")
    return session


def editor_of(request: Request, right: Right = "edit") -> Session:
    """Return the session of a changing request, whose CSRF token must be its own.

    Raises:
        ForbiddenError: the person's role does not allow it.
    """
    session = session_of(request)
    refuse_forged(session, request.headers.get("x-csrf-token"))
    require(session.role, right)
    return session


def refuse_forged(session: Session, token: str | None) -> None:
    """Refuse a changing request that no page of this session sent."""
    if not admits_csrf(session, token):
        raise HTTPException(403, "the CSRF token is missing or wrong")


def address_of(request: Request) -> str:
    """Return where a request comes from."""
    return request.client.host if request.client else ""


def page(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page from a template, in the reader's language."""
    context = context_of(request)
    language = language_of(request.cookies.get(LANGUAGE_COOKIE))
    words = catalogue(language)
    session = context.entrance.sessions.read(request.cookies.get(COOKIE))
    shown = {
        "t": lambda key: words[key],
        "t_or": lambda key, other: words.get(key, other),
        "language": language,
        "messages": words,
        "session": session,
        "csrf": session.csrf if session else "",
        "may": lambda right: session is not None and may(session.role, right),
        **values,
    }
    return context.templates.TemplateResponse(request, name, shown, status_code=status)
