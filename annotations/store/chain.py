"""The chain of events: each carries a digest of itself and of the one before, so that a change shows (审计链).

Whoever can write the database could compute the chain anew; the seal, noted down elsewhere, shows that as well:
as long as nothing is added, the same store has the same seal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from annotations.store import account_trail, tables
from annotations.store.digests import chained

_CHAINED = ("layer_id", "version", "base", "at", "actor", "action", "origin", "undoes", "changes")


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at the whole trail found: counts, faults in words, and the seal of its end."""

    events: int
    unsealed: int
    faults: tuple[str, ...]
    seal: str


def digest(before: str | None, event: Mapping[str, Any]) -> str:
    """Return the digest of an event behind the one with digest `before`."""
    return chained(before, (event[name] for name in _CHAINED))


def last_digest(connection: Connection, layer_id: int) -> str | None:
    """Return the digest of a layer's last event, None where there is none."""
    e = tables.event.c
    query = select(e.digest).where(e.layer_id == layer_id).order_by(e.version.desc()).limit(1)
    return connection.scalar(query)


def verify(connection: Connection) -> Verified:
    """Go through every event of the store and say where the chain does not hold."""
    e, faults, heads = tables.event.c, list[str](), list[str]()
    count = unsealed = 0
    columns = [e[name] for name in (*_CHAINED, "digest")]
    versions = dict(
        connection.execute(select(tables.layer.c.id, tables.layer.c.version)).tuples().all()
    )
    last: dict[int, tuple[int, str | None]] = {}
    for row in connection.execute(select(*columns).order_by(e.layer_id, e.version)).mappings():
        count += 1
        version, before = last.get(row["layer_id"], (0, None))
        faults += _faults(dict(row), version, before)
        unsealed += row["digest"] is None
        last[row["layer_id"]] = (row["version"], row["digest"])
    for layer_id, version in sorted(versions.items()):
        found, head = last.get(layer_id, (0, None))
        if found != version:
            faults.append(
                f"layer {layer_id}: expected events up to version {version}, found {found}"
            )
        heads.append(f"{layer_id} {version} {head}")
    faults += account_trail.faults(connection)
    heads += [h for h in (account_trail.head(connection),) if h is not None]
    seal = hashlib.sha256("\n".join(heads).encode()).hexdigest()
    return Verified(count, unsealed, tuple(faults), seal)


def _faults(row: Mapping[str, Any], version: int, before: str | None) -> Iterator[str]:
    where = f"layer {row['layer_id']}, version {row['version']}"
    if row["version"] != version + 1:
        yield f"{where}: expected version {version + 1}, an event is missing"
    if row["digest"] is None:
        if before is not None:
            yield f"{where}: expected a digest, found none behind one that has it"
    elif row["digest"] != digest(before, row):
        yield f"{where}: expected the digest of what it says, found another; it was altered"
