"""Talks to a Reelwright server: order, follow, fetch. Every error of the API arrives as `Refused` with its code."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp

Json = dict[str, Any]
RESTING = frozenset({"succeeded", "failed", "refused", "canceled", "needs_attention"})


class Refused(Exception):
    """The server said no: `code` and `status` as in its problem, `detail` a sentence saying what to do."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(problem.get("detail") or f"HTTP {status}")
        self.status = status
        self.code: str = problem.get("code", "http_error")
        self.detail: str = str(self)
        self.problem = dict(problem)


class Client:
    """An API key or access token at an address. Use as an async context manager.

    `links_begin`: the address in the server's links, where it is reached by another one from here.
    """

    def __init__(self, address: str, token: str, *, links_begin: str | None = None) -> None:
        self._address = address.rstrip("/")
        self._links_begin = links_begin or self._address
        self._headers = {"Authorization": f"Bearer {token}"}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Client":
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=330)
        self._session = aiohttp.ClientSession(timeout=timeout)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    async def models(self) -> list[Json]:
        """The catalogue."""
        found: list[Json] = await self._call("GET", "/api/video/models")
        return found

    async def quote(self, order: Mapping[str, Any], files: Sequence[Path] = ()) -> Json:
        """Plan and price of an order."""
        return await self._send("/api/video/quote", order, files, {})

    async def generate(
        self,
        order: Mapping[str, Any],
        files: Sequence[Path] = (),
        *,
        idempotency_key: str | None = None,
        path: str = "/api/video/generate",
    ) -> Json:
        """Order a video (or one of the examples, by their path); answers at once."""
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        return await self._send(path, order, files, headers)

    async def upload(self, path: Path) -> Json:
        """Keep a picture; the same picture gives the same asset."""
        form = aiohttp.FormData()
        form.add_field("files", path.read_bytes(), filename=path.name)
        kept: Json = await self._call("POST", "/api/assets", data=form)
        first: Json = kept["items"][0]
        return first

    async def get(self, generation_id: str) -> Json:
        """One generation as it is now."""
        found: Json = await self._call("GET", f"/api/video/{generation_id}")
        return found

    async def cancel(self, generation_id: str) -> Json:
        """Ask it to stop."""
        found: Json = await self._call("POST", f"/api/video/{generation_id}/cancel")
        return found

    async def resolve(self, generation_id: str, word: Mapping[str, Any]) -> Json:
        """Settle a submit whose answer was lost: `attemptId`, `outcome` (found, not_billed, written_off) and, where it
        was found, `vendorJobId`."""
        found: Json = await self._call("POST", f"/api/video/{generation_id}/resolve", json=dict(word))
        return found

    async def follow(self, generation_id: str) -> AsyncIterator[tuple[str, Json]]:
        """Events and progress until it rests; a broken stream is taken up where it broke."""
        last: str | None = None
        while True:
            headers = self._headers | ({"Last-Event-ID": last} if last else {})
            try:
                async with self._open.get(self._url(f"/api/video/{generation_id}/events"), headers=headers) as answer:
                    await _raise_refused(answer)
                    async for identity, kind, data in _read_events(answer):
                        last = identity or last
                        yield kind, data
            except (aiohttp.ClientError, ConnectionError):
                await asyncio.sleep(1)
            if (await self.get(generation_id))["status"] in RESTING:
                return

    async def save(self, video_url: str, path: Path) -> int:
        """Download a finished file beside its final name, then rename; returns its bytes. A failure leaves nothing."""
        draft = draft_of(path)
        size = 0
        path_here = video_url.removeprefix(self._links_begin)
        async with self._open.get(self._url(path_here) if path_here.startswith("/") else video_url) as answer:
            await _raise_refused(answer)
            try:
                with draft.open("wb") as out:
                    async for chunk in answer.content.iter_chunked(1 << 20):
                        size += out.write(chunk)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
        return size

    async def _send(self, path: str, order: Mapping[str, Any], files: Sequence[Path], headers: Json) -> Json:
        if not files:
            found: Json = await self._call("POST", path, json=dict(order), headers=headers)
            return found
        form = aiohttp.FormData()
        for name, value in order.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for file in files:
            form.add_field("referenceImages", file.read_bytes(), filename=file.name)
        answered: Json = await self._call("POST", path, data=form, headers=headers)
        return answered

    async def _call(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> Any:
        every = self._headers | dict(headers or {})
        async with self._open.request(method, self._url(path), headers=every, **more) as answer:
            await _raise_refused(answer)
            return await answer.json() if answer.status != 204 else None

    def _url(self, path: str) -> str:
        return self._address + path

    @property
    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("use the client as `async with Client(...) as client`")
        return self._session


def draft_of(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(path.name + ".part")


async def _raise_refused(answer: aiohttp.ClientResponse) -> None:
    if answer.status < 400:
        return
    try:
        problem = await answer.json(content_type=None)
    except ValueError:
        problem = {}
    raise Refused(answer.status, problem if isinstance(problem, dict) else {})


async def _read_events(answer: aiohttp.ClientResponse) -> AsyncIterator[tuple[str | None, str, Json]]:
    """Server-sent events as (id, type, data)."""
    identity, kind, data = None, "message", ""
    async for raw in answer.content:
        line = raw.decode().rstrip("\r\n")
        field, _, value = line.partition(": ")
        match field:
            case "id":
                identity = value
            case "event":
                kind = value
            case "data":
                data += value
            case "" if data:
                yield identity, kind, json.loads(data)
                identity, kind, data = None, "message", ""
