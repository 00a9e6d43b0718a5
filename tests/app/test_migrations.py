"""The revisions lead to exactly the tables in the code, on both databases, and back."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from reelwright.app import migrations
from reelwright.app.migrations import steps
from reelwright.kit.database import Database


@pytest.fixture
def empty(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


def by_name(facts: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(facts, key=lambda fact: str(fact[0]))


def tables_of(engine: sa.Engine) -> dict[str, Any]:
    """Everything the database itself knows of its tables: columns, keys, checks, and indexes with their conditions."""
    seen = sa.inspect(engine)
    return {
        name: {
            "columns": [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in seen.get_columns(name)],
            "key": seen.get_pk_constraint(name)["constrained_columns"],
            "unique": sorted(str(c["column_names"]) for c in seen.get_unique_constraints(name)),
            "checks": sorted((str(c["name"]), c["sqltext"]) for c in seen.get_check_constraints(name)),
            "foreign": sorted(str(c) for c in seen.get_foreign_keys(name)),
            "indexes": by_name(
                (
                    str(i["name"]),
                    i["column_names"],
                    bool(i["unique"]),
                    {k: str(v) for k, v in i["dialect_options"].items()},
                )
                for i in seen.get_indexes(name)
            ),
        }
        for name in seen.get_table_names()
        if name != "alembic_version"
    }


def test_the_revisions_make_the_tables_in_the_code(empty: Database) -> None:
    assert migrations.upgrade(empty)
    migrated = tables_of(empty.engine)
    assert not steps.differences(empty.engine)

    steps.move(empty.engine, "base")
    assert not tables_of(empty.engine)
    migrations.all_tables().create_all(empty.engine)
    assert migrated == tables_of(empty.engine)


def test_an_upgraded_database_is_left_alone(empty: Database) -> None:
    assert migrations.upgrade(empty)
    assert migrations.current(empty.engine) == migrations.head()
    assert not migrations.upgrade(empty)


def test_servers_that_start_together_take_turns(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(migrations.upgrade, databases))
    assert not steps.differences(databases[0].engine)
    for database in databases:
        database.close()


def test_a_failed_upgrade_changes_nothing(empty: Database) -> None:
    """The table in the way is met half-way through the revision."""
    last = [table for table in migrations.all_tables().sorted_tables if not table.foreign_keys][-1]
    last.create(empty.engine)
    with pytest.raises(sa.exc.DBAPIError):
        migrations.upgrade(empty)
    assert list(tables_of(empty.engine)) == [last.name]
    assert migrations.current(empty.engine) is None


def test_a_newer_database_is_not_touched(empty: Database) -> None:
    migrations.upgrade(empty)
    empty.write_sync(lambda conn: conn.execute(sa.text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(migrations.DatabaseIsNewer, match="9999"):
        migrations.upgrade(empty)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_start_with_nothing_to_do_does_not_load_alembic(empty: Database, database_url: str) -> None:
    migrations.upgrade(empty)
    start = (
        "import sys; from reelwright.app import migrations; from reelwright.kit.database import Database;"
        f"assert not migrations.upgrade(Database({database_url!r})); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
