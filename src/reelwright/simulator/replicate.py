"""Replicate's API as its OpenAPI 1.0.0-a1 describes it: predictions of official models, files, webhooks."""

import hashlib
import re
import secrets
from fractions import Fraction
from typing import Any, Final
from urllib.parse import urlencode

from aiohttp import web
from PIL import Image

from reelwright.kit.clock import to_iso
from reelwright.simulator.clips import Clip
from reelwright.simulator.desk import Desk, bearer, parse_iso
from reelwright.simulator.jobs import Order, SimJob
from reelwright.simulator.replicate_models import MODELS, ModelFacts, misfits, openapi_schema
from reelwright.simulator.sizes import pixels, price_micro

Json = dict[str, Any]

PREFIX: Final = "/replicate/v1"
VENDOR: Final = "replicate"
_BILLED = frozenset({"succeeded", "canceled"})  # a run that was canceled is charged, one that failed is not
_WORDS = {
    "queued": "starting",
    "running": "processing",
    "succeeded": "succeeded",
    "failed": "failed",
    "failed_billed": "failed",
    "refused_input": "failed",
    "refused_output": "failed",
    "canceled": "canceled",
    "aborted": "aborted",
    "unheard_of": "transmogrified",
}
_ERRORS = {
    "failed": "Prediction failed: CUDA out of memory.",
    "failed_billed": "Prediction failed: CUDA out of memory.",
    "refused_input": "The input was flagged as sensitive. Please try again with different inputs. (E005)",
    "refused_output": "The output was flagged as sensitive. (E005)",
}
_PAGE = 100
_FPS = 24
_TOP_LEVEL = {"input", "webhook", "webhook_events_filter", "stream"}


