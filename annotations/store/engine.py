"""Open the database: SQLite (a file) or PostgreSQL (a URL), brought to the newest schema.

SQLite runs in WAL mode with synchronous=FULL: an edit that was acknowledged is on the disk. Writers take
their lock when the transaction begins, so that what they read cannot change before they write.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import alembic.command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from annotations.store.errors import StoreError

_MIGRATIONS = "annotations.store:migrations"
_WRITES = "jixiao_writes"
_PATIENCE = 30
"""Seconds a writer waits for another."""
_POOL = {"pool_size": 8, "max_overflow": 40, "pool_timeout": _PATIENCE}
"""As many connections as the server has threads, so that none waits for another's."""
_TURNS: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()
"""The writers of a process take turns at a SQLite file; left to SQLite they would sleep and try again."""


def open_engine(where: str | Path) -> Engine:
    """Return an engine on a database with the newest schema.

    Args:
        where: a file's path (made if absent) or a database URL (postgresql+psycopg://…).

    Raises:
        StoreError: the file is no database, or the server cannot be reached.
    """
    url = _url(where)
    try:
        engine = create_engine(url, **_options(url))
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare)
            event.listen(engine, "begin", _begin)
        migrate(engine)
    except (ArgumentError, DatabaseError, ModuleNotFoundError) as error:
        expected = "expected a SQLite file or the URL of a PostgreSQL database"
        raise StoreError(f"{where}: {expected}, found {str(error).splitlines()[0]}") from error
    return engine


def _url(where: str | Path) -> str:
    text = str(where)
    if "://" not in text:
        return f"sqlite:///{Path(text).resolve()}"
    url = make_url(text)
    plain = url.drivername in ("postgres", "postgresql")
    chosen = url.set(drivername="postgresql+psycopg") if plain else url
    return chosen.render_as_string(hide_password=False)


def _options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {**_POOL, "connect_args": {"timeout": _PATIENCE, "check_same_thread": False}}
    return {**_POOL, "pool_pre_ping": True}


def _prepare(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; `_begin` does
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction that commits at the end, or not at all."""
    one_writer = engine.dialect.name == "sqlite"
    with (
        _TURNS.setdefault(engine, Lock()) if one_writer else nullcontext(),
        engine.connect() as plain,
        plain.execution_options(**{_WRITES: True}) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one state of the database throughout."""
    with engine.connect() as connection, connection.begin():
        yield connection


def _refuse_newer(connection: Connection, scripts: ScriptDirectory) -> None:
    """Leave a database alone that a later version of this program has changed."""
    known = {script.revision for script in scripts.walk_revisions()}
    found = set(MigrationContext.configure(connection).get_current_heads())
    if found - known:
        newer = ", ".join(sorted(found - known))
        raise StoreError(
            f"{connection.engine.url.render_as_string()}: expected a database of this version, found a "
            f"newer one ({newer}); use the version of jixiao that it was last opened with"
        )


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema."""
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        _refuse_newer(connection, ScriptDirectory.from_config(config))
        alembic.command.upgrade(config, "head")
