"""The product as people start it, `reelwright serve`, ordering from the simulated vendors by their usual settings."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reelwright.app.commands.studio import local_token
from reelwright.app.server import find_running
from reelwright.app.settings import Settings
from reelwright.client import Client, Refused
from reelwright.kit.database import Database
from reelwright.simulator.server import BASE_PATHS
from tests.fakes.running import RunningFake

ROOT = Path(__file__).parents[2]
READY_SECONDS = 60.0
REST_SECONDS = 240.0
VENDORS = {
    "replicate": ("REPLICATE_API_KEY", "REELWRIGHT_REPLICATE_BASE_URL"),
    "runway": ("RUNWAYML_API_SECRET", "REELWRIGHT_RUNWAY_BASE_URL"),
    "google": ("GEMINI_API_KEY", "REELWRIGHT_GOOGLE_BASE_URL"),
    "openai_shape": ("REELWRIGHT_OPENAI_VIDEOS_API_KEY", "REELWRIGHT_OPENAI_VIDEOS_BASE_URL"),
    "poe": ("POE_API_KEY", "REELWRIGHT_CHAT_BASE_URL"),
}

Json = dict[str, Any]


@dataclass(frozen=True)
class Installation:
    """A running server, and the vendors it orders from."""

    folder: Path
    address: str
    vendors: RunningFake
    log: Path

    async def client(self) -> Client:
        """Signed in as the first owner."""
        return Client(self.address, await local_token(self.settings))

    @property
    def settings(self) -> Settings:
        return Settings(_env_file=None, data_dir=self.folder)

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Its database, to look into."""
        db = Database(self.settings.database, pool_size=2)
        try:
            yield db
        finally:
            db.close()

    async def quote(self, **wish: Any) -> Json:
        async with await self.client() as client:
            return await client.quote(wish)

    async def refusal(self, **wish: Any) -> Refused:
        """What a quote that must be refused is refused with."""
        with pytest.raises(Refused) as caught:
            await self.quote(**wish)
        return caught.value

    async def order(self, **wish: Any) -> Json:
        """Order and wait until it rests; the generation as it is then."""
        async with await self.client() as client:
            view = await client.generate(wish)
            deadline = time.monotonic() + REST_SECONDS
            async for _ in client.follow(view["id"]):
                assert time.monotonic() < deadline, f"{view['id']} does not come to rest"
            return await client.get(view["id"])

    async def save(self, view: Json) -> Path:
        """The finished file, fetched by its permanent link."""
        path = self.folder / f"{view['id']}.mp4"
        async with await self.client() as client:
            await client.save(view["videoUrl"], path)
        return path


@contextmanager
def serving(folder: Path, vendors: RunningFake, *names: str, **settings: str) -> Iterator[Installation]:
    """`reelwright serve` with keys for these vendors (all, if none is named) until the end of the block."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "serve.log"
    environment = {**os.environ, **_environment(folder, vendors, names or tuple(VENDORS)), **settings}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "reelwright.app.cli", "serve", "--port", "0"],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Installation(folder, _address(folder, process, log), vendors, log)
    finally:
        process.terminate()
        process.wait(30)


def _environment(folder: Path, vendors: RunningFake, names: tuple[str, ...]) -> Mapping[str, str]:
    found = {
        "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path),
        "REELWRIGHT_DATA_DIR": str(folder),
        "REELWRIGHT_LOG_DIR": str(folder / "logs"),
        "REELWRIGHT_RATE_LIMIT": "off",
    }
    for name in names:
        key, base_url = VENDORS[name]
        found |= {key: "a key of the simulator", base_url: vendors.base_url + BASE_PATHS[name]}
    return found


def _address(folder: Path, process: "subprocess.Popen[bytes]", log: Path) -> str:
    """Where it listens, once it is ready to work."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()[-3000:]
        running = find_running(folder)
        if running and "Reelwright is ready" in log.read_text():
            return running.address
        time.sleep(0.1)
    raise AssertionError(f"not ready in {READY_SECONDS} s: {log.read_text()[-3000:]}")
