"""The first look comes when clips of the route are usually ready; without a history, when the catalogue says."""

from itertools import count
from typing import Any

import sqlalchemy as sa

from reelwright.generation.models import attempts, hook_inbox
from reelwright.generation.pace import first_look_seconds
from reelwright.kit.database import Database
from reelwright.kit.ids import new_token

ROUTE = {"id": "veo/replicate", "first_look_seconds": 20.0, "lifetime_seconds": 5400}
_number = count(1)


def keep(
    conn: sa.Connection, seconds: float, *, looks: int = 3, route: dict[str, Any] = ROUTE, state: str = "kept"
) -> str:
    """An attempt that took so long."""
    name = f"att_{next(_number):08}"
    owner = {"workspace_id": "w", "generation_id": "g", "shot_id": name, "no": 1, "vendor": "replicate"}
    facts = {"route": route, "credential_id": "c", "base_url": "", "hook_token": new_token(), "month": "2026-11"}
    times = {"accepted_at": 1_000, "settled_at": 1_000 + round(seconds * 1000), "created_at": 0, "updated_at": 0}
    row = {"id": name, "state": state, "looks": looks, "hold_micro": 0, **owner, **facts, **times}
    conn.execute(attempts.insert().values(**row))
    return name


def look(db: Database, route: dict[str, Any] = ROUTE) -> float:
    return db.read_sync(lambda conn: first_look_seconds(conn, route))


def test_without_a_history_the_catalogue_tells(db: Database) -> None:
    assert look(db) == 20.0
    db.write_sync(lambda conn: [keep(conn, 100) for _ in range(2)])
    assert look(db) == 20.0


def test_the_median_of_recent_clips_of_the_same_route_tells(db: Database) -> None:
    def history(conn: sa.Connection) -> None:
        for seconds in (80, 100, 500):
            keep(conn, seconds)
            keep(conn, 7, route=ROUTE | {"id": "kling/replicate"})
            keep(conn, 1, state="failed")

    db.write_sync(history)
    assert look(db) == 90.0


def test_what_was_ready_at_the_first_look_may_have_been_ready_long_before(db: Database) -> None:
    db.write_sync(lambda conn: [keep(conn, 20, looks=0) for _ in range(5)])
    assert look(db) == 9.0


def test_a_webhook_tells_the_true_time(db: Database) -> None:
    def history(conn: sa.Connection) -> None:
        for _ in range(5):
            name = keep(conn, 20, looks=0)
            hint = {"credential_id": "c", "delivery_id": name, "vendor_job_id": name, "attempt_id": name}
            conn.execute(hook_inbox.insert().values(**hint, received_at=0))

    db.write_sync(history)
    assert look(db) == 18.0


def test_no_look_comes_so_late_that_the_job_may_be_gone(db: Database) -> None:
    db.write_sync(lambda conn: [keep(conn, 9_000) for _ in range(5)])
    assert look(db) == 2700.0
