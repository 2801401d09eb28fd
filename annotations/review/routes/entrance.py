"""Come in and leave: the reviewer's name, the token where one is set, the language."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

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
