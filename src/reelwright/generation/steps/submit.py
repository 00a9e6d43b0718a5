"""Submit: the intent is committed, then the one call that spends money is made, then its ticket is kept.

One attempt row is at most one POST. Whoever finds the row at `sending` looks, and never sends again, unless the
route says that sending again is free.
"""

import logging
from functools import partial
from typing import Any

import sqlalchemy as sa

from reelwright.budget import repository as money
from reelwright.dispatch.work import Claim
from reelwright.generation import moves
from reelwright.generation.models import attempts, generations, hook_inbox, orphans, slots
from reelwright.generation.ordering import Priced
from reelwright.generation.requests import shot_request
from reelwright.generation.steps.context import Row, StepContext
from reelwright.kit import failpoints
from reelwright.kit.database import insert_ignore
from reelwright.kit.ids import new_id
from reelwright.kit.problems import Problem
from reelwright.vendors.contract import Accepted, Ambiguous, Job, Rejected, Started, Ticket

log = logging.getLogger("reelwright.generation")

SEND_BY_MS = 20_000  # a thawed worker does not send after this
RECONCILE_SECONDS = 15.0
NO_SLOT_SECONDS = 2.0
NEW = frozenset({"new"})
SENT = frozenset({"sending"})


async def submit(ctx: StepContext, claim: Claim) -> None:
    """Order one shot from its vendor, at most once."""
    attempt = await ctx.attempt(claim)
    if attempt is None:
        return
    if attempt.state == "new":
        if not await _record_intent(ctx, claim, attempt):
            return
        failpoints.hit("submit.intent")
    elif attempt.state != "sending":
        return
    elif ticket := ctx.spool.find(attempt.id):
        await remember_ticket(ctx, attempt.id, ticket)
        return
    elif attempt.route["resend"] == "never":
        await _lose(ctx, attempt, "The process ended between sending the order and reading the answer.")
        return
    await _send(ctx, attempt.id)


async def _record_intent(ctx: StepContext, claim: Claim, attempt: Row) -> bool:
    """Write the body, take a slot and commit `sending`; False if the attempt is not to be sent now."""
    if not await ctx.db.read(lambda conn: _has_room(conn, attempt.credential_id)):
        await ctx.again(attempts, claim, NO_SLOT_SECONDS)
        return False
    try:
        access = ctx.access_of(attempt)
        body = await ctx.adapter_of(attempt.vendor).compose(await shot_request(ctx, attempt), access)
    except Problem as problem:
        if problem.status >= 500:  # not our order's fault: tried again later, nothing was submitted
            raise
        await _close(ctx, attempt, "rejected", problem.detail, NEW, elsewhere=await ctx.failover.find(attempt))
        return False
    now = ctx.clock.now_ms()
    outcome = await ctx.db.write(lambda conn: _commit_intent(conn, attempt, dict(body), now))
    if outcome == "no slot":
        await ctx.again(attempts, claim, NO_SLOT_SECONDS)
    return outcome == "sending"


def _has_room(conn: sa.Connection, credential_id: str) -> bool:
    row = conn.execute(sa.select(slots).where(slots.c.credential_id == credential_id)).one()
    return bool(row.in_use < row.cap)


def _commit_intent(conn: sa.Connection, attempt: Row, body: dict[str, Any], now: int) -> str:
    cancel = sa.select(generations.c.cancel_requested_at).where(generations.c.id == attempt.generation_id)
    if conn.execute(cancel).scalar() is not None:
        moves.close_attempt(conn, attempt.id, "canceled", now, come_from=NEW)
        moves.advance(conn, attempt.generation_id, now)
        return "canceled"
    took = conn.execute(
        slots.update()
        .where(slots.c.credential_id == attempt.credential_id, slots.c.in_use < slots.c.cap)
        .values(in_use=slots.c.in_use + 1)
    ).rowcount
    if not took:
        return "no slot"
    row = conn.execute(
        attempts.update()
        .where(attempts.c.id == attempt.id, attempts.c.state == "new")
        .values(state="sending", body=body, sent_at=now, send_by=now + SEND_BY_MS, has_slot=True, updated_at=now)
        .returning(*attempts.c)
    ).one_or_none()
    if row is None:
        conn.execute(
            slots.update().where(slots.c.credential_id == attempt.credential_id).values(in_use=slots.c.in_use - 1)
        )
        return "moved on"
    moves.tell_attempt(conn, row, now)
    return "sending"


async def _send(ctx: StepContext, attempt_id: str) -> None:
    attempt = await ctx.db.read(lambda conn: conn.execute(sa.select(attempts).where(attempts.c.id == attempt_id)).one())
    adapter = ctx.adapter_of(attempt.vendor)
    access = ctx.access_of(attempt)
    send_by = attempt.send_by if attempt.route["resend"] == "never" else ctx.clock.now_ms() + SEND_BY_MS
    try:
        answer: Started = await adapter.start(attempt.body, access, hook_url=ctx.hook_url(attempt), send_by_ms=send_by)
    except Exception as error:  # an adapter's bug must not look like a certain rejection
        log.exception("submit of %s failed in its adapter", attempt_id)
        answer = Ambiguous(f"the adapter failed: {type(error).__name__}")
    failpoints.hit("submit.answered")
    match answer:
        case Accepted(ticket):
            ctx.spool.write(attempt_id, ticket)
            failpoints.hit("submit.spooled")
            await remember_ticket(ctx, attempt_id, ticket)
        case Rejected():
            await _reject(ctx, attempt, answer)
        case Ambiguous(reason):
            await _lose(ctx, attempt, reason)


