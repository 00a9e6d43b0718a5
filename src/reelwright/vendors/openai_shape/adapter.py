"""`/v1/videos` behind the vendors' contract."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

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
    RemoteFile,
    ShotRequest,
    Started,
    Ticket,
    Unreachable,
    Watch,
)
from reelwright.vendors.errors import VendorUnreachable
from reelwright.vendors.openai_shape import wire
from reelwright.vendors.rules import OPENAI_SHAPE
from reelwright.vendors.transport import Reply, Transport

_MOST_PAGES = 20


class OpenAIShapeAdapter:
    """`POST /videos` and what belongs to it. `access.base_url` ends as the SDK's does, most often in `/v1`."""

    vendor = "openai_shape"

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def compose(self, request: ShotRequest, access: Access) -> Json:
        picture = None
        if len(request.references) == 1:
            picture = await asyncio.to_thread(request.references[0].path.read_bytes)
        return wire.compose(request, picture)

    async def start(self, body: Mapping[str, Any], access: Access, *, hook_url: str | None, send_by_ms: int) -> Started:
        """Webhooks of this shape are set up in the account: `hook_url` is not used."""
        form, content_type = wire.submit_body(body)
        outcome = await self._transport.submit(
            f"{access.base_url}/videos",
            form if form is not None else json.dumps(body).encode(),
            OPENAI_SHAPE,
            access,
            headers={**_headers(access), "Content-Type": content_type},
            send_by_ms=send_by_ms,
        )
        if not isinstance(outcome, Reply):
            return outcome
        job_id = job_id_of(outcome.body)
        return Accepted(Ticket(job_id)) if job_id else Ambiguous("The answer names no video.")

    async def check(self, job: Job, watch: Watch) -> Checked:
        url = f"{job.access.base_url}/videos/{job.ticket.vendor_job_id}"
        answer = await self._transport.look(url, OPENAI_SHAPE, job.access, headers=_headers(job.access))
        return answer if isinstance(answer, Missing | Unreachable) else wire.read_video(answer, f"{url}/content")

    async def cancel(self, job: Job) -> CancelAnswer:
        """Never stops anything: `DELETE` removes finished videos, and that it stops a running one is nowhere said."""
        return CancelAnswer(False, None, "This API cannot stop a job that it has taken.")

    async def find(self, body: Mapping[str, Any], access: Access, *, since_ms: int, until_ms: int) -> list[Ticket]:
        """Raises `VendorUnreachable` rather than give half a list: no candidate must mean that there is none."""
        found: list[Ticket] = []
        after = ""
        for _ in range(_MOST_PAGES):
            url = f"{access.base_url}/videos?limit=100&order=desc{after}"
            page = (await self._transport.need("GET", url, OPENAI_SHAPE, access, headers=_headers(access))).body
            if page is None or not isinstance(page.get("data"), list):
                raise VendorUnreachable("The list of videos could not be read; it will be asked again.")
            rows = [row for row in page["data"] if isinstance(row, dict) and job_id_of(row)]
            found += [Ticket(str(row["id"])) for row in rows if wire.is_same_order(row, body, since_ms, until_ms)]
            if not page.get("has_more") or not rows or any(wire.is_older(row, since_ms) for row in rows):
                return found
            after = f"&after={rows[-1]['id']}"
        raise VendorUnreachable(f"The vendor lists more than {_MOST_PAGES} pages for that time.")

    def fetch(self, file: RemoteFile, access: Access) -> AsyncIterator[bytes]:
        return self._transport.files.stream(str(file.url), OPENAI_SHAPE, access, headers=_headers(access))

    async def read_hook(self, headers: Mapping[str, str], raw: bytes, access: Access) -> HookHint | None:
        """Always None: none are asked for."""
        return None


def _headers(access: Access) -> dict[str, str]:
    return {"Authorization": f"Bearer {access.key}"}
