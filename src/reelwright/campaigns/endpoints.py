"""The HTTP face of campaigns and their chats."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from reelwright.accounts.auth import Reader, Writer
from reelwright.accounts.errors import NotAllowed
from reelwright.campaigns.conversation import Answering, Conversation
from reelwright.campaigns.schemas import (
    AskDto,
    CampaignDto,
    CampaignsDto,
    ChangeCampaignDto,
    CreateCampaignDto,
    MessagesDto,
    campaign_view,
    message_view,
)
from reelwright.campaigns.service import CampaignsService
from reelwright.kit.answers import errors
from reelwright.kit.pagination import DEFAULT_LIMIT, MAX_LIMIT
from reelwright.kit.problems import Conflict, NotFound

router = APIRouter(prefix="/api/campaigns", tags=["campaigns"])

Cursor = Annotated[str | None, Query(max_length=500, description="`nextCursor` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]


def service(request: Request) -> CampaignsService:
    """The campaigns of this installation."""
    found: CampaignsService = request.app.state.services.campaigns
    return found


def conversation(request: Request) -> Conversation:
    """The chats of this installation's campaigns."""
    found: Conversation = request.app.state.services.conversation
    return found


Campaigns = Annotated[CampaignsService, Depends(service)]
Chat = Annotated[Conversation, Depends(conversation)]


@router.post("", status_code=201, responses=errors(NotFound))
async def create_campaign(who: Writer, body: CreateCampaignDto, campaigns: Campaigns) -> CampaignDto:
    """Begin a campaign; its chat greets with the first question."""
    facts = body.brief.facts() if body.brief else {}
    return campaign_view(await campaigns.create(who, body.name, facts, body.brand_kit_id))


@router.get("")
async def list_campaigns(
    who: Reader, campaigns: Campaigns, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> CampaignsDto:
    """The workspace's campaigns, the newest first."""
    found = (await campaigns.list(who.workspace_id, cursor, limit)).map(campaign_view)
    return CampaignsDto(items=found.items, next_cursor=found.next_cursor)


@router.get("/{campaign_id}", responses=errors(NotFound))
async def get_campaign(campaign_id: str, who: Reader, campaigns: Campaigns) -> CampaignDto:
    """One campaign with its brief."""
    return campaign_view(await campaigns.get(who.workspace_id, campaign_id))


@router.patch("/{campaign_id}", responses=errors(NotFound, NotAllowed))
async def change_campaign(campaign_id: str, who: Writer, body: ChangeCampaignDto, campaigns: Campaigns) -> CampaignDto:
    """Change a campaign's name, stage, brand kit, or the given fields of its brief."""
    return campaign_view(await campaigns.change(who, campaign_id, body.changes(), body.facts()))


@router.delete("/{campaign_id}", status_code=204, responses=errors(NotFound))
async def delete_campaign(campaign_id: str, who: Writer, campaigns: Campaigns) -> None:
    """Delete a campaign and its chat; its videos stay in the library."""
    await campaigns.delete(who.workspace_id, campaign_id)


@router.get("/{campaign_id}/messages", responses=errors(NotFound))
async def list_messages(
    campaign_id: str, who: Reader, chat: Chat, cursor: Cursor = None, limit: Limit = DEFAULT_LIMIT
) -> MessagesDto:
    """What was said in a campaign's chat, the oldest first."""
    found = (await chat.messages(who.workspace_id, campaign_id, cursor, limit)).map(message_view)
    return MessagesDto(items=found.items, next_cursor=found.next_cursor)


async def _asked(campaign_id: str, who: Writer, body: AskDto, chat: Chat) -> Answering:
    """The message is kept before the stream begins, and what is refused is refused before it."""
    return await chat.ask(who, campaign_id, body.text, body.client_id)


@router.post("/{campaign_id}/messages", response_class=EventSourceResponse, responses=errors(NotFound, Conflict))
async def send_message(answering: Annotated[Answering, Depends(_asked)]) -> AsyncIterator[ServerSentEvent]:
    """Say something, and follow the answer.

    Events: `message` (your message as it is kept), `delta` `{text}` as the answer comes, `restart` `{}` where what came
    is void and comes anew, `campaign` (after facts were written into the brief), `done` (the answer as it is kept),
    `error` (a problem; the message is kept, send it again). The answer is finished and kept even if you stop reading.
    """
    async for kind, data in answering.follow():
        yield ServerSentEvent(event=kind, data=data)
