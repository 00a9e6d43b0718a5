"""The front desk that all simulated vendors share: orders, looks, files, and the faults asked for."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from reelwright.kit.clock import Clock, SystemClock
from reelwright.simulator.clips import LOOKS, Clips
from reelwright.simulator.faults import FaultPlan, Faults
from reelwright.simulator.hooks import Describe, Hooks
from reelwright.simulator.jobs import JobBook, Order, SimJob
from reelwright.simulator.scenario import Scenario, read_scenario

Answer = Callable[[SimJob], web.Response]
Refuse = Callable[[int, str], web.Response]
"""An error in the vendor's own shape, of a status and a sentence."""

_BEFORE: Mapping[str, tuple[int, str]] = {
    "invalid": (422, "The input is not valid."),
    "unauthorized": (401, "You did not pass a valid authentication token."),
    "no_credit": (402, "You have insufficient credit to run this model."),
    "gone_model": (404, "The requested resource could not be found."),
    "throttle": (429, "Request was throttled."),
    "error_before_accept": (500, "Internal server error"),
}
_SLOW_CHUNK, _SLOW_PAUSE_SECONDS = 16 * 1024, 0.25


class Desk:
    """Everything behind the vendors' dialects. Times come from `clock`; files and books live in `folder`."""

    def __init__(self, folder: Path, scenario: Scenario | None = None, clock: Clock | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.scenario = scenario or Scenario()
        self.clock = clock or SystemClock()
        self.book = JobBook(folder / "jobs.db")
        self.clips = Clips(folder / "clips")
        self.hooks = Hooks(self.scenario.hook_secret, self.clock, self.book.find)
        self.plan = FaultPlan(self.scenario.seed, self.scenario.mix)
        for words in self.scenario.queue:
            self.plan.push(words)
        self._looks: Counter[str] = Counter()

    async def close(self) -> None:
        await self.hooks.close()
        await self.clips.close()
        self.book.close()

    def change_scenario(self, changes: Mapping[str, Any]) -> None:
        """Change some fields of the scenario from now on. Raises `ValueError` naming what is wrong."""
        self.scenario = read_scenario({**asdict(self.scenario), **changes})
        self.hooks.secret = self.scenario.hook_secret
        self.plan.set_mix(self.scenario.mix, self.scenario.seed)

    def reset(self) -> None:
        """Forget every job and every fault to come."""
        self.plan.clear()
        self.book.clear()
        self._looks.clear()

    async def submit(
        self, request: web.Request, order: Order, answer: Answer, refuse: Refuse, describe: Describe
    ) -> web.StreamResponse:
        """The vendor's answer to a valid submit: `answer` of the accepted job, or what a fault makes of it."""
        try:
            faults = self.plan.take(request.headers, order.body)
        except ValueError as error:
            return refuse(422, str(error))
        if faults.at("before"):
            return self._not_accepted(request, faults, refuse)
        job = self.book.accept(order, faults, self.clock.now_ms(), *self._times_ms())
        self.hooks.follow(job, describe)
        if faults.find("hook_early") and order.hook_url:
            await self.hooks.send(job, describe)
        return await self._accepted(request, job, answer, refuse)

    def look(self, vendor: str, job_id: str) -> SimJob | int:
        """The job, or the status to refuse the look with."""
        job = self.book.find(vendor, job_id)
        if job is None or job.faults.find("check_lost"):
            return 404
        self._looks[job_id] += 1
        return 503 if self._looks[job_id] <= (job.faults.number("check_error", 2) or 0) else job

    def draw_look(self) -> int:
        """A colour for a new clip, so that clips differ and still come from the cache."""
        return secrets.randbelow(min(LOOKS, self.scenario.looks))

    def cancel(self, job: SimJob) -> SimJob:
        return self.book.cancel(job, self.clock.now_ms())

    async def wait(self, job: SimJob, seconds: float) -> SimJob:
        """The job when it is over, or as it is after so many seconds."""
        until_ms = self.clock.now_ms() + seconds * 1000
        while not job.is_over(now := self.clock.now_ms()) and now < until_ms:
            await asyncio.sleep(0.05)
            job = self.book.find(job.order.vendor, job.id) or job
        return job

    def has_file(self, job: SimJob) -> bool:
        """Whether the finished file still is there."""
        now = self.clock.now_ms()
        return job.phase(now) == "succeeded" and now < job.ended_ms() + self.scenario.result_seconds * 1000

    async def send_file(self, request: web.Request, job: SimJob) -> web.StreamResponse:
        """The finished video, or what a fault makes of it."""
        if job.faults.find("file_expired"):
            return web.Response(status=403, text="<Error><Code>AccessDenied</Code></Error>")
        if job.faults.find("file_gone") or not self.has_file(job):
            return web.Response(status=404, text="Not Found")
        if job.faults.find("file_garbage"):
            return web.Response(body=b"<html>an error page, with 200</html>" * 50, content_type="video/mp4")
        clip = job.order.clip.shortened() if job.faults.find("file_short") else job.order.clip
        path = await self.clips.path(clip)
        if job.faults.find("file_truncated"):
            return await _send_half(request, path)
        if job.faults.find("file_slow"):
            return await _send_slowly(request, path)
        return web.FileResponse(path, headers={"Content-Type": "video/mp4"})

    def _times_ms(self) -> tuple[int, int]:
        return round(self.scenario.queue_seconds * 1000), round(self.scenario.run_seconds * 1000)

    def _not_accepted(self, request: web.Request, faults: Faults, refuse: Refuse) -> web.Response:
        fault = faults.at("before")
        assert fault is not None
        if fault.name == "drop_before_accept":
            return _drop(request)
        response = refuse(*_BEFORE[fault.name])
        if fault.name == "throttle":
            response.headers["Retry-After"] = f"{faults.number('throttle', 1):g}"
        return response

    async def _accepted(self, request: web.Request, job: SimJob, answer: Answer, refuse: Refuse) -> web.StreamResponse:
        fault = job.faults.at("after")
        match fault.name if fault else None:
            case "drop_after_accept":
                return _drop(request)
            case "hang_after_accept":
                await asyncio.sleep(job.faults.number("hang_after_accept", 3600) or 0)
                return _drop(request)
            case "late_answer":
                await asyncio.sleep(job.faults.number("late_answer", 2) or 0)
            case "error_after_accept":
                return refuse(500, "Internal server error")
            case "garbled_answer":
                whole = answer(job)
                return web.Response(status=whole.status, text=(whole.text or "")[:20], content_type="application/json")
        return answer(job)


def bearer(request: web.Request) -> str | None:
    """The key of `Authorization: Bearer …`, None without one; the key `bad` is nobody's."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return key if scheme in ("Bearer", "Token") and key not in ("", "bad") else None


def parse_iso(text: str | None, default_ms: int) -> int:
    """Milliseconds of an ISO 8601 time; the default where there is none."""
    if not text:
        return default_ms
    moment = datetime.fromisoformat(text.replace(" ", "+"))  # a plus that a query decoded
    return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)


def _drop(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()  # goes nowhere


async def _send_half(request: web.Request, path: Path) -> web.StreamResponse:
    data = path.read_bytes()
    response = web.StreamResponse(headers={"Content-Type": "video/mp4", "Content-Length": str(len(data))})
    await response.prepare(request)
    await response.write(data[: len(data) // 2])
    await asyncio.sleep(0)  # the bytes leave before the connection does
    if request.transport:
        request.transport.close()
    return response


async def _send_slowly(request: web.Request, path: Path) -> web.StreamResponse:
    data = path.read_bytes()
    response = web.StreamResponse(headers={"Content-Type": "video/mp4", "Content-Length": str(len(data))})
    await response.prepare(request)
    for start in range(0, len(data), _SLOW_CHUNK):
        await response.write(data[start : start + _SLOW_CHUNK])
        await asyncio.sleep(_SLOW_PAUSE_SECONDS)
    return response
