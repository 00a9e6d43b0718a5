"""Another route before anything was accepted: a new whole plan, never dearer than what was agreed to.

Only certain rejections lead here, so nothing can be bought twice; once a vendor has accepted one shot, its plan stands.
"""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from reelwright.budget import repository as money
from reelwright.budget.contracts import Purse, month_of
from reelwright.budget.errors import BudgetExceeded
from reelwright.generation import moves
from reelwright.generation.drafts import Priced, insert_plan, shots_and_attempts
from reelwright.generation.models import attempts, generations, shots
from reelwright.generation.ordering import Ordering
from reelwright.kit.database import Database
from reelwright.kit.money import usd_from_micro
from reelwright.kit.problems import Problem

Row = sa.Row[Any]

UNBOUGHT = frozenset({"new", "rejected", "canceled"})  # states in which no vendor can have the job
GENERATING = frozenset({"generating"})


class Failover:
    """Finds the next route and moves a generation to it."""

    def __init__(self, db: Database, ordering: Ordering) -> None:
        self._db = db
        self._ordering = ordering

    async def find(self, attempt: Row) -> Priced | None:
        """A plan on a route not tried yet for the generation whose submit was just rejected; None if there is none."""
        generation, tried = await self._db.read(lambda conn: _tried(conn, attempt))
        try:
            priced = self._ordering.price_again(generation, without_routes=tried)
        except Problem:
            return None
        told = f"{attempt.route['id']} did not take the order; {priced.route.id} is tried instead."
        return replace(priced, warnings=(told, *priced.warnings))

    def switch(self, conn: sa.Connection, attempt: Row, priced: Priced, now: int) -> bool:
        """Make the new plan the generation's, in the transaction that closed the rejected attempt. False: it may not
        be, as a vendor has something, a cancel was asked for, or the money agreed to is not enough."""
        lock = sa.select(generations).where(generations.c.id == attempt.generation_id).with_for_update()
        generation = conn.execute(lock).one()
        rows = conn.execute(sa.select(attempts).where(attempts.c.generation_id == generation.id)).all()
        if generation.status != "generating" or generation.cancel_requested_at:
            return False
        if any(row.state not in UNBOUGHT for row in rows):
            return False
        total = priced.plan.total_micro
        if generation.ceiling_micro is not None and total > generation.ceiling_micro:
            told = f"{priced.route.id} could make it for ${usd_from_micro(total):.2f}, above what was agreed to."
            moves.warn(conn, generation.id, told, now)
            return False
        for row in rows:
            if row.state == "new":
                moves.close_attempt(conn, row.id, "canceled", now, come_from=frozenset({"new"}))
        return self._replan(conn, generation, priced, now)

    def _replan(self, conn: sa.Connection, generation: Row, priced: Priced, now: int) -> bool:
        rev = generation.plan_rev + 1
        key, base_url = self._ordering.credential_for(priced.route)
        shot_rows, attempt_rows = shots_and_attempts(
            generation.workspace_id, generation.id, rev, priced, key.id, base_url, now
        )
        purse = Purse(generation.workspace_id, generation.campaign_id, month_of(now))
        try:
            with conn.begin_nested():
                money.hold(conn, purse, {row["id"]: row["hold_micro"] for row in attempt_rows}, now)
        except BudgetExceeded as error:
            moves.warn(conn, generation.id, f"Not tried elsewhere: {error.detail}", now)
            return False
        insert_plan(conn, generation.workspace_id, generation.id, rev, priced, now)
        conn.execute(shots.insert(), shot_rows)
        conn.execute(attempts.insert(), attempt_rows)
        for warning in priced.warnings:
            moves.warn(conn, generation.id, warning, now)
        # Back to `preparing`: the new plan may have other shots, which need beats of their own.
        return moves.set_status(
            conn,
            generation.id,
            "preparing",
            now,
            come_from=GENERATING,
            segment="prepare",
            queue="media",
            plan_rev=rev,
            served_by=priced.served_by,
        )


def _tried(conn: sa.Connection, attempt: Row) -> tuple[Row, frozenset[str]]:
    generation = conn.execute(sa.select(generations).where(generations.c.id == attempt.generation_id)).one()
    routes = conn.execute(sa.select(attempts.c.route).where(attempts.c.generation_id == generation.id)).scalars()
    return generation, frozenset(route["id"] for route in routes)
