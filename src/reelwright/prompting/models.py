"""The table of chat-model calls, metered apart from the vendors' ledger."""

import sqlalchemy as sa

from reelwright.kit.database import metadata

chat_calls = sa.Table(
    "chat_calls",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("workspace_id", sa.String(40), nullable=False),
    sa.Column("purpose", sa.String(20), nullable=False),  # refine, storyboard, brief
    sa.Column("model", sa.String(120), nullable=False),
    sa.Column("tokens_in", sa.BigInteger),  # NULL: the endpoint did not say
    sa.Column("tokens_out", sa.BigInteger),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Index("ix_chat_calls_workspace_id_created_at", "workspace_id", "created_at"),
)
