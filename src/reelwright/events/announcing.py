"""What others hear of a change: a message for each receiver that asked for it, in the change's own transaction."""

import sqlalchemy as sa

from reelwright.events import webhooks
from reelwright.events.contracts import WEBHOOK_TYPES


def announce(
    conn: sa.Connection,
    *,
    workspace_id: str,
    type: str,
    subject_id: str,
    event_key: str,
    callback_url: str | None,
    now_ms: int,
) -> None:
    """Make messages due for the endpoints that listen to `type`, and for the order's own callback."""
    if type not in WEBHOOK_TYPES:
        raise ValueError(f"undocumented webhook type {type!r}")
    receivers: list[tuple[str | None, str]] = [
        (row.id, row.url) for row in webhooks.listeners(conn, workspace_id, type)
    ]
    if callback_url:
        receivers.append((None, callback_url))
    for endpoint_id, url in receivers:
        webhooks.add_delivery(
            conn,
            workspace_id=workspace_id,
            endpoint_id=endpoint_id,
            url=url,
            type=type,
            subject_id=subject_id,
            event_key=event_key,
            now_ms=now_ms,
        )
