"""The table of brand kits."""

import sqlalchemy as sa

from reelwright.kit.database import metadata

_DEFAULT = sa.text("is_default")

brand_kits = sa.Table(
    "brand_kits",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("workspace_id", sa.String(40), nullable=False, index=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("is_default", sa.Boolean, nullable=False, default=False),
    sa.Column("logos", sa.JSON, nullable=False),  # [{assetId, use}]
    sa.Column("colours", sa.JSON, nullable=False),  # ["#rrggbb"]
    sa.Column("fonts", sa.JSON, nullable=False),  # {heading, body}
    sa.Column("tone", sa.Text),
    sa.Column("words_to_avoid", sa.JSON, nullable=False),
    sa.Column("end_card", sa.JSON, nullable=False),  # {isShown, text, link}
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
    sa.Index("uq_brand_kits_default", "workspace_id", unique=True, sqlite_where=_DEFAULT, postgresql_where=_DEFAULT),
)
