"""One process that serves: the API, and a worker inside unless told otherwise. Knows who else runs on its data."""

import asyncio
import contextlib
import errno
import fcntl
import gc
import json
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI

from reelwright.app.api import create_app
from reelwright.app.settings import Settings
from reelwright.app.web import add_web
from reelwright.app.wiring import Services, build, routers
from reelwright.app.worker import Worker, WorkerThread
from reelwright.kit.problems import Problem

LOCK = "server.lock"


class AlreadyRunning(Problem):
    """409: another server uses this data folder; on SQLite there can be only one."""

    code = "already_running"
    status = 409
    title = "Already running"


class NotStarted(Problem):
    """500: a part of the server failed while it started."""

    code = "not_started"
    status = 500
    title = "The server did not start"


class CannotListen(Problem):
    """500: this machine does not let the server listen at the address and port it was given."""

    code = "cannot_listen"
    status = 500
    title = "Cannot listen there"


@dataclass(frozen=True)
class Running:
    """A server that holds the lock of a data folder."""

    pid: int
    address: str


class Lock:
    """The lock of a data folder: held by the one process that executes on its SQLite, with its pid and address."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / LOCK
        self._file = self._path.open("a+")

    def take(self, address: str) -> None:
        """Hold it until this process ends. Raises `AlreadyRunning`."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            other = find_running(self._path.parent)
            where = f" at {other.address} (pid {other.pid})" if other else ""
            raise AlreadyRunning(
                f"Reelwright already runs on this data folder{where}. Use that one, or stop it."
            ) from error
        self.tell(address)

    def tell(self, address: str) -> None:
        """Write where this process is reached."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps({"pid": os.getpid(), "address": address}))
        self._file.flush()

    def release(self) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.close()


def find_running(folder: Path) -> Running | None:
    """The server that holds the data folder's lock, if one does."""
    path = folder / LOCK
    if not path.exists():
        return None
    with path.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            with contextlib.suppress(ValueError, KeyError):
                told = json.load(file)
                return Running(told["pid"], told["address"])
    return None


def listen(host: str, port: int) -> socket.socket:
    """A bound socket, so that the port is known (0: any) and a taken one is said before anything starts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except (OSError, UnicodeError) as error:  # a name that cannot be one is the latter
        bound.close()
        raise _why_not(error, host, port) from error
    return bound


def _why_not(error: OSError | UnicodeError, host: str, port: int) -> Problem:
    if isinstance(error, socket.gaierror | UnicodeError):
        return CannotListen(f"There is no host {host}. Choose --host: 127.0.0.1 for this machine, 0.0.0.0 for all.")
    match error.errno:
        case errno.EADDRINUSE:
            return AlreadyRunning(f"Port {port} on {host} is taken. Stop what uses it, or choose --port.")
        case errno.EACCES:
            return CannotListen(f"Port {port} on {host} needs an administrator's rights. Choose --port above 1023.")
        case errno.EADDRNOTAVAIL:
            return CannotListen(f"{host} is not an address of this machine. Choose --host: 127.0.0.1, or 0.0.0.0.")
        case _:
            return CannotListen(f"Port {port} on {host} cannot be listened on: {error.strerror}.")


def local_address(bound: socket.socket) -> str:
    """Where a socket on 127.0.0.1 is reached from this machine."""
    return f"http://127.0.0.1:{bound.getsockname()[1]}"


def application(services: Services, *, with_worker: bool = True) -> FastAPI:
    """The whole application; its worker lives as long as it does."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as stack:
            if with_worker:
                await stack.enter_async_context(WorkerThread(Worker(services)))
            yield

    app = create_app(services, routers(), lifespan=lifespan)
    add_web(app)
    return app


@asynccontextmanager
async def serving(
    settings: Settings,
    *,
    with_worker: bool = True,
    make: Callable[[Settings], Services] = build,
    bound: socket.socket | None = None,
) -> AsyncIterator[tuple[Services, uvicorn.Server]]:
    """Run a server in this event loop; it is ready when the body starts and gone when the body ends.

    `make` builds its parts: tests bring vendors of their own. `bound` is a local socket to listen on instead of the
    settings' port; what the server hands out still leads to the settings' address.
    """
    reached = local_address(bound) if bound else ""
    bound = bound or listen(settings.host, settings.port)
    if not reached or not settings.port:
        settings = settings.model_copy(update={"port": bound.getsockname()[1]})
    lock = Lock(settings.data_dir) if settings.database.startswith("sqlite") else None
    if lock:
        lock.take(reached or settings.address)
    services = await asyncio.to_thread(make, settings)
    config = uvicorn.Config(
        application(services, with_worker=with_worker),
        log_config=None,
        access_log=False,
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=5,
        server_header=False,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[bound]))
    try:
        while not server.started and not task.done():  # noqa: ASYNC110  uvicorn has no event to wait for
            await asyncio.sleep(0.01)
        if task.done():
            await task
            raise RuntimeError("the server did not start")
        gc.freeze()  # what is loaded stays: looking through it again held the event loop for 90 ms
        yield services, server
    finally:
        gc.unfreeze()
        server.should_exit = True
        try:
            await task
        finally:
            await services.close()
            bound.close()
            if lock:
                lock.release()


class _Server(uvicorn.Server):
    """Takes SIGTERM as a request that is done when we are: uvicorn raises it again when its own part is over, which
    would end the process before the children are ended and the last lines of the log are written."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets=sockets)
        except SystemExit:  # raised in a task, it would end the process over everybody's `finally`
            raise NotStarted("The server did not start. The lines above it in the log say why.") from None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if sig == signal.SIGTERM:
            self.should_exit = True
        else:
            super().handle_exit(sig, frame)


async def serving_ends(server: uvicorn.Server) -> None:
    """Returns when the server was told to stop."""
    while not server.should_exit:  # noqa: ASYNC110  uvicorn has no event to wait for
        await asyncio.sleep(0.2)
