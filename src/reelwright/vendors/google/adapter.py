"""Google's Interactions API behind the vendors' contract."""

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
from reelwright.vendors.errors import FileGone, FileUnreadable, VendorRefusedCall
from reelwright.vendors.google import wire
from reelwright.vendors.rules import GOOGLE, MEBIBYTE
from reelwright.vendors.transport import Reply, Transport
from reelwright.vendors.uploads import Uploads, file_name


class GoogleAdapter:
    """`POST /interactions` and what belongs to it. `access.base_url` ends in `/v1beta`."""

    vendor = "google"

    def __init__(self, transport: Transport, clock: Clock | None = None) -> None:
        self._transport = transport
        self._uploads = Uploads(self._upload, clock or SystemClock())

    async def compose(self, request: ShotRequest, access: Access) -> Json:
        addresses = await self._uploads.addresses(request.references, access)
        return wire.compose(request, addresses)

    async def start(self, body: Mapping[str, Any], access: Access, *, hook_url: str | None, send_by_ms: int) -> Started:
        """Webhooks of this API are set up in the account: `hook_url` is not used."""
        outcome = await self._transport.submit(
            f"{access.base_url}/interactions",
            json.dumps(body).encode(),
            GOOGLE,
            access,
            headers=_headers(access),
            send_by_ms=send_by_ms,
        )
        if not isinstance(outcome, Reply):
            return outcome
        job_id = job_id_of(outcome.body)
        return Accepted(Ticket(job_id)) if job_id else Ambiguous("The answer names no interaction.")

    async def check(self, job: Job, watch: Watch) -> Checked:
        answer = await self._transport.look(_url(job), GOOGLE, job.access, headers=_headers(job.access))
        return answer if isinstance(answer, Missing | Unreachable) else wire.read_interaction(answer, _url(job))

    async def cancel(self, job: Job) -> CancelAnswer:
        answer = await self._transport.look(
            f"{_url(job)}/cancel", GOOGLE, job.access, headers=_headers(job.access), method="POST"
        )
        if isinstance(answer, Missing | Unreachable):
            return CancelAnswer(False, None, answer.reason)
        return wire.read_cancel(answer)

    async def find(self, body: Mapping[str, Any], access: Access, *, since_ms: int, until_ms: int) -> list[Ticket]:
        """Always empty: the API lists no interactions."""
        return []

    def fetch(self, file: RemoteFile, access: Access) -> AsyncIterator[bytes]:
        url, _, fragment = str(file.url).partition("#")
        if fragment == wire.INLINE:
            return self._fetch_inline(url, access)
        return self._transport.files.stream(url, GOOGLE, access, headers=_key(access))

    async def read_hook(self, headers: Mapping[str, str], raw: bytes, access: Access) -> HookHint | None:
        """Always None: none are asked for."""
        return None

    async def _fetch_inline(self, url: str, access: Access) -> AsyncIterator[bytes]:
        answer = await self._transport.look(url, GOOGLE, access, headers=_headers(access))
        if isinstance(answer, Missing):
            raise FileGone(f"Google no longer has the interaction: {answer.reason}")
        if isinstance(answer, Unreachable):
            raise FileUnreadable(f"Google did not answer: {answer.reason}")
        try:
            video = wire.inline_video(answer)
        except ValueError as error:
            raise FileUnreadable("Google's inline video is not base64.") from error
        if video is None:
            raise FileGone("Google's answer holds no video any more.")
        for start in range(0, len(video), MEBIBYTE):
            yield video[start : start + MEBIBYTE]

    async def _upload(self, reference: Reference, content: bytes, access: Access) -> str:
        """The Files API's resumable upload in its two calls (google-genai `files.upload`)."""
        version = access.base_url.rpartition("/")[2]
        asked = await self._transport.need(
            "POST",
            f"{access.base_url.removesuffix(version)}upload/{version}/files",
            GOOGLE,
            access,
            headers={
                **_headers(access),
                "X-Goog-Upload-Protocol": "resumable",
                "X-Goog-Upload-Command": "start",
                "X-Goog-Upload-Header-Content-Length": str(len(content)),
                "X-Goog-Upload-Header-Content-Type": reference.content_type,
            },
            data=json.dumps({"file": {"display_name": file_name(reference)}}).encode(),
        )
        sent = await self._transport.need(
            "POST",
            asked.headers.get("X-Goog-Upload-URL", ""),
            GOOGLE,
            access,
            headers={"X-Goog-Upload-Command": "upload, finalize", "X-Goog-Upload-Offset": "0"},
            data=content,
        )
        address = ((sent.body or {}).get("file") or {}).get("uri")
        if not isinstance(address, str):
            raise VendorRefusedCall("Google took a reference image but names no address for it.")
        return address


def _url(job: Job) -> str:
    return f"{job.access.base_url}/interactions/{job.ticket.vendor_job_id}"


def _key(access: Access) -> dict[str, str]:
    return {"x-goog-api-key": access.key}  # never `?key=`: addresses end up in logs


def _headers(access: Access) -> dict[str, str]:
    return {**_key(access), "Content-Type": "application/json"}
