"""The internet in small: a name server that lies, a web server outside, a listener inside that nobody may reach."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

OUTSIDE = "127.0.0.2"  # plays the public internet
INSIDE = "127.0.0.1"  # plays somebody's network

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Names(AbstractResolver):
    """A name server that may change its mind: each name's answers are given in turn, the last for ever."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self._answers = {name.replace("_", "."): list(turns) for name, turns in answers.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        self.asked.append(host)
        turns = self._answers.get(host)
        if not turns:
            raise OSError("no such name")
        addresses = turns.pop(0) if len(turns) > 1 else turns[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=0,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        return None


class Inside:
    """A listener that nobody may reach; it counts who did."""

    def __init__(self) -> None:
        self.port = 0
        self.connections = 0

    def connected(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")


@asynccontextmanager
async def outside(answer: Answer, port: int = 0) -> AsyncIterator[int]:
    """A web server on the address that plays the internet; yields its port."""
    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, OUTSIDE, port, shutdown_timeout=0.1)
    await site.start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
