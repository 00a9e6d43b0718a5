"""Due rows: handed over once, given back when they failed, ended when they failed three times."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from reelwright.dispatch.models import work_columns
from reelwright.dispatch.work import Claim, WorkTable
from reelwright.kit.database import Database

NOW = 1_795_000_000_000
tables = sa.MetaData()
rows = sa.Table("errands", tables, sa.Column("id", sa.String(40), primary_key=True), *work_columns("errands"))


class Errands(WorkTable):
    """A table of nothing but work; `ended` are the rows that could not be carried on."""

    def __init__(self, db: Database) -> None:
        super().__init__(rows, lambda _conn, row_id, segment, reason: self.ended.append((row_id, segment, reason)))
        self.db = db
        self.ended: list[tuple[str, str, str]] = []

    def add(self, name: str, due_at: int | None = NOW) -> None:
        row = {"id": name, "segment": "run", "queue": "waiting", "due_at": due_at, "seq": 0, "tries": 0}
        self.db.write_sync(lambda conn: conn.execute(rows.insert().values(**row)))

    def take(self, now: int = NOW, limit: int = 100) -> list[Claim]:
        return self.db.write_sync(lambda conn: self.claim(conn, now, limit))

    def fail(self, claim: Claim, now: int = NOW) -> None:
        self.db.write_sync(lambda conn: self.give_back(conn, claim, "it broke", now))

    def due_at(self, name: str) -> int | None:
        found: int | None = self.db.read_sync(
            lambda conn: conn.execute(sa.select(rows.c.due_at).where(rows.c.id == name)).scalar()
        )
        return found


@pytest.fixture
def errands(db: Database) -> Iterator[Errands]:
    tables.create_all(db.engine)
    yield Errands(db)
    tables.drop_all(db.engine)


def test_what_is_due_is_handed_over_once_the_oldest_first(errands: Errands) -> None:
    errands.add("later", NOW + 1)
    errands.add("second", NOW - 1)
    errands.add("first", NOW - 2)
    errands.add("resting", None)
    assert [claim.row_id for claim in errands.take(limit=1)] == ["first"]
    assert [claim.row_id for claim in errands.take()] == ["second"]
    assert errands.take() == []
    assert [claim.row_id for claim in errands.take(NOW + 1)] == ["later"]


def test_no_segment_has_the_id_of_one_before_it(errands: Errands) -> None:
    """An engine takes an id it has seen for done, whatever became of it."""
    errands.add("row")
    seen = set()
    for _ in range(2):
        [claim] = errands.take(NOW + 60_000)
        seen.add(claim.segment_id)
        errands.fail(claim)
    assert len(seen) == 2


def test_a_failure_comes_again_after_a_while_and_the_third_one_ends_it(errands: Errands) -> None:
    errands.add("row")
    for pause in (1_000, 5_000):
        [claim] = errands.take(NOW + 60_000)
        errands.fail(claim)
        assert errands.due_at("row") == NOW + pause and not errands.ended
    [claim] = errands.take(NOW + 60_000)
    errands.fail(claim)
    assert errands.ended == [("row", "run", "it broke")] and errands.due_at("row") is None


def test_a_segment_that_runs_late_gives_nothing_back(errands: Errands) -> None:
    errands.add("row")
    [old] = errands.take()
    errands.fail(old)
    [new] = errands.take(NOW + 60_000)
    errands.fail(old)
    held = errands.db.read_sync(lambda conn: (errands.holds(conn, old), errands.holds(conn, new)))
    assert held == (False, True)


def test_the_stranded_are_those_handed_over_long_ago(errands: Errands) -> None:
    errands.add("old")
    errands.take(NOW)
    errands.add("new")
    errands.take(NOW + 20_000)
    found = errands.db.read_sync(lambda conn: errands.claimed_before(conn, NOW + 1, 10))
    assert [claim.row_id for claim in found] == ["old"]
