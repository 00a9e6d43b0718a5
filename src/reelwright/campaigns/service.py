"""Campaigns as the rest of the product uses them."""

from collections.abc import Callable, Collection
from typing import Any, NoReturn

import sqlalchemy as sa

from reelwright.accounts.contracts import Caller
from reelwright.budget.service import limit_campaign
from reelwright.campaigns import messages, repository
from reelwright.campaigns.briefing import write_facts
from reelwright.campaigns.contracts import Campaign, Voices
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.ids import new_id
from reelwright.kit.pagination import Page
from reelwright.kit.problems import NotFound
from reelwright.prompting.contracts import Brief, Facts, Turn, Voice
from reelwright.prompting.service import PromptContext, opening

Follower = Callable[[sa.Connection, str], None]  # (in the transaction, campaign id)


class CampaignsService:
    """Keeps campaigns and their briefs."""

    def __init__(self, db: Database, clock: Clock, voices: Voices) -> None:
        self._db, self._clock, self._voices = db, clock, voices
        self._followers: list[Follower] = []

    def when_deleted(self, follow: Follower) -> None:
        """Tell a domain above, in the same transaction, which campaign goes."""
        self._followers.append(follow)

    async def create(self, who: Caller, name: str, facts: Facts, brand_kit_id: str | None) -> Campaign:
        """A new campaign, with a greeting that asks the first question. Raises `NotFound` for the brand kit."""
        await self._check_kit(who.workspace_id, brand_kit_id)
        campaign = self._new(who.workspace_id, name, Brief().with_facts(facts), brand_kit_id)
        await self._db.write(lambda conn: begin(conn, campaign, opening(campaign.brief)))
        return campaign

    async def get(self, workspace_id: str, campaign_id: str) -> Campaign:
        """The workspace's campaign. Raises `NotFound`."""
        campaign = await self._db.read(lambda conn: repository.find(conn, workspace_id, campaign_id))
        return campaign or no_such_campaign()

    async def list(self, workspace_id: str, cursor: str | None, limit: int) -> Page[Campaign]:
        """The workspace's campaigns, the newest first."""
        return await self._db.read(lambda conn: repository.list_of(conn, workspace_id, cursor, limit))

    async def change(self, who: Caller, campaign_id: str, changes: dict[str, Any], facts: Facts) -> Campaign:
        """Change its name, stage or brand kit, and facts of its brief. Raises `NotFound`, `NotAllowed`."""
        await self._check_kit(who.workspace_id, changes.get("brand_kit_id"))
        now = self._clock.now_ms()

        def write(conn: sa.Connection) -> Campaign:
            campaign = repository.lock(conn, who.workspace_id, campaign_id, now) or no_such_campaign()
            write_facts(conn, campaign, facts, may_raise=who.may("manage"), others=changes)
            return repository.find(conn, who.workspace_id, campaign_id) or no_such_campaign()

        return await self._db.write(write)

    async def delete(self, workspace_id: str, campaign_id: str) -> None:
        """Delete the campaign, its chat and its creatives, not its videos. Raises `NotFound`."""

        def delete(conn: sa.Connection) -> None:
            if not repository.delete(conn, workspace_id, campaign_id):
                no_such_campaign()
            for follow in self._followers:
                follow(conn, campaign_id)

        await self._db.write(delete)

    async def context(self, workspace_id: str, campaign_id: str | None, brand_kit_id: str | None) -> PromptContext:
        """What a prompt is written for; the kit named wins over the campaign's. Raises `NotFound`."""
        campaign = await self.get(workspace_id, campaign_id) if campaign_id else None
        if brand_kit_id:
            voice = await self._voices.voice(workspace_id, brand_kit_id)
        else:
            voice = await self.voice(campaign) if campaign else Voice()
        return PromptContext(campaign.brief if campaign else Brief(), voice)

    async def voice(self, campaign: Campaign) -> Voice:
        """How its brand speaks; nothing in particular where the kit is gone."""
        if campaign.brand_kit_id is None:
            return Voice()
        try:
            return await self._voices.voice(campaign.workspace_id, campaign.brand_kit_id)
        except NotFound:
            return Voice()

    async def _check_kit(self, workspace_id: str, brand_kit_id: str | None) -> None:
        if brand_kit_id is not None:
            await self._voices.voice(workspace_id, brand_kit_id)

    def _new(self, workspace_id: str, name: str, brief: Brief, brand_kit_id: str | None) -> Campaign:
        now = self._clock.now_ms()
        return Campaign(new_id("cmp"), workspace_id, name, now, now, brief=brief, brand_kit_id=brand_kit_id)


def begin(conn: sa.Connection, campaign: Campaign, greeting: Turn) -> None:
    """Keep a new campaign, its budget and its greeting."""
    repository.add(conn, campaign)
    if campaign.brief.budget_micro is not None:
        limit_campaign(conn, campaign.workspace_id, campaign.id, campaign.brief.budget_micro)
    messages.add_answer(conn, campaign, greeting, None, campaign.created_at)


def campaign_names(conn: sa.Connection, campaign_ids: Collection[str]) -> dict[str, str]:
    """What campaigns are called, by their ids; one that was deleted is left out."""
    return repository.names_of(conn, campaign_ids)


def no_such_campaign() -> NoReturn:
    """Raises `NotFound`."""
    raise NotFound("There is no such campaign in this workspace.")
