"""The assets' questions to the database."""

from typing import Any

import sqlalchemy as sa

from reelwright.assets.models import assets
from reelwright.kit.database import insert_ignore
from reelwright.kit.pagination import Page, page

Row = sa.Row[Any]


def find(conn: sa.Connection, **by: str) -> Row | None:
    """The stored asset with these columns, for example `workspace_id` and `id`."""
    return conn.execute(sa.select(assets).where(*_equal(by), assets.c.state == "stored")).first()


def claim(conn: sa.Connection, values: dict[str, Any]) -> Row:
    """The workspace's row for these bytes: the given one if there was none, else the one that was first."""
    insert_ignore(conn, assets, values)
    same = {"workspace_id": values["workspace_id"], "sha256": values["sha256"]}
    return conn.execute(sa.select(assets).where(*_equal(same))).one()


def set_state(conn: sa.Connection, asset_id: str, was: str, becomes: str) -> bool:
    """Move a row on; False if it was in another state."""
    of = {"id": asset_id, "state": was}
    return conn.execute(assets.update().where(*_equal(of)).values(state=becomes)).rowcount == 1


def remove(conn: sa.Connection, asset_id: str) -> None:
    """Forget a row whose object is gone."""
    conn.execute(assets.delete().where(assets.c.id == asset_id, assets.c.state == "deleting"))


def list_stored(conn: sa.Connection, workspace_id: str, cursor: str | None, limit: int) -> Page[Row]:
    """The workspace's assets, the newest first."""
    query = sa.select(assets).where(assets.c.workspace_id == workspace_id, assets.c.state == "stored")
    return page(conn, query, assets.c.id, cursor=cursor, limit=limit)


def list_unfinished(conn: sa.Connection, before: int) -> list[Row]:
    """Rows that a process which died left half-way: written or deleted since before a moment."""
    query = sa.select(assets).where(assets.c.state != "stored", assets.c.created_at < before)
    return list(conn.execute(query))


def _equal(by: dict[str, str]) -> list[sa.ColumnElement[bool]]:
    return [assets.c[name] == value for name, value in by.items()]