class ReplicateApi:
    """The routes under `/replicate/v1`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._uploads = desk.folder / "uploads"
        self._uploads.mkdir(exist_ok=True)

    def routes(self) -> list[web.RouteDef]:
        model = f"{PREFIX}/models/{{owner}}/{{name}}"
        return [
            web.post(f"{model}/predictions", self.create),
            web.get(model, self.get_model),
            web.get(f"{PREFIX}/predictions", self.list_predictions),
            web.get(f"{PREFIX}/predictions/{{id}}", self.get_prediction),
            web.post(f"{PREFIX}/predictions/{{id}}/cancel", self.cancel),
            web.get(f"{PREFIX}/account", self.get_account),
            web.get(f"{PREFIX}/webhooks/default/secret", self.get_secret),
            web.post(f"{PREFIX}/files", self.upload),
            web.get(f"{PREFIX}/files/{{id}}/download", self.download_upload),
            web.get("/replicate/delivery/{id}/{name}", self.deliver),
        ]

    async def create(self, request: web.Request) -> web.StreamResponse:
        if (key := bearer(request)) is None:
            return _refuse(401, "You did not pass a valid authentication token")
        name = _model_name(request)
        facts = self._offered(name)
        if facts is None:
            return _refuse(404, "The requested resource could not be found.")
        body = await request.json()
        if problem := _misfit(facts, body):
            return problem
        order = self._order(request, name, facts, body, key)
        answer = await self._desk.submit(
            request, order, lambda job: web.json_response(self._describe(job), status=201), _refuse, self.describe
        )
        return await self._held(request, order, answer)

    async def get_model(self, request: web.Request) -> web.StreamResponse:
        name = _model_name(request)
        facts = self._offered(name)
        if bearer(request) is None or facts is None:
            return _refuse(401 if bearer(request) is None else 404, "The requested resource could not be found.")
        return web.json_response(_model(name, facts))

    async def get_prediction(self, request: web.Request) -> web.StreamResponse:
        job = self._desk.look(VENDOR, request.match_info["id"])
        if isinstance(job, int):
            return _refuse(job, "The requested resource could not be found.")
        return web.json_response(self._describe(job))

    async def cancel(self, request: web.Request) -> web.StreamResponse:
        job = self._desk.book.find(VENDOR, request.match_info["id"])
        if job is None:
            return _refuse(404, "The requested resource could not be found.")
        return web.json_response(self._describe(self._desk.cancel(job)))

    async def list_predictions(self, request: web.Request) -> web.StreamResponse:
        if (key := bearer(request)) is None:
            return _refuse(401, "You did not pass a valid authentication token")
        since = parse_iso(request.query.get("created_after"), 0)
        before = parse_iso(request.query.get("created_before"), 2**62)
        jobs = [
            job
            for job in reversed(self._desk.book.jobs(VENDOR, since))
            if job.accepted_ms < before and job.order.key == key
        ]
        start = int(request.query.get("cursor", 0))
        has_more = start + _PAGE < len(jobs)
        query = urlencode({**request.query, "cursor": start + _PAGE})
        return web.json_response(
            {
                "previous": None,
                "next": f"{_origin(request)}{PREFIX}/predictions?{query}" if has_more else None,
                "results": [self._describe(job) for job in jobs[start : start + _PAGE]],
            }
        )

    async def get_account(self, request: web.Request) -> web.StreamResponse:
        if bearer(request) is None:
            return _refuse(401, "You did not pass a valid authentication token")
        return web.json_response(
            {"type": "user", "username": "simulated", "name": "Simulated", "github_url": "", "avatar_url": ""}
        )

    async def get_secret(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response({"key": self._desk.scenario.hook_secret})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        if bearer(request) is None:
            return _refuse(401, "You did not pass a valid authentication token")
        form = await request.post()
        part = form.get("content")
        if not isinstance(part, web.FileField):
            return _refuse(400, "content is required")
        content = part.file.read()
        file_id = secrets.token_hex(13)
        (self._uploads / file_id).write_bytes(content)
        now = self._desk.clock.now_ms()
        return web.json_response(
            {
                "id": file_id,
                "name": part.filename,
                "etag": file_id,
                "content_type": part.content_type,
                "size": len(content),
                "checksums": {"sha256": hashlib.sha256(content).hexdigest()},
                "metadata": {},
                "created_at": to_iso(now),
                "expires_at": to_iso(now + 3_600_000),
                "urls": {"get": f"{_origin(request)}{PREFIX}/files/{file_id}"},
            },
            status=201,
        )

    async def download_upload(self, request: web.Request) -> web.StreamResponse:
        path = self._upload_path(request.match_info["id"])
        return web.FileResponse(path) if path else _refuse(404, "File not found")

    async def deliver(self, request: web.Request) -> web.StreamResponse:
        job = self._desk.book.find(VENDOR, request.match_info["id"])
        return web.Response(status=404) if job is None else await self._desk.send_file(request, job)

    def describe(self, job: SimJob, now_ms: int) -> Json:
        """The prediction, as `GET` and webhooks give it."""
        phase = job.phase(now_ms)
        origin = job.order.extra["origin"]
        is_removed = job.is_over(now_ms) and now_ms > job.ended_ms() + self._desk.scenario.result_seconds * 1000
        told: Json = {
            "id": job.id,
            "model": job.order.model,
            "version": "hidden",
            "input": {} if is_removed else job.order.body["input"],
            "output": None,
            "logs": "",
            "error": _ERRORS.get(phase),
            "status": _WORDS[phase],
            "data_removed": is_removed,
            "source": "api",
            "created_at": to_iso(job.accepted_ms),
            "urls": {
                "web": f"{origin}/replicate/p/{job.id}",
                "get": f"{origin}{PREFIX}/predictions/{job.id}",
                "cancel": f"{origin}{PREFIX}/predictions/{job.id}/cancel",
            },
        }
        if now_ms >= job.starts_ms and phase not in ("aborted", "refused_input"):
            told["started_at"] = to_iso(job.starts_ms)
        if job.is_over(now_ms):
            told["completed_at"] = to_iso(job.ended_ms())
        if phase == "succeeded" and not is_removed:
            told["output"] = f"{origin}/replicate/delivery/{job.id}/clip.mp4"
            told["metrics"] = _metrics(job)
        return told

    def _describe(self, job: SimJob) -> Json:
        return self.describe(job, self._desk.clock.now_ms())

    def _offered(self, name: str) -> ModelFacts | None:
        return None if name in self._desk.scenario.retired else MODELS.get(name)

    async def _held(self, request: web.Request, order: Order, answer: web.StreamResponse) -> web.StreamResponse:
        """`Prefer: wait`: the answer once more, when the prediction has ended or the time is over."""
        wish = re.fullmatch(r"wait(?:=(\d+))?", request.headers.get("Prefer", ""))
        job = self._desk.book.find(VENDOR, order.job_id)
        if not wish or job is None or answer.status != 201:
            return answer
        job = await self._desk.wait(job, min(60, int(wish[1] or 60)))
        return web.json_response(self._describe(job), status=201)

    def _order(self, request: web.Request, name: str, facts: ModelFacts, body: Json, key: str) -> Order:
        usual = {field: schema["default"] for field, schema in facts.inputs.items() if "default" in schema}
        told = {**usual, **body["input"]}
        resolution = {"standard": "720p", "pro": "1080p", "4k": "2160p"}.get(
            str(told.get("mode")), str(told.get("resolution", facts.resolution))
        )
        seconds = Fraction(max(int(told["duration"]), 5) if int(told["duration"]) < 0 else int(told["duration"]))
        width, height = self._shape(facts, told, resolution)
        with_audio = bool(told.get("generate_audio", facts.audio))
        job_id = secrets.token_hex(13)
        return Order(
            job_id=job_id,
            vendor=VENDOR,
            model=name,
            body={"input": body["input"]},
            clip=Clip(width, height, _FPS, int(seconds * _FPS), with_audio, look=self._desk.draw_look()),
            price_micro=price_micro(name, resolution, with_audio, seconds, self._desk.scenario.prices),
            key=key,
            billed=_BILLED,
            hook_url=body.get("webhook"),
            cancel_after_ms=_milliseconds(request.headers.get("Cancel-After")),
            extra={"origin": _origin(request)},
        )

    def _shape(self, facts: ModelFacts, told: Json, resolution: str) -> tuple[int, int]:
        ratio = str(told.get("aspect_ratio", "16:9")).replace("adaptive", "16:9")
        if facts.aspect_of and (path := self._upload_path(str(told.get(facts.aspect_of, "")).rpartition("/")[2])):
            with Image.open(path) as picture:
                ratio = min(("16:9", "9:16", "1:1"), key=lambda one: _distance(one, picture.width / picture.height))
        return pixels(ratio, resolution)

    def _upload_path(self, file_id: str) -> Any:
        path = self._uploads / file_id
        return path if re.fullmatch(r"[0-9a-f]{26}", file_id) and path.exists() else None


def _misfit(facts: ModelFacts, body: Any) -> web.Response | None:
    if not isinstance(body, dict) or not isinstance(body.get("input"), dict):
        return _invalid({"input": "is required."})
    if unknown := body.keys() - _TOP_LEVEL:
        return _invalid(dict.fromkeys(sorted(unknown), "Additional property is not allowed"))
    wrong = misfits(facts, body["input"])
    return _invalid({f"input.{field}": sentence for field, sentence in wrong.items()}) if wrong else None


def _invalid(fields: dict[str, str]) -> web.Response:
    body = {
        "title": "Input validation failed",
        "detail": "".join(f"- {field}: {sentence}\n" for field, sentence in fields.items()),
        "status": 422,
        "invalid_fields": [{"type": "invalid", "field": f, "description": s} for f, s in fields.items()],
    }
    return web.json_response(body, status=422, content_type="application/problem+json")


def _model(name: str, facts: ModelFacts) -> Json:
    owner, _, short = name.partition("/")
    return {
        "url": f"https://replicate.com/{name}",
        "owner": owner,
        "name": short,
        "description": "A simulated model.",
        "visibility": "public",
        "is_official": True,
        "run_count": 0,
        "cover_image_url": None,
        "default_example": None,
        "github_url": None,
        "license_url": None,
        "paper_url": None,
        "latest_version": {
            "id": "hidden",
            "created_at": "2026-10-01T00:00:00.000Z",
            "cog_version": "0.14.0",
            "openapi_schema": openapi_schema(facts),
        },
    }


def _metrics(job: SimJob) -> Json:
    clip = job.order.clip
    return {
        "predict_time": (job.ends_ms - job.starts_ms) / 1000,
        "total_time": (job.ends_ms - job.accepted_ms) / 1000,
        "video_output_duration_seconds": clip.frames / clip.fps,
        "video_output_count": 1,
    }


def _refuse(status: int, message: str) -> web.Response:
    titles = {401: "Unauthenticated", 402: "Insufficient credit", 422: "Input validation failed"}
    body = {"title": titles.get(status, message), "detail": message, "status": status}
    return web.json_response(body, status=status, content_type="application/problem+json")


def _model_name(request: web.Request) -> str:
    return f"{request.match_info['owner']}/{request.match_info['name']}"


def _origin(request: web.Request) -> str:
    return str(request.url.origin())


def _milliseconds(text: str | None) -> int | None:
    """`1h30m45s`, `90`: the header `Cancel-After`."""
    found = re.fullmatch(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?", text or "")
    if not text or not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return max(5, hours * 3600 + minutes * 60 + seconds) * 1000


def _distance(ratio: str, wanted: float) -> float:
    wide, high = (int(part) for part in ratio.split(":"))
    return abs(wide / high - wanted)
