"""Webhooks as the rest of the product uses them: who hears of what, and what became of each message."""

from collections.abc import Awaitable, Callable
from typing import Any

import sqlalchemy as sa

from reelwright.events import webhooks
from reelwright.events.contracts import Delivery, DeliveryState, Endpoint, Message
from reelwright.events.errors import DeliveryNotRetryable, EndpointDisabled
from reelwright.events.schemas import ChangeEndpointDto, CreateEndpointDto
from reelwright.events.signing import new_secret
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.kit.ids import new_id
from reelwright.kit.pagination import Page
from reelwright.kit.problems import NotFound
from reelwright.kit.signing import Sealer

KEPT_MS = 30 * 24 * 3600 * 1000

Compose = Callable[[str, str], Awaitable[Message | None]]  # (workspace id, subject id) -> `data` of a message
Listener = Callable[[sa.Connection, Delivery], None]


class WebhooksService:
    """Keeps endpoints, and makes messages due; `sending` carries them."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        sealer: Sealer,
        nudge: Callable[[], None],
        check_address: Callable[[str], object],
    ) -> None:
        """`check_address` raises for an address that messages may not go to, as far as its text tells."""
        self.db, self.clock, self.sealer, self._nudge = db, clock, sealer, nudge
        self.check_address = check_address
        self._composers: dict[str, Compose] = {"endpoint": _nothing_more}
        self._listeners: dict[str, Listener] = {}

    def bring(self, subject: str, compose: Compose, listener: Listener | None = None) -> None:
        """Say where the `data` of `subject.…` messages comes from, and who hears in the same transaction of each change
        of one. Told once, by the wiring, for every domain above."""
        self._composers[subject] = compose
        if listener is not None:
            self._listeners[subject] = listener

    async def compose(self, type: str, workspace_id: str, subject_id: str) -> Message | None:
        """The `data` of a message; None where its subject is gone."""
        return await self._composers[type.partition(".")[0]](workspace_id, subject_id)

    # -- endpoints --------------------------------------------------------------------------------------------------

    async def create(self, workspace_id: str, body: CreateEndpointDto) -> tuple[Endpoint, str]:
        """A new endpoint and its secret, which is shown this once. Raises `WebhookAddressRefused`."""
        self.check_address(body.url)
        now, endpoint_id, secret = self.clock.now_ms(), new_id("whe"), new_secret()
        row = {
            "id": endpoint_id,
            "workspace_id": workspace_id,
            "url": body.url,
            "events": list(dict.fromkeys(body.events)),
            "is_enabled": body.is_enabled,
            "sealed_secret": self.sealer.seal(secret, endpoint_id),
            "created_at": now,
            "updated_at": now,
        }
        await self.db.write(lambda conn: webhooks.add_endpoint(conn, row))
        return await self.get(workspace_id, endpoint_id), secret

    async def get(self, workspace_id: str, endpoint_id: str) -> Endpoint:
        """The workspace's endpoint. Raises `NotFound`."""
        found = await self.db.read(lambda conn: webhooks.find_endpoint(conn, workspace_id, endpoint_id))
        if found is None:
            raise _no_such_endpoint()
        return found

    async def enabled(self, workspace_id: str, endpoint_id: str) -> Endpoint:
        """The workspace's endpoint, if messages go to it. Raises `NotFound`, `EndpointDisabled`."""
        endpoint = await self.get(workspace_id, endpoint_id)
        if not endpoint.is_enabled:
            raise EndpointDisabled("This endpoint is switched off: switch it on first.")
        return endpoint

    async def list(self, workspace_id: str) -> list[Endpoint]:
        """The workspace's endpoints, the newest first."""
        return await self.db.read(lambda conn: webhooks.list_endpoints(conn, workspace_id))

    async def change(self, workspace_id: str, endpoint_id: str, body: ChangeEndpointDto) -> Endpoint:
        """Change the fields given. Raises `NotFound`, `WebhookAddressRefused`."""
        values: dict[str, Any] = {name: getattr(body, name) for name in body.model_fields_set}
        if "url" in values:
            self.check_address(values["url"])
        if "events" in values:
            values["events"] = list(dict.fromkeys(values["events"]))
        if "is_enabled" in values:
            values |= {"disabled_reason": None, "failing_since": None}
        values["updated_at"] = self.clock.now_ms()
        if not await self.db.write(lambda conn: webhooks.change_endpoint(conn, workspace_id, endpoint_id, values)):
            raise _no_such_endpoint()
        return await self.get(workspace_id, endpoint_id)

    async def delete(self, workspace_id: str, endpoint_id: str) -> None:
        """Delete the endpoint; what is still on its way to it is dropped. Raises `NotFound`."""
        await self.get(workspace_id, endpoint_id)
        now = self.clock.now_ms()

        def delete(conn: sa.Connection) -> None:
            for delivery_id in webhooks.open_deliveries(conn, endpoint_id):
                self.close(conn, delivery_id, "failed", now, error="The endpoint was deleted.")
            webhooks.delete_endpoint(conn, workspace_id, endpoint_id)

        await self.db.write(delete)

    async def callback_secret(self, workspace_id: str, *, renew: bool = False) -> str:
        """The secret that signs the workspace's callbacks, made when it is first asked for; `renew` makes another."""
        kept = await self.db.read(lambda conn: webhooks.find_callback_secret(conn, workspace_id))
        if kept is None or renew:
            sealed, now = self.sealer.seal(new_secret(), workspace_id), self.clock.now_ms()
            kept = await self.db.write(
                lambda conn: webhooks.set_callback_secret(conn, workspace_id, sealed, now, replace=renew)
            )
        return self.sealer.unseal(kept, workspace_id)

    # -- deliveries -------------------------------------------------------------------------------------------------

    async def test(self, workspace_id: str, endpoint_id: str) -> Delivery:
        """A message that says nothing but that it arrived. Raises `NotFound`, `EndpointDisabled`."""
        endpoint = await self.enabled(workspace_id, endpoint_id)
        now = self.clock.now_ms()
        delivery_id = await self.db.write(
            lambda conn: webhooks.add_delivery(
                conn,
                workspace_id=workspace_id,
                endpoint_id=endpoint_id,
                url=endpoint.url,
                type="endpoint.test",
                subject_id=endpoint_id,
                event_key=new_id("test"),
                now_ms=now,
            )
        )
        self._nudge()
        return await self.delivery(workspace_id, delivery_id)

    async def delivery(self, workspace_id: str, delivery_id: str) -> Delivery:
        """The workspace's delivery. Raises `NotFound`."""
        found = await self.db.read(lambda conn: webhooks.find_delivery(conn, workspace_id, delivery_id))
        if found is None:
            raise NotFound("There is no such delivery in this workspace.")
        return found

    async def deliveries(self, workspace_id: str, endpoint_id: str, cursor: str | None, limit: int) -> Page[Delivery]:
        """What was sent to an endpoint, the newest first. Raises `NotFound`."""
        await self.get(workspace_id, endpoint_id)
        return await self.db.read(lambda conn: webhooks.list_deliveries(conn, endpoint_id, cursor, limit))

    async def send_again(self, workspace_id: str, delivery_id: str) -> Delivery:
        """A failed message again, under its own id. Raises `NotFound`, `DeliveryNotRetryable`, `EndpointDisabled`."""
        delivery = await self.delivery(workspace_id, delivery_id)
        if delivery.endpoint_id:
            await self.enabled(workspace_id, delivery.endpoint_id)
        now = self.clock.now_ms()
        if not await self.db.write(lambda conn: self.resend(conn, delivery_id, now)):
            raise DeliveryNotRetryable(
                "This message was taken already." if delivery.state == "delivered" else "This message is on its way."
            )
        self._nudge()
        return await self.delivery(workspace_id, delivery_id)

    def send(
        self, conn: sa.Connection, *, endpoint: Endpoint, type: str, subject_id: str, event_key: str, now_ms: int
    ) -> None:
        """A message to one endpoint, in the caller's transaction; one that failed is due again, any other stays."""
        delivery_id = webhooks.add_delivery(
            conn,
            workspace_id=endpoint.workspace_id,
            endpoint_id=endpoint.id,
            url=endpoint.url,
            type=type,
            subject_id=subject_id,
            event_key=event_key,
            now_ms=now_ms,
        )
        self.resend(conn, delivery_id, now_ms)

    def resend(self, conn: sa.Connection, delivery_id: str, now_ms: int) -> bool:
        """A failed message is due again, in the caller's transaction; False if it had not failed."""
        if not webhooks.send_again(conn, delivery_id, now_ms):
            return False
        self._tell(conn, webhooks.change_delivery(conn, delivery_id, {"error": None}))
        return True

    def close(self, conn: sa.Connection, delivery_id: str, state: DeliveryState, now_ms: int, **facts: Any) -> None:
        """End a message; a second time changes nothing."""
        over = {"state": state, "closed_at": now_ms, "due_at": None, "segment_id": None, **facts}
        self._tell(conn, webhooks.change_delivery(conn, delivery_id, over))

    def postpone(self, conn: sa.Connection, delivery_id: str, due_at: int, **facts: Any) -> None:
        """Another try later."""
        later = {"state": "waiting", "due_at": due_at, "segment_id": None, "tries": 0, **facts}
        self._tell(conn, webhooks.change_delivery(conn, delivery_id, later))

    def _tell(self, conn: sa.Connection, delivery: Delivery | None) -> None:
        listener = delivery and self._listeners.get(delivery.type.partition(".")[0])
        if delivery and listener:
            listener(conn, delivery)

    async def sweep(self) -> None:
        """Forget what was over a month ago."""
        before = self.clock.now_ms() - KEPT_MS
        await self.db.write(lambda conn: webhooks.forget_closed(conn, before))


async def _nothing_more(workspace_id: str, subject_id: str) -> Message:
    return {"endpointId": subject_id}


def _no_such_endpoint() -> NotFound:
    return NotFound("There is no such webhook endpoint in this workspace.")
