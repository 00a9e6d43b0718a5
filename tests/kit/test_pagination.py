"""Pages continue after the last row seen."""

import pytest
import sqlalchemy as sa

from reelwright.kit.database import Database
from reelwright.kit.pagination import Page, encode_cursor, page
from reelwright.kit.problems import Invalid

rows = sa.Table(
    "rows_to_page", sa.MetaData(), sa.Column("day", sa.Integer), sa.Column("id", sa.String, primary_key=True)
)


@pytest.fixture
def paged(database_url: str):
    database = Database(database_url)
    rows.metadata.create_all(database.engine)
    database.write_sync(lambda conn: conn.execute(rows.insert(), [{"day": n // 3, "id": f"row{n}"} for n in range(8)]))
    yield database
    database.close()


def read(database: Database, cursor: str | None, limit: int = 3) -> Page:
    query = sa.select(rows)
    return database.read_sync(lambda conn: page(conn, query, rows.c.day, rows.c.id, cursor=cursor, limit=limit))


def test_a_row_added_meanwhile_neither_repeats_nor_hides_another(paged: Database) -> None:
    first = read(paged, None)
    paged.write_sync(lambda conn: conn.execute(rows.insert().values(day=99, id="new")))
    second = read(paged, first.next_cursor)
    third = read(paged, second.next_cursor)
    seen = [row.id for some in (first, second, third) for row in some.items]
    assert seen == [f"row{n}" for n in range(7, -1, -1)]
    assert third.next_cursor is None


def test_a_full_last_page_promises_no_other(paged: Database) -> None:
    assert read(paged, None, limit=8).next_cursor is None


@pytest.mark.parametrize(
    "cursor",
    ["x", "", "ääää", encode_cursor([1]), encode_cursor(["day", "row1"]), encode_cursor([2**70, "r"]),
     encode_cursor([1, "a\0b"]), encode_cursor([True, "r"]), encode_cursor([1, None])],
)  # fmt: skip
def test_a_forged_cursor_is_the_callers_mistake(paged: Database, cursor: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(paged, cursor)
    assert "cursor" in caught.value.fields
