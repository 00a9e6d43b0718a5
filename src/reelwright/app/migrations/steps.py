"""Moving a database between revisions, with Alembic; imported only when there is a move to make."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from reelwright.app.migrations import all_tables

_TURN = 7_245_101_113_097_513_223  # any constant: servers that start together queue for it


def move(engine: sa.Engine, revision: str) -> None:
    """Go up to `revision` (or `head`), or down to it where it is older (`base` is an empty database)."""
    with _one_transaction(engine) as conn:
        go = command.upgrade if revision == "head" else command.downgrade
        go(config(conn), revision)


def differences(engine: sa.Engine) -> list[Any]:
    """What Alembic sees between a database and the tables in the code; empty when they agree."""
    with engine.connect() as conn:
        return list(compare_metadata(MigrationContext.configure(conn), all_tables()))


def config(conn: sa.Connection, *, batch: bool = True) -> Config:
    """Alembic's configuration for these revisions, at work on `conn`.

    `batch` writes a revision that rebuilds tables, the only way SQLite has to change one.
    """
    made = Config(attributes={"connection": conn, "batch": batch})
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    return made


@contextmanager
def _one_transaction(engine: sa.Engine) -> Iterator[sa.Connection]:
    with engine.connect() as conn:
        sqlite = conn.connection.dbapi_connection if conn.dialect.name == "sqlite" else None
        # Rebuilding a table drops the old one, which would cascade; SQLite ignores this once a transaction is open.
        if sqlite:
            sqlite.execute("PRAGMA foreign_keys=OFF")
        try:
            with conn.begin():
                if not sqlite:
                    conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_TURN)))
                yield conn
        finally:
            if sqlite:
                sqlite.execute("PRAGMA foreign_keys=ON")
