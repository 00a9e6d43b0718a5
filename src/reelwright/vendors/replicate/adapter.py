"""Replicate behind the vendors' contract."""

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
from reelwright.vendors.errors import InputNotAccepted, VendorRefusedCall, VendorUnreachable
from reelwright.vendors.replicate import wire
from reelwright.vendors.replicate.schema import InputSchema
from reelwright.vendors.rules import REPLICATE
from reelwright.vendors.signatures import verified_delivery
from reelwright.vendors.transport import Reply, Transport
from reelwright.vendors.uploads import Uploads, file_name, multipart

_SCHEMA_MS = 3_600_000
_SECRET_MS = 60_000  # a bad signature may mean a new secret, but is not worth a call each time
_MOST_PAGES = 20


class ReplicateAdapter:
    """`POST /models/{owner}/{name}/predictions` and what belongs to it. `access.base_url` ends in `/v1`."""

    vendor = "replicate"

    def __init__(self, transport: Transport, clock: Clock | None = None) -> None:
        self._transport = transport
        self._clock = clock or SystemClock()
        self._uploads = Uploads(self._upload, self._clock)
        self._schemas: dict[tuple[str, str], tuple[InputSchema | None, int]] = {}
        self._secrets: dict[str, tuple[str, int]] = {}

    async def examine(self, request: ShotRequest, access: Access) -> None:
        """Check a wish against the model's published schema before it is quoted. Uploads and orders nothing.

        Raises `InputNotAccepted`, `VendorUnreachable`, `VendorRefusedCall`.
        """
        body = wire.compose(request, {one.asset_id: "https://example.com/reference" for one in request.references})
        await self._check_input(body, access)

    async def compose(self, request: ShotRequest, access: Access) -> Json:
        addresses = await self._uploads.addresses(request.references, access)
        body = wire.compose(request, addresses)
        await self._check_input(body, access)
        return body

    async def start(self, body: Mapping[str, Any], access: Access, *, hook_url: str | None, send_by_ms: int) -> Started:
        outcome = await self._transport.submit(
            f"{access.base_url}/models/{body['model']}/predictions",
            json.dumps(wire.submit_body(body, hook_url)).encode(),
            REPLICATE,
            access,
            headers={**_headers(access), "Cancel-After": wire.CANCEL_AFTER},
            send_by_ms=send_by_ms,
        )
        if not isinstance(outcome, Reply):
            return outcome
        job_id = job_id_of(outcome.body)
        return Accepted(Ticket(job_id)) if job_id else Ambiguous("The answer names no prediction.")

    async def check(self, job: Job, watch: Watch) -> Checked:
        answer = await self._transport.look(
            f"{job.access.base_url}/predictions/{job.ticket.vendor_job_id}",
            REPLICATE,
            job.access,
            headers=_headers(job.access),
        )
        return answer if isinstance(answer, Missing | Unreachable) else wire.read_prediction(answer)

    async def cancel(self, job: Job) -> CancelAnswer:
        answer = await self._transport.look(
            f"{job.access.base_url}/predictions/{job.ticket.vendor_job_id}/cancel",
            REPLICATE,
            job.access,
            headers=_headers(job.access),
            method="POST",
        )
        if isinstance(answer, Missing | Unreachable):
            return CancelAnswer(False, None, answer.reason)
        return wire.read_cancel(answer)

    async def find(self, body: Mapping[str, Any], access: Access, *, since_ms: int, until_ms: int) -> list[Ticket]:
        """Raises `VendorUnreachable` rather than give half a list: no candidate must mean that there is none."""
        found: list[Ticket] = []
        url = f"{access.base_url}/predictions?{wire.list_query(since_ms, until_ms)}"
        for _ in range(_MOST_PAGES):
            page = (await self._transport.need("GET", url, REPLICATE, access, headers=_headers(access))).body
            if page is None or not isinstance(page.get("results"), list):
                raise VendorUnreachable("Replicate's list of predictions could not be read; it will be asked again.")
            rows = [row for row in page["results"] if isinstance(row, dict)]
            found += [Ticket(str(row["id"])) for row in rows if wire.is_same_order(row, body) and job_id_of(row)]
            if not page.get("next") or any(wire.is_older(row, since_ms) for row in rows):
                return found
            url = str(page["next"])
            if not url.startswith(access.base_url):  # the key goes along
                raise VendorRefusedCall("Replicate's list leads to another host.")
        raise VendorUnreachable(f"Replicate lists more than {_MOST_PAGES} pages for that time.")

    def fetch(self, file: RemoteFile, access: Access) -> AsyncIterator[bytes]:
        return self._transport.files.stream(str(file.url), REPLICATE, access, headers=_authorization(access))

    async def read_hook(self, headers: Mapping[str, str], raw: bytes, access: Access) -> HookHint | None:
        secret = await self._secret(access, is_stale=False)
        delivery_id = verified_delivery(headers, raw, secret, self._clock.now_ms()) if secret else None
        if delivery_id is None and secret:  # it may have been rotated
            secret = await self._secret(access, is_stale=True)
            delivery_id = verified_delivery(headers, raw, secret, self._clock.now_ms()) if secret else None
        try:
            body = json.loads(raw)
        except ValueError:
            return None
        job_id = job_id_of(body) if isinstance(body, dict) else None
        return HookHint(delivery_id, job_id) if delivery_id and job_id else None

    async def _upload(self, reference: Reference, content: bytes, access: Access) -> str:
        data, content_type = multipart({}, "content", file_name(reference), content, reference.content_type)
        headers = {**_authorization(access), "Content-Type": content_type}
        url = f"{access.base_url}/files"
        reply = await self._transport.need("POST", url, REPLICATE, access, headers=headers, data=data)
        address = ((reply.body or {}).get("urls") or {}).get("get")
        if not isinstance(address, str):
            raise VendorRefusedCall("Replicate took a reference image but names no address for it.")
        return address

    async def _check_input(self, body: Json, access: Access) -> None:
        schema = await self._schema(str(body["model"]), access)
        if schema is not None:
            schema.check(body["input"])

    async def _schema(self, model: str, access: Access) -> InputSchema | None:
        key = (access.base_url, model)
        schema, until_ms = self._schemas.get(key, (None, 0))
        if self._clock.now_ms() < until_ms:
            return schema
        reply = await self._transport.ask(
            "GET", f"{access.base_url}/models/{model}", REPLICATE, access, headers=_headers(access)
        )
        if isinstance(reply, Unreachable):
            if key in self._schemas:  # an old schema is better than no order
                return schema
            raise VendorUnreachable(f"Replicate does not tell what {model} takes: {reply.reason}")
        if reply.status == 404 or (reply.body or {}).get("latest_version", ...) is None:
            raise InputNotAccepted(f"Replicate does not offer {model} any more. Pick another model.")
        if reply.status >= 300:
            raise VendorRefusedCall(f"Replicate answered HTTP {reply.status}: {reply.message}")
        schema = InputSchema.of_model(model, reply.body or {})
        self._schemas[key] = (schema, self._clock.now_ms() + _SCHEMA_MS)
        return schema

    async def _secret(self, access: Access, *, is_stale: bool) -> str | None:
        """The signing secret of this account; asked for once, and again after a bad signature, once a minute."""
        secret, asked_ms = self._secrets.get(access.credential_id, ("", 0))
        if secret and not (is_stale and self._clock.now_ms() - asked_ms >= _SECRET_MS):
            return secret
        answer = await self._transport.look(
            f"{access.base_url}/webhooks/default/secret", REPLICATE, access, headers=_headers(access)
        )
        if isinstance(answer, Missing | Unreachable) or not isinstance(answer.get("key"), str):
            return secret or None
        self._secrets[access.credential_id] = (answer["key"], self._clock.now_ms())
        return str(answer["key"])


def _authorization(access: Access) -> dict[str, str]:
    return {"Authorization": f"Bearer {access.key}"}


def _headers(access: Access) -> dict[str, str]:
    return {**_authorization(access), "Content-Type": "application/json"}
