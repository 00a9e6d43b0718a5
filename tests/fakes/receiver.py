"""Somebody else's server that takes webhooks: real HTTP, faults on demand."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from standardwebhooks.webhooks import Webhook


@dataclass(frozen=True)
class Received:
    """One request as it came."""

    headers: dict[str, str]
    raw: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def message(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.raw)
        return told

    def is_signed_with(self, secret: str, now_ms: int) -> bool:
        """By the standard's own library, whose clock cannot be moved: so by what it would sign."""
        from datetime import UTC, datetime

        sent_at = int(self.headers["webhook-timestamp"])
        wanted = Webhook(secret).sign(self.id, datetime.fromtimestamp(sent_at, UTC), self.raw.decode())
        return wanted == self.headers["webhook-signature"] and abs(now_ms / 1000 - sent_at) <= 300


@dataclass
class Receiver:
    """What it will answer, in turn (then 200 for ever): a status, or "hang", "drop"; and what it has got."""

    url: str = ""
    plan: list[int | str] = field(default_factory=list)
    says: str = "thanks"
    retry_after: str | None = None
    got: list[Received] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.got.append(Received(headers, await request.read()))
        what = self.plan.pop(0) if self.plan else 200
        if what == "hang":
            await asyncio.sleep(30)
        if what == "drop":
            assert request.transport
            request.transport.close()
            return web.Response()
        if isinstance(what, int) and 300 <= what < 400:
            return web.Response(status=what, headers={"Location": "/elsewhere"})
        asks = {"Retry-After": self.retry_after} if self.retry_after else {}
        return web.Response(status=int(what) if isinstance(what, int) else 200, text=self.says, headers=asks)

    async def wrong(self, request: web.Request) -> web.Response:
        self.elsewhere.append(request.path)
        return web.Response()


@asynccontextmanager
async def running_receiver() -> AsyncIterator[Receiver]:
    """A receiver on a port of this machine."""
    receiver = Receiver()
    app = web.Application(client_max_size=10 << 20)
    app.router.add_post("/hooks", receiver.take)
    app.router.add_route("*", "/elsewhere", receiver.wrong)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks"
    try:
        yield receiver
    finally:
        await runner.cleanup()
