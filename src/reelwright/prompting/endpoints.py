"""`/api/prompts/refine` and `/api/usage/chat`."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from reelwright.accounts.auth import Reader, Writer
from reelwright.catalog.lifecycle import ModelUnknown, longest_prompt
from reelwright.kit.answers import errors
from reelwright.kit.problems import NotFound
from reelwright.prompting.contracts import Delta, Restart
from reelwright.prompting.schemas import ChatUsageDto, ChatUsagesDto, RefinedDto, RefineDto
from reelwright.prompting.service import PromptContext, Prompting, Refined

router = APIRouter(prefix="/api", tags=["prompts"])

DAY_MS = 86_400_000


def service(request: Request) -> Prompting:
    """The prompting of this installation."""
    found: Prompting = request.app.state.services.prompting
    return found


async def context(body: RefineDto, who: Writer, request: Request) -> PromptContext:
    """What the prompt is written for; what is not there is refused before the stream begins."""
    found: PromptContext = await request.app.state.services.campaigns.context(
        who.workspace_id, body.campaign_id, body.brand_kit_id
    )
    service(request).admit(who.workspace_id)
    return found


def limit(body: RefineDto, request: Request) -> int | None:
    """The shorter of the length asked for and the one that every mode of the model takes."""
    longest = longest_prompt(request.app.state.services.catalog(), body.model) if body.model else None
    return min(filter(None, (body.max_prompt, longest)), default=None)


@router.post("/prompts/refine", response_class=EventSourceResponse, responses=errors(NotFound, ModelUnknown))
async def refine_prompt(
    body: RefineDto,
    who: Writer,
    prompting: Annotated[Prompting, Depends(service)],
    about: Annotated[PromptContext, Depends(context)],
    longest: Annotated[int | None, Depends(limit)],
) -> AsyncIterator[ServerSentEvent]:
    """Write a prompt anew, word by word.

    Events: `delta` `{text}` as it comes, `restart` `{}` where what came is void and comes anew, `done` `{prompt, by,
    warning}` with the prompt to use. Without a chat model our own rules write it, and `warning` says so.
    """
    async for piece in prompting.refining(who.workspace_id, body.prompt, body.direction, longest, about):
        yield _event(piece)


def _event(piece: Delta | Restart | Refined) -> ServerSentEvent:
    match piece:
        case Delta():
            return ServerSentEvent(event="delta", data={"text": piece.text})
        case Restart():
            return ServerSentEvent(event="restart", data={})
        case Refined():
            done: dict[str, Any] = RefinedDto.model_validate(piece).model_dump(by_alias=True)
            return ServerSentEvent(event="done", data=done)


@router.get("/usage/chat")
async def get_chat_usage(
    who: Reader,
    request: Request,
    prompting: Annotated[Prompting, Depends(service)],
    days: Annotated[int, Query(ge=1, le=366, description="How far back to count.")] = 30,
) -> ChatUsagesDto:
    """What chat models were asked and used, by purpose and model."""
    since = request.app.state.services.clock.now_ms() - days * DAY_MS
    items = [ChatUsageDto.model_validate(one) for one in await prompting.meter.since(who.workspace_id, since)]
    return ChatUsagesDto(since=since, items=items)
