"""The tables of the product, from one release to the next.

`upgrade` runs at every start and costs one query when there is nothing to do; Alembic is imported only when there is.
Revisions are numbered files in `versions/` (`0001_...py`), written by `tools/migration.py`.
"""

import importlib
import logging
from pathlib import Path

import sqlalchemy as sa

import reelwright
from reelwright.kit.database import Database, metadata
from reelwright.kit.problems import Problem

log = logging.getLogger(__name__)
logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every plugin it loads

VERSIONS = Path(__file__).parent / "versions"


class DatabaseIsNewer(Problem):
    """500: the database was written by a later release than this one."""

    code = "database_is_newer"
    status = 500
    title = "The database belongs to a newer Reelwright"


def upgrade(database: Database) -> bool:
    """Bring every table to this release; True if anything had to change.

    All or nothing: a failed upgrade leaves the database as it was. Servers that start together take turns.
    Raises `DatabaseIsNewer`.
    """
    found = current(database.engine)
    if found == head():
        return False
    if found is not None and found > head():
        raise DatabaseIsNewer(
            f"The database is at revision {found}, this release knows up to {head()}. "
            "Start the newer release, or restore the backup made before upgrading to it."
        )
    from reelwright.app.migrations import steps

    steps.move(database.engine, "head")
    log.info("the database was brought from revision %s to %s", found or "none", head())
    return True


def current(engine: sa.Engine) -> str | None:
    """The revision a database is at; None for an empty one."""
    with engine.connect() as conn:
        if not sa.inspect(conn).has_table("alembic_version"):
            return None
        found: str | None = conn.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return found


def head() -> str:
    """The newest revision this release knows."""
    return max(path.name[:4] for path in VERSIONS.glob("[0-9]*.py"))


def all_tables() -> sa.MetaData:
    """The tables of every domain, whoever has been imported so far."""
    for source in sorted(Path(reelwright.__file__).parent.glob("*/models.py")):
        importlib.import_module(f"reelwright.{source.parent.name}.models")
    return metadata
