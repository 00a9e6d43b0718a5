"""Reconcile: a paid submit whose answer was lost is looked for at its vendor, and never sent again."""

import sqlalchemy as sa

from reelwright.dispatch.work import Claim
from reelwright.generation.models import attempts, orphans
from reelwright.generation.steps.context import Row, StepContext
from reelwright.generation.steps.submit import remember_ticket
from reelwright.kit.problems import Problem

FIND_UNTIL_MS = 3_600_000  # how long a vendor's list can still show a lost job
FIND_PAUSE_SECONDS = 30.0
SOON_SECONDS = 5.0


async def reconcile(ctx: StepContext, claim: Claim, attempt: Row) -> None:
    """Look for a lost job at the vendor; bind it only if exactly one candidate is nobody else's."""
    if ticket := ctx.spool.find(attempt.id):
        await remember_ticket(ctx, attempt.id, ticket)
        return
    now = ctx.clock.now_ms()
    since, until = attempt.sent_at - 5_000, attempt.sent_at + 120_000
    adapter = ctx.adapter_of(attempt.vendor)
    try:
        found = await adapter.find(attempt.body, ctx.access_of(attempt), since_ms=since, until_ms=until)
    except Problem:
        found = []
    bound = await ctx.db.read(lambda conn: _bound_jobs(conn, attempt, [ticket.vendor_job_id for ticket in found]))
    free = [ticket for ticket in found if ticket.vendor_job_id not in bound]
    if len(free) == 1 and await ctx.db.read(lambda conn: _is_another_on_its_way(conn, attempt, until)):
        await ctx.again(attempts, claim, SOON_SECONDS)
    elif len(free) == 1:
        await remember_ticket(ctx, attempt.id, free[0])
    elif now < attempt.sent_at + FIND_UNTIL_MS and not free:
        await ctx.again(attempts, claim, FIND_PAUSE_SECONDS)
    else:
        await ctx.db.write(lambda conn: _rest(conn, claim))


def _is_another_on_its_way(conn: sa.Connection, attempt: Row, until: int) -> bool:
    """Whether the one candidate may be an order whose answer we are still waiting for: twins have the same body."""
    twin = sa.and_(attempts.c.credential_id == attempt.credential_id, attempts.c.sent_at <= until)
    sending = sa.select(attempts.c.id).where(twin, attempts.c.state == "sending", attempts.c.id != attempt.id)
    return conn.execute(sending.limit(1)).first() is not None


def _rest(conn: sa.Connection, claim: Claim) -> None:
    here = sa.and_(attempts.c.id == claim.row_id, attempts.c.segment_id == claim.segment_id)
    conn.execute(attempts.update().where(here).values(segment_id=None, due_at=None))


def _bound_jobs(conn: sa.Connection, attempt: Row, job_ids: list[str]) -> set[str]:
    same = sa.and_(attempts.c.credential_id == attempt.credential_id, attempts.c.vendor_job_id.in_(job_ids))
    strays = sa.and_(orphans.c.credential_id == attempt.credential_id, orphans.c.vendor_job_id.in_(job_ids))
    return {
        *conn.execute(sa.select(attempts.c.vendor_job_id).where(same)).scalars(),
        *conn.execute(sa.select(orphans.c.vendor_job_id).where(strays)).scalars(),
    }
