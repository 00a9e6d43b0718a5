"""The HTTP face of creatives and publications."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response, StreamingResponse

from reelwright.accounts.auth import Reader, Writer
from reelwright.events.errors import EndpointDisabled
from reelwright.kit.answers import errors
from reelwright.kit.kept_files import kept_file
from reelwright.kit.pagination import DEFAULT_LIMIT, MAX_LIMIT
from reelwright.kit.problems import Invalid, NotFound
from reelwright.kit.text import save_as
from reelwright.publishing.channels.bundle import CONTENT_TYPE
from reelwright.publishing.errors import (
    BundleNotReady,
    ChannelUnusable,
    NothingPublished,
    NotPublishable,
    PublicationNotRetryable,
)
from reelwright.publishing.schemas import (
    AddCreativeDto,
    ChangeCreativeDto,
    CreativeDto,
    CreativeListDto,
    OrderCreativesDto,
    PublicationDto,
    PublicationListDto,
    PublishDto,
    PublishedDto,
)
from reelwright.publishing.service import PublishingService

router = APIRouter(tags=["publishing"])

ZIP: dict[int | str, dict[str, Any]] = {200: {"description": "The ZIP.", "content": {"application/zip": {}}}}


def service(request: Request) -> PublishingService:
    """The publishing service of this installation."""
    found: PublishingService = request.app.state.services.publishing
    return found


Publishing = Annotated[PublishingService, Depends(service)]


@router.post("/api/campaigns/{campaign_id}/creatives", status_code=201, responses=errors(NotFound, Invalid))
async def add_creative(who: Writer, publishing: Publishing, campaign_id: str, body: AddCreativeDto) -> CreativeDto:
    """Put a video into a campaign; the same video again is the same creative."""
    return await publishing.creatives.add(who.workspace_id, campaign_id, body)


@router.get("/api/campaigns/{campaign_id}/creatives", responses=errors(NotFound))
async def list_creatives(who: Reader, publishing: Publishing, campaign_id: str) -> CreativeListDto:
    """A campaign's creatives, in their order."""
    return CreativeListDto(items=list(await publishing.creatives.list(who.workspace_id, campaign_id)))


@router.put("/api/campaigns/{campaign_id}/creatives/order", responses=errors(NotFound, Invalid))
async def order_creatives(
    who: Writer, publishing: Publishing, campaign_id: str, body: OrderCreativesDto
) -> CreativeListDto:
    """Put a campaign's creatives into another order."""
    return CreativeListDto(items=list(await publishing.creatives.order(who.workspace_id, campaign_id, body.ids)))


@router.patch("/api/campaigns/{campaign_id}/creatives/{creative_id}", responses=errors(NotFound, Invalid))
async def change_creative(
    who: Writer, publishing: Publishing, campaign_id: str, creative_id: str, body: ChangeCreativeDto
) -> CreativeDto:
    """Change title, placements, copy or status; another title, copy or placement is another revision."""
    return await publishing.creatives.change(who.workspace_id, campaign_id, creative_id, body)


@router.delete("/api/campaigns/{campaign_id}/creatives/{creative_id}", status_code=204, responses=errors(NotFound))
async def delete_creative(who: Writer, publishing: Publishing, campaign_id: str, creative_id: str) -> None:
    """Take a creative out of its campaign, with its bundles; the video stays in the library."""
    await publishing.creatives.delete(who.workspace_id, campaign_id, creative_id)


@router.post(
    "/api/campaigns/{campaign_id}/publications",
    status_code=202,
    responses=errors(NotFound, NotPublishable, EndpointDisabled, ChannelUnusable),
)
async def publish_creatives(who: Writer, publishing: Publishing, campaign_id: str, body: PublishDto) -> PublishedDto:
    """Publish creatives as they are now, each revision once on each channel; asked again, the same rows."""
    return PublishedDto(items=await publishing.publish(who.workspace_id, campaign_id, body))


@router.get("/api/campaigns/{campaign_id}/publications", responses=errors(NotFound))
async def list_publications(
    who: Reader,
    publishing: Publishing,
    campaign_id: str,
    cursor: Annotated[str | None, Query(max_length=500, description="`nextCursor` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> PublicationListDto:
    """What a campaign has published, the newest first, with each channel's own words."""
    found = await publishing.list(who.workspace_id, campaign_id, cursor, limit)
    return PublicationListDto(items=found.items, next_cursor=found.next_cursor)


@router.get(
    "/api/campaigns/{campaign_id}/bundle",
    response_class=Response,
    responses=errors(NotFound, NothingPublished) | ZIP,
)
async def get_campaign_bundle(who: Reader, publishing: Publishing, campaign_id: str) -> Response:
    """All published bundles of a campaign in one ZIP, a folder for each creative."""
    found = await publishing.campaign_bundle(who.workspace_id, campaign_id)
    headers = {"Content-Length": str(found.size), "Content-Disposition": save_as(found.name)}
    return StreamingResponse(found.stream, media_type=CONTENT_TYPE, headers=headers)


@router.head("/media/bundles/{token}", include_in_schema=False)
@router.get(
    "/media/bundles/{token}",
    response_class=Response,
    responses=errors(NotFound, BundleNotReady) | ZIP | {307: {"description": "Where the file is."}},
)
async def open_bundle_link(request: Request, publishing: Publishing, token: str) -> Response:
    """Give a published bundle to whoever has its link."""
    found = await publishing.bundle(token)
    return await kept_file(
        request.app.state.services.storage,
        found.key,
        CONTENT_TYPE,
        request,
        cache="private, no-cache",
        link_cache="no-store",
        filename=found.name,
        missing="The bundle's file is missing from the storage. Restore it from a backup.",
    )


@router.post(
    "/api/publications/{publication_id}/retry",
    status_code=202,
    responses=errors(NotFound, PublicationNotRetryable),
)
async def retry_publication(who: Writer, publishing: Publishing, publication_id: str) -> PublicationDto:
    """Publish a failed one again; what had arrived all the same is recognised by its id."""
    return await publishing.retry(who.workspace_id, publication_id)
