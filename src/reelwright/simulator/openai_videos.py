"""OpenAI's `/v1/videos` as PyPI openai 3.54.0 speaks it: the shape that outlived its API."""

import re
import secrets
from typing import Any, Final

from aiohttp import web

from reelwright.simulator.clips import Clip
from reelwright.simulator.desk import Desk, bearer
from reelwright.simulator.jobs import Order, SimJob
from reelwright.simulator.sizes import price_micro
from reelwright.timeline.time import seconds_of

Json = dict[str, Any]

PREFIX: Final = "/openai/v1"
VENDOR: Final = "openai_shape"
_FPS = 24
_SORA_FPS = 30
_BILLED = frozenset({"succeeded", "refused_output", "failed_billed"})
_SIZE = re.compile(r"([1-9]\d{2,3})x([1-9]\d{2,3})")
_WORDS = {
    "queued": "queued",
    "running": "in_progress",
    "succeeded": "completed",
    "unheard_of": "transmogrified",
}
_ERRORS = {
    "refused_input": ("moderation_blocked", "Your request was blocked by our moderation system."),
    "refused_output": ("moderation_blocked", "The output was blocked by our moderation system."),
}


class OpenAIVideosApi:
    """The routes under `/openai/v1/videos`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"{PREFIX}/videos", self.create),
            web.get(f"{PREFIX}/videos", self.list_videos),
            web.get(f"{PREFIX}/videos/{{id}}", self.get_video),
            web.delete(f"{PREFIX}/videos/{{id}}", self.delete),
            web.get(f"{PREFIX}/videos/{{id}}/content", self.content),
        ]

    async def create(self, request: web.Request) -> web.StreamResponse:
        if (key := bearer(request)) is None:
            return _refuse(401, "Incorrect API key provided.")
        body = await _read(request)
        if wrong := self._wrong(body):
            return _refuse(404 if "does not exist" in wrong else 400, wrong)
        return await self._desk.submit(
            request,
            self._order(body, key),
            lambda job: web.json_response(self.describe(job, self._desk.clock.now_ms())),
            _refuse,
            self.describe,
        )

    async def list_videos(self, request: web.Request) -> web.StreamResponse:
        if (key := bearer(request)) is None:
            return _refuse(401, "Incorrect API key provided.")
        jobs = [job for job in self._desk.book.jobs(VENDOR) if job.order.key == key and not job.is_deleted]
        if request.query.get("order", "desc") == "desc":
            jobs.reverse()
        if after := request.query.get("after"):
            place = next((number for number, job in enumerate(jobs) if job.id == after), len(jobs))
            jobs = jobs[place + 1 :]
        limit = min(100, int(request.query.get("limit", 20)))
        now = self._desk.clock.now_ms()
        data = [self.describe(job, now) for job in jobs[:limit]]
        first_id, last_id = (data[0]["id"], data[-1]["id"]) if data else (None, None)
        return web.json_response(
            {"object": "list", "data": data, "first_id": first_id, "last_id": last_id, "has_more": len(jobs) > limit}
        )

    async def get_video(self, request: web.Request) -> web.StreamResponse:
        job = self._desk.look(VENDOR, request.match_info["id"])
        if isinstance(job, int):
            return _refuse(job, f"Video with id '{request.match_info['id']}' not found.")
        return web.json_response(self.describe(job, self._desk.clock.now_ms()))

    async def delete(self, request: web.Request) -> web.StreamResponse:
        job = self._desk.book.find(VENDOR, request.match_info["id"])
        if job is None:
            return _refuse(404, "Video not found.")
        self._desk.book.delete(job)
        return web.json_response({"id": job.id, "deleted": True, "object": "video.deleted"})

    async def content(self, request: web.Request) -> web.StreamResponse:
        job = self._desk.book.find(VENDOR, request.match_info["id"])
        if bearer(request) is None or job is None:
            return _refuse(401 if job else 404, "Video not found.")
        return await self._desk.send_file(request, job)

    def describe(self, job: SimJob, now_ms: int) -> Json:
        """The video object."""
        phase = job.phase(now_ms)
        body = job.order.body
        told: Json = {
            "id": job.id,
            "object": "video",
            "model": job.order.model,
            "status": _WORDS.get(phase, "failed"),
            "progress": 100 if phase == "succeeded" else round(job.progress(now_ms) * 100),
            "prompt": body["prompt"],
            "created_at": job.accepted_ms // 1000,
            "completed_at": None,
            "expires_at": None,
            "seconds": body.get("seconds", "4"),
            "size": body.get("size", "720x1280"),
            "remixed_from_video_id": None,
            "error": None,
        }
        if phase == "succeeded":
            told["completed_at"] = job.ends_ms // 1000
            told["expires_at"] = round(job.ends_ms / 1000 + self._desk.scenario.result_seconds)
        elif told["status"] == "failed":
            code, message = _ERRORS.get(phase, ("internal_error", "The video could not be made."))
            told["error"] = {"code": code, "message": message}
        return told

    def _wrong(self, body: Json) -> str | None:
        """What the server would not take in this body."""
        if not body.get("prompt"):
            return "Missing required parameter: 'prompt'."
        if body.get("model", "sora-2") in self._desk.scenario.retired:
            return f"The model '{body.get('model')}' does not exist."
        if not isinstance(body.get("seconds", "4"), str) or not re.fullmatch(r"\d+(\.\d+)?", body.get("seconds", "4")):
            return "Invalid type for 'seconds': expected a string of seconds."
        found = _SIZE.fullmatch(str(body.get("size", "720x1280")))
        if not found or int(found[1]) % 2 or int(found[2]) % 2:
            return "Invalid value: 'size'."
        return None

    def _order(self, body: Json, key: str) -> Order:
        model = str(body.get("model", "sora-2"))
        width, height = (int(part) for part in body.get("size", "720x1280").split("x"))
        seconds = seconds_of(body.get("seconds", "4"))
        fps = _SORA_FPS if model.startswith("sora") else _FPS
        resolution = "1080p" if min(width, height) >= 1080 else "720p"
        return Order(
            job_id=f"video_{secrets.token_hex(16)}",
            vendor=VENDOR,
            model=model,
            body=body,
            clip=Clip(width, height, fps, int(seconds * fps), has_audio=True, look=self._desk.draw_look()),
            price_micro=price_micro(model, resolution, True, seconds, self._desk.scenario.prices),
            key=key,
            billed=_BILLED,
        )


async def _read(request: web.Request) -> Json:
    """A JSON or a multipart body; of a file only its size is kept."""
    if request.content_type != "multipart/form-data":
        body: Json = await request.json()
        return body
    form = await request.post()
    return {
        name: f"file of {len(part.file.read())} bytes" if isinstance(part, web.FileField) else str(part)
        for name, part in form.items()
    }


def _refuse(status: int, message: str) -> web.Response:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    return web.json_response({"error": error}, status=status)
