"""Webhooks as the vendors send them: signed after Standard Webhooks, tried again, and wrong where that is ordered."""

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp

from reelwright.kit.clock import Clock
from reelwright.simulator.jobs import SimJob

Describe = Callable[[SimJob, int], Mapping[str, Any]]

_TRIES = 3
_SHORTEST_LOOK_SECONDS, _LONGEST_LOOK_SECONDS = 0.02, 0.25  # a cancel may end the job at any moment


def sign(secret: str, delivery_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers over `id.timestamp.body`; the key is what stands in base64 behind `whsec_`."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{delivery_id}.{timestamp}.".encode() + body, hashlib.sha256)
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return {"webhook-id": delivery_id, "webhook-timestamp": str(timestamp), "webhook-signature": signature}


class Hooks:
    """Sends each job's webhook when the job is over. They are signed with `secret`."""

    def __init__(self, secret: str, clock: Clock, find: Callable[[str, str], SimJob | None]) -> None:
        self.secret = secret
        self._clock = clock
        self._find = find
        self._tasks: set[asyncio.Task[None]] = set()

    def follow(self, job: SimJob, describe: Describe) -> None:
        """Send the webhook of a job when it is over, if it wants one."""
        if job.order.hook_url and not job.faults.find("hook_none"):
            task = asyncio.create_task(self._follow(job, describe))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def send(self, job: SimJob, describe: Describe) -> None:
        """One delivery of the job as it is now; a duplicate if so ordered."""
        body = json.dumps(describe(job, self._clock.now_ms())).encode()
        delivery_id = f"msg_{secrets.token_hex(12)}"
        secret = "whsec_d3JvbmcgLSB3cm9uZyAtIHdyb25n" if job.faults.find("hook_unsigned") else self.secret
        for _ in range(2 if job.faults.find("hook_duplicate") else 1):
            headers = sign(secret, delivery_id, self._clock.now_ms() // 1000, body)
            await self._deliver(str(job.order.hook_url), body, headers)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _follow(self, job: SimJob, describe: Describe) -> None:
        while not job.is_over(self._clock.now_ms()):
            left_seconds = (job.ended_ms() - self._clock.now_ms()) / 1000
            await asyncio.sleep(min(max(left_seconds, _SHORTEST_LOOK_SECONDS), _LONGEST_LOOK_SECONDS))
            job = self._find(job.order.vendor, job.id) or job
        await asyncio.sleep(job.faults.number("hook_late", 5) or 0)
        await self.send(job, describe)

    async def _deliver(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        timeout = aiohttp.ClientTimeout(total=5)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            for attempt in range(_TRIES):
                try:
                    answer = await session.post(
                        url,
                        data=body,
                        headers={**headers, "Content-Type": "application/json"},
                        allow_redirects=False,  # as Replicate: redirects are not followed
                    )
                    if answer.status < 400:
                        return
                except (aiohttp.ClientError, TimeoutError):
                    pass
                await asyncio.sleep(0.2 * 2**attempt)
