"""Fixtures every suite may use: both databases, our own clock."""

import importlib
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

import reelwright
from reelwright.kit.children import Children
from reelwright.kit.clock import ManualClock
from reelwright.kit.database import Database, metadata
from tests.guards import no_real_keys as no_real_keys  # before anything reads a setting
from tests.guards.no_live_calls import no_live_calls as no_live_calls  # an autouse fixture
from tests.house import House, small_house, whole_house
from tests.servers.postgres import Postgres, postgres
from tests.servers.seaweed import Seaweed
from tests.servers.seaweed import seaweed as run_seaweed


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One PostgreSQL for the whole run, started when a test first asks for it."""
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def seaweed() -> Iterator[Seaweed]:
    """One S3 server for the whole run, started when a test first asks for it."""
    with run_seaweed() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of its own, once of each kind: for tests that make the tables themselves."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'app.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres_server")
    with server.database() as url:
        yield url


@pytest.fixture(scope="session")
def furnished_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and no row, to copy."""
    path = tmp_path_factory.mktemp("furnished") / "app.db"
    _furnish(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def furnished_postgres(postgres_server: Postgres) -> Iterator[str]:
    """The URL of a PostgreSQL database with every table, which each test leaves without a row."""
    with postgres_server.database() as url:
        _furnish(url)
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with every table of the product and no row, once of each kind.

    `@pytest.mark.parametrize("db", ["sqlite"], indirect=True)` keeps a test to one of them.
    """
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("furnished_sqlite"), tmp_path / "app.db")
        database = Database(f"sqlite:///{tmp_path / 'app.db'}")
        yield database
        database.close()
        return
    database = Database(request.getfixturevalue("furnished_postgres"))
    yield database
    with database.engine.begin() as conn:
        for table in reversed(metadata.sorted_tables):
            conn.execute(table.delete())
    database.close()


@pytest.fixture
def clock() -> ManualClock:
    """A clock that only the test moves."""
    return ManualClock()


@pytest.fixture(scope="session")
def children() -> Iterator[Children]:
    """Child processes for the whole run: starting one and loading its libraries takes a second."""
    pool = Children(1, 2 << 30)
    yield pool
    pool.close()


@pytest.fixture
async def house(db: Database, clock: ManualClock, tmp_path: Path, children: Children) -> AsyncIterator[House]:
    """Accounts, assets and campaigns behind the real application, over each database."""
    built = small_house(db, clock, tmp_path, children)
    yield built
    await built.close()


@pytest.fixture
async def whole(clock: ManualClock, tmp_path: Path) -> AsyncIterator[House]:
    """Everything the product has, as `serve` builds it, but for the worker; on SQLite."""
    built = whole_house(clock, tmp_path)
    yield built
    await built.close()


def _furnish(url: str) -> None:
    """Make the tables of every domain, so that a test's schema is the product's whatever else it imports."""
    for source in Path(reelwright.__file__).parent.glob("*/models.py"):
        importlib.import_module(f"reelwright.{source.parent.name}.models")
    database = Database(url)
    metadata.create_all(database.engine)
    database.close()
