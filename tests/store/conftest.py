"""Stores to test with: one in SQLite, one in PostgreSQL, and a sample report in each."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from annotations.corpus.rendering import gold_of, samples, to_text
from annotations.record import AnnotationRecord
from annotations.store import Layer, Store, import_gold
from eval.bench import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server: `JIXIAO_TEST_POSTGRES`, else one started from the system package."""
    given = os.environ.get("JIXIAO_TEST_POSTGRES", "")
    if "://" in given:
        yield given
        return
    programs = postgres.binaries()
    if programs is None:
        pytest.skip("no PostgreSQL: install the package postgresql or set JIXIAO_TEST_POSTGRES")
    pytest.importorskip("psycopg", reason="the package psycopg is not installed")
    with postgres.running(programs, durable=False) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of a fresh database."""
    name = f"jixiao_{uuid.uuid4().hex[:12]}"
    admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a fresh store lies, in each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "review.db")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """A fresh store in each kind of database."""
    opened = Store.open(where)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample() -> tuple[str, AnnotationRecord]:
    """The text and the gold record of the first sample report."""
    first = next(iter(samples()))
    return to_text(first).decode(), gold_of(first)


@pytest.fixture
def layer(store: Store, sample: tuple[str, AnnotationRecord]) -> Layer:
    """A reviewer's layer on the sample report."""
    body, record = sample
    return store.copy_layer(import_gold(store, record, body), "li")
