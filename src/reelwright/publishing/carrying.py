"""The one segment of a publication: the intent, then its channel, then what the channel said.

A publication is met again after a kill or a failure: the bundle is written over itself with the same bytes, and the
message of a webhook is found by its event. So each goes out under one key or one id, however often it is tried.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import sqlalchemy as sa

from reelwright.dispatch.carrying import Steps
from reelwright.dispatch.work import Claim, WorkTable
from reelwright.kit import failpoints
from reelwright.publishing import repository
from reelwright.publishing.channels import Done, Failed, Means, Publish, Underway, bundle, webhook
from reelwright.publishing.models import publications
from reelwright.publishing.service import SEGMENT
from reelwright.storage import keys

CHANNELS: Mapping[str, Publish] = {"bundle": bundle.publish, "webhook": webhook.publish}


def work_tables() -> Mapping[str, WorkTable]:
    """Publications are due until they are out or have failed."""

    def exhausted(conn: sa.Connection, publication_id: str, segment: str, reason: str) -> None:
        values = {"state": "failed", "error": reason, "due_at": None, "segment_id": None}
        repository.change_publication(conn, publication_id, values)

    return {"publications": WorkTable(publications, exhausted)}


def steps_of(means: Means) -> Steps:
    """The one segment of a publication."""
    return {("publications", SEGMENT): partial(publish, means)}


async def publish(means: Means, claim: Claim) -> None:
    """Publish one creative's revision on its channel."""
    publication = await means.db.write(lambda conn: _intend(conn, claim))
    if publication is None:
        return
    failpoints.hit("bundle.intent")
    outcome = await CHANNELS[publication.channel](means, publication)
    values: dict[str, Any] = {"segment_id": None, "due_at": None, "tries": 0}
    match outcome:
        case Done():
            now = means.clock.now_ms()
            values |= {"state": "published", "published_at": now, "error": None, "answer": outcome.answer}
            values |= outcome.values
        case Failed():
            values |= {"state": "failed", "error": outcome.error}
        case Underway():
            pass
    await means.db.write(lambda conn: repository.conclude(conn, claim, values))


def _intend(conn: sa.Connection, claim: Claim) -> Any:
    """Commit that it is being published, and under which key, before anything is written."""
    row = repository.find_claimed(conn, claim)
    if row is None or row.state not in ("queued", "publishing"):
        return None
    values: dict[str, Any] = {"state": "publishing"}
    if row.channel == "bundle":
        values |= {"object_key": keys.bundle_key(row.workspace_id, row.id), "sent_times": row.sent_times + 1}
    repository.change_publication(conn, row.id, values)
    return repository.find_publication(conn, row.workspace_id, row.id)
