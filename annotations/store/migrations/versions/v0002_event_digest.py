"""A digest on every event, which chains it to the one before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; events that are there stay without."""
    op.add_column("event", sa.Column("digest", sa.String(64)))
