"""Campaigns as the rest of the product uses them."""

from reelwright.campaigns import repository
from reelwright.campaigns.contracts import Campaign
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.ids import new_id
from reelwright.kit.pagination import Page
from reelwright.kit.problems import NotFound


class CampaignsService:
    """Keeps campaigns."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    async def create(self, workspace_id: str, name: str) -> Campaign:
        """A new campaign."""
        campaign = Campaign(new_id("cmp"), workspace_id, name, self._clock.now_ms())
        await self._db.write(lambda conn: repository.add(conn, campaign))
        return campaign

    async def get(self, workspace_id: str, campaign_id: str) -> Campaign:
        """The workspace's campaign. Raises `NotFound`."""
        campaign = await self._db.read(lambda conn: repository.find(conn, workspace_id, campaign_id))
        if campaign is None:
            raise _no_such_campaign()
        return campaign

    async def list(self, workspace_id: str, cursor: str | None, limit: int) -> Page[Campaign]:
        """The workspace's campaigns, the newest first."""
        return await self._db.read(lambda conn: repository.list_of(conn, workspace_id, cursor, limit))

    async def rename(self, workspace_id: str, campaign_id: str, name: str) -> Campaign:
        """Give it another name. Raises `NotFound`."""
        if not await self._db.write(lambda conn: repository.rename(conn, workspace_id, campaign_id, name)):
            raise _no_such_campaign()
        return await self.get(workspace_id, campaign_id)

    async def delete(self, workspace_id: str, campaign_id: str) -> None:
        """Delete the campaign, not its videos. Raises `NotFound`."""
        if not await self._db.write(lambda conn: repository.delete(conn, workspace_id, campaign_id)):
            raise _no_such_campaign()


def _no_such_campaign() -> NotFound:
    return NotFound("There is no such campaign in this workspace.")
