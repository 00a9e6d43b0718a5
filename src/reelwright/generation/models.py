"""The tables of a generation's life; states and rules are in docs/architecture/README.md."""

import sqlalchemy as sa

from reelwright.dispatch.models import work_columns
from reelwright.generation.states import RESTING
from reelwright.kit.database import metadata
from reelwright.vendors.answers import MAX_JOB_ID

ID = sa.String(40)
JOB_ID = sa.String(MAX_JOB_ID)
OPEN_ATTEMPTS = ("new", "sending", "accepted", "unknown")
_OPEN = sa.text("state IN ('new', 'sending', 'accepted', 'unknown')")

# As the index has it, word for word: SQLite takes a partial index only where it can prove that it may.
UNDER_WAY = sa.text(f"status NOT IN ({', '.join(repr(one) for one in sorted(RESTING))})")

quotes = sa.Table(
    "quotes",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("workspace_id", ID, nullable=False, index=True),
    sa.Column("request", sa.JSON, nullable=False),
    sa.Column("plan", sa.JSON, nullable=False),
    sa.Column("total_micro", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
)

generations = sa.Table(
    "generations",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("workspace_id", ID, nullable=False),
    sa.Column("campaign_id", ID),
    sa.Column("created_by", ID),
    sa.Column("token", sa.String(64), nullable=False, unique=True),
    sa.Column("request", sa.JSON, nullable=False),
    sa.Column("wish", sa.JSON, nullable=False),  # the request as the planner reads it, for another plan
    sa.Column("prompt", sa.Text, nullable=False),
    sa.Column("refined_prompt", sa.Text),
    sa.Column("beats", sa.JSON),
    sa.Column("references", sa.JSON, nullable=False),
    sa.Column("model", sa.String(80), nullable=False),
    sa.Column("served_by", sa.JSON, nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("run_no", sa.Integer, nullable=False, default=1),
    sa.Column("plan_rev", sa.Integer, nullable=False, default=1),
    sa.Column("finish_rev", sa.Integer, nullable=False, default=1),
    sa.Column("ceiling_micro", sa.BigInteger),  # the most we may order: least of quote, maxPriceUsd and first hold
    sa.Column("month", sa.String(8), nullable=False),
    sa.Column("event_seq", sa.Integer, nullable=False, default=0),
    sa.Column("progress", sa.Float, nullable=False, default=0.0),
    sa.Column("warnings", sa.JSON, nullable=False),
    sa.Column("error", sa.JSON),
    sa.Column("cancel_requested_at", sa.BigInteger),
    sa.Column("cancel", sa.JSON),
    sa.Column("result", sa.JSON),  # facts of the stored file, set when it succeeded
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
    sa.Column("finished_at", sa.BigInteger),
    sa.Column("deleted_at", sa.BigInteger),
    *work_columns("generations"),
    sa.Index("ix_generations_list", "workspace_id", "id"),
    sa.Index("ix_generations_under_way", "id", sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY),
)

finishes = sa.Table(
    "finishes",
    metadata,
    sa.Column("generation_id", ID, primary_key=True),
    sa.Column("rev", sa.Integer, primary_key=True),
    sa.Column("workspace_id", ID, nullable=False),
    sa.Column("object_key", sa.String(300), nullable=False, unique=True),
    sa.Column("temp_key", sa.String(300)),  # set once per rev, with the sha256 of what is stored there
    sa.Column("sha256", sa.String(64)),
    sa.Column("bytes", sa.BigInteger),
    sa.Column("facts", sa.JSON),
    sa.Column("takes", sa.JSON),
    sa.Column("stored_at", sa.BigInteger),
)

credentials = sa.Table(
    "credentials",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("workspace_id", ID),  # NULL: the installation's
    sa.Column("vendor", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("origin", sa.String(20), nullable=False),  # builtin, environment, settings
    sa.Column("base_url", sa.String(400), nullable=False),
    sa.Column("sealed_key", sa.Text),
    sa.Column("is_enabled", sa.Boolean, nullable=False, default=True),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

idempotency = sa.Table(
    "idempotency",
    metadata,
    sa.Column("workspace_id", ID, primary_key=True),
    sa.Column("operation", sa.String(60), primary_key=True),
    sa.Column("key", sa.String(255), primary_key=True),
    sa.Column("body_sha256", sa.String(64), nullable=False),
    sa.Column("generation_id", ID, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

plans = sa.Table(
    "plans",
    metadata,
    sa.Column("generation_id", ID, primary_key=True),
    sa.Column("rev", sa.Integer, primary_key=True),
    sa.Column("workspace_id", ID, nullable=False),
    sa.Column("plan", sa.JSON, nullable=False),
    sa.Column("catalogue_rev", sa.String(64), nullable=False),
    sa.Column("total_micro", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

shots = sa.Table(
    "shots",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("workspace_id", ID, nullable=False),
    sa.Column("generation_id", ID, nullable=False),
    sa.Column("rev", sa.Integer, nullable=False),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("beat", sa.JSON),
    sa.Column("from_shot", sa.Integer),  # `continuous`: the shot whose last kept frame starts this one
    sa.Column("take_id", ID),
    sa.UniqueConstraint("generation_id", "rev", "n"),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("workspace_id", ID, nullable=False),
    sa.Column("generation_id", ID, nullable=False, index=True),
    sa.Column("shot_id", ID, nullable=False),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("message", sa.Text),
    sa.Column("route", sa.JSON, nullable=False),  # the facts this attempt is dealt with by
    sa.Column("credential_id", ID, nullable=False),
    sa.Column("base_url", sa.String(400), nullable=False),
    sa.Column("vendor", sa.String(40), nullable=False),
    sa.Column("body", sa.JSON),
    sa.Column("ticket", sa.JSON),
    sa.Column("vendor_job_id", JOB_ID),
    sa.Column("hook_token", sa.String(64), nullable=False, unique=True),
    sa.Column("sent_at", sa.BigInteger),
    sa.Column("send_by", sa.BigInteger),
    sa.Column("accepted_at", sa.BigInteger),
    sa.Column("fetch_tries", sa.Integer, nullable=False, default=0),
    sa.Column("looks", sa.Integer, nullable=False, default=0),
    sa.Column("cancel_sent_at", sa.BigInteger),
    sa.Column("refused_side", sa.String(8)),  # input or output, where the vendor says
    sa.Column("has_slot", sa.Boolean, nullable=False, default=False),
    sa.Column("progress", sa.Float, nullable=False, default=0.0),
    sa.Column("hold_micro", sa.BigInteger, nullable=False),
    sa.Column("charge_micro", sa.BigInteger),
    sa.Column("billed", sa.Boolean),
    sa.Column("month", sa.String(8), nullable=False),
    sa.Column("settled_at", sa.BigInteger),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
    *work_columns("attempts"),
    sa.Column("run_no", sa.Integer, nullable=False, server_default="1"),  # of the generation that it was made in
    sa.UniqueConstraint("shot_id", "no"),
    sa.Index("uq_attempts_open", "shot_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    sa.Index("uq_attempts_job", "credential_id", "vendor_job_id", unique=True),
)

takes = sa.Table(
    "takes",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("workspace_id", ID, nullable=False),
    sa.Column("generation_id", ID, nullable=False, index=True),
    sa.Column("shot_id", ID, nullable=False),
    sa.Column("attempt_id", ID, nullable=False, unique=True),
    sa.Column("object_key", sa.String(300), nullable=False, unique=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("bytes", sa.BigInteger, nullable=False),
    sa.Column("probe", sa.JSON, nullable=False),  # frames, fps, width, height, audio ...
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

slots = sa.Table(
    "slots",
    metadata,
    sa.Column("credential_id", ID, primary_key=True),
    sa.Column("cap", sa.Integer, nullable=False),
    sa.Column("in_use", sa.Integer, nullable=False, default=0),
    sa.Column("paused_until", sa.BigInteger),  # the vendor asked every caller with this key to wait
    sa.CheckConstraint("in_use >= 0", name="in_use_not_negative"),
)

hook_inbox = sa.Table(
    "hook_inbox",
    metadata,
    sa.Column("credential_id", ID, primary_key=True),
    sa.Column("delivery_id", sa.String(200), primary_key=True),
    sa.Column("vendor_job_id", JOB_ID, nullable=False, index=True),
    sa.Column("attempt_id", ID),
    sa.Column("received_at", sa.BigInteger, nullable=False),
    sa.Column("handled_at", sa.BigInteger),
)

orphans = sa.Table(
    "orphans",
    metadata,
    sa.Column("id", ID, primary_key=True),
    sa.Column("credential_id", ID, nullable=False),
    sa.Column("vendor_job_id", JOB_ID, nullable=False),
    sa.Column("attempt_id", ID),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("credential_id", "vendor_job_id"),
)

objects = sa.Table(
    "objects",
    metadata,
    sa.Column("key", sa.String(300), primary_key=True),
    sa.Column("workspace_id", ID, nullable=False),
    sa.Column("generation_id", ID, index=True),
    sa.Column("state", sa.String(10), nullable=False),  # writing, stored, deleting; the row comes before the put
    sa.Column("sha256", sa.String(64)),
    sa.Column("bytes", sa.BigInteger),
    sa.Column("type", sa.String(80), nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)
