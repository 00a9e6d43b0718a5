"""The outbox: rows written with the change they tell of, numbered for the workspace feed after commit."""

import sqlalchemy as sa

from reelwright.kit.database import metadata

events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("workspace_id", sa.String(40), nullable=False),
    sa.Column("generation_id", sa.String(40), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("stream_no", sa.BigInteger, unique=True),
    sa.Column("type", sa.String(40), nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("generation_id", "seq"),
    sa.Index(
        "ix_events_unnumbered",
        "id",
        sqlite_where=sa.text("stream_no IS NULL"),
        postgresql_where=sa.text("stream_no IS NULL"),
    ),
    sa.Index("ix_events_feed", "workspace_id", "stream_no"),
)
