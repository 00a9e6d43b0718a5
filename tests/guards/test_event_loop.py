"""No call holds the event loop over 50 ms: while one request computes, every other stands still."""

import asyncio
import time
from pathlib import Path

import httpx2

from reelwright.app.server import serving
from reelwright.app.settings import Settings
from tests.guards.loop_watch import Held, watch_loop

LIMIT_MILLISECONDS = 50
ROUNDS = 3
ORDER = {"prompt": "A steel flask on a ridge", "duration": 5, "resolution": "720p", "model": "studio"}
LOGO = Path(__file__).parents[1] / "fixtures" / "images" / "logo.png"


async def test_the_watch_sees_a_call_that_blocks() -> None:
    with watch_loop(LIMIT_MILLISECONDS) as held:
        await asyncio.sleep(0)
        time.sleep(0.08)  # noqa: ASYNC251 - what must not happen
        await asyncio.sleep(0)
    assert [one for one in held if one.milliseconds > 70]


async def test_a_working_server_keeps_its_loop_free(tmp_path: Path) -> None:
    """Orders, uploads, sign-ins and reads from several callers, while the engine works and renders.

    A call that blocks does so each time it is made. What a borrowed processor, another thread's turn with the
    interpreter or a collection of all other tests' garbage does once is not ours, so only what comes back counts.
    """
    settings = Settings(
        data_dir=tmp_path / "data",
        log_dir=tmp_path / "logs",
        port=0,
        rate_limit="off",
        anonymous_rate_limit="off",
    )
    async with serving(settings) as (services, _server):
        await services.accounts.first_run()
        headers = {"Authorization": f"Bearer {await services.accounts.issue_token(seconds=600)}"}
        async with httpx2.AsyncClient(base_url=services.settings.address, headers=headers, timeout=60) as client:
            await visit(client, 0)  # what is made once: the API's description, compiled schemas, children
            rounds: list[list[Held]] = []
            while len(rounds) < ROUNDS and (not rounds or rounds[-1]):
                with watch_loop(LIMIT_MILLISECONDS) as held:
                    await asyncio.gather(*(visit(client, 8 * len(rounds) + n) for n in range(1, 9)))
                rounds.append(held)
    assert not rounds[-1], rounds


async def visit(client: httpx2.AsyncClient, number: int) -> None:
    """What one caller does."""
    for path in ("/api/video/models", "/api/openapi.json", "/readyz", "/metrics", "/api/video", "/api/ledger"):
        assert (await client.get(path)).status_code == 200, path
    quoted = await client.post("/api/video/quote", json=ORDER)
    assert quoted.status_code == 200, quoted.text
    picture = LOGO.read_bytes() + bytes(number)  # another file for each caller; the decoder stops at the image's end
    uploaded = await client.post("/api/assets", files={"files": (f"{number}.png", picture, "image/png")})
    assert uploaded.status_code == 201, uploaded.text
    refused = await client.post("/api/auth/login", json={"email": f"{number}@example.com", "password": "wrong words"})
    assert refused.status_code == 401, refused.text
    ordered = await client.post("/api/video/generate", json=ORDER)
    assert ordered.status_code == 202, ordered.text
    seen = await client.get(f"/api/video/{ordered.json()['id']}")
    assert seen.status_code == 200
    canceled = await client.post(f"/api/video/{ordered.json()['id']}/cancel")
    assert canceled.status_code in (202, 409), canceled.text
