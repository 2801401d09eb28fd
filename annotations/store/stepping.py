"""Undo and redo (撤销与重做): one more event, the inverse of an earlier one."""

from __future__ import annotations

from sqlalchemy import Connection, select

from annotations.store import tables
from annotations.store.history import Direction, next_step
from annotations.store.saving import (
    Saved,
    Signature,
    lock_layer,
    save_edits,
    saved_before,
    stand_again,
)


def take_step(
    connection: Connection,
    layer_id: int,
    direction: Direction,
    *,
    actor: str,
    origin: str | None,
    text: str,
) -> Saved | None:
    """Take the actor's last edit back, or do again what was taken back; None if there is nothing.

    Args:
        origin: the request that asks, so that it is answered once; text: of the layer's document.

    Raises:
        ConflictError: somebody else changed the same element since.
    """
    done = saved_before(connection, layer_id, origin)
    if done is not None:
        return done
    found = next_step(connection, layer_id, actor, direction)
    if found is None:
        return None
    event_id, changes = found
    base = _version_of(connection, event_id)
    if stand_again(connection, layer_id, base, changes):
        base = lock_layer(connection, layer_id)
    return save_edits(
        connection,
        layer_id,
        [c.inverse() for c in changes],
        base=base,
        signature=Signature(actor, direction, origin, undoes=event_id),
        text=text,
    )


def _version_of(connection: Connection, event_id: int) -> int:
    query = select(tables.event.c.version).where(tables.event.c.id == event_id)
    return int(connection.scalar(query) or 0)
