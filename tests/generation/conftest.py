"""A world for each story, on each database; at its end the books are checked, whatever the story was about."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from reelwright.app import wiring
from reelwright.app.migrations import upgrade
from reelwright.generation.credentials import EnvironmentKey
from reelwright.kit.children import Children
from reelwright.kit.clock import ManualClock
from reelwright.kit.database import Database, metadata
from reelwright.vendors.transport import Transport
from tests.fakes.billing_adapter import BillingAdapter
from tests.generation import books
from tests.generation.children import RememberingChildren
from tests.generation.street import Vendor, running_vendor
from tests.generation.world import CREDENTIAL, Surprises, World, noting_surprises, street_catalog
from tests.house import settings
from tests.servers.postgres import Postgres


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vendor]:
    """One vendor for the whole run; all its clips look alike, so that equal ones are made once."""
    with running_vendor(tmp_path_factory.mktemp("vendor")) as vendor:
        yield vendor


@pytest.fixture(scope="session")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where finished files are remembered."""
    return tmp_path_factory.mktemp("memory")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file as the product's own migrations leave it, to copy."""
    path = tmp_path_factory.mktemp("migrated") / "app.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: Postgres) -> Iterator[str]:
    """The URL of a migrated PostgreSQL database, which each story leaves without a row."""
    with postgres_server.database() as url:
        _migrate(url)
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def world_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database, once of each kind; `parametrize("world_url", ["sqlite"], indirect=True)` keeps to one."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), tmp_path / "app.db")
        yield f"sqlite:///{tmp_path / 'app.db'}"
        return
    url: str = request.getfixturevalue("migrated_postgres")
    yield url
    database = Database(url)
    with database.engine.begin() as conn:
        for table in reversed(metadata.sorted_tables):
            conn.execute(table.delete())
    database.close()


@pytest.fixture
def surprises() -> Iterator[Surprises]:
    """What failed in the steps; a test that wants failures clears it."""
    with noting_surprises() as found:
        yield found


@pytest.fixture
async def world(
    world_url: str,
    clock: ManualClock,
    tmp_path: Path,
    street: Vendor,
    children: Children,
    memory: Path,
    surprises: Surprises,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    """The product, a vendor that bills, and nothing ordered yet."""
    remembering = RememberingChildren(children, memory)
    monkeypatch.setattr(wiring, "Children", lambda *_, **__: remembering)
    street.begin(clock)
    transport = Transport(clock)
    services = wiring.build(
        settings(tmp_path, database_url=world_url, webhook_networks="127.0.0.0/8", webhook_timeout_seconds=1),
        clock=clock,
        catalog=street_catalog(),
        adapters={"billing": BillingAdapter(transport, clock)},
        keys={"billing": EnvironmentKey("billing", "billing", street.base_url, "key", cap=8)},
    )
    assert services.credentials.for_kind("billing").id == CREDENTIAL
    built = World(services, street, remembering)
    await built.open()
    try:
        yield built
        assert built.read(books.faults_of_the_books) == []
        assert surprises.found == []
    finally:
        await transport.close()
        await built.close()


def _migrate(url: str) -> None:
    database = Database(url)
    upgrade(database)
    database.close()
