"""Budgets (what is held and spent, against which limit) and the append-only ledger that explains them."""

import sqlalchemy as sa

from reelwright.kit.database import metadata

budgets = sa.Table(
    "budgets",
    metadata,
    sa.Column("scope", sa.String(80), primary_key=True),  # workspace:<id> or campaign:<id>
    sa.Column("period", sa.String(8), primary_key=True),  # "total" or a month, "2026-11"
    sa.Column("workspace_id", sa.String(40), nullable=False, index=True),
    sa.Column("limit_micro", sa.BigInteger),  # NULL: no limit
    sa.Column("held_micro", sa.BigInteger, nullable=False, default=0),
    sa.Column("spent_micro", sa.BigInteger, nullable=False, default=0),
    sa.CheckConstraint("held_micro >= 0", name="held_not_negative"),
)

ledger = sa.Table(
    "ledger",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("entry_key", sa.String(200), nullable=False, unique=True),
    sa.Column("workspace_id", sa.String(40), nullable=False, index=True),
    sa.Column("attempt_id", sa.String(40), nullable=False, index=True),
    sa.Column("scope", sa.String(80), nullable=False),
    sa.Column("period", sa.String(8), nullable=False),
    sa.Column("held_delta", sa.BigInteger, nullable=False),
    sa.Column("spent_delta", sa.BigInteger, nullable=False),
    sa.Column("evidence", sa.JSON, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)
