"""Runway's API as PyPI runwayml 5.24.0 speaks it: video tasks, uploads, the organization."""

import secrets
import uuid
from typing import Any, Final

from aiohttp import web

from reelwright.kit.clock import to_iso
from reelwright.simulator.clips import Clip
from reelwright.simulator.desk import Desk, bearer
from reelwright.simulator.jobs import Order, SimJob
from reelwright.simulator.sizes import CREDITS, credits_of

Json = dict[str, Any]

PREFIX: Final = "/runway/v1"
VENDOR: Final = "runway"
_VERSION = "2024-11-06"
_CREDIT_MICRO = 10_000
_BILLED = frozenset({"succeeded", "canceled", "refused_output", "failed_billed"})  # a RUNNING task is not refunded
_FPS = 24
_SIX = frozenset({"1280:720", "720:1280", "1104:832", "960:960", "832:1104", "1584:672"})
_SEEDANCE = _SIX | {"1920:1080", "1080:1920", "1440:1440", "864:496", "854:480", "480:854", "640:640"}
_RATIOS: Final = {
    ("text_to_video", "gen4.5"): frozenset({"1280:720", "720:1280"}),
    ("image_to_video", "gen4.5"): _SIX,
    ("image_to_video", "gen4_turbo"): _SIX,
    **{
        (endpoint, model): _SEEDANCE
        for endpoint in ("text_to_video", "image_to_video")
        for model in ("seedance2", "seedance2_fast", "seedance2_5")
    },
    **{(endpoint, "gemini_omni_flash"): frozenset({"1280:720", "720:1280"}) for endpoint in ("text_to_video",)},
}
_LENGTHS = {"gen4.5": (2, 10), "gen4_turbo": (2, 10), "gemini_omni_flash": (3, 10)}
_PROMPT_UNITS = {"gen4.5": 1000, "gen4_turbo": 1000, "seedance2_5": 15000}
_FAILURES = {
    "failed": ("INTERNAL.BAD_OUTPUT.CODE01", "An unexpected error occurred."),
    "failed_billed": ("INTERNAL.BAD_OUTPUT.CODE01", "An unexpected error occurred."),
    "refused_input": ("SAFETY.INPUT.TEXT", "The prompt was rejected by content moderation."),
    "refused_output": ("SAFETY.OUTPUT.VIDEO", "The output was rejected by content moderation."),
}


