"""Brand kits, creatives, publications, webhooks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brand_kits",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("logos", sa.JSON(), nullable=False),
        sa.Column("colours", sa.JSON(), nullable=False),
        sa.Column("fonts", sa.JSON(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=True),
        sa.Column("words_to_avoid", sa.JSON(), nullable=False),
        sa.Column("end_card", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand_kits")),
    )
    with op.batch_alter_table("brand_kits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brand_kits_workspace_id"), ["workspace_id"], unique=False)
        batch_op.create_index(
            "uq_brand_kits_default",
            ["workspace_id"],
            unique=True,
            sqlite_where=sa.text("is_default"),
            postgresql_where=sa.text("is_default"),
        )

    op.create_table(
        "callback_secrets",
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_callback_secrets")),
    )
    op.create_table(
        "creatives",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("generation_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_ready", sa.Boolean(), nullable=False),
        sa.Column("placements", sa.JSON(), nullable=False),
        sa.Column("copy", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("finish_rev", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_creatives")),
        sa.UniqueConstraint("campaign_id", "generation_id", name=op.f("uq_creatives_campaign_id_generation_id")),
    )
    with op.batch_alter_table("creatives", schema=None) as batch_op:
        batch_op.create_index("ix_creatives_list", ["workspace_id", "campaign_id", "position"], unique=False)

    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("endpoint_id", sa.String(length=40), nullable=True),
        sa.Column("url", sa.String(length=2048), nullable=False),
        sa.Column("target", sa.String(length=40), nullable=False),
        sa.Column("event_key", sa.String(length=100), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("sent_times", sa.Integer(), nullable=False),
        sa.Column("status_code", sa.Integer(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.Column("last_sent_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("segment", sa.String(length=16), nullable=True),
        sa.Column("queue", sa.String(length=16), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("segment_id", sa.String(length=160), nullable=True),
        sa.Column("claimed_at", sa.BigInteger(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("target", "event_key", name=op.f("uq_deliveries_target_event_key")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deliveries_claimed",
            ["claimed_at"],
            unique=False,
            sqlite_where=sa.text("segment_id IS NOT NULL"),
            postgresql_where=sa.text("segment_id IS NOT NULL"),
        )
        batch_op.create_index("ix_deliveries_due", ["due_at"], unique=False)
        batch_op.create_index("ix_deliveries_list", ["endpoint_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deliveries_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "publications",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("campaign_id", sa.String(length=40), nullable=False),
        sa.Column("creative_id", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("endpoint_id", sa.String(length=40), nullable=True),
        sa.Column("target", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("frozen", sa.JSON(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("object_key", sa.String(length=300), nullable=True),
        sa.Column("entries", sa.JSON(), nullable=True),
        sa.Column("sent_times", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.Column("segment", sa.String(length=16), nullable=True),
        sa.Column("queue", sa.String(length=16), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("segment_id", sa.String(length=160), nullable=True),
        sa.Column("claimed_at", sa.BigInteger(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint(
            "creative_id",
            "channel",
            "target",
            "revision",
            name=op.f("uq_publications_creative_id_channel_target_revision"),
        ),
        sa.UniqueConstraint("token", name=op.f("uq_publications_token")),
    )
    with op.batch_alter_table("publications", schema=None) as batch_op:
        batch_op.create_index(
            "ix_publications_claimed",
            ["claimed_at"],
            unique=False,
            sqlite_where=sa.text("segment_id IS NOT NULL"),
            postgresql_where=sa.text("segment_id IS NOT NULL"),
        )
        batch_op.create_index("ix_publications_due", ["due_at"], unique=False)
        batch_op.create_index("ix_publications_list", ["workspace_id", "campaign_id", "id"], unique=False)

    op.create_table(
        "webhook_endpoints",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workspace_id", sa.String(length=40), nullable=False),
        sa.Column("url", sa.String(length=2048), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("disabled_reason", sa.Text(), nullable=True),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("failing_since", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_endpoints")),
    )
    with op.batch_alter_table("webhook_endpoints", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_endpoints_workspace_id"), ["workspace_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("webhook_endpoints", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_webhook_endpoints_workspace_id"))

    op.drop_table("webhook_endpoints")
    with op.batch_alter_table("publications", schema=None) as batch_op:
        batch_op.drop_index("ix_publications_list")
        batch_op.drop_index("ix_publications_due")
        batch_op.drop_index(
            "ix_publications_claimed",
            sqlite_where=sa.text("segment_id IS NOT NULL"),
            postgresql_where=sa.text("segment_id IS NOT NULL"),
        )

    op.drop_table("publications")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deliveries_subject_id"))
        batch_op.drop_index("ix_deliveries_list")
        batch_op.drop_index("ix_deliveries_due")
        batch_op.drop_index(
            "ix_deliveries_claimed",
            sqlite_where=sa.text("segment_id IS NOT NULL"),
            postgresql_where=sa.text("segment_id IS NOT NULL"),
        )

    op.drop_table("deliveries")
    with op.batch_alter_table("creatives", schema=None) as batch_op:
        batch_op.drop_index("ix_creatives_list")

    op.drop_table("creatives")
    op.drop_table("callback_secrets")
    with op.batch_alter_table("brand_kits", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_brand_kits_default", sqlite_where=sa.text("is_default"), postgresql_where=sa.text("is_default")
        )
        batch_op.drop_index(batch_op.f("ix_brand_kits_workspace_id"))

    op.drop_table("brand_kits")
