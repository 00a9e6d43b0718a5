"""Publishing: each creative's revision goes to a channel exactly once, however often it is asked for."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from reelwright.campaigns.service import CampaignsService
from reelwright.events.service import WebhooksService
from reelwright.generation.contracts import Work
from reelwright.generation.service import GenerationService
from reelwright.kit.clock import Clock, to_iso
from reelwright.kit.database import Database
from reelwright.kit.ids import new_id, new_token
from reelwright.kit.pagination import Page
from reelwright.kit.problems import NotFound
from reelwright.publishing import repository
from reelwright.publishing.channels import Means, webhook
from reelwright.publishing.contracts import Creative, Publication
from reelwright.publishing.creatives import Creatives
from reelwright.publishing.downloads import CampaignBundle, Download, gathered
from reelwright.publishing.errors import (
    BundleNotReady,
    ChannelUnusable,
    NothingPublished,
    NotPublishable,
    PublicationNotRetryable,
)
from reelwright.publishing.manifest import slug_of
from reelwright.publishing.present import present_publication
from reelwright.publishing.schemas import PublicationDto, PublishDto
from reelwright.storage.contract import Storage

SEGMENT, QUEUE = "publish", "outbound"
LEFT_BEHIND_MS = 3_600_000
Json = dict[str, Any]


class PublishingService:
    """Orders publications and tells of them; `creatives` keeps what is published."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        campaigns: CampaignsService,
        generation: GenerationService,
        webhooks: WebhooksService,
        storage: Storage,
        nudge: Callable[[], None],
        address: str,
    ) -> None:
        self._db, self._clock, self._nudge, self._address = db, clock, nudge, address
        self._storage = storage
        self.means = Means(db, clock, storage, webhooks)
        self._campaigns, self._generation, self._webhooks = campaigns, generation, webhooks
        self.creatives = Creatives(db, clock, campaigns, generation, self.sweep)
        webhooks.bring("creative", self.message, webhook.follow)
        campaigns.when_deleted(lambda conn, campaign: repository.delete_of_campaign(conn, campaign, clock.now_ms()))

    async def publish(self, workspace_id: str, campaign_id: str, body: PublishDto) -> list[PublicationDto]:
        """One publication for each creative as it is now; asked again, the same rows.

        Raises `NotFound`, `NotPublishable`, `ChannelUnusable`, `EndpointDisabled`.
        """
        await self._campaigns.get(workspace_id, campaign_id)
        await self._check_channel(workspace_id, body)
        ids = list(dict.fromkeys(body.creative_ids))
        found = await self._db.read(lambda conn: _all(conn, workspace_id, campaign_id, ids))
        works = await self._generation.works(workspace_id, [one.generation_id for one in found])
        for one in found:
            _check_publishable(one, works.get(one.generation_id))
        now = self._clock.now_ms()

        def commit(conn: sa.Connection) -> list[Publication]:
            rows = []
            for creative_id in ids:
                creative = repository.find_creative(conn, workspace_id, campaign_id, creative_id, lock=True)
                if creative is None:
                    raise _no_such_creative(creative_id)
                work = works[creative.generation_id]
                revision = creative.revision_of(work)
                settled = {"revision": revision, "finish_rev": work.stored.revision if work.stored else None}
                repository.change_creative(conn, creative_id, settled)
                rows.append(repository.add_publication(conn, _row(creative, work, revision, body, now)))
            return rows

        made = await self._db.write(commit)
        self._nudge()
        return [present_publication(one, self._address) for one in made]

    async def list(self, workspace_id: str, campaign_id: str, cursor: str | None, limit: int) -> Page[PublicationDto]:
        """A campaign's publications, the newest first. Raises `NotFound`."""
        await self._campaigns.get(workspace_id, campaign_id)
        found = await self._db.read(
            lambda conn: repository.list_publications(conn, workspace_id, campaign_id, cursor, limit)
        )
        return found.map(lambda one: present_publication(one, self._address))

    async def message(self, workspace_id: str, publication_id: str) -> Json | None:
        """What a webhook tells of a publication; None once it is deleted."""
        found = await self._db.read(lambda conn: repository.find_publication(conn, workspace_id, publication_id))
        return webhook.message_of(found) if found else None

    async def bundle(self, token: str) -> Download:
        """The bundle behind a link, whoever asks. Raises `NotFound`, `BundleNotReady`."""
        row = await self._db.read(lambda conn: repository.find_by_token(conn, token))
        if row is None or row.deleted_at is not None or row.channel != "bundle":
            raise NotFound("There is nothing behind this link.")
        if row.state != "published":
            raise BundleNotReady("The bundle is still being written. Ask again.", headers={"Retry-After": "2"})
        return Download(row.object_key, f"{slug_of(row.frozen['creative']['title'])}-r{row.revision}.zip")

    async def campaign_bundle(self, workspace_id: str, campaign_id: str) -> CampaignBundle:
        """All published bundles of a campaign as one archive, a folder each. Raises `NotFound`, `NothingPublished`."""
        campaign = await self._campaigns.get(workspace_id, campaign_id)
        found = await self._db.read(lambda conn: repository.bundles_of(conn, workspace_id, campaign_id))
        if not found:
            raise NothingPublished("No bundle of this campaign is published yet: publish creatives first.")
        return gathered(self._storage, found, f"{slug_of(campaign.name)}.zip")

    async def sweep(self) -> None:
        """Remove the files of deleted publications; safe to run twice.

        A row is forgotten only after an hour: a bundle that was being written meanwhile is removed once more.
        """
        before = self._clock.now_ms() - LEFT_BEHIND_MS
        for row in await self._db.read(repository.doomed):
            if row.object_key:
                await self._storage.delete(row.object_key)
            if row.deleted_at < before:
                await self._db.write(lambda conn, row=row: repository.forget(conn, row.id))  # type: ignore[misc]

    async def retry(self, workspace_id: str, publication_id: str) -> PublicationDto:
        """A failed publication once more. Raises `NotFound`, `PublicationNotRetryable`."""
        found = await self._find(workspace_id, publication_id)
        now = self._clock.now_ms()
        if not await self._db.write(lambda conn: repository.publish_again(conn, publication_id, now)):
            raise PublicationNotRetryable(
                "This revision is published already." if found.state == "published" else "It is on its way."
            )
        self._nudge()
        return present_publication(await self._find(workspace_id, publication_id), self._address)

    async def _find(self, workspace_id: str, publication_id: str) -> Publication:
        found = await self._db.read(lambda conn: repository.find_publication(conn, workspace_id, publication_id))
        if found is None:
            raise NotFound("There is no such publication in this workspace.")
        return found

    async def _check_channel(self, workspace_id: str, body: PublishDto) -> None:
        if (body.channel == "webhook") != (body.endpoint_id is not None):
            raise ChannelUnusable(
                "The channel webhook needs an endpointId, and only that channel takes one.",
                fields={"endpointId": "one of /api/webhook-endpoints, for the channel webhook"},
            )
        if body.endpoint_id is not None:
            await self._webhooks.enabled(workspace_id, body.endpoint_id)


