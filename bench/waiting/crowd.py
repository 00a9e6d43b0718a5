"""Many orders from one: its rows again under other names, some at the vendor, the others in the queue for it."""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa

from reelwright.generation.models import attempts, finishes, generations, plans, shots, slots
from reelwright.generation.steps.collect import LOOKS_PER_SECOND
from reelwright.generation.steps.submit import ASKS_PER_SECOND
from reelwright.kit.database import Database
from reelwright.kit.ids import new_id, new_token

_LOOKS = 12

Row = dict[str, Any]


def multiply(database: str, accepted: int, queued: int, now_ms: int) -> None:
    """Copy the one accepted order of `database` (of a single shot), spread over time as they would be."""
    db = Database(database, pool_size=1)
    try:
        db.write_sync(lambda conn: _multiply(conn, accepted, queued, now_ms))
    finally:
        db.close()


def _multiply(conn: sa.Connection, accepted: int, queued: int, now_ms: int) -> None:
    one = {table: dict(conn.execute(sa.select(table)).mappings().one()) for table in _COPIES}
    conn.execute(attempts.update().values(due_at=now_ms + accepted * 1000 // LOOKS_PER_SECOND))
    for table, copy in _COPIES.items():
        rows = [copy(one[table], number) for number in range(accepted + queued)]
        if table is attempts:
            rows = list(_states(rows, accepted, now_ms))
        conn.execute(table.insert(), rows)
    conn.execute(slots.update().where(slots.c.credential_id == one[attempts]["credential_id"]).values(in_use=accepted))


def _states(rows: list[Row], accepted: int, now_ms: int) -> Iterator[Row]:
    """The first are at the vendor and looked at in turns; the others ask for a slot as often as they do."""
    at_vendor = {"state": "accepted", "has_slot": True, "looks": _LOOKS, "accepted_at": now_ms, "segment": "collect"}
    waits = {"state": "new", "has_slot": False, "vendor_job_id": None, "ticket": None, "body": None, "sent_at": None}
    for number, row in enumerate(rows):
        if number < accepted:
            yield {**row, **at_vendor, "due_at": now_ms + number * 1000 // LOOKS_PER_SECOND}
        else:
            due_at = now_ms + (number - accepted) * 1000 // ASKS_PER_SECOND
            yield {**row, **waits, "accepted_at": None, "segment": "submit", "due_at": due_at}


def _generation(row: Row, number: int) -> Row:
    return {**row, "id": f"gen_{number}", "token": new_token()}


def _plan(row: Row, number: int) -> Row:
    return {**row, "generation_id": f"gen_{number}"}


def _finish(row: Row, number: int) -> Row:
    return {**row, "generation_id": f"gen_{number}", "object_key": f"{row['object_key']}.{number}"}


def _shot(row: Row, number: int) -> Row:
    return {**row, "id": f"shot_{number}", "generation_id": f"gen_{number}"}


def _attempt(row: Row, number: int) -> Row:
    names = {"id": new_id("att"), "generation_id": f"gen_{number}", "shot_id": f"shot_{number}"}
    return {**row, **names, "vendor_job_id": f"p_{number}", "hook_token": new_token(), "segment_id": None}


_COPIES: dict[sa.Table, Callable[[Row, int], Row]] = {
    generations: _generation,
    plans: _plan,
    finishes: _finish,
    shots: _shot,
    attempts: _attempt,
}
