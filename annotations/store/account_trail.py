"""What happened to accounts, chained like the events of layers (账户操作记录): invitations, roles, sign-ins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, text

from annotations.store import tables
from annotations.store.clock import now
from annotations.store.digests import chained

_CHAINED = ("at", "actor", "action", "name", "detail")


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """One thing that happened: `actor` did `action` to the account `name`."""

    at: str
    actor: str
    action: str
    name: str
    detail: str


def note(connection: Connection, *, actor: str, action: str, name: str, detail: str = "") -> None:
    """Append to the trail, within the transaction of what is noted."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
        connection.execute(text("LOCK TABLE account_event IN EXCLUSIVE MODE"))
    e = tables.account_event.c
    before = connection.scalar(select(e.digest).order_by(e.id.desc()).limit(1))
    row = {"at": now(), "actor": actor, "action": action, "name": name, "detail": detail}
    digest = chained(before, (row[column] for column in _CHAINED))
    connection.execute(insert(tables.account_event).values(**row, digest=digest))


def trail(connection: Connection) -> tuple[AccountEvent, ...]:
    """Return everything that happened to accounts, oldest first."""
    e = tables.account_event.c
    rows = connection.execute(select(*(e[c] for c in _CHAINED)).order_by(e.id))
    return tuple(AccountEvent(*row) for row in rows)


def faults(connection: Connection) -> Iterator[str]:
    """Say where the chain of account events does not hold."""
    e = tables.account_event.c
    before: str | None = None
    for row in connection.execute(select(tables.account_event).order_by(e.id)).mappings():
        if row["digest"] != chained(before, (row[c] for c in _CHAINED)):
            yield f"account event {row['id']}: expected the digest of what it says, found another"
        before = row["digest"]


def head(connection: Connection) -> str | None:
    """Return the digest of the last account event, None where there is none."""
    e = tables.account_event.c
    return connection.scalar(select(e.digest).order_by(e.id.desc()).limit(1))
