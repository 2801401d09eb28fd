"""Come in and leave: the reviewer's name, the token where one is set, the language."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from annotations.review.context import LANGUAGE_COOKIE, context_of, page, session_of
from annotations.review.messages import language_of
from annotations.review.sessions import COOKIE, LIFETIME, NAME_CHARACTERS

router = APIRouter()


@router.get("/sign-in")
def sign_in_page(request: Request) -> Response:
    """Ask who is there."""
    return _ask(request)


@router.post("/sign-in")
def sign_in(
    request: Request, name: Annotated[str, Form()], token: Annotated[str, Form()] = ""
) -> Response:
    """Open a session."""
    sessions = context_of(request).sessions
    if sessions.blocked():
        return _ask(request, "too_many", 429)
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_CHARACTERS or not name.isprintable():
        return _ask(request, "name_needed", 422)
    if not sessions.admits(token):
        return _ask(request, "wrong_token", 403)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        COOKIE, sessions.open(name), max_age=LIFETIME, httponly=True, samesite="strict"
    )
    return answer


def _ask(request: Request, problem: str = "", status: int = 200) -> Response:
    needed = context_of(request).sessions.needs_token
    return page(request, "sign_in.html", status=status, needs_token=needed, problem=problem)


class SessionBody(BaseModel):
    """Who comes in again from a page that is open."""

    name: str = Field(min_length=1, max_length=NAME_CHARACTERS)
    token: str = Field(default="", max_length=400)


@router.post("/api/session")
def sign_in_again(request: Request, body: SessionBody) -> JSONResponse:
    """Open a new session for an open page, which keeps its unsaved edits; return its CSRF token."""
    sessions = context_of(request).sessions
    if sessions.blocked():
        raise HTTPException(429, "too many attempts")
    if not sessions.admits(body.token):
        raise HTTPException(403, "the token is wrong")
    cookie = sessions.open(body.name)
    session = sessions.read(cookie)
    if session is None:
        raise HTTPException(500, "no session")
    answer = JSONResponse({"csrf": sessions.csrf(session)})
    answer.set_cookie(COOKIE, cookie, max_age=LIFETIME, httponly=True, samesite="strict")
    return answer


@router.post("/sign-out")
def sign_out(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """End the session in this browser."""
    if not context_of(request).sessions.admits_csrf(session_of(request), csrf):
        raise HTTPException(403, "the CSRF token is missing or wrong")
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/language/{name}")
def choose_language(name: str) -> Response:
    """Remember the language."""
    answer = RedirectResponse("/", 303)
    answer.set_cookie(LANGUAGE_COOKIE, language_of(name), httponly=True, samesite="strict")
    return answer