async def remember_ticket(ctx: StepContext, attempt_id: str, ticket: Ticket) -> None:
    """Commit the vendor's job id. A ticket too late for its attempt is an orphan: canceled at the vendor, and told."""
    now = ctx.clock.now_ms()
    row = await ctx.db.write(lambda conn: accept(conn, attempt_id, ticket, now))
    failpoints.hit("submit.committed")
    ctx.spool.forget(attempt_id)
    if row.state not in ("accepted", "kept") or row.vendor_job_id != ticket.vendor_job_id:
        await _cancel_orphan(ctx, row, ticket)
    ctx.nudge()


def accept(conn: sa.Connection, attempt_id: str, ticket: Ticket, now: int) -> Row:
    """`sending` or `unknown` becomes `accepted`; returns the attempt as it is afterwards."""
    route = conn.execute(sa.select(attempts.c.route).where(attempts.c.id == attempt_id)).scalar_one()
    first_look = now if route["queue"] == "render" else now + round(route["first_look_seconds"] * 1000)
    row = conn.execute(
        attempts.update()
        .where(attempts.c.id == attempt_id, attempts.c.state.in_(("sending", "unknown")))
        .values(
            state="accepted",
            message=None,
            vendor_job_id=ticket.vendor_job_id,
            ticket=dict(ticket.data),
            accepted_at=now,
            updated_at=now,
            segment="collect",
            queue=route["queue"],
            segment_id=None,
            tries=0,
            due_at=first_look,
        )
        .returning(*attempts.c)
    ).one_or_none()
    if row is None:
        return conn.execute(sa.select(attempts).where(attempts.c.id == attempt_id)).one()
    hinted = sa.and_(
        hook_inbox.c.credential_id == row.credential_id, hook_inbox.c.vendor_job_id == ticket.vendor_job_id
    )
    if conn.execute(hook_inbox.update().where(hinted).values(attempt_id=attempt_id, handled_at=now)).rowcount:
        conn.execute(attempts.update().where(attempts.c.id == attempt_id).values(due_at=now))
    moves.tell_attempt(conn, row, now)
    moves.advance(conn, row.generation_id, now)  # a late ticket may end `needs_attention`
    return row


async def _cancel_orphan(ctx: StepContext, attempt: Row, ticket: Ticket) -> None:
    now = ctx.clock.now_ms()
    fresh = {
        "id": new_id("orp"),
        "credential_id": attempt.credential_id,
        "vendor_job_id": ticket.vendor_job_id,
        "attempt_id": attempt.id,
        "action": "cancel",
        "created_at": now,
    }
    if not await ctx.db.write(lambda conn: insert_ignore(conn, orphans, fresh)):
        return
    log.error("orphan job %s of attempt %s at %s", ticket.vendor_job_id, attempt.id, attempt.vendor)
    job = Job(attempt.id, ticket, attempt.body, ctx.access_of(attempt))
    answer = await ctx.adapter_of(attempt.vendor).cancel(job)
    if answer.will_bill is not False:  # nobody ordered it any more, but it was bought: the books say so
        await ctx.db.write(partial(_book_orphan, attempt, ticket, now))


def _book_orphan(attempt: Row, ticket: Ticket, now: int, conn: sa.Connection) -> None:
    count = sa.select(sa.func.count()).select_from(orphans).where(orphans.c.attempt_id == attempt.id)
    n = conn.execute(count).scalar_one()
    evidence = {"state": "orphan", "vendorJobId": ticket.vendor_job_id}
    money.adjust(conn, moves.purse_of(conn, attempt), attempt.id, n, attempt.hold_micro, evidence, now)
    told = f"The vendor has a second job ({ticket.vendor_job_id}) for one of our orders; it was canceled there."
    moves.warn(conn, attempt.generation_id, told, now)


async def _reject(ctx: StepContext, attempt: Row, answer: Rejected) -> None:
    if answer.is_refusal:
        await _close(ctx, attempt, "refused", answer.message, SENT)
        return
    if answer.retry_after_seconds is None:
        await _close(ctx, attempt, "rejected", answer.message, SENT, elsewhere=await ctx.failover.find(attempt))
        return
    now = ctx.clock.now_ms()
    pause = round(max(answer.retry_after_seconds, 2 ** min(attempt.no, 6)) * 1000)

    def change(conn: sa.Connection) -> None:
        if moves.close_attempt(conn, attempt.id, "rejected", now, come_from=SENT, message=answer.message):
            moves.add_attempt(conn, attempt, now, due_at=now + pause)
            moves.advance(conn, attempt.generation_id, now)

    await ctx.db.write(change)
    ctx.nudge()


async def _close(
    ctx: StepContext,
    attempt: Row,
    state: str,
    message: str,
    come_from: frozenset[str],
    elsewhere: Priced | None = None,
) -> None:
    now = ctx.clock.now_ms()

    def change(conn: sa.Connection) -> None:
        if not moves.close_attempt(conn, attempt.id, state, now, come_from=come_from, message=message):
            return
        if elsewhere is None or not ctx.failover.switch(conn, attempt, elsewhere, now):
            moves.advance(conn, attempt.generation_id, now)

    await ctx.db.write(change)
    ctx.nudge()


async def _lose(ctx: StepContext, attempt: Row, reason: str) -> None:
    now = ctx.clock.now_ms()
    look_at = None if attempt.route["lookup"] == "none" else now + round(RECONCILE_SECONDS * 1000)

    def change(conn: sa.Connection) -> None:
        if moves.mark_unknown(conn, attempt.id, reason, now, look_at=look_at):
            moves.advance(conn, attempt.generation_id, now)

    await ctx.db.write(change)
    ctx.nudge()


async def replay_spool(ctx: StepContext) -> int:
    """Commit every ticket this host still holds from before; returns how many."""
    tickets = ctx.spool.all()
    for attempt_id, ticket in tickets.items():
        await remember_ticket(ctx, attempt_id, ticket)
    return len(tickets)
