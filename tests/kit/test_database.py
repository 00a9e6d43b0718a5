"""What every domain trusts the database module with."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from reelwright.dispatch.models import leases
from reelwright.kit.database import Database, insert_ignore

OWNERS = sa.text("CREATE TABLE owners (name TEXT PRIMARY KEY)")
MARKS = sa.text(
    "CREATE TABLE marks (name TEXT UNIQUE, owner TEXT REFERENCES owners (name) DEFERRABLE INITIALLY DEFERRED)"
)
COUNT = sa.text("SELECT count(*) FROM marks")


@pytest.fixture
def marked(database_url: str) -> Iterator[Database]:
    """A database of each kind with one empty table; an owner that is missing is noticed by the commit."""
    database = Database(database_url)
    database.write_sync(lambda conn: conn.execute(OWNERS))
    database.write_sync(lambda conn: conn.execute(MARKS))
    yield database
    database.close()


def mark(conn: sa.Connection, name: str, owner: str | None = None, seconds: float = 0.0) -> None:
    time.sleep(seconds)
    conn.execute(sa.text("INSERT INTO marks VALUES (:name, :owner)"), {"name": name, "owner": owner})


def test_an_insert_says_whether_it_was_the_one_that_inserted(db: Database) -> None:
    row = {"name": "dispatcher", "holder": "one", "fence": 1, "expires_at": 1}

    def twice(conn: sa.Connection) -> list[bool]:
        return [insert_ignore(conn, leases, row), insert_ignore(conn, leases, {**row, "holder": "two"})]

    assert db.write_sync(twice) == [True, False]
    assert db.read_sync(lambda conn: conn.execute(sa.select(leases.c.holder)).scalars().all()) == ["one"]


async def test_a_caller_that_goes_away_takes_nobody_along(marked: Database) -> None:
    running = asyncio.create_task(marked.write(lambda conn: mark(conn, "running", seconds=0.2)))
    await asyncio.sleep(0.05)
    queued = [asyncio.create_task(marked.write(lambda conn, n=n: mark(conn, f"queued {n}"))) for n in range(9)]  # type: ignore[misc]
    await asyncio.sleep(0.05)
    for task in (running, *queued):
        task.cancel()
    await asyncio.gather(running, *queued, return_exceptions=True)

    await asyncio.wait_for(marked.write(lambda conn: mark(conn, "after")), 10)


async def test_a_write_that_fails_takes_nobody_along(marked: Database) -> None:
    names = ["one", "two", "one", "three"]
    writes = [marked.write(lambda conn, name=name: mark(conn, name)) for name in names]  # type: ignore[misc]
    ends = await asyncio.gather(*writes, return_exceptions=True)

    assert [type(end) for end in ends].count(sa.exc.IntegrityError) == 1
    assert await marked.read(lambda conn: conn.execute(COUNT).scalar()) == 3


async def test_a_commit_that_fails_is_told_to_each_who_waits(marked: Database) -> None:
    first = asyncio.create_task(marked.write(lambda conn: time.sleep(0.2)))  # what follows meets in one batch
    await asyncio.sleep(0.05)
    writes = [
        marked.write(lambda conn: conn.execute(sa.text("INSERT INTO nowhere VALUES (1)"))),
        marked.write(lambda conn: mark(conn, "dangling", owner="nobody")),
    ]
    ends = await asyncio.wait_for(asyncio.gather(*writes, return_exceptions=True), 10)

    assert all(isinstance(end, sa.exc.DBAPIError) for end in ends), ends
    await first
    assert await marked.read(lambda conn: conn.execute(COUNT).scalar()) == 0


def test_one_read_sees_one_moment(marked: Database) -> None:
    """Another's commit between two of its queries stays out of it."""

    def twice(conn: sa.Connection) -> tuple[int, int]:
        before = conn.scalar(COUNT)
        marked.write_sync(lambda other: mark(other, "late"))
        return before, conn.scalar(COUNT)

    assert marked.read_sync(twice) == (0, 0)
    assert marked.read_sync(lambda conn: conn.scalar(COUNT)) == 1


def test_a_new_file_another_is_busy_with_is_waited_for(tmp_path: Path) -> None:
    """SQLite answers "locked" at once here, without its own timeout; two servers' first start failed by it."""
    path = tmp_path / "app.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    database = Database(f"sqlite:///{path}")
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(database.read_sync, lambda conn: conn.scalar(sa.text("PRAGMA journal_mode")))
        time.sleep(0.2)
        assert not asking.done()
        other.execute("COMMIT")
        assert asking.result(timeout=10) == "wal"
    other.close()
    database.close()
