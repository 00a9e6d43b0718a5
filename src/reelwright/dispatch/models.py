"""Leases, and the columns by which any table's rows say what is to be done next and when."""

import sqlalchemy as sa

from reelwright.kit.database import metadata

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("name", sa.String(160), primary_key=True),
    sa.Column("holder", sa.String(160), nullable=False),
    sa.Column("fence", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
)


def work_columns(table: str) -> list[sa.Column[object] | sa.Index]:
    """Columns, and their indexes: `due_at` set: waiting until then. `segment_id` set: handed to the engine as that.
    Neither: nothing to do."""
    is_handed_over = sa.text("segment_id IS NOT NULL")
    return [
        sa.Column("segment", sa.String(16)),
        sa.Column("queue", sa.String(16)),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("segment_id", sa.String(160)),
        sa.Column("claimed_at", sa.BigInteger),
        sa.Column("seq", sa.Integer, nullable=False, default=0),
        sa.Column("tries", sa.Integer, nullable=False, default=0),
        sa.Index(f"ix_{table}_due", "due_at"),
        sa.Index(f"ix_{table}_claimed", "claimed_at", sqlite_where=is_handed_over, postgresql_where=is_handed_over),
    ]
