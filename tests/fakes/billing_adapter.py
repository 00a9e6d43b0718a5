"""The billing vendor behind the vendors' contract, over the product's own transport; and its catalogue."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from reelwright.catalog.load import load_catalog
from reelwright.catalog.spec import Catalog
from reelwright.kit.clock import Clock, SystemClock
from reelwright.simulator.scenario import Scenario
from reelwright.vendors.answers import job_id_of
from reelwright.vendors.contract import (
    Accepted,
    Access,
    Ambiguous,
    CancelAnswer,
    Checked,
    Done,
    Ended,
    HookHint,
    Job,
    Json,
    Missing,
    RemoteFile,
    Running,
    ShotRequest,
    Started,
    Ticket,
    Unreachable,
    Unrecognised,
    Watch,
)
from reelwright.vendors.rules import Rules
from reelwright.vendors.signatures import verified_delivery
from reelwright.vendors.transport import Reply, Transport

RULES = Rules("billing", look_again_seconds=0.2)
_CATALOG = Path(__file__).parent / "catalog"
_ENDS: dict[str, Literal["failed", "refused", "canceled", "aborted"]] = {
    "failed": "failed",
    "refused": "refused",
    "canceled": "canceled",
    "aborted": "aborted",
}


def fake_catalog() -> Catalog:
    """A catalogue of `fake-video` alone."""
    return load_catalog(folder=_CATALOG)


def catalog_with_fake() -> Catalog:
    """The packaged catalogue and `fake-video`."""
    packaged, fake = load_catalog(), fake_catalog()
    return replace(packaged, models={**packaged.models, **fake.models}, revision=f"{packaged.revision}+fake")


class BillingAdapter:
    """`lookup`: `list` matches jobs by their body, as a real vendor's list would; `id` by our attempt's id; `none`."""

    vendor = "billing"

    def __init__(
        self,
        transport: Transport,
        clock: Clock | None = None,
        *,
        lookup: Literal["list", "id", "none"] = "list",
        hook_secret: str = Scenario().hook_secret,
    ) -> None:
        self._transport = transport
        self._clock = clock or SystemClock()
        self._lookup = lookup
        self._hook_secret = hook_secret

    async def compose(self, request: ShotRequest, access: Access) -> Json:
        return {
            "client_ref": request.attempt_id,
            "model": request.model,
            "prompt": request.prompt,
            "seconds": str(request.seconds),
            "width": request.width,
            "height": request.height,
            "fps": request.fps,
            "with_audio": request.with_audio,
            "seed": request.seed,
            "negative_prompt": request.negative_prompt,
            "references": [reference.asset_id for reference in request.references],
        }

    async def start(self, body: Mapping[str, Any], access: Access, *, hook_url: str | None, send_by_ms: int) -> Started:
        outcome = await self._transport.submit(
            f"{access.base_url}/jobs",
            json.dumps({**body, "hook_url": hook_url}).encode(),
            RULES,
            access,
            headers=_headers(access),
            send_by_ms=send_by_ms,
        )
        if not isinstance(outcome, Reply):
            return outcome
        job_id = job_id_of(outcome.body)
        return Accepted(Ticket(job_id)) if job_id else Ambiguous("The answer names no job.")

    async def check(self, job: Job, watch: Watch) -> Checked:
        answer = await self._transport.look(_url(job), RULES, job.access, headers=_headers(job.access))
        return answer if isinstance(answer, Missing | Unreachable) else _read(answer, job.access)

    async def cancel(self, job: Job) -> CancelAnswer:
        answer = await self._transport.look(
            f"{_url(job)}/cancel", RULES, job.access, headers=_headers(job.access), method="POST"
        )
        if isinstance(answer, Missing | Unreachable):
            return CancelAnswer(False, None, answer.reason)
        stopped = answer["status"] in ("canceled", "aborted")
        return CancelAnswer(stopped, bool(answer["charged_micro"]) if stopped else None, answer["status"])

    async def find(self, body: Mapping[str, Any], access: Access, *, since_ms: int, until_ms: int) -> list[Ticket]:
        if self._lookup == "none":
            return []
        url = f"{access.base_url}/jobs?since={since_ms - 1000}"
        page = (await self._transport.need("GET", url, RULES, access, headers=_headers(access))).body or {}
        wanted = self._identity(body)
        return [
            Ticket(row["id"])
            for row in page["jobs"]
            if row["created_ms"] <= until_ms + 1000 and self._identity(row["body"]) == wanted
        ]

    def fetch(self, file: RemoteFile, access: Access) -> AsyncIterator[bytes]:
        return self._transport.files.stream(str(file.url), RULES, access, headers=_headers(access))

    async def read_hook(self, headers: Mapping[str, str], raw: bytes, access: Access) -> HookHint | None:
        delivery_id = verified_delivery(headers, raw, self._hook_secret, self._clock.now_ms())
        job_id = job_id_of(json.loads(raw)) if delivery_id else None
        return HookHint(delivery_id, job_id) if delivery_id and job_id else None

    def _identity(self, body: Mapping[str, Any]) -> Any:
        if self._lookup == "id":
            return body["client_ref"]
        return {key: value for key, value in body.items() if key not in ("client_ref", "hook_url")}


def _read(answer: Json, access: Access) -> Checked:
    word, charge = str(answer["status"]), answer.get("charged_micro")
    if word in ("queued", "running"):
        return Running(word, answer["progress"], RULES.look_again_seconds)
    if word == "done":
        return Done(RemoteFile(url=f"{access.base_url}{answer['file']}"), charge_micro=charge)
    if word in _ENDS:
        is_billed = None if charge is None else charge > 0
        return Ended(
            _ENDS[word], answer.get("error", word), "", answer.get("side", ""), is_billed, charge, word == "refused"
        )
    return Unrecognised(word)


def _url(job: Job) -> str:
    return f"{job.access.base_url}/jobs/{job.ticket.vendor_job_id}"


def _headers(access: Access) -> dict[str, str]:
    return {"Authorization": f"Bearer {access.key}", "Content-Type": "application/json"}
