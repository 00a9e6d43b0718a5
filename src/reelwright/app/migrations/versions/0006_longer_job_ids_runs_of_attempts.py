"""Longer job ids, runs of attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("run_no", sa.Integer(), server_default="1", nullable=False))
        batch_op.alter_column(
            "vendor_job_id", existing_type=sa.VARCHAR(length=200), type_=sa.String(length=1024), existing_nullable=True
        )

    with op.batch_alter_table("hook_inbox", schema=None) as batch_op:
        batch_op.alter_column(
            "vendor_job_id", existing_type=sa.VARCHAR(length=200), type_=sa.String(length=1024), existing_nullable=False
        )

    with op.batch_alter_table("orphans", schema=None) as batch_op:
        batch_op.alter_column(
            "vendor_job_id", existing_type=sa.VARCHAR(length=200), type_=sa.String(length=1024), existing_nullable=False
        )


def downgrade() -> None:
    with op.batch_alter_table("orphans", schema=None) as batch_op:
        batch_op.alter_column(
            "vendor_job_id", existing_type=sa.String(length=1024), type_=sa.VARCHAR(length=200), existing_nullable=False
        )

    with op.batch_alter_table("hook_inbox", schema=None) as batch_op:
        batch_op.alter_column(
            "vendor_job_id", existing_type=sa.String(length=1024), type_=sa.VARCHAR(length=200), existing_nullable=False
        )

    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.alter_column(
            "vendor_job_id", existing_type=sa.String(length=1024), type_=sa.VARCHAR(length=200), existing_nullable=True
        )
        batch_op.drop_column("run_no")
