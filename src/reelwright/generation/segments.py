"""The story of a generation, one short durable segment a line; `steps/` holds the detail.

    refine    better words, never blocking        prepare   references stored, shots released
    submit    intent committed, one POST, ticket   collect   ask, take home, settle
    finish    exactly the ordered file             store     permanent key, then `succeeded`

Between submit and collect nothing waits but a column.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import sqlalchemy as sa

from reelwright.dispatch.carrying import Steps
from reelwright.dispatch.work import Claim, WorkTable
from reelwright.generation import moves
from reelwright.generation.failover import Failover
from reelwright.generation.models import attempts, generations
from reelwright.generation.steps.collect import collect
from reelwright.generation.steps.context import StepContext
from reelwright.generation.steps.finish import finish, store
from reelwright.generation.steps.prepare import prepare, refine
from reelwright.generation.steps.reconcile import FIND_UNTIL_MS
from reelwright.generation.steps.submit import submit
from reelwright.kit.clock import Clock

Step = Callable[[StepContext, Claim], Awaitable[None]]

STEPS: dict[tuple[str, str], Step] = {
    ("generations", "refine"): refine,
    ("generations", "prepare"): prepare,
    ("attempts", "submit"): submit,
    ("attempts", "collect"): collect,
    ("generations", "finish"): finish,
    ("generations", "store"): store,
}

LOOK_LATER_MS = 60_000
_FAILURE_CODES = {"finish": "finish_failed", "store": "store_failed"}


def work_tables(clock: Clock, failover: Failover) -> dict[str, WorkTable]:
    """The tables whose rows are due from time to time, and how a row ends that cannot be carried on."""

    def generation_exhausted(conn: sa.Connection, generation_id: str, segment: str, reason: str) -> None:
        moves.fail(conn, generation_id, _FAILURE_CODES.get(segment, f"{segment}_failed"), reason, clock.now_ms())

    def attempt_exhausted(conn: sa.Connection, attempt_id: str, segment: str, reason: str) -> None:
        now = clock.now_ms()
        row = conn.execute(sa.select(attempts).where(attempts.c.id == attempt_id)).one()
        if row.state == "new":
            moves.close_attempt(conn, attempt_id, "rejected", now, message=reason)
            if failover.go_elsewhere(conn, row, now):
                return
        elif row.route["resend"] == "free":
            moves.close_attempt(conn, attempt_id, "failed", now, message=reason)
        elif row.state == "sending":
            look_at = None if row.route["lookup"] == "none" else now + LOOK_LATER_MS
            moves.mark_unknown(conn, attempt_id, reason, now, look_at=look_at)
        elif now < _looks_until_ms(row):  # our own trouble: the vendor has the job all the same
            later = attempts.update().where(attempts.c.id == attempt_id)
            conn.execute(later.values(due_at=now + LOOK_LATER_MS, tries=0, message=reason))
        else:
            moves.mark_unknown(conn, attempt_id, reason, now, look_at=None)
        moves.advance(conn, row.generation_id, now)

    return {
        "generations": WorkTable(generations, generation_exhausted),
        "attempts": WorkTable(attempts, attempt_exhausted),
    }


def _looks_until_ms(attempt: sa.Row[Any]) -> int:
    if attempt.state == "accepted":
        return int(attempt.accepted_at + attempt.route["lifetime_seconds"] * 1000)
    return int(attempt.sent_at + FIND_UNTIL_MS)


def steps_of(ctx: StepContext) -> Steps:
    """The story's segments as the dispatcher runs them."""
    return {key: partial(step, ctx) for key, step in STEPS.items()}
