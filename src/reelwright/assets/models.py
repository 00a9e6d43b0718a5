"""The table of kept pictures: one row for each picture in a workspace, whatever it was called when it came."""

import sqlalchemy as sa

from reelwright.kit.database import metadata

assets = sa.Table(
    "assets",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace_id", sa.String, nullable=False),
    sa.Column("sha256", sa.String, nullable=False),  # of the bytes we keep
    sa.Column("source_sha256", sa.String, nullable=False),  # of the bytes that came first
    sa.Column("token", sa.String, nullable=False, unique=True),  # of its link
    # writing: the row is there before the object; deleting: until the object is gone
    sa.Column("state", sa.String, nullable=False),
    sa.CheckConstraint("state IN ('writing', 'stored', 'deleting')", name="state"),
    sa.Column("key", sa.String, nullable=False),
    sa.Column("content_type", sa.String, nullable=False),
    sa.Column("bytes", sa.BigInteger, nullable=False),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("warnings", sa.JSON, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("workspace_id", "sha256"),
    sa.Index("ix_assets_source", "workspace_id", "source_sha256"),
)
