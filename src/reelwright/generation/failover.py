"""Another route after a certain rejection, so that nothing can be bought twice, and never above what was agreed to.

Before anything was accepted: a new whole plan. Once a vendor has accepted one shot the plan stands, and the rejected
shot goes only where the very same is made.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from reelwright.budget import repository as money
from reelwright.budget.contracts import Purse, month_of
from reelwright.budget.errors import BudgetExceeded
from reelwright.generation import moves
from reelwright.generation.drafts import (
    Priced,
    first_attempt,
    insert_plan,
    prepare_queue,
    route_facts,
    shots_and_attempts,
)
from reelwright.generation.models import attempts, plans, shots, takes
from reelwright.generation.ordering import Ordering
from reelwright.generation.states import OPEN
from reelwright.generation.twins import Twin, find_twin
from reelwright.kit.money import usd_from_micro
from reelwright.kit.problems import Problem
from reelwright.planning.wish import plan_from_json

Row = sa.Row[Any]

UNBOUGHT = frozenset({"new", "rejected", "canceled"})  # states in which no vendor can have the job
GENERATING = frozenset({"generating"})


class Failover:
    """Finds the next route and moves a generation, or one shot of it, there."""

    def __init__(self, ordering: Ordering) -> None:
        self._ordering = ordering

    def go_elsewhere(self, conn: sa.Connection, attempt: Row, now: int) -> bool:
        """Order elsewhere what was just rejected, in the transaction that closed its attempt.

        False: there is no other route, a cancel was asked for, or the money agreed to is not enough.
        """
        generation = moves.lock(conn, attempt.generation_id)
        if generation.status != "generating" or generation.cancel_requested_at:
            return False
        rows = conn.execute(sa.select(attempts).where(attempts.c.generation_id == generation.id)).all()
        if all(row.state in UNBOUGHT for row in rows):
            return self._switch(conn, generation, attempt, rows, now)
        return self._move_shot(conn, generation, attempt, rows, now)

    # -- before anything is bought --------------------------------------------------------------------------------

    def _switch(self, conn: sa.Connection, generation: Row, attempt: Row, rows: Sequence[Row], now: int) -> bool:
        tried = frozenset(row.route["id"] for row in rows)
        try:
            priced = self._ordering.price_again(generation, without_routes=tried)
        except Problem:
            return False
        told = f"{attempt.route['id']} did not take the order; {priced.route.id} is tried instead."
        priced = replace(priced, warnings=(told, *priced.warnings))
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
            generation.workspace_id, generation.id, rev, priced, key.id, base_url, now, generation.run_no
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
            queue=prepare_queue(generation.references),
            plan_rev=rev,
            beats=None,
            served_by=priced.served_by,
        )

    # -- once something is bought ---------------------------------------------------------------------------------

    def _move_shot(self, conn: sa.Connection, generation: Row, attempt: Row, rows: Sequence[Row], now: int) -> bool:
        """Only where the very same is made."""
        tried = {row.route["id"] for row in rows if row.shot_id == attempt.shot_id}
        shot = conn.execute(sa.select(shots).where(shots.c.id == attempt.shot_id)).one()
        twin = self._twin(conn, generation, shot, tried)
        if twin is None:
            return False
        agreed = _agreed(conn, generation, rows)
        if generation.ceiling_micro is not None and agreed + twin.price_micro > generation.ceiling_micro:
            price = usd_from_micro(twin.price_micro)
            told = f"{twin.route.id} could make shot {shot.n} for ${price:.2f}, above what was agreed to."
            moves.warn(conn, generation.id, told, now)
            return False
        return self._order_at(conn, attempt, twin, shot.n, now)

    def _twin(self, conn: sa.Connection, generation: Row, shot: Row, tried: set[str]) -> Twin | None:
        planned = sa.and_(plans.c.generation_id == generation.id, plans.c.rev == shot.rev)
        plan = plan_from_json(conn.execute(sa.select(plans.c.plan).where(planned)).scalar_one())
        routes = [one for one in self._ordering.routes_of(generation.served_by["model"]) if one.id not in tried]
        roles = [one["role"] for one in generation.references]
        return find_twin(routes, plan, plan.shots[shot.n - 1], generation.request, shot.beat["prompt"], roles)

    def _order_at(self, conn: sa.Connection, attempt: Row, twin: Twin, n: int, now: int) -> bool:
        key, base_url = self._ordering.credential_for(twin.route)
        owner = {name: getattr(attempt, name) for name in ("workspace_id", "generation_id", "shot_id", "run_no")}
        facts = route_facts(twin.route) | {"wire": dict(twin.mode.wire)}  # the plan's mode has the first route's
        row = first_attempt(owner, facts, twin.route.vendor, key.id, base_url, twin.price_micro, now, no=attempt.no + 1)
        try:
            with conn.begin_nested():
                purse = replace(moves.purse_of(conn, attempt), month=month_of(now))
                money.hold(conn, purse, {row["id"]: twin.price_micro}, now)
                conn.execute(attempts.insert().values(**row | {"due_at": now}))
        except BudgetExceeded as error:
            moves.warn(conn, attempt.generation_id, f"Not tried elsewhere: {error.detail}", now)
            return False
        told = f"{attempt.route['id']} did not take shot {n}; {twin.route.id} makes it."
        moves.warn(conn, attempt.generation_id, told, now)
        return True


def _agreed(conn: sa.Connection, generation: Row, rows: Sequence[Row]) -> int:
    """What this run takes of the price agreed to, with the takes it builds on; a person's further takes are apart."""
    here = sa.and_(shots.c.generation_id == generation.id, shots.c.rev == generation.plan_rev)
    used = sa.select(takes.c.attempt_id).join(shots, shots.c.take_id == takes.c.id).where(here)
    counted = set(conn.execute(used).scalars()) | {row.id for row in rows if row.run_no == generation.run_no}
    mine = [row for row in rows if row.id in counted]
    return sum(row.hold_micro if row.state in OPEN else row.charge_micro or 0 for row in mine)
