"""Serves an application on localhost until the process is told to stop."""

import asyncio
import signal
from contextlib import suppress

from aiohttp import web


async def serve(app: web.Application, port: int) -> None:
    """Serve on 127.0.0.1 until SIGINT or SIGTERM; port 0 takes a free one. Prints the address when ready."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5, handler_cancellation=True)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        host, bound = runner.addresses[0][:2]
        print(f"listening on http://{host}:{bound}", flush=True)
        stopped = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        await stopped.wait()
    finally:
        await runner.cleanup()
