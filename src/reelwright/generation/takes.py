"""Which take a shot had, and which takes do not go on from one another."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from reelwright.generation.models import takes

Row = sa.Row[Any]


def newest_take(conn: sa.Connection, shot_id: str, before_ms: int | None = None) -> Row | None:
    """The last take of a shot that is kept, or the last one of before."""
    statement = sa.select(takes).where(takes.c.shot_id == shot_id)
    if before_ms is not None:
        statement = statement.where(takes.c.created_at < before_ms)
    return conn.execute(statement.order_by(takes.c.created_at.desc()).limit(1)).one_or_none()


def jumps(conn: sa.Connection, of_video: Sequence[Row]) -> list[int]:
    """The shots that were made from the last frame of another take than the one now chosen before them.

    `of_video` are all its shots, each with its take. A shot that follows another is made after its take, so what it
    went on from is the newest of before.
    """
    by_n = {shot.n: shot for shot in of_video}
    found = []
    for shot in of_video:
        if shot.from_shot is None:
            continue
        made_at = conn.execute(sa.select(takes.c.created_at).where(takes.c.id == shot.take_id)).scalar_one()
        started_from = newest_take(conn, by_n[shot.from_shot].id, made_at)
        if started_from is not None and started_from.id != by_n[shot.from_shot].take_id:
            found.append(shot.n)
    return found
