"""Come in and leave: name and pass phrase (or token), invitations, one's own account, the language."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from annotations.accounts import AccountError
from annotations.accounts.names import NAME_CHARACTERS
from annotations.accounts.passphrases import SHORTEST
from annotations.accounts.sessions import LIFETIME
from annotations.review.context import (
    LANGUAGE_COOKIE,
    address_of,
    context_of,
    page,
    refuse_forged,
    session_of,
)
from annotations.review.entering import COOKIE, RefusedEntryError, TooManyAttemptsError
from annotations.review.heavy import in_turn
from annotations.review.messages import language_of

router = APIRouter()
_MOST = 400
Secret = Annotated[str, Form(max_length=_MOST)]
Name = Annotated[str, Form(max_length=_MOST)]


def _status(error: AccountError) -> int:
    if isinstance(error, TooManyAttemptsError):
        return 429
    return 403 if isinstance(error, RefusedEntryError) else 422


def _with_session(request: Request, answer: Response, cookie: str) -> Response:
    secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, cookie, max_age=LIFETIME, httponly=True, samesite="strict", secure=secure
    )
    return answer


@router.get("/sign-in")
def sign_in_page(request: Request) -> Response:
    """Ask who is there."""
    return _ask(request)


@router.post("/sign-in")
@in_turn("entering")
def sign_in(request: Request, name: Name, token: Secret = "") -> Response:
    """Open a session; `token` is the pass phrase where the store has accounts."""
    try:
        cookie = context_of(request).entrance.enter(name, token, address=address_of(request))
    except AccountError as error:
        return _ask(request, error.key, _status(error))
    return _with_session(request, RedirectResponse("/", 303), cookie)


def _ask(request: Request, problem: str = "", status: int = 200) -> Response:
    asks = context_of(request).entrance.asks
    return page(request, "sign_in.html", status=status, asks=asks, problem=problem)


class SessionBody(BaseModel):
    """Who comes in again from a page that is open."""

    name: str = Field(min_length=1, max_length=NAME_CHARACTERS)
    token: str = Field(default="", max_length=_MOST)


@router.post("/api/session")
@in_turn("entering")
def sign_in_again(request: Request, body: SessionBody) -> Response:
    """Open a new session for an open page, which keeps its unsaved edits; return its CSRF token."""
    entrance = context_of(request).entrance
    try:
        cookie = entrance.enter(body.name, body.token, address=address_of(request))
    except AccountError as error:
        return JSONResponse({"error": "entry", "message": str(error)}, _status(error))
    session = entrance.sessions.read(cookie)
    csrf = session.csrf if session is not None else ""
    return _with_session(request, JSONResponse({"csrf": csrf}), cookie)


@router.get("/join")
def join_page(request: Request) -> Response:
    """Ask for the code of an invitation and a pass phrase."""
    return page(request, "join.html", problem="", shortest=SHORTEST)


@router.post("/join")
@in_turn("entering")
def join(request: Request, code: Secret, phrase: Secret, again: Secret) -> Response:
    """Take up an invitation."""
    if phrase != again:
        return _invited(request, "phrases_differ", 422)
    try:
        cookie = context_of(request).entrance.join(code, phrase, address=address_of(request))
    except AccountError as error:
        return _invited(request, error.key, _status(error))
    return _with_session(request, RedirectResponse("/", 303), cookie)


def _invited(request: Request, problem: str, status: int) -> Response:
    return page(request, "join.html", status=status, problem=problem, shortest=SHORTEST)


@router.get("/account")
def account(request: Request) -> Response:
    """Show one's own account."""
    session_of(request)
    return page(request, "account.html", problem="", shortest=SHORTEST)


@router.post("/account/phrase")
@in_turn("entering")
def change_phrase(
    request: Request, old: Secret, phrase: Secret, again: Secret, csrf: Secret = ""
) -> Response:
    """Give oneself another pass phrase; every other session of the account ends."""
    session = session_of(request)
    refuse_forged(session, csrf)
    problem, status = "phrases_differ", 422
    if phrase == again and session.person_id is not None:
        entrance = context_of(request).entrance
        try:
            cookie = entrance.change_phrase(session, old, phrase, address=address_of(request))
            return _with_session(request, RedirectResponse("/", 303), cookie)
        except AccountError as error:
            problem, status = error.key, _status(error)
    return page(request, "account.html", status=status, problem=problem, shortest=SHORTEST)


@router.post("/account/end")
def end_everywhere(request: Request, csrf: Secret = "") -> Response:
    """End all sessions of one's account, in this browser and elsewhere."""
    session = session_of(request)
    refuse_forged(session, csrf)
    sessions = context_of(request).entrance.sessions
    if session.person_id is not None:
        sessions.end_all(session.person_id)
    return _left(request)


@router.post("/sign-out")
def sign_out(request: Request, csrf: Secret = "") -> Response:
    """End the session, here and on the server."""
    refuse_forged(session_of(request), csrf)
    return _left(request)


def _left(request: Request) -> Response:
    context_of(request).entrance.sessions.end(request.cookies.get(COOKIE))
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/language/{name}")
def choose_language(name: str) -> Response:
    """Remember the language."""
    answer = RedirectResponse("/", 303)
    answer.set_cookie(LANGUAGE_COOKIE, language_of(name), httponly=True, samesite="strict")
    return answer
