"""`serve` and `worker`: the long-running processes."""

import asyncio
import signal
import sys
from typing import Annotated

import typer
import uvicorn

from reelwright.app.log import configure_logging
from reelwright.app.server import serving, serving_ends
from reelwright.app.settings import Settings
from reelwright.app.wiring import Services, build
from reelwright.app.worker import QUEUES, Worker


def serve(
    host: Annotated[
        str | None, typer.Option(help="The address to listen on. Default: the setting's, 127.0.0.1.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port. Default: the setting's, 3001; 0 takes any.")
    ] = None,
    worker: Annotated[
        bool, typer.Option(help="Run a worker inside. Without: start `reelwright worker` elsewhere.")
    ] = True,
) -> None:
    """Start Reelwright: API, worker, database and storage in one process. Stop it with Ctrl-C."""
    given = {name: value for name, value in {"host": host, "port": port}.items() if value is not None}
    settings = Settings().model_copy(update=given)
    stop_logging = configure_logging(settings)
    try:
        with asyncio.Runner(loop_factory=uvicorn.Config("").get_loop_factory()) as runner:  # uvloop, where it is
            runner.run(_serve(settings, worker))
    finally:
        stop_logging()


async def _serve(settings: Settings, with_worker: bool) -> None:
    async with serving(settings, with_worker=with_worker) as (services, server):
        await _greet(services)
        await serving_ends(server)


async def _greet(services: Services) -> None:
    address = services.settings.address
    lines = ["", f"  Reelwright is ready at {address}", f"  API description: {address}/api/openapi.json"]
    if token := await services.accounts.first_run():
        lines.append(f"  Sign in (once, within 24 hours): {address}/auth/link/{token}")
    if not services.credentials.kinds:
        lines.append("  No vendor key is set: the built-in studio engine serves every model, free.")
    lines.append('  Stop with Ctrl-C. In another terminal: ./run generate "Your first video" -o demo.mp4')
    print("\n".join([*lines, ""]), file=sys.stderr, flush=True)


def work(
    queues: Annotated[
        str,
        typer.Option(help="Which work to take, with commas: waiting (vendors), media (finishing), render (drawing)."),
    ] = ",".join(QUEUES),
) -> None:
    """Start a worker without the API, beside others on one PostgreSQL."""
    settings = Settings()
    names = [name.strip() for name in queues.split(",") if name.strip()]
    if unknown := set(names) - set(QUEUES):
        raise typer.BadParameter(f"There is no queue {', '.join(sorted(unknown))}: choose of {', '.join(QUEUES)}.")
    if settings.database.startswith("sqlite"):
        raise typer.BadParameter("A second process needs PostgreSQL: set REELWRIGHT_DATABASE_URL.")
    stop_logging = configure_logging(settings)
    services = build(settings)
    runner = Worker(services, names)
    try:
        runner.start()
        print(f"  The worker takes {', '.join(names)}. Stop it with Ctrl-C.", file=sys.stderr, flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    finally:
        runner.stop()
        asyncio.run(services.close())
        stop_logging()
