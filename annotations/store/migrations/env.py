"""Alembic's environment: runs the migrations on the connection that the store hands over."""

from __future__ import annotations

from alembic import context

from annotations.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
)
context.run_migrations()
