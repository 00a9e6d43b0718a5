"""The tables of creatives and publications."""

import sqlalchemy as sa

from reelwright.dispatch.models import work_columns
from reelwright.kit.database import metadata

ID = sa.String(40)

creatives = sa.Table(
    "creatives",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("workspace_id", ID, nullable=False),
    sa.Column("campaign_id", ID, nullable=False),
    sa.Column("generation_id", ID, nullable=False),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("is_ready", sa.Boolean, nullable=False, default=False),
    sa.Column("placements", sa.JSON, nullable=False),  # platform keys
    sa.Column("copy", sa.JSON, nullable=False),  # {placement: {text, hashtags, link}}
    sa.Column("revision", sa.Integer, nullable=False, default=1),
    sa.Column("finish_rev", sa.Integer),  # the stored file this revision speaks of; NULL until there is one
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("campaign_id", "generation_id"),
    sa.Index("ix_creatives_list", "workspace_id", "campaign_id", "position"),
)

publications = sa.Table(
    "publications",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("workspace_id", ID, nullable=False),
    sa.Column("campaign_id", ID, nullable=False),
    sa.Column("creative_id", ID, nullable=False),
    sa.Column("channel", sa.String(20), nullable=False),
    sa.Column("endpoint_id", ID),
    sa.Column("target", ID, nullable=False),  # the endpoint; empty where a channel has only one place
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),  # queued, publishing, published, failed
    sa.Column("frozen", sa.JSON, nullable=False),  # what is published: the creative and its video as they were
    sa.Column("error", sa.Text),
    sa.Column("answer", sa.JSON),
    sa.Column("token", sa.String(64), nullable=False, unique=True),
    sa.Column("object_key", sa.String(300)),  # set before the first byte is written
    sa.Column("entries", sa.JSON),  # the files in a bundle and where each begins
    sa.Column("sent_times", sa.Integer, nullable=False, default=0),  # tries so far
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("published_at", sa.BigInteger),
    sa.Column("deleted_at", sa.BigInteger),  # hidden; its object is being removed
    *work_columns("publications"),
    sa.UniqueConstraint("creative_id", "channel", "target", "revision"),
    sa.Index("ix_publications_list", "workspace_id", "campaign_id", "id"),
)
