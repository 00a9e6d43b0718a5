"""A client for a command: of the server on this data folder, else of one that lives as long as the command."""

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from logging.handlers import RotatingFileHandler

from reelwright.accounts.service import AccountsService
from reelwright.app.server import find_running, serving
from reelwright.app.settings import Settings
from reelwright.client import Client
from reelwright.kit.clock import SystemClock
from reelwright.kit.database import Database

TOKEN_SECONDS = 6 * 3600


@asynccontextmanager
async def studio_client(settings: Settings) -> AsyncIterator[Client]:
    """Signed in as the first owner, or with `REELWRIGHT_TOKEN` at `REELWRIGHT_URL` where those are set."""
    if url := os.environ.get("REELWRIGHT_URL"):
        async with Client(url, os.environ.get("REELWRIGHT_TOKEN", "")) as client:
            yield client
        return
    if running := find_running(settings.data_dir):
        async with Client(running.address, await local_token(settings)) as client:
            yield client
        return
    quiet_log(settings)
    own = settings.model_copy(update={"host": "127.0.0.1", "port": 0, "public_url": ""})
    async with serving(own) as (services, _):
        await services.accounts.first_run()
        token = await services.accounts.issue_token(seconds=TOKEN_SECONDS)
        async with Client(services.settings.address, token) as client:
            yield client


async def local_token(settings: Settings, email: str | None = None, seconds: int = TOKEN_SECONDS) -> str:
    """A token by the data folder's own secret: who may read that folder may do everything anyway."""
    db = Database(settings.database, pool_size=2)
    accounts = AccountsService(db, SystemClock(), settings.key(), address=settings.address)
    try:
        return await accounts.issue_token(email, seconds=seconds)
    finally:
        accounts.close()
        db.close()


def quiet_log(settings: Settings) -> None:
    """A command's own server logs to the file alone: the terminal belongs to the command."""
    settings.log_dir.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(settings.log_dir / "api.log", maxBytes=10_000_000, backupCount=5)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().handlers[:] = [handler]
    logging.getLogger().setLevel(settings.log_level)
