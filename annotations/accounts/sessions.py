"""Sessions (登录会话): kept in the database under a digest of the browser's secret, so that they end when told to.

A session ends when its person signs out, when their pass phrase changes or their account closes, after a
time without use, and in any case after its lifetime. A restart of the server ends none.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from annotations.accounts.people import People, Person, end_sessions
from annotations.accounts.roles import Role
from annotations.store import tables
from annotations.store.account_trail import note as note_account
from annotations.store.engine import reading, writing

LIFETIME = 12 * 3600
"""Seconds that a session lasts at most."""
IDLE = 4 * 3600
"""Seconds without a request after which it ends."""
_FRESH = 2.0
_TOUCH = 300
_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has come in.

    Attributes:
        reviewer: whose edits they are; proved where the store has accounts.
        csrf: what the session's changing requests must carry.
        person_id: the account, None in a store without.
    """

    reviewer: str
    role: Role
    csrf: str
    person_id: int | None


class Sessions:
    """Opens, reads and ends the sessions of a store; safe to share between threads."""

    def __init__(self, engine: Engine, people: People) -> None:
        self._engine, self._people = engine, people
        self._read: OrderedDict[str, tuple[float, Session | None]] = OrderedDict()
        self._turn = 0
        self._lock = Lock()

    def open(self, name: str, person: Person | None = None) -> str:
        """Begin a session; return the secret that the browser keeps as its cookie."""
        cookie, at = secrets.token_urlsafe(32), int(time.time())
        s = tables.session.c
        row = {"digest": _digest(cookie), "name": name, "person_id": person and person.id}
        with writing(self._engine) as connection:
            over = (s.until < at) | (s.seen_at < at - IDLE)
            connection.execute(delete(tables.session).where(over))
            connection.execute(
                insert(tables.session).values(**row, seen_at=at, until=at + LIFETIME)
            )
            if person is not None:
                note_account(connection, actor=person.name, action="sign-in", name=person.name)
        return cookie

    def read(self, cookie: str | None, *, uses: bool = True) -> Session | None:
        """Return the session of a cookie; None if it is forged or over.

        Args:
            uses: whether somebody does something now; a page that is merely open keeps no session alive.
        """
        if not cookie or len(cookie) > 100:
            return None
        digest = _digest(cookie)
        asked = time.monotonic()
        with self._lock:
            turn = self._turn
            at, known = self._read.get(digest, (float("-inf"), None))
        if asked - at < _FRESH:
            return known
        found = self._look(digest, cookie, uses=uses)
        with self._lock:
            if turn == self._turn:  # else it was read while some sessions ended
                self._keep(digest, asked, found)
        return found

    def _keep(self, digest: str, asked: float, found: Session | None) -> None:
        self._read[digest] = (asked, found)
        self._read.move_to_end(digest)
        while len(self._read) > _KEPT:
            self._read.popitem(last=False)

    def _look(self, digest: str, cookie: str, *, uses: bool) -> Session | None:
        s, p, at = tables.session.c, tables.person.c, int(time.time())
        columns = (s.name, s.person_id, s.seen_at, p.role, p.closed)
        both = tables.session.outerjoin(tables.person, s.person_id == p.id)
        lasting = (s.digest == digest, s.until > at, s.seen_at > at - IDLE)
        with reading(self._engine) as connection:
            row = connection.execute(select(*columns).select_from(both).where(*lasting)).first()
        if row is None or row.closed or (row.person_id is None and self._people.exist):
            return None
        if uses and row.seen_at < at - _TOUCH:
            self._touch(digest, at)
        return Session(row.name, row.role or "adjudicator", _csrf(cookie), row.person_id)

    def _touch(self, digest: str, at: int) -> None:
        with contextlib.suppress(SQLAlchemyError), writing(self._engine) as connection:
            connection.execute(
                update(tables.session).where(tables.session.c.digest == digest).values(seen_at=at)
            )

    def end(self, cookie: str | None) -> None:
        """End one session."""
        digest = _digest(cookie or "")
        with writing(self._engine) as connection:
            connection.execute(delete(tables.session).where(tables.session.c.digest == digest))
        self.forget()

    def end_all(self, person_id: int) -> None:
        """End all sessions of a person."""
        with writing(self._engine) as connection:
            end_sessions(connection, person_id)
        self.forget()

    def forget(self) -> None:
        """Ask the database again for every session: some have ended just now."""
        with self._lock:
            self._turn += 1
            self._read.clear()


def _digest(cookie: str) -> str:
    return hashlib.sha256(b"session:" + cookie.encode()).hexdigest()


def _csrf(cookie: str) -> str:
    """Bound to the session, and no way back to its secret."""
    return hashlib.sha256(b"csrf:" + cookie.encode()).hexdigest()
