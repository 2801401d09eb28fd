"""People with accounts: invited by name, let in by a pass phrase they chose, closed again (人员).

A store where nobody was ever invited has no accounts: on one's own machine a name is enough. With the first
invitation that ends, for everybody and at once.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from annotations.accounts import passphrases
from annotations.accounts.errors import InvitationError, PersonNameError
from annotations.accounts.names import clean_name, folded, refuse_taken
from annotations.accounts.roles import Role
from annotations.store import tables
from annotations.store.account_trail import AccountEvent
from annotations.store.account_trail import note as note_account
from annotations.store.account_trail import trail as account_trail
from annotations.store.engine import reading, writing

INVITATION_DAYS = 7
_FRESH = 2.0
"""Seconds for which an answer is remembered; what another process changes counts after them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; `joined` False while the invitation is open, `closed` for good."""

    id: int
    name: str
    role: Role
    joined: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """What lets a person in once, to choose a pass phrase: the code is nowhere kept as it is."""

    name: str
    role: Role
    code: str
    until: datetime


class People:
    """The accounts of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: tuple[float, bool] = (float("-inf"), False)

    @property
    def exist(self) -> bool:
        """Whether anybody was ever invited; from then on a name alone lets nobody in."""
        at, found = self._known
        if found or time.monotonic() - at < _FRESH:
            return found
        with reading(self._engine) as connection:
            found = connection.scalar(select(tables.person.c.id).limit(1)) is not None
        self._known = (time.monotonic(), found)
        return found

    def all(self) -> tuple[Person, ...]:
        """Return everybody, the closed accounts included, by name."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(tables.person).order_by(tables.person.c.name))
            return tuple(_person(row._mapping) for row in rows)

    def find(self, name: str) -> Person | None:
        """Return who has a name, however it is spelt; None if nobody has."""
        with reading(self._engine) as connection:
            return _find(connection, name)

    def invite(self, name: str, role: Role | None, *, actor: str) -> Invitation:
        """Invite a person, or let one who has an account choose a new pass phrase (sessions end).

        Args:
            role: of a new person (reviewer if None); an old one gets it if it is given.

        Raises:
            PersonNameError: nobody may have that name.
        """
        wanted, code = clean_name(name), secrets.token_urlsafe(16)
        until = int(time.time()) + INVITATION_DAYS * 86_400
        open_ = {"invitation": _digest(code), "invited_until": until}
        with writing(self._engine) as connection:
            known = _find(connection, wanted)
            given: Role = role or (known.role if known else "reviewer")
            if known is None:
                refuse_taken(connection, wanted)
                row = {"name": wanted, "folded": folded(wanted), "role": given, "closed": False}
                connection.execute(insert(tables.person).values(**row, **open_))
            else:
                wanted = known.name
                change = {"role": given, "closed": False, "phrase": None, **open_}
                _update(connection, known.id, change)
                end_sessions(connection, known.id)
            note_account(connection, actor=actor, action="invite", name=wanted, detail=given)
        return Invitation(wanted, given, code, datetime.fromtimestamp(until, UTC))

    def join(self, code: str, phrase: str) -> Person:
        """Take up an invitation with a pass phrase; the code counts once.

        Raises:
            InvitationError: the code is unknown, used or over.
            PassPhraseError: the pass phrase is too easy; the invitation stays open.
        """
        digest = _digest(code)
        p = tables.person.c
        open_ = (p.invitation == digest, p.invited_until > int(time.time()), p.closed.is_(False))
        with reading(self._engine) as connection:
            row = connection.execute(select(tables.person).where(*open_)).first()
        if row is None:
            raise InvitationError("expected an open invitation, found none with this code")
        person = _person(row._mapping)
        made = passphrases.hashed(phrase, name=person.name)
        with writing(self._engine) as connection:
            change = update(tables.person).where(p.id == person.id, *open_)
            used = connection.execute(change.values(phrase=made, invitation=None))
            if used.rowcount != 1:
                raise InvitationError(
                    "expected an open invitation, found one that was used just now"
                )
            note_account(connection, actor=person.name, action="join", name=person.name)
        return Person(person.id, person.name, person.role, joined=True, closed=False)

    def admit(self, name: str, phrase: str) -> Person | None:
        """Return the person whose name and pass phrase these are; None, after as long, if they are nobody's."""
        with reading(self._engine) as connection:
            query = select(tables.person).where(tables.person.c.folded == folded(name))
            row = connection.execute(query).first()
        known = None if row is None or row.closed else row.phrase
        if not passphrases.fits(phrase, known) or row is None:
            return None
        if passphrases.is_outdated(str(known)):
            fresh = passphrases.hashed(phrase, name=row.name)
            with writing(self._engine) as connection:
                _update(connection, row.id, {"phrase": fresh})
        return _person(row._mapping)

    def change_phrase(self, person_id: int, phrase: str) -> None:
        """Give a person a new pass phrase; all their sessions end.

        Raises:
            PassPhraseError: it is too easy.
        """
        with reading(self._engine) as connection:
            name = _by_id(connection, person_id).name
        made = passphrases.hashed(phrase, name=name)
        with writing(self._engine) as connection:
            _update(connection, person_id, {"phrase": made})
            end_sessions(connection, person_id)
            note_account(connection, actor=name, action="change-phrase", name=name)

    def change_role(self, name: str, role: Role, *, actor: str) -> Person:
        """Give a person another role; it counts within seconds, sessions stay."""
        return self._change(name, {"role": role}, actor=actor, action="role", detail=role)

    def close(self, name: str, *, actor: str) -> Person:
        """Close an account: nobody comes in by it, its sessions end, its name stays taken."""
        shut = {"closed": True, "phrase": None, "invitation": None}
        return self._change(name, shut, actor=actor, action="close", ends=True)

    def _change(
        self,
        name: str,
        values: Mapping[str, object],
        *,
        actor: str,
        action: str,
        detail: str = "",
        ends: bool = False,
    ) -> Person:
        with writing(self._engine) as connection:
            known = _find(connection, name)
            if known is None:
                raise PersonNameError(f"expected the name of an account, found none of {name!r}")
            _update(connection, known.id, values)
            if ends:
                end_sessions(connection, known.id)
            note_account(connection, actor=actor, action=action, name=known.name, detail=detail)
            return _by_id(connection, known.id)

    def check_free(self, name: str) -> str:
        """Return a name as it is kept, for a store without accounts.

        Raises:
            PersonNameError: nobody may have it.
        """
        found = clean_name(name)
        with reading(self._engine) as connection:
            refuse_taken(connection, found)
        return found

    def trail(self) -> tuple[AccountEvent, ...]:
        """Return everything that happened to accounts, oldest first."""
        with reading(self._engine) as connection:
            return account_trail(connection)


def end_sessions(connection: Connection, person_id: int) -> None:
    """End all sessions of a person."""
    connection.execute(delete(tables.session).where(tables.session.c.person_id == person_id))


def _update(connection: Connection, person_id: int, values: Mapping[str, object]) -> None:
    connection.execute(
        update(tables.person).where(tables.person.c.id == person_id).values(**values)
    )


def _find(connection: Connection, name: str) -> Person | None:
    query = select(tables.person).where(tables.person.c.folded == folded(name))
    row = connection.execute(query).first()
    return None if row is None else _person(row._mapping)


def _by_id(connection: Connection, person_id: int) -> Person:
    row = connection.execute(select(tables.person).where(tables.person.c.id == person_id)).one()
    return _person(row._mapping)


def _person(row: RowMapping) -> Person:
    joined = row["phrase"] is not None
    return Person(row["id"], row["name"], row["role"], joined, row["closed"])


def _digest(code: str) -> str:
    return hashlib.sha256(code.strip().encode()).hexdigest()
