"""The store's tables: documents, layers, their elements, and the events that made them.

`event` is the truth and is only ever appended to; `element` is the current state that follows from it,
kept beside it so that a layer reads in one query. Both are written in one transaction.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class ExactText(TypeDecorator[str]):
    """Text kept as UTF-8 bytes, so that NUL and lone surrogates survive in every database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encode."""
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Decode."""
        return None if value is None else bytes(value).decode("utf-8", "surrogatepass")


document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("path", Text, nullable=False),
    Column("source", Text),
    Column("format", String(16), nullable=False),
    Column("title", Text),
    Column("header", JSON, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("text", ExactText, nullable=False),
    Column("structure", JSON, nullable=False),
    Column("boxes", LargeBinary),
    Column("imported_at", String(32), nullable=False),
)

layer = Table(
    "layer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("document.id"), nullable=False, index=True),
    Column("annotator", String(200), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("origin", Text),
    Column("version", Integer, nullable=False),
    Column("created_at", String(32), nullable=False),
    UniqueConstraint("document_id", "annotator"),
)

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("layer_id", ForeignKey("layer.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("base", Integer, nullable=False),
    Column("at", String(32), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("action", String(40), nullable=False),
    Column("origin", Text),
    Column("undoes", ForeignKey("event.id")),
    Column("changes", JSON, nullable=False),
    Column("digest", String(64)),  # see annotations.store.chain; None: made before there was one
    UniqueConstraint("layer_id", "version"),
)

element = Table(
    "element",
    metadata,
    Column("layer_id", ForeignKey("layer.id"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("value", JSON, nullable=False),
    Column("label", String(16)),
    Column("start_offset", Integer),
    Column("end_offset", Integer),
    Column("confidence", Float),  # of what nobody has accepted yet
    Column("changed_in", Integer, nullable=False),
    Index(None, "layer_id", "start_offset"),
)

assignment = Table(
    "assignment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("document.id"), nullable=False, index=True),
    Column("reviewer", String(200), nullable=False),
    Column("action", String(16), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("at", String(32), nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("folded", String(200), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("phrase", String(200)),  # Argon2id; None: not joined, or closed
    Column("invitation", String(64)),  # digest of the code
    Column("invited_until", BigInteger),
    Column("closed", Boolean, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("digest", String(64), primary_key=True),  # of the browser's secret
    Column("name", String(200), nullable=False),
    Column("person_id", ForeignKey("person.id"), index=True),
    Column("seen_at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
)

account_event = Table(
    "account_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("action", String(40), nullable=False),
    Column("name", String(200), nullable=False),
    Column("detail", Text, nullable=False),
    Column("digest", String(64), nullable=False),
)
