"""Accounts in the browser (人员): who there is and what happened to them; invite, change a role, close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from annotations.accounts import AccountError, Invitation, People, PersonNameError, Role, Session
from annotations.accounts.names import folded
from annotations.accounts.roles import ROLES, require
from annotations.review.context import context_of, page, refuse_forged, session_of

router = APIRouter()
_MOST = 400
_SHOWN = 200
Text = Annotated[str, Form(max_length=_MOST)]


class OwnAccountError(AccountError):
    """Somebody would take their own account away; another person does that."""

    key = "own_account"


@router.get("/people")
def show(request: Request) -> Response:
    """Show everybody with an account and what happened to the accounts."""
    require(session_of(request).role, "people")
    return _page(request)


@router.post("/people/invite")
def invite(request: Request, name: Text, csrf: Text = "", role: Text = "") -> Response:
    """Invite a person, or let one choose a new pass phrase; the address is shown this once."""
    session = _manager(request, csrf)

    def made(people: People) -> Response:
        own = folded(name) == folded(session.reviewer)
        if own:
            raise OwnAccountError("expected the name of another person, found one's own")
        found = people.invite(name, _role(role) if role else None, actor=session.reviewer)
        return _page(request, invitation=found)

    return _tried(request, made)


@router.post("/people/role")
def change_role(request: Request, name: Text, role: Text, csrf: Text = "") -> Response:
    """Give a person another role."""
    session = _manager(request, csrf)

    def changed(people: People) -> Response:
        _refuse_own(session, name)
        people.change_role(name, _role(role), actor=session.reviewer)
        return RedirectResponse("/people", 303)

    return _tried(request, changed)


@router.post("/people/close")
def close(request: Request, name: Text, csrf: Text = "") -> Response:
    """Close a person's account."""
    session = _manager(request, csrf)

    def closed(people: People) -> Response:
        _refuse_own(session, name)
        people.close(name, actor=session.reviewer)
        context_of(request).entrance.sessions.forget()
        return RedirectResponse("/people", 303)

    return _tried(request, closed)


def _manager(request: Request, csrf: str) -> Session:
    """Return the session of somebody who may manage accounts, in a store that has some.

    Raises:
        ForbiddenError: their role does not allow it.
        PersonNameError: the first account is made on the command line.
    """
    session = session_of(request)
    refuse_forged(session, csrf)
    require(session.role, "people")
    if session.person_id is None:
        raise PersonNameError("expected accounts, found none: the command line makes the first")
    return session


def _tried(request: Request, does: Callable[[People], Response]) -> Response:
    try:
        return does(context_of(request).entrance.people)
    except AccountError as error:
        return _page(request, problem=error.key, status=422)


def _refuse_own(session: Session, name: str) -> None:
    if folded(name) == folded(session.reviewer):
        raise OwnAccountError("expected another person's account, found one's own")


def _role(name: str) -> Role:
    found = next((r for r in ROLES if r == name), None)
    if found is None:
        raise AccountError(f"expected one of {ROLES}, found {name!r}")
    return found


def _page(
    request: Request,
    *,
    invitation: Invitation | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    people = context_of(request).entrance.people
    address = f"{request.base_url}join#{invitation.code}" if invitation else ""
    return page(
        request,
        "people.html",
        status=status,
        people=people.all(),
        roles=ROLES,
        trail=people.trail()[: -_SHOWN - 1 : -1],
        invitation=invitation,
        address=address,
        problem=problem,
    )
