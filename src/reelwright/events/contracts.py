"""What other domains see of webhooks: the messages there are, and a message on its way."""

from dataclasses import dataclass
from typing import Any, Literal

# Every message an endpoint can ask for; documented in docs/reference/events.md.
WEBHOOK_TYPES = {
    "generation.succeeded": "A video is finished and stored.",
    "generation.failed": "A video could not be made; `data.error` says why.",
    "generation.refused": "A content policy refused it; `data.error` says what to change.",
    "generation.canceled": "A video was canceled.",
    "generation.needs_attention": "The answer to a paid submit was lost; a person settles it.",
}
# Sent to one endpoint because somebody asked for just that, whatever it listens to.
DIRECT_TYPES = {
    "creative.published": "A creative was published to this endpoint; `data` is the publication with its files.",
    "endpoint.test": "Somebody tried the endpoint out.",
}
CALLBACK = "callback"

DeliveryState = Literal["waiting", "sending", "delivered", "failed"]


@dataclass(frozen=True)
class Endpoint:
    """Where messages of a workspace go. `failing_since` None: the last one was taken, or there was none."""

    id: str
    workspace_id: str
    url: str
    events: tuple[str, ...]
    is_enabled: bool
    disabled_reason: str | None
    failing_since: int | None
    created_at: int
    last_delivery: "Delivery | None" = None


@dataclass(frozen=True)
class Delivery:
    """One message to one receiver. `answer` is the beginning of what the receiver said last."""

    id: str
    workspace_id: str
    endpoint_id: str | None
    url: str
    type: str
    subject_id: str
    state: DeliveryState
    sent_times: int
    status_code: int | None
    error: str | None
    answer: str | None
    created_at: int
    last_sent_at: int | None
    next_try_at: int | None
    closed_at: int | None

    @property
    def at(self) -> int:
        """When something last happened to it."""
        return self.closed_at or self.last_sent_at or self.created_at


Message = dict[str, Any]
