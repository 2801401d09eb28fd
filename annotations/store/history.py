"""A layer's past: its events, what to undo or redo next, and its state at any version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, RowMapping, select

from annotations.store import tables
from annotations.store.content import DONE, Change, Kind, LayerState, Value

UNDO, REDO, IMPORT = "undo", "redo", "import"
Direction = Literal["undo", "redo"]


@dataclass(frozen=True, slots=True)
class Event:
    """One saved edit: who, when, what, on what ground; never changed afterwards."""

    id: int
    layer_id: int
    version: int
    base: int
    at: str
    actor: str
    action: str
    origin: str | None
    undoes: int | None
    changes: tuple[Change, ...]


def events(connection: Connection, layer_id: int, *, after: int = 0) -> tuple[Event, ...]:
    """Return the events of a layer behind version `after`, oldest first."""
    e = tables.event.c
    rows = connection.execute(
        select(
            e.id,
            e.layer_id,
            e.version,
            e.base,
            e.at,
            e.actor,
            e.action,
            e.origin,
            e.undoes,
            e.changes,
        )
        .where(e.layer_id == layer_id, e.version > after)
        .order_by(e.version)
    )
    return tuple(_event(row._mapping) for row in rows)


def _event(row: RowMapping) -> Event:
    fields = {name: row[name] for name in Event.__slots__ if name != "changes"}
    return Event(**fields, changes=tuple(Change(*c) for c in row["changes"]))


def next_step(
    connection: Connection, layer_id: int, actor: str, direction: Direction
) -> tuple[int, tuple[Change, ...]] | None:
    """Return the actor's event to undo or redo next, None if there is none.

    Imports are not undone. Everybody undoes their own edits. An undo is itself an event, which a redo
    undoes; a fresh edit empties the redo side and leaves all events where they are.
    """
    e = tables.event.c
    rows = connection.execute(
        select(e.id, e.action)
        .where(e.layer_id == layer_id, e.actor == actor, e.action != IMPORT)
        .order_by(e.version)
    )
    done: list[int] = []
    undone: list[int] = []
    for event_id, action in rows:
        if action == UNDO:
            done.pop()
            undone.append(event_id)
        elif action == REDO:
            undone.pop()
            done.append(event_id)
        else:
            done.append(event_id)
            undone.clear()
    stack = done if direction == UNDO else undone
    if not stack:
        return None
    changes = connection.scalar(select(e.changes).where(e.id == stack[-1]))
    return stack[-1], tuple(Change(*c) for c in changes or ())


def read_state(connection: Connection, layer_id: int) -> LayerState:
    """Return the layer's current elements."""
    e = tables.element.c
    version = connection.scalar(select(tables.layer.c.version).where(tables.layer.c.id == layer_id))
    found: dict[Kind, dict[str, Value]] = {
        "mention": {},
        "link": {},
        "relation": {},
        "decision": {},
    }
    rows = connection.execute(
        select(e.kind, e.key, e.value)
        .where(e.layer_id == layer_id)
        .order_by(e.kind, e.start_offset, e.key)
    )
    for kind, key, value in rows:
        found[kind][key] = value
    return LayerState(int(version or 0), *found.values())


def state_at(connection: Connection, layer_id: int, version: int) -> LayerState:
    """Return the layer as it was at a version, from its events alone."""
    found: dict[str, dict[str, Value]] = {
        k: {} for k in ("mention", "link", "relation", "decision")
    }
    for event in events(connection, layer_id):
        if event.version > version:
            break
        for change in event.changes:
            if change.after is None:
                found[change.kind].pop(change.key, None)
            else:
                found[change.kind][change.key] = change.after
    return LayerState(version, *found.values())


def finished_layers(connection: Connection, layer_ids: Sequence[int]) -> frozenset[int]:
    """Return which of some layers are finished."""
    e, found = tables.element.c, set[int]()
    for i in range(0, len(layer_ids), 400):
        here = (e.layer_id.in_(layer_ids[i : i + 400]), e.kind == "decision", e.key == DONE)
        rows = connection.execute(select(e.layer_id, e.value).where(*here))
        found.update(n for n, value in rows if value.get("verdict") == "done")
    return frozenset(found)
