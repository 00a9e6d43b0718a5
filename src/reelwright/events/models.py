"""The outbox: rows written with the change they tell of, numbered for the workspace feed after commit; and what leaves
by webhook: where to, and each message with the receiver's answer."""

import sqlalchemy as sa

from reelwright.dispatch.models import work_columns
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

webhook_endpoints = sa.Table(
    "webhook_endpoints",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("workspace_id", sa.String(40), nullable=False, index=True),
    sa.Column("url", sa.String(2048), nullable=False),
    sa.Column("events", sa.JSON, nullable=False),
    sa.Column("is_enabled", sa.Boolean, nullable=False, default=True),
    sa.Column("disabled_reason", sa.Text),  # why we switched it off; NULL where a person did
    sa.Column("sealed_secret", sa.Text, nullable=False),
    sa.Column("failing_since", sa.BigInteger),  # the first failure since a message was taken
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
)

callback_secrets = sa.Table(
    "callback_secrets",
    metadata,
    sa.Column("workspace_id", sa.String(40), primary_key=True),
    sa.Column("sealed_secret", sa.Text, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

deliveries = sa.Table(
    "deliveries",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),  # the webhook-id of every try
    sa.Column("workspace_id", sa.String(40), nullable=False),
    sa.Column("endpoint_id", sa.String(40)),  # NULL: an order's callbackUrl
    sa.Column("url", sa.String(2048), nullable=False),
    sa.Column("target", sa.String(40), nullable=False),  # the endpoint, or "callback"
    sa.Column("event_key", sa.String(100), nullable=False),
    sa.Column("type", sa.String(40), nullable=False),
    sa.Column("subject_id", sa.String(40), nullable=False, index=True),
    sa.Column("state", sa.String(12), nullable=False),  # waiting, sending, delivered, failed
    sa.Column("body", sa.Text),  # frozen before the first POST; every try sends these bytes
    sa.Column("sent_times", sa.Integer, nullable=False, default=0),
    sa.Column("status_code", sa.Integer),
    sa.Column("error", sa.Text),
    sa.Column("answer", sa.Text),
    sa.Column("happened_at", sa.BigInteger, nullable=False),
    sa.Column("last_sent_at", sa.BigInteger),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("closed_at", sa.BigInteger),
    *work_columns("deliveries"),
    sa.UniqueConstraint("target", "event_key"),
    sa.Index("ix_deliveries_list", "endpoint_id", "id"),
)
