"""An installation beside a vendor that bills, on either database."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from reelwright.kit.children import Children
from tests.crash.site import Site
from tests.fakes.running import RunningFake, billing_vendor
from tests.servers.postgres import Postgres


@pytest.fixture(scope="session")
def vendor_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningFake]:
    """One vendor for the whole run: its clips are made once."""
    with billing_vendor(tmp_path_factory.mktemp("vendor")) as fake:
        yield fake


@pytest.fixture
def vendor(vendor_process: RunningFake) -> RunningFake:
    """The vendor with an empty book, quick, but slow to answer every second submit, so that kills meet it."""
    vendor_process.reset()
    vendor_process.change_scenario(queue_seconds=0.1, run_seconds=1.0)
    vendor_process.mix_faults({"late_answer:1.0": 0.5}, seed=7)
    return vendor_process


@pytest.fixture
def sqlite_url() -> str:
    """SQLite in the data folder, as by default."""
    return ""


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> Iterator[str]:
    """A PostgreSQL database that is gone afterwards."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
async def site(
    request: pytest.FixtureRequest, vendor: RunningFake, tmp_path: Path, children: Children
) -> AsyncIterator[Site]:
    """An installation on each database; `parametrize("site", ["sqlite"], indirect=True)` keeps a test to one."""
    built = Site(tmp_path, request.getfixturevalue(f"{request.param}_url"), vendor, children)
    yield built
    await built.close()
