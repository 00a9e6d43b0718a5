"""Sending a message: its body and the intent committed, one POST, the receiver's answer kept.

A receiver may meet a message twice (we died between its answer and our commit), always under one `webhook-id`; it is
never sent under two. Tries go on for a bit more than a day; an endpoint that took nothing for days is switched off.
"""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa

from reelwright.dispatch.carrying import Steps
from reelwright.dispatch.work import Claim, WorkTable
from reelwright.events import webhooks
from reelwright.events.models import deliveries
from reelwright.events.service import WebhooksService
from reelwright.events.signing import headers_of
from reelwright.kit import failpoints
from reelwright.kit.clock import to_iso
from reelwright.kit.safe_post import PostAnswer, PostFailed, SafePoster, WebhookAddressRefused

Row = sa.Row[Any]
MINUTE, HOUR = 60, 3600
PAUSES_SECONDS = (5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR)  # 27.6 h in all
LONGEST_ASKED_SECONDS = 10 * HOUR  # a receiver's Retry-After may not push a message out of sight
SPREAD = 0.1  # a receiver that comes back does not meet everything at once
GIVE_UP_ENDPOINT_MS = 3 * 24 * HOUR * 1000
GONE = 410


def work_tables(service: WebhooksService) -> Mapping[str, WorkTable]:
    """Messages are due from time to time; one that we fail to send for reasons of our own ends as failed."""

    def exhausted(conn: sa.Connection, delivery_id: str, segment: str, reason: str) -> None:
        service.close(conn, delivery_id, "failed", service.clock.now_ms(), error=reason)

    return {"deliveries": WorkTable(deliveries, exhausted)}


def steps_of(service: WebhooksService, poster: SafePoster) -> Steps:
    """The one segment of a message."""
    return {("deliveries", webhooks.SEGMENT): partial(deliver, service, poster)}


@dataclass(frozen=True)
class _Receiver:
    url: str
    secret: str


async def deliver(service: WebhooksService, poster: SafePoster, claim: Claim) -> None:
    """Send one message once, and decide what follows from the answer."""
    row = await service.db.read(lambda conn: webhooks.find_claimed(conn, claim))
    if row is None or row.state not in webhooks.OPEN:
        return
    receiver = await _receiver(service, row)
    body = row.body or await _body(service, row)
    if receiver is None or body is None:
        why = "The endpoint is switched off." if receiver is None else "What this message tells of was deleted."
        now = service.clock.now_ms()
        await service.db.write(lambda conn: service.close(conn, row.id, "failed", now, error=why))
        return
    now = service.clock.now_ms()
    intent = {"state": "sending", "body": body, "url": receiver.url, "last_sent_at": now}
    if not await service.db.write(lambda conn: webhooks.record_try(conn, claim, intent)):
        return
    failpoints.hit("deliver.intent")
    raw = body.encode()
    answer: PostAnswer | str
    try:
        answer = await poster.post(receiver.url, raw, headers_of(receiver.secret, row.id, now, raw))
    except (PostFailed, WebhookAddressRefused) as error:
        answer = str(error)
    failpoints.hit("deliver.answered")
    done = service.clock.now_ms()
    await service.db.write(lambda conn: _conclude(service, conn, claim, answer, receiver.secret, done))


async def _receiver(service: WebhooksService, row: Row) -> _Receiver | None:
    if row.endpoint_id is None:
        return _Receiver(row.url, await service.callback_secret(row.workspace_id))
    endpoint = await service.db.read(lambda conn: webhooks.find_endpoint_row(conn, row.workspace_id, row.endpoint_id))
    if endpoint is None or not endpoint.is_enabled:
        return None
    return _Receiver(endpoint.url, service.sealer.unseal(endpoint.sealed_secret, endpoint.id))


async def _body(service: WebhooksService, row: Row) -> str | None:
    """The message as every try will send it; None where its subject is gone."""
    data = await service.compose(row.type, row.workspace_id, row.subject_id)
    if data is None:
        return None
    return json.dumps({"type": row.type, "timestamp": to_iso(row.happened_at), "data": data}, ensure_ascii=False)


def _conclude(
    service: WebhooksService,
    conn: sa.Connection,
    claim: Claim,
    answer: PostAnswer | str,
    secret: str,
    now: int,
) -> None:
    row = webhooks.find_claimed(conn, claim)
    if row is None:
        return
    facts: dict[str, Any] = {"status_code": None, "answer": None}
    if isinstance(answer, PostAnswer):
        facts = {"status_code": answer.status, "answer": _without(answer.text, secret)}
    if isinstance(answer, PostAnswer) and 200 <= answer.status < 300:
        service.close(conn, row.id, "delivered", now, error=None, **facts)
        webhooks.set_failing(conn, row.endpoint_id, None)
        return
    error = answer if isinstance(answer, str) else _says(answer.status)
    since = webhooks.set_failing(conn, row.endpoint_id, now)
    is_gone = facts["status_code"] == GONE
    asked = answer.retry_after_seconds if isinstance(answer, PostAnswer) else None
    pause = None if is_gone else pause_seconds(row.id, row.sent_times, asked)
    if pause is None:
        service.close(conn, row.id, "failed", now, error=error, **facts)
    else:
        service.postpone(conn, row.id, now + round(pause * 1000), error=error, **facts)
    if is_gone:
        _switch_off(conn, row, "The receiver answered 410 Gone: it wants no more messages.", now)
    elif pause is None and since is not None and now - since >= GIVE_UP_ENDPOINT_MS:
        _switch_off(conn, row, f"It has taken no message since {to_iso(since)}. Last: {error}", now)


def pause_seconds(delivery_id: str, sent_times: int, asked_seconds: float | None = None) -> float | None:
    """How long to wait after so many tries, longer where the receiver asks for it; None: it was the last."""
    if sent_times > len(PAUSES_SECONDS):
        return None
    spread = random.Random(f"{delivery_id}/{sent_times}").random() * SPREAD
    least = min(asked_seconds or 0.0, LONGEST_ASKED_SECONDS)
    return max(PAUSES_SECONDS[sent_times - 1], least) * (1 + spread)


def _switch_off(conn: sa.Connection, row: Row, reason: str, now: int) -> None:
    if row.endpoint_id is not None:
        values = {"is_enabled": False, "disabled_reason": reason, "updated_at": now}
        webhooks.change_endpoint(conn, row.workspace_id, row.endpoint_id, values)


def _says(status: int) -> str:
    if 300 <= status < 400:
        return f"The receiver answered {status}, a redirect, which is not followed: give the final address."
    return f"The receiver answered {status}."


def _without(text: str, secret: str) -> str:
    """The receiver's words without our secret, should it repeat it."""
    for hidden in (secret, secret.removeprefix("whsec_")):
        text = text.replace(hidden, "[secret]")
    return text
