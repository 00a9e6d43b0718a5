"""A small vendor that bills: `python -m tests.fakes.billing_vendor --port 0 --folder …`, a process of its own.

It survives a `kill -9` of ours, and every accepted job is on its invoice (SQLite, fsync'd) before it answers.

    POST /jobs               {client_ref, model, prompt, seconds, width, height, fps, with_audio, hook_url?, faults?}
    GET  /jobs/{id}          {id, status, progress, error?, file?, charged_micro}
    POST /jobs/{id}/cancel   the same
    GET  /jobs?since=ms      {jobs: […]} with their bodies; 403 while the scenario says `can_list = false`
    GET  /jobs/{id}/file     a real MP4
    /admin/…                 faults, invoice, jobs, scenario, reset (reelwright.simulator.admin)
"""

import argparse
import asyncio
import secrets
from fractions import Fraction
from pathlib import Path
from typing import Any

from aiohttp import web

from reelwright.kit.clock import Clock
from reelwright.simulator import admin
from reelwright.simulator.clips import Clip
from reelwright.simulator.desk import Desk, bearer
from reelwright.simulator.jobs import Order, SimJob
from reelwright.simulator.scenario import Scenario, load_scenario
from reelwright.simulator.serving import serve
from reelwright.timeline.time import frames_of

VENDOR = "billing"
DESK = web.AppKey("desk", Desk)
MICRO_A_SECOND = 100_000
BILLED = frozenset({"succeeded", "failed_billed", "refused_output", "canceled"})
_WORDS = {
    "queued": "queued",
    "running": "running",
    "succeeded": "done",
    "failed": "failed",
    "failed_billed": "failed",
    "refused_input": "refused",
    "refused_output": "refused",
    "canceled": "canceled",
    "aborted": "aborted",
    "unheard_of": "transmogrified",
}


def make_app(folder: Path, scenario: Scenario | None = None, clock: Clock | None = None) -> web.Application:
    """The vendor as an application; its books and files live in `folder`, its desk is the application's `DESK`."""
    desk = Desk(folder, scenario, clock)
    app = web.Application()
    app[DESK] = desk
    app.add_routes([*admin.routes(desk), *_routes(desk)])

    async def close(_app: web.Application) -> None:
        await desk.close()

    app.on_cleanup.append(close)
    return app


def _routes(desk: Desk) -> list[web.RouteDef]:
    async def submit(request: web.Request) -> web.StreamResponse:
        if (key := bearer(request)) is None:
            return _refuse(401, "no such key")
        body = await request.json()
        if not body.get("prompt") or not body.get("seconds"):
            return _refuse(422, "prompt and seconds are required")
        return await desk.submit(
            request,
            _order(body, key, desk.draw_look()),
            lambda job: web.json_response({"id": job.id, "status": "queued"}, status=201),
            _refuse,
            _describe,
        )

    async def look(request: web.Request) -> web.StreamResponse:
        job = desk.look(VENDOR, request.match_info["id"])
        if isinstance(job, int):
            return _refuse(job, "not now" if job == 503 else "no such job")
        return web.json_response(_describe(job, desk.clock.now_ms()))

    async def cancel(request: web.Request) -> web.StreamResponse:
        job = desk.book.find(VENDOR, request.match_info["id"])
        if job is None:
            return _refuse(404, "no such job")
        return web.json_response(_describe(desk.cancel(job), desk.clock.now_ms()))

    async def list_jobs(request: web.Request) -> web.StreamResponse:
        if not desk.scenario.can_list:
            return _refuse(403, "listing is switched off")
        jobs = desk.book.jobs(VENDOR, int(request.query.get("since", 0)))
        now = desk.clock.now_ms()
        return web.json_response({"jobs": [{**_describe(job, now), "body": job.order.body} for job in jobs]})

    async def send_file(request: web.Request) -> web.StreamResponse:
        job = desk.book.find(VENDOR, request.match_info["id"])
        return _refuse(404, "no such job") if job is None else await desk.send_file(request, job)

    return [
        web.post("/jobs", submit),
        web.get("/jobs", list_jobs),
        web.get("/jobs/{id}", look),
        web.post("/jobs/{id}/cancel", cancel),
        web.get("/jobs/{id}/file", send_file),
    ]


def _order(body: dict[str, Any], key: str, look: int) -> Order:
    seconds = Fraction(str(body["seconds"]))
    fps = int(body.get("fps", 24))
    clip = Clip(
        width=int(body.get("width", 640)),
        height=int(body.get("height", 360)),
        fps=fps,
        frames=frames_of(seconds, fps),
        has_audio=bool(body.get("with_audio")),
        look=look,
    )
    return Order(
        job_id=f"job_{secrets.token_hex(8)}",
        vendor=VENDOR,
        model=str(body.get("model", "fake-video")),
        body={name: value for name, value in body.items() if name != "hook_url"},  # its token differs each time
        clip=clip,
        price_micro=frames_of(seconds, MICRO_A_SECOND),
        key=key,
        billed=BILLED,
        client_ref=str(body.get("client_ref", "")),
        hook_url=body.get("hook_url"),
    )


def _describe(job: SimJob, now_ms: int) -> dict[str, Any]:
    phase = job.phase(now_ms)
    body: dict[str, Any] = {
        "id": job.id,
        "status": _WORDS[phase],
        "progress": job.progress(now_ms),
        "created_ms": job.accepted_ms,
    }
    if job.is_over(now_ms):
        body["charged_micro"] = job.charge_micro(now_ms)
    if phase == "succeeded":
        body["file"] = f"/jobs/{job.id}/file"
    if phase.startswith(("failed", "refused")):
        body["error"] = f"the job {phase.replace('_', ' of its ')}"
        body["side"] = phase.removeprefix("refused_") if phase.startswith("refused") else ""
    return body


def _refuse(status: int, message: str) -> web.Response:
    return web.json_response({"error": message}, status=status)


def main() -> None:
    """Serve until stopped; prints `listening on http://127.0.0.1:PORT` when ready."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--scenario", type=Path)
    options = parser.parse_args()
    app = make_app(options.folder, load_scenario(options.scenario))
    asyncio.run(serve(app, options.port))


if __name__ == "__main__":
    main()
