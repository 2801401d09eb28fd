"""The queue: what to correct next, who does it, how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from annotations.accounts import People, PersonNameError, Session
from annotations.accounts.roles import may, require
from annotations.review.context import context_of, editor_of, page, session_of
from annotations.review.edits import MAXIMUM_ID
from annotations.review.heavy import in_turn
from annotations.review.watching import QUEUE
from annotations.worklist.worth import Entry

router = APIRouter()
View = Literal["mine", "decide", "all"]
VIEWS: tuple[View, ...] = get_args(View)


class AssignBody(BaseModel):
    """Documents for a reviewer, or to take from them."""

    documents: list[Annotated[int, Field(ge=0, le=MAXIMUM_ID)]] = Field(
        min_length=1, max_length=10_000
    )
    reviewer: str = Field(min_length=1, max_length=40)
    release: bool = False


@router.get("/")
@in_turn("computing")
def show(
    request: Request,
    kind: str = "",
    state: str = "",
    reviewer: str = "",
    text: str = "",
    findings: bool = False,
    view: View | None = None,
) -> Response:
    """Show the queue, filtered: what is a person's to do, unless they ask for all of it."""
    session = session_of(request)
    context = context_of(request)
    # Taken before anything is read: what happens meanwhile is told to the page, not lost.
    version = context.watcher.versions(frozenset({QUEUE}))[QUEUE]
    known = {y.id: context.checker.findings(y.id, y.version) for y in context.store.layers()}
    everything = context.queue.entries({k: n for k, n in known.items() if n is not None})
    kinds = {str(e.document.header.get("report_kind") or "") for e in everything} - {""}
    accounts = context.entrance.people.exist
    views = {name: _viewed(everything, name, session) for name in VIEWS}
    chosen = view or (_first(views, session) if accounts else "all")
    shown = [
        e
        for e in views[chosen]
        if (not kind or e.document.header.get("report_kind") == kind)
        and (not state or e.progress == state)
        and (not reviewer or reviewer in e.reviewers)
        and (not findings or e.findings)
        and _mentions(e, text)
    ]
    return page(
        request,
        "queue.html",
        entries=shown,
        version=version,
        done=sum(e.progress == "done" for e in everything),
        total=len(everything),
        kinds=sorted(kinds),
        people=context.people() or [session.reviewer],
        reviewers=sorted({r for e in everything for r in e.reviewers} | {session.reviewer}),
        chosen={"kind": kind, "state": state, "reviewer": reviewer, "text": text},
        only_findings=findings,
        views={name: len(found) for name, found in views.items()} if accounts else {},
        view=chosen,
    )


def _viewed(everything: Sequence[Entry], view: View, session: Session) -> list[Entry]:
    if view == "mine":
        mine = [e for e in everything if session.reviewer in e.reviewers]
        return sorted(mine, key=lambda e: session.reviewer in e.finished_by)
    if view == "decide":
        return sorted((e for e in everything if e.to_decide), key=lambda e: -e.disagreement)
    return list(everything)


def _first(views: Mapping[View, Sequence[Entry]], session: Session) -> View:
    """What somebody sees who comes in: what waits for their role, else everything."""
    if may(session.role, "decide") and views["decide"]:
        return "decide"
    unfinished = [e for e in views["mine"] if session.reviewer not in e.finished_by]
    return "mine" if may(session.role, "edit") and unfinished else "all"


def _mentions(entry: Entry, text: str) -> bool:
    document = entry.document
    where = (document.title, document.path, str(document.header.get("unit_name") or ""))
    return not text or any(text in (part or "") for part in where)


@router.post("/api/assign", status_code=204)
def assign(request: Request, body: AssignBody) -> None:
    """Assign documents to a reviewer, or release them."""
    session = editor_of(request)
    context = context_of(request)
    if body.reviewer != session.reviewer:
        require(session.role, "decide")
    if not body.release and context.entrance.people.exist:
        _refuse_unable(context.entrance.people, body.reviewer)
    context.store.assign_all(
        body.documents, body.reviewer, actor=session.reviewer, release=body.release
    )


def _refuse_unable(people: People, name: str) -> None:
    person = people.find(name)
    if person is None or person.name != name or person.closed:
        raise PersonNameError(f"expected the name of an account, found {name!r}")
    require(person.role, "edit")
