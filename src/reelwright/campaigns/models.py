"""Campaigns with their briefs, and what was said in their chats. The budget of a brief is `budget`'s own row."""

import sqlalchemy as sa

from reelwright.kit.database import metadata

campaigns = sa.Table(
    "campaigns",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace_id", sa.String, nullable=False, index=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("stage", sa.String(20), nullable=False, server_default="brief"),
    sa.Column("brief", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("skipped", sa.JSON, nullable=False, server_default="[]"),  # fields a person chose to leave open
    sa.Column("brand_kit_id", sa.String(60)),
    sa.Column("is_sample", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("last_seq", sa.Integer, nullable=False, server_default="0"),  # of its messages
)

campaign_messages = sa.Table(
    "campaign_messages",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("workspace_id", sa.String(40), nullable=False),
    sa.Column("campaign_id", sa.String(40), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("role", sa.String(10), nullable=False),  # user, assistant
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("by", sa.String(120)),  # the chat model's name, or "guide"; NULL: a person
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("suggestions", sa.JSON, nullable=False),
    sa.Column("proposal", sa.JSON(none_as_null=True)),
    sa.Column("asks", sa.String(20)),  # the field that the answer asks for
    sa.Column("client_id", sa.String(80)),
    sa.Column("may_raise", sa.Boolean, nullable=False),  # whether who wrote this may raise the budget's limit
    sa.Column("answers", sa.Integer),  # the question, by its seq, along with those before it that had no answer
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("campaign_id", "seq"),
    sa.UniqueConstraint("campaign_id", "client_id"),
    sa.UniqueConstraint("campaign_id", "answers"),  # one answer each, whoever was quicker
)
