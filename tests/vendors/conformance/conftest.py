"""A vendor in this process, its adapter, and the few calls every story makes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from reelwright.simulator.scenario import Scenario
from reelwright.vendors.contract import (
    Accepted,
    Access,
    Adapter,
    Checked,
    Job,
    Json,
    Reference,
    RemoteFile,
    Running,
    Started,
    Watch,
)
from reelwright.vendors.transport import Transport
from tests.simulator.running import Served, clean_folder, served
from tests.vendors.conformance.cases import CASES, VendorCase, request_of

KEY = "key-that-must-never-be-seen"
QUICK = Scenario(queue_seconds=0.05, run_seconds=0.1, looks=1)


@dataclass
class Bench:
    """One adapter before its vendor."""

    case: VendorCase
    adapter: Adapter
    access: Access
    fake: Served

    async def compose(self, faults: str = "", prompt: str = "A red kite over the sea") -> Json:
        marked = f"{prompt} {{{{simulate: {faults}}}}}" if faults else prompt
        return await self.adapter.compose(request_of(self.case.route, self.case.mode, prompt=marked), self.access)

    async def start(self, faults: str = "", *, hook_url: str | None = None, send_by_ms: int = 2**60) -> Started:
        body = await self.compose(faults)
        return await self.adapter.start(body, self.access, hook_url=hook_url, send_by_ms=send_by_ms)

    async def accepted(self, faults: str = "") -> Job:
        body = await self.compose(faults)
        started = await self.adapter.start(body, self.access, hook_url=None, send_by_ms=2**60)
        assert isinstance(started, Accepted), started
        return Job("att_1", started.ticket, body, self.access)

    async def ended(self, faults: str = "") -> Checked:
        """The first answer that is not `Running`."""
        job = await self.accepted(faults)
        for _ in range(100):
            checked = await self.adapter.check(job, Watch())
            if not isinstance(checked, Running):
                return checked
            await asyncio.sleep(0.02)
        raise AssertionError("it never ended")

    async def fetch(self, file: RemoteFile) -> bytes:
        return b"".join([piece async for piece in self.adapter.fetch(file, self.access)])

    async def bill(self) -> list[dict[str, Any]]:
        return await self.fake.invoice()


@pytest.fixture(scope="session")
def clip_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where clips, once made, stay for the whole run."""
    return tmp_path_factory.mktemp("simulator")


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    transport = Transport()
    yield transport
    await transport.close()


@pytest.fixture(params=list(CASES))
async def bench(request: pytest.FixtureRequest, transport: Transport, clip_folder: Path) -> AsyncIterator[Bench]:
    case = CASES[request.param]
    async with served(case.make_app(clean_folder(clip_folder), QUICK)) as fake:
        access = Access("cred_1", case.vendor, fake.base_url(case.vendor), KEY)
        yield Bench(case, case.adapter(transport), access, fake)


@pytest.fixture
def picture(tmp_path: Path) -> Reference:
    """A stored reference, as `prepare` leaves it."""
    path = tmp_path / "picture.png"
    Image.new("RGB", (1280, 720), "#c81e3c").save(path)
    return Reference("ast_1", "product", path, "image/png", 1280, 720)
