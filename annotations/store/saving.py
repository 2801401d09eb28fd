"""Save edits into a layer: merge what is independent, refuse what contradicts, keep every change.

One transaction reads the layer's version, compares, writes the elements and appends the event; either
all of it is on the disk when `save` returns, or nothing is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from annotations.store import tables
from annotations.store.chain import digest, last_digest
from annotations.store.clock import now
from annotations.store.content import DONE, OUT, Change, Edit, Kind, Value, link_key
from annotations.store.errors import (
    Conflict,
    ConflictError,
    EditError,
    LockedError,
    NotFoundError,
)
from extraction.labels import Label

_Key = tuple[Kind, str]
_CHUNK = 400
_FIELDS = ("start", "end", "label", "text")


@dataclass(frozen=True, slots=True)
class Saved:
    """An acknowledged edit.

    Attributes:
        event: the event's id.
        version: the layer's version now.
        merged: whether somebody else had saved something independent in between.
        changes: what was changed, links that went with a deleted mention included.
    """

    event: int
    version: int
    merged: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who edits, how and on what ground (a model version, an import); `undoes` names an event."""

    actor: str
    action: str
    origin: str | None = None
    undoes: int | None = None


def save_edits(
    connection: Connection,
    layer_id: int,
    edits: Sequence[Edit],
    *,
    base: int,
    signature: Signature,
    text: str,
) -> Saved:
    """Write edits that were made against version `base` of a layer.

    Raises:
        ConflictError: an edited element was changed since `base`, or the edit clashes with such a change.
        LockedError: the layer is finished, and the edits are not those that open it again.
        EditError: a mention's text is not what stands at its offsets, mentions overlap, a link dangles.
        NotFoundError: there is no such layer.
    """
    version = lock_layer(connection, layer_id)
    _refuse_finished(connection, layer_id, edits)
    wanted: dict[_Key, Value | None] = {(e.kind, e.key): e.value for e in edits}
    _cascade(connection, layer_id, wanted)
    before = _current(connection, layer_id, wanted)
    newer = _changed_since(connection, layer_id, base) if base < version else {}
    clashing = [key for key in wanted if key in newer and before.get(key) != wanted[key]]
    if clashing:
        raise _conflict(base, version, wanted, before, newer, clashing)
    moved = _moved(wanted, before)
    _verify(connection, layer_id, wanted, text, moved, _Since(base, version, newer))
    changes = tuple(
        Change(kind, key, before.get((kind, key)), value)
        for (kind, key), value in wanted.items()
        if before.get((kind, key)) != value
    )
    event = _append(connection, layer_id, version + 1, base, signature, changes)
    _apply(connection, layer_id, version + 1, changes)
    return Saved(event, version + 1, bool(newer), changes)


