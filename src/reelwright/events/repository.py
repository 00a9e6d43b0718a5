"""Reads and writes of the outbox."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from reelwright.events.models import deliveries, events
from reelwright.kit.ids import new_id

# Every event a client may meet; documented in docs/reference/events.md.
EVENT_TYPES = {
    "generation.status": "The generation moved on; `status` tells where to, `error` why where it ended badly.",
    "generation.warning": "Something a person should know; `message`.",
    "generation.prompt": "The refined prompt or the storyboard was set; `refinedPrompt`, `beats`.",
    "generation.cancel": "Cancelling was asked for; `requestedAt`, `willBillUsd`.",
    "shot.attempt": "A paid try at a shot changed state; `shot`, `attempt`, `state`, `message`.",
    "shot.take": "A shot has a kept result; `shot`, `takeId`.",
    "money.settled": "What an attempt cost; `attempt`, `chargedUsd`.",
    "generation.deleted": "The generation and its files are gone.",
}


def append(
    conn: sa.Connection,
    *,
    workspace_id: str,
    generation_id: str,
    seq: int,
    type: str,
    data: Mapping[str, Any],
    now_ms: int,
) -> None:
    """Add one event in the transaction of the change it tells of."""
    if type not in EVENT_TYPES:
        raise ValueError(f"undocumented event type {type!r}")
    row = {"id": new_id("evt"), "workspace_id": workspace_id, "generation_id": generation_id, "seq": seq}
    conn.execute(events.insert(), {**row, "type": type, "data": dict(data), "created_at": now_ms})


def number_new(conn: sa.Connection, limit: int = 500) -> Sequence[sa.Row[Any]]:
    """Give committed events their place in the feed; only the lease holder calls this. Returns them in order.

    By `seq`, which is right within each generation; ids of one millisecond come in any order.
    """
    e = events.c
    rows = conn.execute(sa.select(events).where(e.stream_no.is_(None)).order_by(e.seq, e.id).limit(limit)).all()
    last = conn.execute(sa.select(sa.func.max(events.c.stream_no))).scalar() or 0
    for number, row in enumerate(rows, last + 1):
        conn.execute(events.update().where(events.c.id == row.id).values(stream_no=number))
    return rows


def has_unnumbered(conn: sa.Connection) -> bool:
    """Whether any committed event still lacks its place in the feed."""
    return conn.execute(sa.select(events.c.id).where(events.c.stream_no.is_(None)).limit(1)).first() is not None


def after_seq(conn: sa.Connection, generation_id: str, seq: int, limit: int = 200) -> Sequence[sa.Row[Any]]:
    """One generation's events after a sequence number."""
    e = events.c
    statement = sa.select(events).where(e.generation_id == generation_id, e.seq > seq)
    return conn.execute(statement.order_by(e.seq).limit(limit)).all()


def after_stream_no(conn: sa.Connection, workspace_id: str, stream_no: int, limit: int = 200) -> Sequence[sa.Row[Any]]:
    """The workspace feed after a stream number."""
    e = events.c
    statement = sa.select(events).where(e.workspace_id == workspace_id, e.stream_no > stream_no)
    return conn.execute(statement.order_by(e.stream_no).limit(limit)).all()


def last_stream_no(conn: sa.Connection, workspace_id: str) -> int:
    """Where the workspace feed ends now."""
    statement = sa.select(sa.func.max(events.c.stream_no)).where(events.c.workspace_id == workspace_id)
    return conn.execute(statement).scalar() or 0


def delete_of(conn: sa.Connection, generation_id: str) -> None:
    """Forget what a deleted generation's events told, here and in messages to others.

    The newest number of the feed stays in use, on an event that says nothing else: a number that came back would hide
    the events under it from everybody who has read further.
    """
    e = events.c
    here = e.generation_id == generation_id
    newest = sa.select(sa.func.max(e.stream_no)).scalar_subquery()
    conn.execute(events.update().where(here).values(type="generation.deleted", data={}))
    conn.execute(events.delete().where(here, e.stream_no < newest))
    conn.execute(deliveries.delete().where(deliveries.c.subject_id == generation_id))
