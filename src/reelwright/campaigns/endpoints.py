"""The HTTP face of campaigns."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from reelwright.accounts.auth import Reader, Writer
from reelwright.campaigns.contracts import Campaign
from reelwright.campaigns.schemas import CampaignDto, CampaignsDto, NameCampaignDto
from reelwright.campaigns.service import CampaignsService
from reelwright.kit.answers import errors
from reelwright.kit.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page
from reelwright.kit.problems import NotFound

router = APIRouter(prefix="/api/campaigns", tags=["campaigns"])


def _campaigns(request: Request) -> CampaignsService:
    service: CampaignsService = request.app.state.services.campaigns
    return service


@router.post("", status_code=201, response_model=CampaignDto)
async def create_campaign(request: Request, who: Writer, body: NameCampaignDto) -> Campaign:
    """Begin a campaign."""
    return await _campaigns(request).create(who.workspace_id, body.name)


@router.get("", response_model=CampaignsDto)
async def list_campaigns(
    request: Request,
    who: Reader,
    cursor: Annotated[str | None, Query(max_length=500, description="`nextCursor` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[Campaign]:
    """The workspace's campaigns, the newest first."""
    return await _campaigns(request).list(who.workspace_id, cursor, limit)


@router.get("/{campaign_id}", response_model=CampaignDto, responses=errors(NotFound))
async def get_campaign(request: Request, who: Reader, campaign_id: str) -> Campaign:
    """One campaign."""
    return await _campaigns(request).get(who.workspace_id, campaign_id)


@router.patch("/{campaign_id}", response_model=CampaignDto, responses=errors(NotFound))
async def rename_campaign(request: Request, who: Writer, campaign_id: str, body: NameCampaignDto) -> Campaign:
    """Give a campaign another name."""
    return await _campaigns(request).rename(who.workspace_id, campaign_id, body.name)


@router.delete("/{campaign_id}", status_code=204, responses=errors(NotFound))
async def delete_campaign(request: Request, who: Writer, campaign_id: str) -> None:
    """Delete a campaign; its videos stay in the library."""
    await _campaigns(request).delete(who.workspace_id, campaign_id)
