"""The JSON of webhooks."""

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from reelwright.events.contracts import WEBHOOK_TYPES, DeliveryState
from reelwright.kit.dto import Dto, Moment

EventType = Literal[
    "generation.succeeded",
    "generation.failed",
    "generation.refused",
    "generation.canceled",
    "generation.needs_attention",
]
assert set(get_args(EventType)) == set(WEBHOOK_TYPES)

Url = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2048),
    Field(examples=["https://example.com/hooks/reelwright"]),
]
Events = Annotated[
    list[EventType], Field(max_length=len(WEBHOOK_TYPES), description="What to hear of. Empty: only what is published.")
]


class CreateEndpointDto(Dto):
    """A new receiver of webhooks; without `events` it hears of every one."""

    url: Url
    events: Events = Field(default_factory=lambda: list(get_args(EventType)))
    is_enabled: bool = True


class ChangeEndpointDto(Dto):
    """The fields to change. Switching an endpoint on again forgets why it was switched off."""

    url: Url = ""
    events: Events = Field(default_factory=list)
    is_enabled: bool = True


class LastDeliveryDto(Dto):
    """How the newest message to an endpoint went."""

    state: DeliveryState
    status_code: int | None
    error: str | None
    at: Moment


class WebhookEndpointDto(Dto):
    """A receiver of webhooks. `disabledReason` says why we switched it off."""

    id: str
    url: str
    events: list[str]
    is_enabled: bool
    disabled_reason: str | None
    last_delivery: LastDeliveryDto | None
    created_at: Moment


class NewWebhookEndpointDto(WebhookEndpointDto):
    """A new receiver with its secret (`whsec_...`), which is shown this once."""

    secret: str


class WebhookEndpointListDto(Dto):
    """The receivers, the newest first."""

    items: list[WebhookEndpointDto]


class CallbackSecretDto(Dto):
    """The secret (`whsec_...`) that signs what is sent to the `callbackUrl` of orders."""

    secret: str


class DeliveryDto(Dto):
    """A message to a receiver. `id` is its `webhook-id`, the same at every try; `answer` the receiver's own words."""

    id: str
    endpoint_id: str | None
    url: str
    type: str
    subject_id: str
    state: DeliveryState
    sent_times: int
    status_code: int | None
    error: str | None
    answer: str | None
    created_at: Moment
    last_sent_at: Moment | None
    next_try_at: Moment | None
    closed_at: Moment | None


class DeliveryListDto(Dto):
    """Messages, the newest first; `nextCursor` asks for the next page."""

    items: list[DeliveryDto]
    next_cursor: str | None
