"""Webhook endpoints and their deliveries: the questions to the database."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from reelwright.dispatch.work import Claim
from reelwright.events.contracts import CALLBACK, Delivery, Endpoint
from reelwright.events.models import callback_secrets, deliveries, webhook_endpoints
from reelwright.kit.database import insert_ignore
from reelwright.kit.ids import new_id
from reelwright.kit.pagination import Page, page

Row = sa.Row[Any]
SEGMENT, QUEUE = "deliver", "outbound"
OPEN = frozenset({"waiting", "sending"})

e, d = webhook_endpoints.c, deliveries.c


def add_endpoint(conn: sa.Connection, values: Mapping[str, Any]) -> None:
    """A new endpoint."""
    conn.execute(webhook_endpoints.insert().values(**values))


def find_endpoint_row(conn: sa.Connection, workspace_id: str, endpoint_id: str) -> Row | None:
    """The workspace's endpoint with its sealed secret."""
    query = sa.select(webhook_endpoints).where(e.workspace_id == workspace_id, e.id == endpoint_id)
    return conn.execute(query).one_or_none()


def list_endpoints(conn: sa.Connection, workspace_id: str) -> list[Endpoint]:
    """The workspace's endpoints, the newest first, each with its newest delivery."""
    rows = conn.execute(sa.select(webhook_endpoints).where(e.workspace_id == workspace_id).order_by(e.id.desc())).all()
    return [endpoint_from(row, _newest_delivery(conn, row.id)) for row in rows]


def find_endpoint(conn: sa.Connection, workspace_id: str, endpoint_id: str) -> Endpoint | None:
    """The workspace's endpoint with its newest delivery."""
    row = find_endpoint_row(conn, workspace_id, endpoint_id)
    return endpoint_from(row, _newest_delivery(conn, endpoint_id)) if row else None


def change_endpoint(conn: sa.Connection, workspace_id: str, endpoint_id: str, values: Mapping[str, Any]) -> bool:
    """Change some columns; False if there is no such endpoint."""
    here = sa.and_(e.workspace_id == workspace_id, e.id == endpoint_id)
    return conn.execute(webhook_endpoints.update().where(here).values(**values)).rowcount == 1


def delete_endpoint(conn: sa.Connection, workspace_id: str, endpoint_id: str) -> bool:
    """Delete the endpoint and what was sent to it; False if there is none."""
    here = sa.and_(e.workspace_id == workspace_id, e.id == endpoint_id)
    if conn.execute(webhook_endpoints.delete().where(here)).rowcount == 0:
        return False
    conn.execute(deliveries.delete().where(d.endpoint_id == endpoint_id))
    return True


def listeners(conn: sa.Connection, workspace_id: str, type: str) -> list[sa.Row[Any]]:
    """The enabled endpoints that want to hear of a type."""
    query = sa.select(webhook_endpoints).where(e.workspace_id == workspace_id, e.is_enabled)
    return [row for row in conn.execute(query) if type in row.events]


def add_delivery(
    conn: sa.Connection,
    *,
    workspace_id: str,
    endpoint_id: str | None,
    url: str,
    type: str,
    subject_id: str,
    event_key: str,
    now_ms: int,
) -> str:
    """A message due at once; the id of the one that is there already where this event was told to this receiver."""
    target = endpoint_id or CALLBACK
    row = {
        "id": new_id("msg"),
        "workspace_id": workspace_id,
        "endpoint_id": endpoint_id,
        "url": url,
        "target": target,
        "event_key": event_key,
        "type": type,
        "subject_id": subject_id,
        "state": "waiting",
        "sent_times": 0,
        "happened_at": now_ms,
        "created_at": now_ms,
        "segment": SEGMENT,
        "queue": QUEUE,
        "due_at": now_ms,
        "seq": 0,
        "tries": 0,
    }
    if insert_ignore(conn, deliveries, row):
        return str(row["id"])
    return str(conn.execute(sa.select(d.id).where(d.target == target, d.event_key == event_key)).scalar_one())


def find_delivery(conn: sa.Connection, workspace_id: str, delivery_id: str) -> Delivery | None:
    """The workspace's delivery."""
    row = conn.execute(sa.select(deliveries).where(d.workspace_id == workspace_id, d.id == delivery_id)).one_or_none()
    return delivery_from(row) if row else None


def list_deliveries(conn: sa.Connection, endpoint_id: str, cursor: str | None, limit: int) -> Page[Delivery]:
    """An endpoint's deliveries, the newest first."""
    query = sa.select(deliveries).where(d.endpoint_id == endpoint_id)
    return page(conn, query, d.id, cursor=cursor, limit=limit).map(delivery_from)