def saved_before(
    connection: Connection, layer_id: int, origin: str | None, *, after: int = 0
) -> Saved | None:
    """Return what a request has saved already: its answer was lost and the browser asks again.

    Args:
        after: the version that the request was made against; it was saved behind it, or not at all.
    """
    if origin is None:
        return None
    e = tables.event.c
    query = select(e.id, e.version, e.changes).where(
        e.layer_id == layer_id, e.version > after, e.origin == origin
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return Saved(row.id, row.version, False, tuple(Change(*c) for c in row.changes))


def stand_again(
    connection: Connection, layer_id: int, base: int, changes: Sequence[Change]
) -> bool:
    """Tell whether what an event left was changed since version `base` and all of it is as it was: that was undone."""
    wanted: dict[_Key, Value | None] = {(c.kind, c.key): c.after for c in changes}
    if not wanted.keys() & _changed_since(connection, layer_id, base).keys():
        return False
    now = _current(connection, layer_id, wanted)
    return all(now.get(key) == value for key, value in wanted.items())


def lock_layer(connection: Connection, layer_id: int) -> int:
    """Return the layer's version and keep others from saving into it until the transaction ends."""
    query = select(tables.layer.c.version).where(tables.layer.c.id == layer_id).with_for_update()
    version = connection.scalar(query)
    if version is None:
        raise NotFoundError(f"expected a layer, found none with id {layer_id}")
    return int(version)


def _refuse_finished(connection: Connection, layer_id: int, edits: Sequence[Edit]) -> None:
    """A finished layer takes no edit but the one that opens it again, and what memory is to forget of it."""
    if all(e.kind == "decision" and (e.key == DONE or e.key.startswith(OUT)) for e in edits):
        return
    c = tables.element.c
    finished = select(c.value).where(c.layer_id == layer_id, c.kind == "decision", c.key == DONE)
    if (connection.scalar(finished) or {}).get("verdict") == "done":
        raise LockedError(
            "expected a layer that is open, found a finished one; open it again first"
        )


def _cascade(connection: Connection, layer_id: int, wanted: dict[_Key, Value | None]) -> None:
    """Delete the links of deleted mentions with them."""
    gone = {key for (kind, key), value in wanted.items() if kind == "mention" and value is None}
    if not gone:
        return
    e = tables.element.c
    links = connection.execute(select(e.key).where(e.layer_id == layer_id, e.kind == "link"))
    for (key,) in links:
        source, _, target = key.partition(">")
        if source in gone or target in gone:
            wanted.setdefault(("link", key), None)


def _current(
    connection: Connection, layer_id: int, wanted: Mapping[_Key, Value | None]
) -> dict[_Key, Value]:
    e = tables.element.c
    found: dict[_Key, Value] = {}
    for keys in _chunks([key for _, key in wanted]):
        rows = connection.execute(
            select(e.kind, e.key, e.value).where(e.layer_id == layer_id, e.key.in_(keys))
        )
        found.update({(kind, key): value for kind, key, value in rows})
    return found


def _chunks(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    return (keys[i : i + _CHUNK] for i in range(0, len(keys), _CHUNK))


_Newer = dict[_Key, tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class _Since:
    """What others did since the edit's base: element → (actor, time, action)."""

    base: int
    version: int
    newer: _Newer


def _changed_since(connection: Connection, layer_id: int, base: int) -> _Newer:
    e = tables.event.c
    rows = connection.execute(
        select(e.actor, e.at, e.action, e.changes)
        .where(e.layer_id == layer_id, e.version > base)
        .order_by(e.version)
    )
    return {
        (kind, key): (actor, at, action)
        for actor, at, action, changes in rows
        for kind, key, *_ in changes
    }


def _conflict(
    base: int,
    version: int,
    wanted: Mapping[_Key, Value | None],
    before: Mapping[_Key, Value],
    newer: _Newer,
    clashing: Iterable[_Key],
) -> ConflictError:
    conflicts = tuple(
        Conflict(*key, wanted.get(key), before.get(key), *newer[key]) for key in clashing
    )
    return ConflictError(base=base, current=version, conflicts=conflicts)


def _moved(wanted: Mapping[_Key, Value | None], before: Mapping[_Key, Value]) -> list[Value]:
    """The wanted mentions that are new or stand elsewhere than before."""
    found = []
    for key, value in wanted.items():
        old = before.get(key)
        stays = (
            old is not None
            and value is not None
            and all(old.get(f) == value.get(f) for f in ("start", "end"))
        )
        if key[0] == "mention" and value is not None and not stays:
            found.append(value)
    return found


def _verify(
    connection: Connection,
    layer_id: int,
    wanted: Mapping[_Key, Value | None],
    text: str,
    moved: list[Value],
    since: _Since,
) -> None:
    mentions = {k: v for (kind, k), v in wanted.items() if kind == "mention"}
    kept = [m for m in mentions.values() if m is not None]
    for mention in kept:
        _verify_mention(mention, text)
    _verify_apart(kept)
    _verify_overlaps(connection, layer_id, mentions, moved, since)
    _verify_links(connection, layer_id, wanted, since)


def _verify_mention(mention: Value, text: str) -> None:
    missing = [name for name in ("id", *_FIELDS) if name not in mention]
    if missing:
        raise EditError(f"expected a mention with {missing[0]!r}, found {sorted(mention)}")
    start, end, surface = mention["start"], mention["end"], mention["text"]
    if not 0 <= start < end <= len(text) or text[start:end] != surface:
        found = text[start:end] if 0 <= start < end else ""
        raise EditError(f"expected {surface!r} at [{start}, {end}), found {found!r}")
    if mention["label"] not in Label.__members__:
        raise EditError(f"expected one of {' '.join(Label)}, found {mention['label']!r}")


def _verify_apart(mentions: list[Value]) -> None:
    ordered = sorted(mentions, key=lambda m: int(m["start"]))
    for one, two in itertools.pairwise(ordered):
        if two["start"] < one["end"]:
            raise EditError(f"expected mentions apart, found {one['text']!r} over {two['text']!r}")


def _verify_overlaps(
    connection: Connection,
    layer_id: int,
    mentions: Mapping[str, Value | None],
    moved: list[Value],
    since: _Since,
) -> None:
    e = tables.element.c
    for part in (moved[i : i + 100] for i in range(0, len(moved), 100)):
        places = [and_(e.start_offset < m["end"], e.end_offset > m["start"]) for m in part]
        rows = connection.execute(
            select(e.key, e.value).where(e.layer_id == layer_id, e.kind == "mention", or_(*places))
        )
        for key, value in rows:
            if key in mentions:
                continue
            mine = next(m for m in part if m["start"] < value["end"] and m["end"] > value["start"])
            if ("mention", key) in since.newer:
                clash = Conflict("mention", key, mine, value, *since.newer["mention", key])
                raise ConflictError(base=since.base, current=since.version, conflicts=(clash,))
            raise EditError(
                f"expected mentions apart, found {mine['text']!r} at [{mine['start']}, {mine['end']}) "
                f"over {value['text']!r} at [{value['start']}, {value['end']})"
            )


def _verify_links(
    connection: Connection, layer_id: int, wanted: Mapping[_Key, Value | None], since: _Since
) -> None:
    links = {k: v for (kind, k), v in wanted.items() if kind == "link" and v is not None}
    ends = {end for v in links.values() for end in (v["source"], v["target"])}
    unknown = [end for end in ends if wanted.get(("mention", end)) is None]
    e = tables.element.c
    known: set[str] = set()
    for keys in _chunks(unknown):
        query = select(e.key).where(e.layer_id == layer_id, e.kind == "mention", e.key.in_(keys))
        known.update(connection.scalars(query))
    for key, value in links.items():
        if key != link_key(value["source"], value["target"]) or value["source"] == value["target"]:
            raise EditError(f"expected a link between two mentions, found {key!r}")
        for end in (value["source"], value["target"]):
            gone = ("mention", end) in wanted and wanted["mention", end] is None
            if not gone and (end in known or ("mention", end) in wanted):
                continue
            if ("mention", end) in since.newer:
                clash = Conflict("link", key, value, None, *since.newer["mention", end])
                raise ConflictError(base=since.base, current=since.version, conflicts=(clash,))
            raise EditError(f"expected links between known mentions, found {key!r}")


def _append(
    connection: Connection,
    layer_id: int,
    version: int,
    base: int,
    signature: Signature,
    changes: Sequence[Change],
) -> int:
    event = {
        "layer_id": layer_id,
        "version": version,
        "base": base,
        "at": now(),
        "actor": signature.actor,
        "action": signature.action,
        "origin": signature.origin,
        "undoes": signature.undoes,
        "changes": [c.to_json() for c in changes],
    }
    event["digest"] = digest(last_digest(connection, layer_id), event)
    made = connection.scalar(insert(tables.event).values(event).returning(tables.event.c.id))
    connection.execute(
        update(tables.layer).where(tables.layer.c.id == layer_id).values(version=version)
    )
    return int(made or 0)


def _apply(connection: Connection, layer_id: int, version: int, changes: Sequence[Change]) -> None:
    e = tables.element.c
    for kind in {c.kind for c in changes}:
        old = [c.key for c in changes if c.kind == kind and c.before is not None]
        for keys in _chunks(old):
            connection.execute(
                delete(tables.element).where(
                    e.layer_id == layer_id, e.kind == kind, e.key.in_(keys)
                )
            )
    rows = [_row(layer_id, version, c) for c in changes if c.after is not None]
    if rows:
        connection.execute(insert(tables.element), rows)


def _row(layer_id: int, version: int, change: Change) -> dict[str, Any]:
    value = change.after or {}
    return {
        "layer_id": layer_id,
        "kind": change.kind,
        "key": change.key,
        "value": value,
        "label": value.get("label"),
        "start_offset": value.get("start"),
        "end_offset": value.get("end"),
        "confidence": None if value.get("accepted") else value.get("confidence"),
        "changed_in": version,
    }
