"""Who is to look at which document (指派): both giving and releasing are kept as they happened."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from annotations.store import tables
from annotations.store.clock import now
from annotations.store.errors import NotFoundError


def assign_documents(
    connection: Connection,
    document_ids: Sequence[int],
    reviewer: str,
    *,
    actor: str,
    release: bool = False,
) -> None:
    """Assign all documents, or release the reviewer from all.

    Raises:
        NotFoundError: one of them does not exist; nothing was written.
    """
    wanted = list(dict.fromkeys(document_ids))
    d = tables.document.c
    for some in (wanted[i : i + 500] for i in range(0, len(wanted), 500)):
        missing = set(some) - set(connection.scalars(select(d.id).where(d.id.in_(some))))
        if missing:
            raise NotFoundError(f"expected a document, found none with id {min(missing)}")
    action, at = "release" if release else "assign", now()
    rows = [
        {"document_id": i, "reviewer": reviewer, "action": action, "actor": actor, "at": at}
        for i in wanted
    ]
    connection.execute(insert(tables.assignment), rows)
