"""A creative to an endpoint, as one signed message: a delivery like any other, whose answer is the publication's."""

from typing import Any

import sqlalchemy as sa

from reelwright.events.contracts import Delivery
from reelwright.kit.problems import NotFound
from reelwright.publishing import repository
from reelwright.publishing.channels import Failed, Means, Outcome, Underway
from reelwright.publishing.contracts import Publication

TYPE = "creative.published"
_STATES = {"waiting": "publishing", "sending": "publishing", "delivered": "published", "failed": "failed"}


async def publish(means: Means, publication: Publication) -> Outcome:
    """Make the message due. Its event is the publication, so that a second time finds the first one's row."""
    assert publication.endpoint_id is not None
    try:
        endpoint = await means.webhooks.get(publication.workspace_id, publication.endpoint_id)
    except NotFound:
        return Failed("The endpoint was deleted.")
    now = means.clock.now_ms()

    def commit(conn: sa.Connection) -> None:
        means.webhooks.send(
            conn,
            endpoint=endpoint,
            type=TYPE,
            subject_id=publication.id,
            event_key=publication.id,
            now_ms=now,
        )

    await means.db.write(commit)
    return Underway()


def follow(conn: sa.Connection, delivery: Delivery) -> None:
    """The delivery's news become the publication's, in the same transaction."""
    answer = {"statusCode": delivery.status_code, "text": delivery.answer, "deliveryId": delivery.id}
    values: dict[str, Any] = {
        "state": _STATES[delivery.state],
        "error": delivery.error,
        "answer": answer,
        "sent_times": delivery.sent_times,
    }
    if delivery.state == "delivered":
        values["published_at"] = delivery.closed_at
    repository.change_publication(conn, delivery.subject_id, values)


def message_of(publication: Publication) -> dict[str, Any]:
    """The `data` of the message: the creative as it was published, and where its files are."""
    frozen = publication.frozen
    video = frozen["video"]
    links = {"video": "videoUrl", "poster": "posterUrl", "captions": "captionsUrl", "download": "downloadUrl"}
    has_captions = any(one["name"] == "captions.vtt" for one in frozen["files"])
    return {
        "publicationId": publication.id,
        "campaignId": publication.campaign_id,
        "revision": publication.revision,
        "creative": frozen["creative"],
        "video": video,
        "files": {name: video[member] for name, member in links.items() if name != "captions" or has_captions},
        "sha256": frozen["sha256"],
        "bytes": frozen["bytes"],
        "provenance": frozen["provenance"],
    }
