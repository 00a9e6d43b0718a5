"""Videos under way."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("generations", schema=None) as batch_op:
        batch_op.create_index(
            "ix_generations_under_way",
            ["id"],
            unique=False,
            sqlite_where=sa.text("status NOT IN ('canceled', 'failed', 'needs_attention', 'refused', 'succeeded')"),
            postgresql_where=sa.text("status NOT IN ('canceled', 'failed', 'needs_attention', 'refused', 'succeeded')"),
        )


def downgrade() -> None:
    with op.batch_alter_table("generations", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_generations_under_way",
            sqlite_where=sa.text("status NOT IN ('canceled', 'failed', 'needs_attention', 'refused', 'succeeded')"),
            postgresql_where=sa.text("status NOT IN ('canceled', 'failed', 'needs_attention', 'refused', 'succeeded')"),
        )
