"""`/api/video`: order, quote, read, follow, and what can be done to a generation."""

import re
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from reelwright.accounts.auth import Buyer, Reader, Writer, may_still_read
from reelwright.accounts.contracts import Caller
from reelwright.budget.errors import BudgetExceeded
from reelwright.catalog.lifecycle import ModelRetired, ModelUnavailable, ModelUnknown
from reelwright.generation.bodies import MAX_FORM_BYTES, Body, body_of, both_types
from reelwright.generation.desk import Desk
from reelwright.generation.errors import (
    IdempotencyConflict,
    NotCancelable,
    NotResolvable,
    NotRetryable,
    QuoteChanged,
    QuoteUnknown,
    StillRunning,
)
from reelwright.generation.examples import BRAND, GENERATE, PRODUCT, SOCIAL
from reelwright.generation.ordering import same_action
from reelwright.generation.schemas import (
    BrandAnimationExampleDto,
    GenerateVideoWithReferenceDto,
    GenerationDto,
    GenerationListDto,
    OrderFields,
    ProductShowcaseExampleDto,
    QuoteDto,
    ResolveDto,
    SocialMediaExampleDto,
)
from reelwright.generation.service import GenerationService, ListFilter
from reelwright.kit.answers import errors
from reelwright.kit.pagination import DEFAULT_LIMIT, MAX_LIMIT
from reelwright.kit.problems import Invalid, NotFound
from reelwright.kit.safe_post import WebhookAddressRefused

router = APIRouter(prefix="/api/video", tags=["video"])

IdempotencyKey = Annotated[
    str | None,
    Header(alias="Idempotency-Key", min_length=1, max_length=255, description="Makes a retry safe for 24 h."),
]
ShotNumber = Annotated[int, Path(ge=1, le=999)]
Prefer = Annotated[str | None, Header(description="`wait=N` (1-300 s) holds the answer until the video rests.")]
ORDER_ERRORS = errors(
    Invalid,
    ModelUnknown,
    ModelRetired,
    ModelUnavailable,
    BudgetExceeded,
    QuoteUnknown,
    QuoteChanged,
    IdempotencyConflict,
    WebhookAddressRefused,
)


def service(request: Request) -> GenerationService:
    """The generation service of this installation."""
    found: GenerationService = request.app.state.services.generation
    return found


def desk(request: Request) -> Desk:
    """Where orders are taken in: bodies, files, headers."""
    found: Desk = request.app.state.services.desk
    return found


Service = Annotated[GenerationService, Depends(service)]
OrderDesk = Annotated[Desk, Depends(desk)]


def wait_seconds(prefer: str | None) -> int | None:
    """`wait=30` -> 30; anything else is a preference we do not know and may ignore (RFC 7240)."""
    match = re.search(r"(?:^|[,;]\s*)wait\s*=\s*(\d{1,6})(?:$|[\s,;])", prefer or "", re.IGNORECASE)
    seconds = int(match[1]) if match else 0
    return min(seconds, 300) if seconds >= 1 else None


async def _order(
    who: Caller, desk: Desk, body: Body[Any], operation: str, key: str | None, prefer: str | None, response: Response
) -> GenerationDto:
    view, headers = await desk.order(who, body, operation, key)
    response.headers.update(headers)
    if seconds := wait_seconds(prefer):
        view = await desk.generation.wait(who.workspace_id, view.id, seconds)
        response.headers["Preference-Applied"] = f"wait={seconds}"
    return view


async def _again(view: GenerationDto, who: Caller, desk: Desk, prefer: str | None, response: Response) -> GenerationDto:
    if seconds := wait_seconds(prefer):
        view = await desk.generation.wait(who.workspace_id, view.id, seconds)
        response.headers["Preference-Applied"] = f"wait={seconds}"
    return view


def _taking(kind: type[OrderFields], example: dict[str, Any]) -> dict[str, Any]:
    return {
        "status_code": 202,
        "responses": ORDER_ERRORS,
        "openapi_extra": both_types(kind, example),
        "max_body_size": MAX_FORM_BYTES,
    }


@router.post("/generate", **_taking(GenerateVideoWithReferenceDto, GENERATE))
async def generate_video(
    who: Buyer,
    desk: OrderDesk,
    response: Response,
    body: Annotated[Body[GenerateVideoWithReferenceDto], Depends(body_of(GenerateVideoWithReferenceDto))],
    key: IdempotencyKey = None,
    prefer: Prefer = None,
) -> GenerationDto:
    """Order one finished video; answers at once, with links that are final."""
    return await _order(who, desk, body, "generate", key, prefer, response)


@router.post("/examples/brand-animation", **_taking(BrandAnimationExampleDto, BRAND))
async def brand_animation(
    who: Buyer,
    desk: OrderDesk,
    response: Response,
    body: Annotated[Body[BrandAnimationExampleDto], Depends(body_of(BrandAnimationExampleDto))],
    key: IdempotencyKey = None,
    prefer: Prefer = None,
) -> GenerationDto:
    """Order a logo reveal."""
    return await _order(who, desk, body, "brand-animation", key, prefer, response)


@router.post("/examples/product-showcase", **_taking(ProductShowcaseExampleDto, PRODUCT))
async def product_showcase(
    who: Buyer,
    desk: OrderDesk,
    response: Response,
    body: Annotated[Body[ProductShowcaseExampleDto], Depends(body_of(ProductShowcaseExampleDto))],
    key: IdempotencyKey = None,
    prefer: Prefer = None,
) -> GenerationDto:
    """Order a product showcase."""
    return await _order(who, desk, body, "product-showcase", key, prefer, response)


