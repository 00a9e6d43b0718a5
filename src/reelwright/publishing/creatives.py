"""Creatives: videos put into a campaign, in an order, with placements and copy."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from reelwright.campaigns.contracts import Campaign
from reelwright.campaigns.service import CampaignsService
from reelwright.catalog.platforms import load_platforms
from reelwright.generation.contracts import Work
from reelwright.generation.service import GenerationService
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.ids import new_id
from reelwright.kit.problems import Invalid, NotFound
from reelwright.publishing import repository
from reelwright.publishing.contracts import Creative
from reelwright.publishing.copywriting import first_copy, title_of
from reelwright.publishing.present import present_creative
from reelwright.publishing.schemas import AddCreativeDto, ChangeCreativeDto, CreativeDto

Json = dict[str, Any]


class Creatives:
    """Keeps the creatives of campaigns; every call is scoped to a workspace."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        campaigns: CampaignsService,
        generation: GenerationService,
        sweep: Callable[[], Awaitable[None]],
    ) -> None:
        """`sweep` removes the files of what was deleted."""
        self._db, self._clock, self._campaigns, self._generation = db, clock, campaigns, generation
        self._sweep = sweep

    async def add(self, workspace_id: str, campaign_id: str, body: AddCreativeDto) -> CreativeDto:
        """A creative at the end, or the one this video has there already. Raises `NotFound`, `Invalid`."""
        campaign = await self._campaigns.get(workspace_id, campaign_id)
        work = (await self._generation.works(workspace_id, [body.generation_id])).get(body.generation_id)
        if work is None:
            raise NotFound(f"There is no generation {body.generation_id} in this workspace.")
        fitting = fitting_placements(campaign.brief.placements, work.view.aspect_ratio)
        placements = _checked(fitting if body.placements is None else body.placements)
        now = self._clock.now_ms()
        values = {
            "id": new_id("cre"),
            "workspace_id": workspace_id,
            "campaign_id": campaign_id,
            "generation_id": body.generation_id,
            "title": body.title or title_of(work.view.prompt, campaign.brief.product or ""),
            "is_ready": False,
            "placements": placements,
            "copy": _with_first_copy({}, placements, work, campaign),
            "revision": 1,
            "finish_rev": work.stored.revision if work.stored else None,
            "created_at": now,
            "updated_at": now,
        }
        creative = await self._db.write(lambda conn: repository.add_creative(conn, values))
        return (await self._shown([creative]))[0]

    async def list(self, workspace_id: str, campaign_id: str) -> Sequence[CreativeDto]:
        """A campaign's creatives in their order. Raises `NotFound`."""
        await self._campaigns.get(workspace_id, campaign_id)
        return await self._listed(workspace_id, campaign_id)

    async def _listed(self, workspace_id: str, campaign_id: str) -> Sequence[CreativeDto]:
        found = await self._db.read(lambda conn: repository.list_creatives(conn, workspace_id, campaign_id))
        return await self._shown(found)

    async def change(
        self, workspace_id: str, campaign_id: str, creative_id: str, body: ChangeCreativeDto
    ) -> CreativeDto:
        """Change the fields given; new words or placements make a new revision. Raises `NotFound`, `Invalid`."""
        given: Json = {name: getattr(body, name) for name in body.model_fields_set}
        if "placements" in given:
            given["placements"] = _checked(given["placements"])
        copy = {place: words.model_dump(mode="json") for place, words in given.pop("copy_", {}).items()}
        _checked(list(copy))
        campaign = await self._campaigns.get(workspace_id, campaign_id)
        before = await self._find(workspace_id, campaign_id, creative_id)
        work = (await self._generation.works(workspace_id, [before.generation_id])).get(before.generation_id)
        now = self._clock.now_ms()

        def change(conn: sa.Connection) -> Creative | None:
            found = repository.find_creative(conn, workspace_id, campaign_id, creative_id, lock=True)
            if found is not None:
                repository.change_creative(conn, creative_id, _changes(found, work, campaign, given, copy, now))
            return repository.find_creative(conn, workspace_id, campaign_id, creative_id)

        changed = await self._db.write(change)
        if changed is None:
            raise _no_such_creative()
        return (await self._shown([changed]))[0]

    async def order(self, workspace_id: str, campaign_id: str, ids: Sequence[str]) -> Sequence[CreativeDto]:
        """Put the creatives into this order. Raises `NotFound`, and `Invalid` unless every one is named once."""
        await self._campaigns.get(workspace_id, campaign_id)

        def change(conn: sa.Connection) -> None:
            present = [one.id for one in repository.list_creatives(conn, workspace_id, campaign_id)]
            if sorted(present) != sorted(ids):
                raise Invalid(
                    "Name every creative of the campaign once, in the order wanted: read the list again.",
                    fields={"ids": "every creative of the campaign, once"},
                )
            for position, creative_id in enumerate(ids):
                repository.change_creative(conn, creative_id, {"position": position})

        await self._db.write(change)
        return await self._listed(workspace_id, campaign_id)

    async def delete(self, workspace_id: str, campaign_id: str, creative_id: str) -> None:
        """Take a creative out with its publications; the video stays in the library. Raises `NotFound`."""
        await self._find(workspace_id, campaign_id, creative_id)
        now = self._clock.now_ms()
        await self._db.write(lambda conn: repository.delete_creative(conn, creative_id, now))
        await self._sweep()

    async def _find(self, workspace_id: str, campaign_id: str, creative_id: str) -> Creative:
        found = await self._db.read(lambda conn: repository.find_creative(conn, workspace_id, campaign_id, creative_id))
        if found is None:
            raise _no_such_creative()
        return found

    async def _shown(self, found: Sequence[Creative]) -> Sequence[CreativeDto]:
        if not found:
            return []
        works = await self._generation.works(found[0].workspace_id, [one.generation_id for one in found])
        done = await self._db.read(lambda conn: repository.published_revisions(conn, [one.id for one in found]))
        return [present_creative(one, works.get(one.generation_id), done) for one in found]


