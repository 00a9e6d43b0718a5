"""What every domain trusts the database module with."""

import sqlalchemy as sa

from reelwright.dispatch.models import leases
from reelwright.kit.database import Database, insert_ignore


def test_an_insert_says_whether_it_was_the_one_that_inserted(db: Database) -> None:
    row = {"name": "dispatcher", "holder": "one", "fence": 1, "expires_at": 1}

    def twice(conn: sa.Connection) -> list[bool]:
        return [insert_ignore(conn, leases, row), insert_ignore(conn, leases, {**row, "holder": "two"})]

    assert db.write_sync(twice) == [True, False]
    assert db.read_sync(lambda conn: conn.execute(sa.select(leases.c.holder)).scalars().all()) == ["one"]
