"""Fixtures every suite may use: both databases, our own clock."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import reelwright
from reelwright.kit.clock import ManualClock
from reelwright.kit.database import Database, metadata
from tests.guards.no_live_calls import no_live_calls as no_live_calls  # an autouse fixture
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
    """An empty database, once of each kind. `@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)`
    keeps a test to one of them."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'app.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres_server")
    with server.database() as url:
        yield url


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    """A database with every table of the product."""
    import_models()
    database = Database(database_url)
    metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def clock() -> ManualClock:
    """A clock that only the test moves."""
    return ManualClock()


def import_models() -> None:
    """Declare the tables of every domain, so that a test's schema is the product's whatever else it imports."""
    for source in Path(reelwright.__file__).parent.glob("*/models.py"):
        importlib.import_module(f"reelwright.{source.parent.name}.models")
