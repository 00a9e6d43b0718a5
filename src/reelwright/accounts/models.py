"""Tables of workspaces, people, and what they sign in with. No secret is kept readable."""

import sqlalchemy as sa

from reelwright.kit.database import metadata

workspaces = sa.Table(
    "workspaces",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("max_price_micro", sa.BigInteger),  # NULL: no ceiling per order
    sa.Column("auto_refine", sa.Boolean, nullable=False, default=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

people = sa.Table(
    "people",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("email", sa.String, nullable=False, unique=True),  # in lower case
    sa.Column("name", sa.String, nullable=False),
    sa.Column("password_hash", sa.String),  # argon2id; NULL: signs in by link only
    sa.Column("last_sign_in_at", sa.BigInteger),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

memberships = sa.Table(
    "memberships",
    metadata,
    sa.Column("workspace_id", sa.ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("person_id", sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("role", sa.String, nullable=False),
    sa.CheckConstraint("role IN ('owner', 'editor', 'viewer')", name="role"),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

links = sa.Table(
    "one_time_links",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.CheckConstraint("kind IN ('sign_in', 'invite', 'reset')", name="kind"),
    sa.Column("token_hash", sa.String, nullable=False, unique=True),
    sa.Column("person_id", sa.ForeignKey("people.id", ondelete="CASCADE")),  # of sign_in and reset
    sa.Column("workspace_id", sa.ForeignKey("workspaces.id", ondelete="CASCADE"), index=True),  # of sign_in, invite
    sa.Column("email", sa.String),  # of invite, like the role
    sa.Column("role", sa.String),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
    sa.Column("used_at", sa.BigInteger),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace_id", sa.ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    sa.Column("person_id", sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("token_hash", sa.String, nullable=False),  # of the one refresh token that still counts
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
    sa.Column("revoked_at", sa.BigInteger),
)

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("workspace_id", sa.ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("hint", sa.String, nullable=False),  # its first characters, to tell keys apart
    sa.Column("key_hash", sa.String, nullable=False, unique=True),
    sa.Column("scopes", sa.JSON, nullable=False),
    sa.Column("created_by", sa.String),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("last_used_at", sa.BigInteger),
    sa.Column("revoked_at", sa.BigInteger),
)