def _changes(found: Creative, work: Work | None, campaign: Campaign, given: Json, copy: Json, now: int) -> Json:
    """The columns that change, the revision among them where what is published would be another thing."""
    values: Json = {name: given[name] for name in ("title", "placements") if name in given}
    placements = values.get("placements", list(found.placements))
    words = {**found.copy, **copy}
    values["copy"] = _with_first_copy(words, placements, work, campaign) if work else words
    was = {"title": found.title, "placements": list(found.placements), "copy": dict(found.copy)}
    if any(values[name] != was[name] for name in values):
        values["revision"] = found.revision_of(work) + 1
    if "revision" in values or found.finish_rev is None:
        values["finish_rev"] = work.stored.revision if work and work.stored else found.finish_rev
    if "status" in given:
        values["is_ready"] = given["status"] == "ready"
    return {**values, "updated_at": now}


def _with_first_copy(copy: Mapping[str, Any], placements: Sequence[str], work: Work, campaign: Campaign) -> Json:
    """The copy with words to begin with for placements that have none."""
    fresh = [place for place in placements if place not in copy]
    return {**copy, **{place: first_copy(work.view.prompt, campaign.brief) for place in fresh}}


def fitting_placements(wanted: Sequence[str], aspect_ratio: str) -> list[str]:
    """Those of a campaign's placements that show this format; all of them where none does."""
    known = load_platforms()
    fitting = [key for key in wanted if key in known and known[key].aspect_ratio == aspect_ratio]
    return fitting or [key for key in wanted if key in known]


def _checked(placements: Sequence[str]) -> list[str]:
    """Placements that there are, each once. Raises `Invalid`."""
    known = load_platforms()
    for key in placements:
        if key not in known:
            listed = ", ".join(known)
            raise Invalid(
                f"There is no placement {key!r}. Choose from {listed}.", fields={"placements": f"of {listed}"}
            )
    return list(dict.fromkeys(placements))


def _no_such_creative() -> NotFound:
    return NotFound("There is no such creative in this campaign.")
