"""What leaves the house is met again after a kill: a message under its own id, a bundle as the same file."""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from reelwright.kit.failpoints import OUTWARD_POINTS
from tests.crash.site import Order, Site
from tests.fakes.receiver import running_receiver

pytestmark = pytest.mark.timeout(900)


async def seen(look: Callable[[], Awaitable[bool]], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not await look():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.2)


@pytest.mark.parametrize("site", ["sqlite", pytest.param("postgres", marks=pytest.mark.full)], indirect=True)
async def test_dying_on_the_way_out_repeats_and_never_doubles(site: Site) -> None:
    intent, answered, bundle_intent, bundle_stored = OUTWARD_POINTS
    async with running_receiver() as receiver:
        server = await site.start(failpoint=intent)
        site.order(callbackUrl=receiver.url)
        await site.dies(server)
        server = await site.start(failpoint=answered)
        await site.dies(server)
        server = await site.start(failpoint=bundle_intent)
        await seen(lambda: _has_come(receiver.got, 2))
        done = await site.until(lambda view: view["status"] == "succeeded")
        campaign = await site.ask("POST", "/api/campaigns", {"name": "Spring"})
        here = f"/api/campaigns/{campaign['id']}"
        creative = await site.ask("POST", f"{here}/creatives", {"generationId": done["id"]})
        await site.ask("POST", f"{here}/publications", {"channel": "bundle", "creativeIds": [creative["id"]]})
        await site.dies(server)
        await site.dies(await site.start(failpoint=bundle_stored))
        await site.start()
        published: Order = {}

        async def is_published() -> bool:
            (published["is"],) = (await site.ask("GET", f"{here}/publications"))["items"]
            return bool(published["is"]["state"] == "published")

        await seen(is_published)
        async with aiohttp.ClientSession() as stranger, stranger.get(published["is"]["downloadUrl"]) as answer:
            content = await answer.read()
    assert hashlib.sha256(content).hexdigest() == published["is"]["answer"]["sha256"]
    assert len(list((site.folder / "media" / "bundles").rglob("*.zip"))) == 1
    assert {(got.id, got.raw) for got in receiver.got} == {(receiver.got[0].id, receiver.got[0].raw)}


async def _has_come(got: list[object], times: int) -> bool:
    return len(got) >= times
