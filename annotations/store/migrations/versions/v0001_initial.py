"""Documents, layers, elements, events and assignments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("format", sa.String(16), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("header", sa.JSON, nullable=False),
        sa.Column("characters", sa.Integer, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("structure", sa.JSON, nullable=False),
        sa.Column("boxes", sa.LargeBinary),
        sa.Column("imported_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("sha256", name="uq_document_sha256"),
    )
    op.create_table(
        "layer",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("annotator", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("origin", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_layer"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_layer_document_id"),
        sa.UniqueConstraint("document_id", "annotator", name="uq_layer_document_id_annotator"),
    )
    op.create_index("ix_layer_document_id", "layer", ["document_id"])
    op.create_table(
        "event",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("layer_id", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("origin", sa.Text),
        sa.Column("undoes", sa.Integer),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.ForeignKeyConstraint(["layer_id"], ["layer.id"], name="fk_event_layer_id"),
        sa.ForeignKeyConstraint(["undoes"], ["event.id"], name="fk_event_undoes"),
        sa.UniqueConstraint("layer_id", "version", name="uq_event_layer_id_version"),
    )
    op.create_table(
        "element",
        sa.Column("layer_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("label", sa.String(16)),
        sa.Column("start_offset", sa.Integer),
        sa.Column("end_offset", sa.Integer),
        sa.Column("confidence", sa.Float),
        sa.Column("changed_in", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("layer_id", "kind", "key", name="pk_element"),
        sa.ForeignKeyConstraint(["layer_id"], ["layer.id"], name="fk_element_layer_id"),
    )
    op.create_index("ix_element_layer_id_start_offset", "element", ["layer_id", "start_offset"])
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("reviewer", sa.String(200), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_assignment_document_id"),
    )
    op.create_index("ix_assignment_document_id", "assignment", ["document_id"])


def downgrade() -> None:
    """Drop them again."""
    for name in ("assignment", "element", "event", "layer", "document"):
        op.drop_table(name)
