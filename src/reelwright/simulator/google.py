"""Google's Interactions API (Gemini Omni) and the Files API, as PyPI google-genai 3.4.0 speaks them."""

import base64
import re
import secrets
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from reelwright.kit.clock import to_iso
from reelwright.simulator.clips import Clip
from reelwright.simulator.desk import Desk
from reelwright.simulator.jobs import Order, SimJob
from reelwright.simulator.sizes import pixels, price_micro
from reelwright.timeline.time import seconds_of

Json = dict[str, Any]

PREFIX: Final = "/google/v1beta"
_ANY: Final = "/google/{version:v1|v1beta}"  # google-genai 3 asks for v1, the documents say v1beta
VENDOR: Final = "google"
_FPS = 24
_BILLED = frozenset({"succeeded", "refused_output", "failed_billed"})
_LENGTHS: Final = {"gemini-omni-1.1-flash": (3, 10), "gemini-omni-1.2-flash": (3, 15)}
_RESOLUTIONS = frozenset({"360p", "720p", "1080p", "4k"})
_WORDS = {
    "queued": "queued",
    "running": "in_progress",
    "succeeded": "completed",
    "canceled": "cancelled",
    "aborted": "cancelled",
    "unheard_of": "transmogrified",
}
_ERRORS = {
    "failed": ("internal", "An internal error has occurred."),
    "failed_billed": ("internal", "An internal error has occurred."),
    "refused_input": ("blocked", "The input was blocked by our safety settings."),
    "refused_output": ("blocked", "The output was blocked by our safety settings."),
}
_STATUS = {400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED"}


class GoogleApi:
    """The routes under `/google/v1beta` (and `v1`) and `/google/upload`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._uploads: dict[str, Json] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"{_ANY}/interactions", self.create),
            web.get(f"{_ANY}/interactions/{{id}}", self.get_interaction),
            web.post(f"{_ANY}/interactions/{{id}}/cancel", self.cancel),
            web.delete(f"{_ANY}/interactions/{{id}}", self.delete),
            web.post("/google/upload/{version:v1|v1beta}/files", self.start_upload),
            web.post("/google/uploading/{id}", self.upload),
            web.get(f"{_ANY}/files/{{id:[a-z0-9]+}}", self.get_file),
            web.get(f"{_ANY}/files/{{id:[a-z0-9]+}}:download", self.download),
        ]

    async def create(self, request: web.Request) -> web.StreamResponse:
        if (key := _key(request)) is None:
            return _refuse(401, "API key not valid. Please pass a valid API key.")
        body = await request.json()
        if wrong := self._wrong(body):
            return _refuse(404 if "not found" in wrong else 400, wrong)
        order = self._order(request, body, key)
        answer = await self._desk.submit(
            request, order, lambda job: web.json_response(self._shallow(job)), _refuse, self.describe
        )
        job = self._desk.book.find(VENDOR, order.job_id)
        if body.get("background") or job is None or answer.status != 200 or job.faults.at("after"):
            return answer
        return await self._answer(await self._desk.wait(job, 600))

    async def get_interaction(self, request: web.Request) -> web.StreamResponse:
        job = self._desk.look(VENDOR, request.match_info["id"])
        if isinstance(job, int):
            return _refuse(job, "The interaction was not found.")
        return await self._answer(job)

    async def cancel(self, request: web.Request) -> web.StreamResponse:
        job = self._desk.book.find(VENDOR, request.match_info["id"])
        return (
            _refuse(404, "The interaction was not found.")
            if job is None
            else await self._answer(self._desk.cancel(job))
        )

    async def delete(self, request: web.Request) -> web.StreamResponse:
        if job := self._desk.book.find(VENDOR, request.match_info["id"]):
            self._desk.book.delete(job)
        return web.json_response({})

    async def start_upload(self, request: web.Request) -> web.StreamResponse:
        if _key(request) is None or request.headers.get("X-Goog-Upload-Command") != "start":
            return _refuse(400, "A resumable upload starts with a key and the command start.")
        upload_id = secrets.token_hex(6)
        self._uploads[upload_id] = {"mimeType": request.headers.get("X-Goog-Upload-Header-Content-Type", "")}
        url = f"{request.url.origin()}/google/uploading/{upload_id}"
        return web.json_response({}, headers={"X-Goog-Upload-URL": url, "X-Goog-Upload-Status": "active"})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        upload_id = request.match_info["id"]
        if upload_id not in self._uploads or "finalize" not in request.headers.get("X-Goog-Upload-Command", ""):
            return _refuse(400, "No such upload.")
        content = await request.read()
        self._uploads[upload_id] |= {
            "name": f"files/{upload_id}",
            "uri": f"{request.url.origin()}{PREFIX}/files/{upload_id}",
            "sizeBytes": str(len(content)),
            "state": "ACTIVE",
        }
        file = {"file": self._uploads[upload_id]}
        return web.json_response(file, headers={"X-Goog-Upload-Status": "final"})

    async def get_file(self, request: web.Request) -> web.StreamResponse:
        file = self._uploads.get(request.match_info["id"])
        return web.json_response(file) if file else _refuse(404, "The file was not found.")

    async def download(self, request: web.Request) -> web.StreamResponse:
        job = self._desk.book.find(VENDOR, _job_of(request.match_info["id"]))
        if _key(request) is None or request.query.get("alt") != "media":
            return _refuse(400, "A key and alt=media are needed.")
        return _refuse(404, "The file was not found.") if job is None else await self._desk.send_file(request, job)

    def describe(self, job: SimJob, now_ms: int) -> Json:
        """The interaction without its output."""
        phase = job.phase(now_ms)
        told: Json = {
            "id": job.id,
            "object": "interaction",
            "model": job.order.model,
            "status": _WORDS.get(phase, "failed"),
            "created": to_iso(job.accepted_ms),
            "updated": to_iso(min(now_ms, job.ended_ms())),
            "role": "model",
        }
        if phase in _ERRORS:
            code, message = _ERRORS[phase]
            told["errors"] = [{"code": code, "message": message}]
        return told

    def _shallow(self, job: SimJob) -> Json:
        return self.describe(job, self._desk.clock.now_ms())

    async def _answer(self, job: SimJob) -> web.Response:
        told = self._shallow(job)
        if told["status"] == "completed":
            told["steps"] = [{"type": "model_output", "content": [await self._video(job)]}]
        return web.json_response(told)

    async def _video(self, job: SimJob) -> Json:
        if job.order.extra["delivery"] == "uri":
            uri = f"{job.order.extra['origin']}{PREFIX}/files/{_file_of(job.id)}"
            return {"type": "video", "mime_type": "video/mp4", "uri": uri}
        content = Path(await self._desk.clips.path(job.order.clip)).read_bytes()
        return {"type": "video", "mime_type": "video/mp4", "data": base64.b64encode(content).decode()}

    def _wrong(self, body: Json) -> str | None:
        """What the server would not take in this body."""
        model, wish = str(body.get("model")), body.get("response_format") or {}
        if model not in _LENGTHS or model in self._desk.scenario.retired:
            return f"models/{model} is not found."
        if not body.get("input"):
            return "input is required."
        if wish.get("type") != "video":
            return "response_format.type must be video."
        if wish.get("aspect_ratio", "16:9") not in ("16:9", "9:16"):
            return "aspect_ratio must be 16:9 or 9:16."
        if wish.get("resolution", "720p") not in _RESOLUTIONS:
            return "resolution is not supported."
        low, high = _LENGTHS[model]
        found = re.fullmatch(r"(\d+(?:\.\d+)?)s", str(wish.get("duration", "8s")))
        if not found or not low <= float(found[1]) <= high:
            return f"duration must be {low}s to {high}s."
        return None

    def _order(self, request: web.Request, body: Json, key: str) -> Order:
        wish = body["response_format"]
        resolution = wish.get("resolution", "720p")
        seconds = seconds_of(str(wish.get("duration", "8s")).removesuffix("s"))
        width, height = pixels(wish.get("aspect_ratio", "16:9"), resolution)
        model = str(body["model"])
        return Order(
            job_id=f"int_{secrets.token_hex(12)}",
            vendor=VENDOR,
            model=model,
            body=body,
            clip=Clip(width, height, _FPS, int(seconds * _FPS), has_audio=True, look=self._desk.draw_look()),
            price_micro=price_micro(model, resolution, True, seconds, self._desk.scenario.prices),
            key=key,
            billed=_BILLED,
            extra={"origin": str(request.url.origin()), "delivery": wish.get("delivery", "inline")},
        )


def _file_of(job_id: str) -> str:
    return f"f{job_id.removeprefix('int_')}"


def _job_of(file_id: str) -> str:
    return f"int_{file_id.removeprefix('f')}"


def _key(request: web.Request) -> str | None:
    key = request.headers.get("x-goog-api-key") or request.query.get("key")
    return key if key and key != "bad" else None


def _refuse(status: int, message: str) -> web.Response:
    error = {"code": status, "message": message, "status": _STATUS.get(status, "UNKNOWN")}
    return web.json_response({"error": error}, status=status)