class RunwayApi:
    """The routes under `/runway/v1`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"{PREFIX}/{{endpoint:text_to_video|image_to_video}}", self.create),
            web.get(f"{PREFIX}/tasks/{{id}}", self.get_task),
            web.delete(f"{PREFIX}/tasks/{{id}}", self.delete_task),
            web.post(f"{PREFIX}/uploads", self.start_upload),
            web.post("/runway/uploaded/{id}", self.upload),
            web.get(f"{PREFIX}/organization", self.get_organization),
            web.get("/runway/delivery/{id}.mp4", self.deliver),
        ]

    async def create(self, request: web.Request) -> web.StreamResponse:
        if problem := _unwelcome(request):
            return problem
        body = await request.json()
        endpoint = request.match_info["endpoint"]
        if wrong := self._wrong(endpoint, body):
            return web.json_response({"error": "Validation of body failed", "issues": [{"message": wrong}]}, status=400)
        order = self._order(request, body)
        return await self._desk.submit(
            request,
            order,
            lambda job: web.json_response({"id": job.id, "estimatedCost": {"credits": _credits(job)}}),
            _refuse,
            self.describe,
        )

    async def get_task(self, request: web.Request) -> web.StreamResponse:
        job = _unwelcome(request) or self._desk.look(VENDOR, request.match_info["id"])
        if isinstance(job, web.Response):
            return job
        if isinstance(job, int):
            return _refuse(job, "An item with that ID was not found.")
        return web.json_response(self.describe(job, self._desk.clock.now_ms()))

    async def delete_task(self, request: web.Request) -> web.StreamResponse:
        """Cancels a live task; a finished one is deleted with its result."""
        job = self._desk.book.find(VENDOR, request.match_info["id"])
        if job is None:
            return _refuse(404, "An item with that ID was not found.")
        if job.is_over(self._desk.clock.now_ms()):
            self._desk.book.delete(job)
        else:
            self._desk.cancel(job)
        return web.Response(status=204)

    async def start_upload(self, request: web.Request) -> web.StreamResponse:
        if problem := _unwelcome(request):
            return problem
        wish = await request.json()
        if wish.get("type") != "ephemeral" or not wish.get("filename"):
            return _refuse(400, "filename and type are required")
        upload_id = secrets.token_hex(12)
        return web.json_response(
            {
                "uploadUrl": f"{request.url.origin()}/runway/uploaded/{upload_id}",
                "fields": {"key": f"ephemeral/{upload_id}", "policy": secrets.token_hex(8)},
                "runwayUri": f"runway://{upload_id}",
            }
        )

    async def upload(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        if not form.get("policy") or not isinstance(form.get("file"), web.FileField):
            return _refuse(400, "the fields that were given, and a file, are required")
        return web.Response(status=204)

    async def get_organization(self, request: web.Request) -> web.StreamResponse:
        return _unwelcome(request) or web.json_response(
            {
                "creditBalance": 100_000,
                "tier": {"maxMonthlyCreditSpend": 100_000, "models": {}},
                "usage": {"models": {}},
            }
        )

    async def deliver(self, request: web.Request) -> web.StreamResponse:
        job = self._desk.book.find(VENDOR, request.match_info["id"])
        return web.Response(status=404) if job is None else await self._desk.send_file(request, job)

    def describe(self, job: SimJob, now_ms: int) -> Json:
        """The task, as `GET` gives it."""
        phase = job.phase(now_ms)
        told: Json = {"id": job.id, "createdAt": to_iso(job.accepted_ms)}
        if not job.is_over(now_ms):
            told |= {"estimatedCost": {"credits": _credits(job)}}
            return told | (
                {"status": "PENDING"} if phase == "queued" else {"status": "RUNNING", "progress": job.progress(now_ms)}
            )
        told["cost"] = {"credits": job.charge_micro(now_ms) // _CREDIT_MICRO}
        if phase == "succeeded":
            is_there = self._desk.has_file(job)
            output = [f"{job.order.extra['origin']}/runway/delivery/{job.id}.mp4"] if is_there else []
            return told | {"status": "SUCCEEDED", "output": output}
        if phase in _FAILURES:
            code, failure = _FAILURES[phase]
            return told | {"status": "FAILED", "failure": failure, "failureCode": code}
        return told | {"status": "CANCELLED" if phase in ("canceled", "aborted") else "TRANSMOGRIFIED"}

    def _wrong(self, endpoint: str, body: Json) -> str | None:
        """What the server would not take in this body."""
        model, length = str(body.get("model")), body.get("duration")
        ratios = _RATIOS.get((endpoint, model))
        if ratios is None or model in self._desk.scenario.retired:
            return f"model: {model} is not available for {endpoint}"
        if endpoint == "image_to_video" and not body.get("promptImage"):
            return "promptImage: required"
        if not body.get("promptText") and model != "gen4_turbo":
            return "promptText: required"
        if len(str(body.get("promptText", "")).encode("utf-16-le")) // 2 > _PROMPT_UNITS.get(model, 3500):
            return "promptText: too long"
        if body.get("ratio") not in ratios:
            return f"ratio: must be one of {', '.join(sorted(ratios))}"
        low, high = _LENGTHS.get(model, (4, 15))
        if not isinstance(length, int) or not low <= length <= high:
            return f"duration: must be a whole number from {low} to {high}"
        return None

    def _order(self, request: web.Request, body: Json) -> Order:
        width, height = (int(part) for part in body["ratio"].split(":"))
        seconds, model = int(body["duration"]), str(body["model"])
        has_audio = model.startswith(("seedance", "gemini")) and bool(body.get("audio", True))
        return Order(
            job_id=str(uuid.uuid4()),
            vendor=VENDOR,
            model=model,
            body=body,
            clip=Clip(width, height, _FPS, seconds * _FPS, has_audio, look=self._desk.draw_look()),
            price_micro=credits_of(model, width, height, seconds) * _CREDIT_MICRO,
            key=bearer(request) or "",
            billed=_BILLED,
            extra={"origin": str(request.url.origin())},
        )


def _unwelcome(request: web.Request) -> web.Response | None:
    if bearer(request) is None:
        return _refuse(401, "You did not provide an API key.")
    if request.headers.get("X-Runway-Version") != _VERSION:
        return _refuse(400, f"X-Runway-Version: {_VERSION} is required.")
    return None


def _credits(job: SimJob) -> int:
    return job.order.price_micro // _CREDIT_MICRO


def _refuse(status: int, message: str) -> web.Response:
    return web.json_response({"error": message}, status=status)


assert {model for _, model in _RATIOS} <= CREDITS.keys()
