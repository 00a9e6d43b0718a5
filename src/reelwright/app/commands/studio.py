"""A client for a command: of the server on this data folder, else of one that lives as long as the command."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from urllib.parse import urlsplit

import aiohttp

from reelwright.accounts.service import AccountsService
from reelwright.app.log import configure_logging
from reelwright.app.server import find_running, listen, local_address, serving
from reelwright.app.settings import Settings
from reelwright.client import Client
from reelwright.kit.clock import SystemClock
from reelwright.kit.database import Database
from reelwright.kit.problems import Invalid, Problem

TOKEN_SECONDS = 6 * 3600


class ServerUnreachable(Problem):
    """502: on the command line: no Reelwright answers at the address the command uses."""

    code = "server_unreachable"
    status = 502
    title = "No server there"


@contextmanager
def _told_where(address: str) -> Iterator[None]:
    if not _is_address(address):
        raise Invalid(f"REELWRIGHT_URL is {address!r}: write an address such as https://studio.example.com.")
    try:
        yield
    except aiohttp.ClientError as error:
        why = getattr(error, "strerror", None) or error
        told = f"No Reelwright answers at {address} ({why}). Start it there, or name another in REELWRIGHT_URL."
        if not isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
            told += " An order that was sent may have been taken: look there before you order again."
        raise ServerUnreachable(told) from error


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an IPv6 address that cannot be
        return False


@asynccontextmanager
async def studio_client(settings: Settings) -> AsyncIterator[tuple[Client, bool]]:
    """A client, and whether its server ends with the command: links of it then lead to where `./run` will be.

    Signed in as the first owner, or with `REELWRIGHT_TOKEN` at `REELWRIGHT_URL` where those are set.
    """
    if url := os.environ.get("REELWRIGHT_URL"):
        with _told_where(url):
            async with Client(url, os.environ.get("REELWRIGHT_TOKEN", "")) as client:
                yield client, False
        return
    if running := find_running(settings.data_dir):  # it may be another command's
        token = await local_token(settings)
        with _told_where(running.address):
            async with Client(running.address, token, links_begin=settings.address) as client:
                yield client, False
        return
    stop_logging = configure_logging(settings, to_stdout=False)
    try:
        bound = listen("127.0.0.1", 0)
        async with serving(settings, bound=bound) as (services, _):
            await services.accounts.first_run()
            token = await services.accounts.issue_token(seconds=TOKEN_SECONDS)
            async with Client(local_address(bound), token, links_begin=services.settings.address) as client:
                yield client, True
    finally:
        stop_logging()


async def local_token(settings: Settings, email: str | None = None, seconds: int = TOKEN_SECONDS) -> str:
    """A token by the data folder's own secret: who may read that folder may do everything anyway."""
    db = Database(settings.database, pool_size=2)
    accounts = AccountsService(db, SystemClock(), settings.key(), address=settings.address)
    try:
        return await accounts.issue_token(email, seconds=seconds)
    finally:
        accounts.close()
        db.close()
