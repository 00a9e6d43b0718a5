"""Briefs and chats of campaigns, calls of chat models."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign_messages",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("suggestions", sa.JSON(), nullable=False),
        sa.Column("proposal", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("asks", sa.String(length=20), nullable=True),
        sa.Column("client_id", sa.String(length=80), nullable=True),
        sa.Column("may_raise", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_messages")),
        sa.UniqueConstraint("campaign_id", "answers", name=op.f("uq_campaign_messages_campaign_id_answers")),
        sa.UniqueConstraint("campaign_id", "client_id", name=op.f("uq_campaign_messages_campaign_id_client_id")),
        sa.UniqueConstraint("campaign_id", "seq", name=op.f("uq_campaign_messages_campaign_id_seq")),
    )
    op.create_table(
        "chat_calls",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("tokens_in", sa.BigInteger(), nullable=True),
        sa.Column("tokens_out", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_calls")),
    )
    with op.batch_alter_table("chat_calls", schema=None) as batch_op:
        batch_op.create_index("ix_chat_calls_workspace_id_created_at", ["workspace_id", "created_at"], unique=False)

    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("updated_at", sa.BigInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("stage", sa.String(length=20), server_default="brief", nullable=False))
        batch_op.add_column(sa.Column("brief", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("skipped", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("brand_kit_id", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("is_sample", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("last_seq", sa.Integer(), server_default="0", nullable=False))

    op.execute("UPDATE campaigns SET updated_at = created_at")


def downgrade() -> None:
    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.drop_column("last_seq")
        batch_op.drop_column("is_sample")
        batch_op.drop_column("brand_kit_id")
        batch_op.drop_column("skipped")
        batch_op.drop_column("brief")
        batch_op.drop_column("stage")
        batch_op.drop_column("updated_at")

    with op.batch_alter_table("chat_calls", schema=None) as batch_op:
        batch_op.drop_index("ix_chat_calls_workspace_id_created_at")

    op.drop_table("chat_calls")
    op.drop_table("campaign_messages")
