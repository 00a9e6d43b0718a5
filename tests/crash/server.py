"""The product as one process whose vendor is the billing fake. It is killed by others, or at a failpoint by itself.

`run` is forked from a process that has imported everything, which takes three seconds each time otherwise.
"""

import asyncio
import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from reelwright.app.log import configure_logging
from reelwright.app.server import serving, serving_ends
from reelwright.app.settings import Settings
from reelwright.app.wiring import Services, build
from reelwright.app.worker import Worker
from reelwright.catalog.spec import Catalog, DurationRange, Size
from reelwright.generation.credentials import EnvironmentKey
from reelwright.kit import failpoints
from reelwright.vendors.transport import Transport
from tests.fakes.billing_adapter import BillingAdapter, catalog_with_fake

# Five seconds are two shots already, and clips of the ordered size need no new encoding.
CLIPS = DurationRange(Fraction(2), Fraction(3))
SIZES = (Size("16:9", "720p", 1280, 720),)


@dataclass(frozen=True)
class Wish:
    """What a process is to be. `folder` is its own, `media` the storage that all share; `ready` is the file into which
    it writes, as JSON, where it listens and a token to order with. `vendor` is the billing vendor's address.
    """

    role: Literal["serve", "work"]
    folder: Path
    media: Path
    scratch: Path
    log: Path
    ready: Path
    database_url: str
    port: int
    vendor: str
    lookup: Literal["list", "none"]
    with_hooks: bool
    failpoint: str

    @property
    def settings(self) -> Settings:
        return Settings(
            _env_file=None,
            data_dir=self.folder,
            log_dir=self.folder / "logs",
            storage_dir=self.media,
            database_url=self.database_url,
            secret_key="the same on every server of this installation",
            port=self.port,
            public_url=f"http://127.0.0.1:{self.port}" if self.with_hooks else "",
            rate_limit="off",
            anonymous_rate_limit="off",
            webhook_networks="127.0.0.0/8",
        )


def run(wish: Wish) -> None:
    """Serve or only work, until stopped or killed."""
    with wish.log.open("wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    os.environ["TMPDIR"] = str(wish.scratch)
    failpoints.arm(wish.failpoint)
    stop_logging = configure_logging(wish.settings)
    try:
        if wish.role == "serve":
            asyncio.run(_serve(wish))
        else:
            _work(wish)
    finally:
        stop_logging()


async def _serve(wish: Wish) -> None:
    async with serving(wish.settings, make=_builder(wish)) as (services, server):
        await services.accounts.first_run()
        token = await services.accounts.issue_token(seconds=86_400)
        _tell(wish.ready, address=f"http://127.0.0.1:{services.settings.port}", token=token)
        await serving_ends(server)


def _work(wish: Wish) -> None:
    services = _builder(wish)(wish.settings)
    worker = Worker(services)
    try:
        worker.start()
        _tell(wish.ready)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    finally:
        worker.stop()
        asyncio.run(services.close())


def _builder(wish: Wish) -> Callable[[Settings], Services]:
    adapter = BillingAdapter(Transport(), lookup=wish.lookup)
    key = EnvironmentKey("billing", "billing", wish.vendor, "a key", cap=16)

    def services(settings: Settings) -> Services:
        return build(settings, catalog=_catalog(wish), adapters={"billing": adapter}, keys={"billing": key})

    return services


def _catalog(wish: Wish) -> Catalog:
    whole = catalog_with_fake()
    fake = whole.models["fake-video"]
    (route,) = fake.routes
    (mode,) = route.modes
    routes = (replace(route, lookup=wish.lookup, modes=(replace(mode, durations=CLIPS, sizes=SIZES),)),)
    return replace(whole, models={**whole.models, fake.key: replace(fake, routes=routes)})


def _tell(path: Path, **facts: Any) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(facts))
    draft.rename(path)
