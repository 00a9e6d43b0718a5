"""An installation of processes that may be killed: start them, order from them, and let everything come to rest."""

import asyncio
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Literal

import aiohttp
import psutil

from reelwright.client import Client, Refused
from reelwright.kit.children import Children
from reelwright.kit.database import Database
from tests.crash import books
from tests.crash.books import Verdict
from tests.crash.server import Wish, run
from tests.fakes.running import RunningFake

forks = multiprocessing.get_context("forkserver")
forks.set_forkserver_preload(["tests.crash.server"])

READY_SECONDS = 60.0
DEATH_SECONDS = 90.0
STOP_SECONDS = 30.0
REST_SECONDS = 150.0
ORPHAN_SECONDS = 5.0

Order = dict[str, Any]
Role = Literal["serve", "work"]


@dataclass
class Server:
    """One process of the product."""

    process: ForkServerProcess
    log: Path

    @property
    def pid(self) -> int:
        assert self.process.pid
        return self.process.pid

    @property
    def is_dead(self) -> bool:
        return self.process.exitcode is not None

    async def ends(self, seconds: float) -> int:
        """Wait for its end; returns how that was."""
        deadline = time.monotonic() + seconds
        while (code := self.process.exitcode) is None:
            assert time.monotonic() < deadline, f"alive after {seconds} s: {self.tail()}"
            await asyncio.sleep(0.02)
        return code

    async def stop(self) -> int:
        """SIGTERM; returns how it ended."""
        self.process.terminate()
        return await self.ends(STOP_SECONDS)

    def freeze(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def tail(self) -> str:
        return self.log.read_text()[-3000:]


@dataclass
class Site:
    """Its folder, its database and its vendor; what was ordered, and how often something was killed.

    Orders are placed as a careful client does: again and again with one Idempotency-Key until a 202 was seen.
    """

    folder: Path
    database_url: str
    vendor: RunningFake
    children: Children
    lookup: Literal["list", "none"] = "list"
    with_hooks: bool = False
    kills: int = 0
    kills_in_send_window: int = 0
    accepted: dict[str, str] = field(default_factory=dict)
    address: str = ""
    _token: str = ""
    _servers: list[Server] = field(default_factory=list)
    _orders: list[asyncio.Task[None]] = field(default_factory=list)
    _db: Database | None = None

    @property
    def scratch(self) -> Path:
        """The processes' TMPDIR; by it their children are told from everybody else's."""
        return self.folder / "tmp"

    def data_of(self, name: str) -> Path:
        return self.folder / name

    @property
    def db(self) -> Database:
        """The database the processes work on, for looking into it."""
        if self._db is None:
            self._db = Database(self.database_url or f"sqlite:///{self.data_of('one') / 'app.db'}", pool_size=2)
        return self._db

    # -- processes ------------------------------------------------------------------------------------------------

    async def start(
        self, failpoint: str = "", *, name: str = "one", role: Literal["serve", "work"] = "serve"
    ) -> Server:
        """A process that is ready, or was killed by its failpoint before it was."""
        server = self.spawn(failpoint, name=name, role=role)
        await self.is_ready(server)
        return server

    def spawn(self, failpoint: str = "", *, name: str = "one", role: Role = "serve") -> Server:
        """A process that has just begun."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        self._ready(name).unlink(missing_ok=True)
        log = self.folder / f"{name}-{len(self._servers)}.log"
        wish = Wish(
            role=role,
            folder=self.data_of(name),
            media=self.folder / "media",
            scratch=self.scratch,
            log=log,
            ready=self._ready(name),
            database_url=self.database_url,
            port=int(self.address.rpartition(":")[2] or 0) if role == "serve" else 0,
            vendor=self.vendor.base_url,
            lookup=self.lookup,
            with_hooks=self.with_hooks,
            failpoint=failpoint,
        )
        process = forks.Process(target=run, args=(wish,), name=name)
        process.start()
        self._servers.append(Server(process, log))
        return self._servers[-1]

    async def is_ready(self, server: Server) -> bool:
        """Whether it came up; False if it was killed before."""
        ready, deadline = self._ready(server.process.name), time.monotonic() + READY_SECONDS
        while not ready.exists():
            if server.is_dead:
                assert server.process.exitcode == -signal.SIGKILL, server.tail()
                return False
            assert time.monotonic() < deadline, f"not ready in {READY_SECONDS} s: {server.tail()}"
            await asyncio.sleep(0.05)
        if told := json.loads(ready.read_text()):
            self.address, self._token = told["address"], told["token"]
        return True

    async def dies(self, server: Server, seconds: float = DEATH_SECONDS) -> None:
        """Wait until it has killed itself, which is how a failpoint shows that it was visited."""
        code = await server.ends(seconds)
        assert code == -signal.SIGKILL, server.tail()
        await self._count_kill()

    async def kill(self, server: Server) -> None:
        """`kill -9`."""
        server.process.kill()
        await server.ends(STOP_SECONDS)
        await self._count_kill()

    async def _count_kill(self) -> None:
        """Note whether a paid submit was on its way, and see that nothing was left running."""
        self.kills += 1
        self.kills_in_send_window += bool(await self.db.read(books.is_sending))
        await self.has_no_processes()

    async def has_no_processes(self) -> None:
        """No child has survived its parent."""
        deadline = time.monotonic() + ORPHAN_SECONDS
        while left := [_words(process) for process in psutil.process_iter() if self._is_orphan(process)]:
            assert time.monotonic() < deadline, f"left running: {left}"
            await asyncio.sleep(0.1)

    def _is_orphan(self, process: psutil.Process) -> bool:
        alive = {server.pid for server in self._servers if not server.is_dead}
        try:
            is_ours = process.environ().get("TMPDIR") == str(self.scratch)
            return is_ours and process.ppid() not in alive and process.status() != psutil.STATUS_ZOMBIE
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return False

    def _ready(self, name: str) -> Path:
        return self.folder / f"{name}.ready"

    # -- orders ---------------------------------------------------------------------------------------------------

    def order(self, count: int = 1, **fields: Any) -> None:
        """Place so many orders from now on, each of two or three shots unless told otherwise."""
        for _ in range(count):
            n = len(self._orders)
            wish = {
                "prompt": f"Lighthouse number {n} at dusk",
                "model": "fake-video",
                "duration": 5 + 2 * (n % 2),
                "resolution": "720p",
                "audio": "none",
            }
            self._orders.append(asyncio.create_task(self._insist(f"order-{n}", wish | fields)))

    async def _insist(self, key: str, wish: Order) -> None:
        while key not in self.accepted:
            try:
                async with Client(self.address, self._token) as client:
                    answer = await client.generate(wish, idempotency_key=key)
                self.accepted[key] = answer["id"]
            except (aiohttp.ClientError, OSError):
                await asyncio.sleep(0.2)
            except Refused as error:
                assert error.status >= 500, error.problem
                await asyncio.sleep(0.2)

    async def are_accepted(self) -> None:
        """Every order placed so far has its 202."""
        await asyncio.gather(*self._orders)

    async def ask(self, method: str, path: str, body: Order | None = None) -> Order:
        """The JSON answer of the API to anything else than an order."""
        headers = {"Authorization": f"Bearer {self._token}"}
        async with (
            aiohttp.ClientSession(self.address, headers=headers, raise_for_status=True) as session,
            session.request(method, path, json=body) as answer,
        ):
            told: Order = await answer.json()
            return told

    async def count_running(self) -> int:
        """How many orders are not at rest: those without a 202 included."""
        restless = await self.db.read(books.restless)
        return len(restless) + len(self._orders) - len(self.accepted)

    async def until(self, is_there: Callable[[Order], bool], seconds: float = 60.0) -> Order:
        """The newest generation, as soon as it is as wanted."""
        await self.are_accepted()
        generation_id = list(self.accepted.values())[-1]
        deadline = time.monotonic() + seconds
        async with Client(self.address, self._token) as client:
            while not is_there(view := await client.get(generation_id)):
                assert time.monotonic() < deadline, f"still {view['status']}: {view['plan']['shots']}"
                await asyncio.sleep(0.05)
        return view

    # -- the end --------------------------------------------------------------------------------------------------

    async def rests(self, seconds: float = REST_SECONDS) -> Verdict:
        """Wait until nothing moves any more, fetch every link, and read the books against the vendor's invoice."""
        deadline = time.monotonic() + seconds
        async with asyncio.timeout(seconds):
            await self.are_accepted()
        while (verdict := await self._judge()).is_moving and time.monotonic() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(0.5)
        return replace(verdict, unsettled=[*verdict.unsettled, *await self._bad_links(), *self._leftovers()])

    async def _judge(self) -> Verdict:
        invoice = await asyncio.to_thread(self.vendor.invoice)
        return await self.db.read(lambda conn: books.judge(conn, invoice, self.accepted))

    async def _bad_links(self) -> list[str]:
        """What the permanent links of succeeded generations serve: real videos of exactly the ordered frames?"""
        wrong = []
        path = self.folder / "fetched.mp4"
        async with Client(self.address, self._token) as client:
            for generation_id in self.accepted.values():
                view = await client.get(generation_id)
                if view["status"] == "succeeded":
                    await client.save(view["videoUrl"], path)
                    told = await self.children.run("reelwright.media.probe:probe", {"path": str(path)})
                    if told["frames"] != view["plan"]["frames"] or told["sha256"] != view["metadata"]["sha256"]:
                        wrong.append(f"{generation_id} serves {told['frames']} frames, {told['sha256']}")
        return wrong

    def _leftovers(self) -> list[str]:
        """A kill may leave one draft in the storage, which is swept after a day; nothing else."""
        drafts = [*(self.folder / "media" / "temp").glob("*"), *(self.folder / "media" / ".incoming").glob("*")]
        tickets = [path for path in self.folder.glob("*/spool/*") if path.stat().st_size]  # not one hardly begun
        too_many = drafts if len(drafts) > self.kills else []
        return [f"left over: {path}" for path in [*too_many, *tickets]]

    async def close(self) -> None:
        for task in self._orders:
            task.cancel()
        await asyncio.gather(*self._orders, return_exceptions=True)
        for server in self._servers:
            if not server.is_dead:
                server.process.kill()
                await server.ends(STOP_SECONDS)
        if self._db:
            await asyncio.to_thread(self._db.close)


def attempts_of(view: Order) -> list[Order]:
    """Every attempt of a generation as the API tells it."""
    return [attempt for shot in view["plan"]["shots"] for attempt in shot["attempts"]]


def _words(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return f"{process.pid}, gone by now"
