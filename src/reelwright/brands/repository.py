"""The brand kits' questions to the database."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from reelwright.brands.contracts import BrandKit, EndCard, Fonts, Logo
from reelwright.brands.models import brand_kits
from reelwright.kit.pagination import Page, page


def add(conn: sa.Connection, values: Mapping[str, Any]) -> None:
    """A new kit; a new default takes the place of the old."""
    if values["is_default"]:
        _no_default(conn, values["workspace_id"])
    conn.execute(brand_kits.insert().values(**values))


def find(conn: sa.Connection, workspace_id: str, kit_id: str) -> BrandKit | None:
    """The workspace's kit."""
    row = conn.execute(sa.select(brand_kits).where(*_one(workspace_id, kit_id))).one_or_none()
    return _kit(row) if row else None


def list_of(conn: sa.Connection, workspace_id: str, cursor: str | None, limit: int) -> Page[BrandKit]:
    """The workspace's kits, the newest first."""
    query = sa.select(brand_kits).where(brand_kits.c.workspace_id == workspace_id)
    return page(conn, query, brand_kits.c.id, cursor=cursor, limit=limit).map(_kit)


def change(conn: sa.Connection, workspace_id: str, kit_id: str, values: Mapping[str, Any]) -> BrandKit | None:
    """Change some columns; None if there is no such kit."""
    if find(conn, workspace_id, kit_id) is None:
        return None
    if values.get("is_default"):
        _no_default(conn, workspace_id)
    conn.execute(brand_kits.update().where(*_one(workspace_id, kit_id)).values(**values))
    return find(conn, workspace_id, kit_id)


def delete(conn: sa.Connection, workspace_id: str, kit_id: str) -> bool:
    """Delete the row; False if there is none."""
    return conn.execute(brand_kits.delete().where(*_one(workspace_id, kit_id))).rowcount == 1


def _no_default(conn: sa.Connection, workspace_id: str) -> None:
    b = brand_kits.c
    conn.execute(brand_kits.update().where(b.workspace_id == workspace_id, b.is_default).values(is_default=False))


def _one(workspace_id: str, kit_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return brand_kits.c.workspace_id == workspace_id, brand_kits.c.id == kit_id


def _kit(row: sa.Row[Any]) -> BrandKit:
    card = row.end_card
    return BrandKit(
        id=row.id,
        workspace_id=row.workspace_id,
        name=row.name,
        is_default=row.is_default,
        logos=tuple(Logo(one["assetId"], one["use"]) for one in row.logos),
        colours=tuple(row.colours),
        fonts=Fonts(row.fonts["heading"], row.fonts["body"]),
        tone=row.tone,
        words_to_avoid=tuple(row.words_to_avoid),
        end_card=EndCard(card["isShown"], card["text"], card["link"]),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