def _all(conn: sa.Connection, workspace_id: str, campaign_id: str, ids: Sequence[str]) -> list[Creative]:
    found = []
    for creative_id in ids:
        creative = repository.find_creative(conn, workspace_id, campaign_id, creative_id)
        if creative is None:
            raise _no_such_creative(creative_id)
        found.append(creative)
    return found


def _check_publishable(creative: Creative, work: Work | None) -> None:
    if work is None:
        raise NotPublishable(f"The video of “{creative.title}” was deleted: put another into the campaign.")
    if work.stored is None or work.view.status != "succeeded":
        said = work.view.status.replace("_", " ")
        raise NotPublishable(f"The video of “{creative.title}” is {said}: only a finished one can be published.")


def _row(creative: Creative, work: Work, revision: int, body: PublishDto, now: int) -> Json:
    return {
        "id": new_id("pub"),
        "workspace_id": creative.workspace_id,
        "campaign_id": creative.campaign_id,
        "creative_id": creative.id,
        "channel": body.channel,
        "endpoint_id": body.endpoint_id,
        "target": body.endpoint_id or "",
        "revision": revision,
        "state": "queued",
        "frozen": _frozen(creative, work, revision, now),
        "token": new_token(),
        "sent_times": 0,
        "created_at": now,
        "segment": SEGMENT,
        "queue": QUEUE,
        "due_at": now,
        "seq": 0,
        "tries": 0,
    }


def _frozen(creative: Creative, work: Work, revision: int, now: int) -> Json:
    """Everything that is published, by value: what changes later is another revision."""
    stored = work.stored
    assert stored is not None
    return {
        "creative": {
            "id": creative.id,
            "campaignId": creative.campaign_id,
            "title": creative.title,
            "position": creative.position,
            "placements": list(creative.placements),
            "copy": {place: creative.copy[place] for place in creative.placements if place in creative.copy},
            "revision": revision,
        },
        "video": work.view.model_dump(mode="json", by_alias=True),
        "files": [vars(one) for one in stored.files],
        "sha256": stored.sha256,
        "bytes": stored.bytes,
        "provenance": dict(stored.provenance),
        "orderedAt": to_iso(now),
    }


def _no_such_creative(creative_id: str) -> NotFound:
    return NotFound(f"There is no creative {creative_id} in this campaign.")
