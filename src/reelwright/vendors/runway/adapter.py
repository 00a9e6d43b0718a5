"""Runway behind the vendors' contract."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from reelwright.kit.clock import Clock, SystemClock
from reelwright.vendors.answers import job_id_of
from reelwright.vendors.contract import (
    Accepted,
    Access,
    Ambiguous,
    CancelAnswer,
    Checked,
    HookHint,
    Job,
    Json,
    Missing,
    Reference,
    RemoteFile,
    ShotRequest,
    Started,
    Ticket,
    Unreachable,
    Watch,
)
from reelwright.vendors.errors import VendorRefusedCall
from reelwright.vendors.rules import RUNWAY
from reelwright.vendors.runway import wire
from reelwright.vendors.transport import Reply, Transport
from reelwright.vendors.uploads import Uploads, file_name, multipart


class RunwayAdapter:
    """`POST /text_to_video`, `/image_to_video` and what belongs to them. `access.base_url` ends in `/v1`."""

    vendor = "runway"

    def __init__(self, transport: Transport, clock: Clock | None = None) -> None:
        self._transport = transport
        self._uploads = Uploads(self._upload, clock or SystemClock())

    async def compose(self, request: ShotRequest, access: Access) -> Json:
        addresses = await self._uploads.addresses(request.references, access)
        return wire.compose(request, addresses)

    async def start(self, body: Mapping[str, Any], access: Access, *, hook_url: str | None, send_by_ms: int) -> Started:
        """There are no webhooks here: `hook_url` is not used."""
        outcome = await self._transport.submit(
            f"{access.base_url}/{body['endpoint']}",
            json.dumps(body["input"]).encode(),
            RUNWAY,
            access,
            headers=_headers(access),
            send_by_ms=send_by_ms,
        )
        if not isinstance(outcome, Reply):
            return outcome
        job_id = job_id_of(outcome.body)
        return Accepted(Ticket(job_id)) if job_id else Ambiguous("The answer names no task.")

    async def check(self, job: Job, watch: Watch) -> Checked:
        task = await self._look(job)
        return task if isinstance(task, Missing | Unreachable) else wire.read_task(task)

    async def cancel(self, job: Job) -> CancelAnswer:
        """Looks first: the same DELETE that cancels a live task throws a finished one's result away."""
        task = await self._look(job)
        if isinstance(task, Missing | Unreachable):
            return CancelAnswer(False, None, task.reason)
        if not wire.is_live(task):
            return CancelAnswer(False, None, f"It already ended: {task.get('status')}.")
        url = f"{job.access.base_url}/tasks/{job.ticket.vendor_job_id}"
        reply = await self._transport.ask("DELETE", url, RUNWAY, job.access, headers=_headers(job.access))
        if isinstance(reply, Unreachable):
            return CancelAnswer(False, None, reply.reason)
        if reply.status >= 300:
            return CancelAnswer(False, None, reply.message)
        return CancelAnswer(True, task.get("status") == "RUNNING", str(task.get("status")))

    async def find(self, body: Mapping[str, Any], access: Access, *, since_ms: int, until_ms: int) -> list[Ticket]:
        """Always empty: the API lists no tasks."""
        return []

    def fetch(self, file: RemoteFile, access: Access) -> AsyncIterator[bytes]:
        return self._transport.files.stream(str(file.url), RUNWAY, access)

    async def read_hook(self, headers: Mapping[str, str], raw: bytes, access: Access) -> HookHint | None:
        """Always None: Runway sends none."""
        return None

    async def _look(self, job: Job) -> Json | Missing | Unreachable:
        url = f"{job.access.base_url}/tasks/{job.ticket.vendor_job_id}"
        return await self._transport.look(url, RUNWAY, job.access, headers=_headers(job.access))

    async def _upload(self, reference: Reference, content: bytes, access: Access) -> str:
        """Two steps: ask where to, then post the file there with the fields we were given, and without our key."""
        name = file_name(reference)
        asked = await self._transport.need(
            "POST",
            f"{access.base_url}/uploads",
            RUNWAY,
            access,
            headers=_headers(access),
            data=json.dumps({"filename": name, "type": "ephemeral"}).encode(),
        )
        place = asked.body or {}
        url, fields, address = place.get("uploadUrl"), place.get("fields"), place.get("runwayUri")
        if not (isinstance(url, str) and isinstance(fields, dict) and isinstance(address, str)):
            raise VendorRefusedCall("Runway does not say where to upload a reference image.")
        data, content_type = multipart(
            {str(key): str(value) for key, value in fields.items()}, "file", name, content, reference.content_type
        )
        await self._transport.need("POST", url, RUNWAY, access, headers={"Content-Type": content_type}, data=data)
        return address


def _headers(access: Access) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {access.key}",
        "X-Runway-Version": wire.VERSION,
        "Content-Type": "application/json",
    }
