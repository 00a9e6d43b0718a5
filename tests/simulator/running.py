"""The simulator inside a test's own event loop."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

from reelwright.simulator.server import BASE_PATHS


@dataclass(frozen=True)
class Served:
    """An application on a free port."""

    origin: str

    def base_url(self, vendor: str) -> str:
        """Where a vendor of the simulator is; the billing vendor is the whole application."""
        return self.origin + BASE_PATHS.get(vendor, "")

    async def admin(self, method: str, path: str, body: Any = None) -> Any:
        async with ClientSession() as session, session.request(method, f"{self.origin}/admin/{path}", json=body) as got:
            assert got.status == 200, await got.text()
            return await got.json()

    async def invoice(self) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = await self.admin("GET", "invoice")
        return lines

    async def change(self, **fields: Any) -> None:
        await self.admin("PATCH", "scenario", fields)


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[Served]:
    """Serve the application until the end of the block."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        yield Served(f"http://{host}:{port}")
    finally:
        await runner.cleanup()


def clean_folder(folder: Path) -> Path:
    """A folder whose clips stay for the next test and whose books do not."""
    for path in folder.glob("jobs.db*"):
        path.unlink()
    return folder
