"""Connections to vendors: pools by purpose, a body that knows whether it was written, a guard of inner hosts."""

import socket
from typing import Any

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import BytesPayload

from reelwright.kit.addresses import is_public
from reelwright.kit.clock import Clock
from reelwright.vendors import rules

_AGENT = {"User-Agent": "reelwright"}


class DatedBody(BytesPayload):
    """A body that is written at most once and not after `send_by_ms`.

    aiohttp holds the request's head back until the body's first write, so a body that refuses to be written keeps
    every byte of the request unsent, and `has_begun` tells whether any byte may have left.
    """

    def __init__(self, value: bytes, send_by_ms: int, clock: Clock) -> None:
        super().__init__(value)
        self.has_begun = False
        self.is_late = False
        self._send_by_ms = send_by_ms
        self._clock = clock
        self._is_revoked = False

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        if self.has_begun or self._is_revoked:
            raise RuntimeError("this body is not to be written any more")
        if self._clock.now_ms() > self._send_by_ms:
            self.is_late = True
            raise RuntimeError("it is too late to write this body")
        self.has_begun = True
        await super().write_with_length(writer, content_length)

    def revoke(self) -> None:
        """From here on nothing is written, whatever task still holds the body."""
        self._is_revoked = True


class Pool:
    """The sessions of one event loop.

    `spending` takes a fresh connection each time: a kept one that the vendor closes just as we write would leave us
    not knowing whether the job was taken. `guarded` reaches public addresses only.
    """

    def __init__(self) -> None:
        self.spending = _session(aiohttp.TCPConnector(force_close=True), total=rules.SUBMIT_SECONDS)
        self.reading = _session(aiohttp.TCPConnector(), total=rules.ASK_SECONDS)
        self.guarded = _session(aiohttp.TCPConnector(socket_factory=_public_socket), total=rules.ASK_SECONDS)

    async def close(self) -> None:
        for session in (self.spending, self.reading, self.guarded):
            await session.close()


class InnerAddress(OSError):
    """A vendor's link leads to an address that is not on the public internet."""


def _session(connector: aiohttp.TCPConnector, total: float) -> aiohttp.ClientSession:
    timeout = aiohttp.ClientTimeout(total=total, connect=rules.CONNECT_SECONDS)
    return aiohttp.ClientSession(
        connector=connector, timeout=timeout, headers=_AGENT, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=True
    )


def _public_socket(address: Any) -> socket.socket:
    """Called with each resolved address just before it is connected to, so a name cannot change in between."""
    family, kind, protocol, _, place = address
    if not is_public(place[0]):
        raise InnerAddress(f"{place[0]} is not a public address")
    made = socket.socket(family, kind, protocol)
    made.setblocking(False)
    return made
