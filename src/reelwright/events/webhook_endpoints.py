"""`/api/webhook-endpoints` and `/api/deliveries`: where messages go, and what became of them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from reelwright.accounts.auth import Manager, Writer
from reelwright.events.contracts import Delivery, Endpoint
from reelwright.events.errors import DeliveryNotRetryable, EndpointDisabled
from reelwright.events.schemas import (
    CallbackSecretDto,
    ChangeEndpointDto,
    CreateEndpointDto,
    DeliveryDto,
    DeliveryListDto,
    NewWebhookEndpointDto,
    WebhookEndpointDto,
    WebhookEndpointListDto,
)
from reelwright.events.service import WebhooksService
from reelwright.kit.answers import errors
from reelwright.kit.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page
from reelwright.kit.problems import NotFound
from reelwright.kit.safe_post import WebhookAddressRefused

router = APIRouter(prefix="/api", tags=["webhooks"])


def _webhooks(request: Request) -> WebhooksService:
    service: WebhooksService = request.app.state.services.webhooks
    return service


Webhooks = Annotated[WebhooksService, Depends(_webhooks)]


@router.post("/webhook-endpoints", status_code=201, responses=errors(WebhookAddressRefused))
async def create_webhook_endpoint(who: Manager, webhooks: Webhooks, body: CreateEndpointDto) -> NewWebhookEndpointDto:
    """Add a receiver; its signing secret is in this answer and never shown again."""
    endpoint, secret = await webhooks.create(who.workspace_id, body)
    shown = WebhookEndpointDto.model_validate(endpoint)
    return NewWebhookEndpointDto(**{name: getattr(shown, name) for name in type(shown).model_fields}, secret=secret)


@router.get("/webhook-endpoints")
async def list_webhook_endpoints(who: Writer, webhooks: Webhooks) -> WebhookEndpointListDto:
    """The receivers of this workspace, the newest first."""
    found = await webhooks.list(who.workspace_id)
    return WebhookEndpointListDto(items=[WebhookEndpointDto.model_validate(one) for one in found])


@router.get("/webhook-endpoints/callback-secret")
async def get_callback_secret(who: Manager, webhooks: Webhooks) -> CallbackSecretDto:
    """The secret that signs what is sent to the `callbackUrl` of this workspace's orders."""
    return CallbackSecretDto(secret=await webhooks.callback_secret(who.workspace_id))


@router.post("/webhook-endpoints/callback-secret")
async def renew_callback_secret(who: Manager, webhooks: Webhooks) -> CallbackSecretDto:
    """Make another secret for callbacks; the one before signs nothing any more."""
    return CallbackSecretDto(secret=await webhooks.callback_secret(who.workspace_id, renew=True))


@router.patch(
    "/webhook-endpoints/{endpoint_id}",
    response_model=WebhookEndpointDto,
    responses=errors(NotFound, WebhookAddressRefused),
)
async def change_webhook_endpoint(
    who: Manager, webhooks: Webhooks, endpoint_id: str, body: ChangeEndpointDto
) -> Endpoint:
    """Change the fields given, or switch the receiver on and off."""
    return await webhooks.change(who.workspace_id, endpoint_id, body)


@router.delete("/webhook-endpoints/{endpoint_id}", status_code=204, responses=errors(NotFound))
async def delete_webhook_endpoint(who: Manager, webhooks: Webhooks, endpoint_id: str) -> None:
    """Delete a receiver with its deliveries."""
    await webhooks.delete(who.workspace_id, endpoint_id)


@router.post(
    "/webhook-endpoints/{endpoint_id}/test",
    status_code=202,
    response_model=DeliveryDto,
    responses=errors(NotFound, EndpointDisabled),
)
async def test_webhook_endpoint(who: Manager, webhooks: Webhooks, endpoint_id: str) -> Delivery:
    """Send a message of type `endpoint.test`; look at the delivery to see what came back."""
    return await webhooks.test(who.workspace_id, endpoint_id)


@router.get("/webhook-endpoints/{endpoint_id}/deliveries", response_model=DeliveryListDto, responses=errors(NotFound))
async def list_deliveries(
    who: Writer,
    webhooks: Webhooks,
    endpoint_id: str,
    cursor: Annotated[str | None, Query(max_length=500, description="`nextCursor` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[Delivery]:
    """What was sent to a receiver, the newest first, with its answers."""
    return await webhooks.deliveries(who.workspace_id, endpoint_id, cursor, limit)


@router.post(
    "/deliveries/{delivery_id}/retry",
    status_code=202,
    response_model=DeliveryDto,
    responses=errors(NotFound, DeliveryNotRetryable, EndpointDisabled),
)
async def retry_delivery(who: Manager, webhooks: Webhooks, delivery_id: str) -> Delivery:
    """Send a failed message again, under the same `webhook-id`."""
    return await webhooks.send_again(who.workspace_id, delivery_id)
