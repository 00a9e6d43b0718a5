"""The table of campaigns."""

import sqlalchemy as sa

from reelwright.kit.database import metadata

campaigns = sa.Table(
    "campaigns",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace_id", sa.String, nullable=False, index=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)