@router.post("/examples/social-media", **_taking(SocialMediaExampleDto, SOCIAL))
async def social_media(
    who: Buyer,
    desk: OrderDesk,
    response: Response,
    body: Annotated[Body[SocialMediaExampleDto], Depends(body_of(SocialMediaExampleDto))],
    key: IdempotencyKey = None,
    prefer: Prefer = None,
) -> GenerationDto:
    """Order a post for a platform, in its format and usual length."""
    return await _order(who, desk, body, "social-media", key, prefer, response)


@router.post(
    "/quote",
    responses=ORDER_ERRORS,
    openapi_extra=both_types(GenerateVideoWithReferenceDto, GENERATE),
    max_body_size=MAX_FORM_BYTES,
)
async def quote_video(
    who: Reader,
    desk: OrderDesk,
    body: Annotated[Body[GenerateVideoWithReferenceDto], Depends(body_of(GenerateVideoWithReferenceDto))],
    response: Response,
) -> QuoteDto:
    """Say the plan and the price before anything is ordered; ordering with its id costs at most that."""
    quoted, headers = await desk.quote(who, body)
    response.headers.update(headers)
    return quoted


@router.get("")
async def list_videos(
    who: Reader,
    generation: Service,
    campaign: Annotated[str | None, Query(max_length=60)] = None,
    status: Annotated[str | None, Query(max_length=20)] = None,
    model: Annotated[str | None, Query(max_length=80)] = None,
    text: Annotated[str | None, Query(max_length=200, description="Words of the prompt.")] = None,
    cursor: Annotated[str | None, Query(max_length=400)] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> GenerationListDto:
    """List generations, newest first."""
    found = await generation.list(who.workspace_id, ListFilter(campaign, status, model, text), cursor, limit)
    return GenerationListDto(items=found.items, next_cursor=found.next_cursor)


@router.get("/{generation_id}", responses=errors(NotFound))
async def get_video(generation_id: str, who: Reader, generation: Service) -> GenerationDto:
    """Give one generation as it is now."""
    return await generation.get(who.workspace_id, generation_id)


async def _exists(generation_id: str, who: Reader, generation: Service) -> None:
    """A stream's answer has begun before its body runs, so what is not there is refused before."""
    await generation.get(who.workspace_id, generation_id)


@router.get("/{generation_id}/events", response_class=EventSourceResponse, responses=errors(NotFound))
async def follow_video(
    generation_id: str,
    who: Reader,
    request: Request,
    generation: Service,
    _: Annotated[None, Depends(_exists)],
    last_event_id: Annotated[str | None, Header(alias="Last-Event-ID", max_length=18)] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Follow one generation: a snapshot or a replay, then events and progress until it rests."""
    after = int(last_event_id) if last_event_id and last_event_id.isdigit() else None
    goes_on = partial(may_still_read, request, who)
    async for one in generation.follow(who.workspace_id, generation_id, after, goes_on):
        identity = str(one["id"]) if "id" in one else None
        yield ServerSentEvent(event=one["type"], data=one["data"], id=identity)


@router.post("/{generation_id}/cancel", status_code=202, responses=errors(NotFound, NotCancelable))
async def cancel_video(generation_id: str, who: Buyer, generation: Service) -> GenerationDto:
    """Stop what can be stopped; `cancel.willBillUsd` says what is billed all the same."""
    return await generation.cancel(who.workspace_id, generation_id)


@router.post("/{generation_id}/retry", status_code=202, responses=errors(NotFound, NotRetryable, BudgetExceeded))
async def retry_video(
    generation_id: str,
    who: Buyer,
    desk: OrderDesk,
    response: Response,
    key: IdempotencyKey = None,
    prefer: Prefer = None,
) -> GenerationDto:
    """Make only what is missing; kept takes are not bought again."""
    same = same_action(f"retry:{generation_id}", key)
    view = await desk.generation.retry(who.workspace_id, generation_id, same)
    return await _again(view, who, desk, prefer, response)


@router.post("/{generation_id}/resolve", status_code=202, responses=errors(NotFound, NotResolvable, Invalid))
async def resolve_video(generation_id: str, body: ResolveDto, who: Buyer, generation: Service) -> GenerationDto:
    """Settle a paid submit whose answer was lost: its job, not billed, or written off."""
    return await generation.resolve(who.workspace_id, generation_id, body.attempt_id, body.outcome, body.vendor_job_id)


@router.post(
    "/{generation_id}/shots/{n}/redo", status_code=202, responses=errors(NotFound, StillRunning, BudgetExceeded)
)
async def redo_shot(
    generation_id: str,
    n: ShotNumber,
    who: Buyer,
    desk: OrderDesk,
    response: Response,
    key: IdempotencyKey = None,
    prefer: Prefer = None,
) -> GenerationDto:
    """Order another take of one shot."""
    same = same_action(f"redo:{generation_id}:{n}", key)
    view = await desk.generation.redo(who.workspace_id, generation_id, n, same)
    return await _again(view, who, desk, prefer, response)


@router.post(
    "/{generation_id}/takes/{take_id}/choose", status_code=202, responses=errors(NotFound, StillRunning, NotRetryable)
)
async def choose_take(generation_id: str, take_id: str, who: Writer, generation: Service) -> GenerationDto:
    """Use a kept take and finish again, free."""
    return await generation.choose(who.workspace_id, generation_id, take_id)


@router.delete("/{generation_id}", status_code=204, responses=errors(NotFound, StillRunning))
async def delete_video(generation_id: str, who: Writer, generation: Service) -> None:
    """Delete a generation with its files; its link answers 410 from now on."""
    await generation.delete(who.workspace_id, generation_id)
