"""The product over the simulated vendors as one process that may be killed at any instant and starts again.

`run` is forked from a process that has imported everything, which takes seconds each time otherwise.
"""

import asyncio
import json
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from reelwright.app.log import configure_logging
from reelwright.app.server import serving, serving_ends
from reelwright.app.settings import Settings
from reelwright.app.wiring import Services
from reelwright.kit.database import Database
from tests.crash import books

forks = multiprocessing.get_context("forkserver")
READY_SECONDS = 90.0
STOP_SECONDS = 30.0

Json = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """What the process is: its settings, who builds its services, and the file into which it writes how to reach it."""

    settings: Json
    make: Callable[[Settings], Services]
    log: Path
    ready: Path


def run(wish: Wish) -> None:
    """Serve until stopped or killed."""
    with wish.log.open("ab") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    settings = Settings(_env_file=None, **wish.settings)
    stop_logging = configure_logging(settings)
    try:
        asyncio.run(_serve(wish, settings))
    finally:
        stop_logging()


async def _serve(wish: Wish, settings: Settings) -> None:
    async with serving(settings, make=wish.make) as (services, server):
        await services.accounts.first_run()
        told = {"address": settings.address, "token": await services.accounts.issue_token(seconds=86_400)}
        draft = wish.ready.with_suffix(".draft")
        draft.write_text(json.dumps(told))
        draft.rename(wish.ready)
        await serving_ends(server)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Mortal:
    """The one process, its database to look into, and how often it was killed."""

    folder: Path
    settings: Json
    make: Callable[[Settings], Services]
    kills: int = 0
    kills_in_send_window: int = 0
    address: str = ""
    token: str = ""
    _process: ForkServerProcess | None = None
    _db: Database | None = field(default=None)

    @property
    def db(self) -> Database:
        if self._db is None:
            self._db = Database(Settings(_env_file=None, **self.settings).database, pool_size=2)
        return self._db

    @property
    def _ready(self) -> Path:
        return self.folder / "server.ready"

    def spawn(self) -> None:
        """Begin the process; `is_ready` says when it serves."""
        self._ready.unlink(missing_ok=True)
        wish = Wish(self.settings, self.make, self.folder / "server.log", self._ready)
        self._process = forks.Process(target=run, args=(wish,))
        self._process.start()

    async def is_ready(self) -> None:
        """Wait until it serves."""
        deadline = time.monotonic() + READY_SECONDS
        while not self._ready.exists():
            log = self.folder / "server.log"
            assert self._process and self._process.exitcode is None, log.read_text()[-3000:]
            assert time.monotonic() < deadline, f"not ready in {READY_SECONDS} s: {log.read_text()[-3000:]}"
            await asyncio.sleep(0.05)
        told = json.loads(self._ready.read_text())
        self.address, self.token = told["address"], told["token"]

    async def kill(self) -> None:
        """`kill -9`; notes whether a paid submit was on its way."""
        await self._end(signal.SIGKILL)
        self.kills += 1
        self.kills_in_send_window += bool(await self.db.read(books.is_sending))

    async def close(self) -> None:
        """Stop it as an operator does."""
        if self._process and self._process.exitcode is None:
            await self._end(signal.SIGTERM)
        if self._db:
            await asyncio.to_thread(self._db.close)

    async def _end(self, how: signal.Signals) -> None:
        assert self._process and self._process.pid
        os.kill(self._process.pid, how)
        deadline = time.monotonic() + STOP_SECONDS
        while self._process.exitcode is None:
            assert time.monotonic() < deadline, f"alive {STOP_SECONDS} s after {how.name}"
            await asyncio.sleep(0.02)