def find_claimed(conn: sa.Connection, claim: Claim) -> Row | None:
    """The row a segment was made for, or None if it has moved on."""
    query = sa.select(deliveries).where(d.id == claim.row_id, d.segment_id == claim.segment_id)
    return conn.execute(query).one_or_none()


def record_try(conn: sa.Connection, claim: Claim, values: Mapping[str, Any]) -> bool:
    """The intent of one POST; False if the row has moved on."""
    here = sa.and_(d.id == claim.row_id, d.segment_id == claim.segment_id)
    change = deliveries.update().where(here).values(sent_times=d.sent_times + 1, **values)
    return conn.execute(change).rowcount == 1


def change_delivery(conn: sa.Connection, delivery_id: str, values: Mapping[str, Any]) -> Delivery | None:
    """Change an open delivery; None if it is closed or gone."""
    here = sa.and_(d.id == delivery_id, d.state.in_(OPEN))
    row = conn.execute(deliveries.update().where(here).values(**values).returning(*deliveries.c)).one_or_none()
    return delivery_from(row) if row else None


def set_failing(conn: sa.Connection, endpoint_id: str | None, now_ms: int | None) -> int | None:
    """Note a failure (since when: the first one counts) or, with None, that a message was taken."""
    if endpoint_id is None:
        return None
    since = sa.func.coalesce(e.failing_since, now_ms) if now_ms is not None else None
    change = webhook_endpoints.update().where(e.id == endpoint_id).values(failing_since=since)
    return conn.execute(change.returning(e.failing_since)).scalar_one_or_none()


def open_deliveries(conn: sa.Connection, endpoint_id: str) -> list[str]:
    """Ids of what is on its way to an endpoint."""
    return list(conn.execute(sa.select(d.id).where(d.endpoint_id == endpoint_id, d.state.in_(OPEN))).scalars())


def forget_closed(conn: sa.Connection, before_ms: int) -> None:
    """Forget messages that were over long ago."""
    conn.execute(deliveries.delete().where(d.closed_at < before_ms))


def send_again(conn: sa.Connection, delivery_id: str, now_ms: int) -> bool:
    """A failed message is due once more, with all its tries; False if it had not failed."""
    fresh = {"state": "waiting", "due_at": now_ms, "sent_times": 0, "tries": 0, "segment_id": None, "closed_at": None}
    here = sa.and_(d.id == delivery_id, d.state == "failed")
    return conn.execute(deliveries.update().where(here).values(**fresh)).rowcount == 1


def find_callback_secret(conn: sa.Connection, workspace_id: str) -> str | None:
    """The sealed secret that signs a workspace's callbacks."""
    query = sa.select(callback_secrets.c.sealed_secret).where(callback_secrets.c.workspace_id == workspace_id)
    return conn.execute(query).scalar_one_or_none()


def set_callback_secret(conn: sa.Connection, workspace_id: str, sealed: str, now_ms: int, *, replace: bool) -> str:
    """Keep a sealed secret unless there is one that is not to be replaced; the one that counts now."""
    row = {"workspace_id": workspace_id, "sealed_secret": sealed, "created_at": now_ms}
    if not insert_ignore(conn, callback_secrets, row) and replace:
        conn.execute(
            callback_secrets.update()
            .where(callback_secrets.c.workspace_id == workspace_id)
            .values(sealed_secret=sealed)
        )
    return str(find_callback_secret(conn, workspace_id))


def _newest_delivery(conn: sa.Connection, endpoint_id: str) -> Delivery | None:
    query = sa.select(deliveries).where(d.endpoint_id == endpoint_id).order_by(d.id.desc()).limit(1)
    row = conn.execute(query).one_or_none()
    return delivery_from(row) if row else None


def endpoint_from(row: Row, last: Delivery | None) -> Endpoint:
    """A row as others see it."""
    return Endpoint(
        id=row.id,
        workspace_id=row.workspace_id,
        url=row.url,
        events=tuple(row.events),
        is_enabled=row.is_enabled,
        disabled_reason=row.disabled_reason,
        failing_since=row.failing_since,
        created_at=row.created_at,
        last_delivery=last,
    )


def delivery_from(row: Row) -> Delivery:
    """A row as others see it."""
    return Delivery(
        id=row.id,
        workspace_id=row.workspace_id,
        endpoint_id=row.endpoint_id,
        url=row.url,
        type=row.type,
        subject_id=row.subject_id,
        state=row.state,
        sent_times=row.sent_times,
        status_code=row.status_code,
        error=row.error,
        answer=row.answer,
        created_at=row.created_at,
        last_sent_at=row.last_sent_at,
        next_try_at=row.due_at if row.sent_times else None,
        closed_at=row.closed_at,
    )
