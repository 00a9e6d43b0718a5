"""Submit: the intent is committed, then the one call that spends money is made, then its ticket is kept.

One attempt row is at most one POST. Whoever finds the row at `sending` looks, and never sends again, unless the
route says that sending again is free.
"""

import logging
from typing import Any

import sqlalchemy as sa

from reelwright.dispatch.work import Claim
from reelwright.generation import moves
from reelwright.generation.models import attempts, slots
from reelwright.generation.requests import shot_request
from reelwright.generation.steps.context import Row, StepContext
from reelwright.generation.tickets import accept, hinted_job, is_orphan, stop_orphan
from reelwright.kit import failpoints
from reelwright.kit.problems import Problem
from reelwright.vendors.contract import Accepted, Ambiguous, Rejected, Started, Ticket
from reelwright.vendors.errors import VendorRefusedCall

log = logging.getLogger("reelwright.generation")

SEND_BY_MS = 20_000  # a thawed worker does not send after this
RECONCILE_SECONDS = 15.0
NO_SLOT_SECONDS = 2.0
ASKS_PER_SECOND = 5
NEW = frozenset({"new"})
SENT = frozenset({"sending"})
UNKNOWN = frozenset({"unknown"})


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
    asked = ctx.clock.now_ms()
    pause = await ctx.db.read(lambda conn: _pause_for_room(conn, attempt.credential_id, asked))
    if pause:
        await ctx.again(attempts, claim, pause)
        return False
    try:
        access = ctx.access_of(attempt)
        body = await ctx.adapter_of(attempt.vendor).compose(await shot_request(ctx, attempt), access)
    except Problem as problem:
        is_certain = problem.status < 500 or isinstance(problem, VendorRefusedCall)
        if not is_certain:  # not our order's fault: tried again later, nothing was submitted
            raise
        await _close(ctx, attempt, "rejected", problem.detail, NEW)
        return False
    now = ctx.clock.now_ms()
    outcome = await ctx.db.write(lambda conn: _commit_intent(conn, attempt, dict(body), now))
    if outcome == "no slot":
        await ctx.again(attempts, claim, NO_SLOT_SECONDS)
    return outcome == "sending"


def _pause_for_room(conn: sa.Connection, credential_id: str, now: int) -> float:
    """Seconds until it is worth asking for a slot again, 0 where one is free.

    The more wait, the longer each does, so that all together ask as often as a few would. A vendor that has asked one
    process to wait is left alone by all.
    """
    row = conn.execute(sa.select(slots).where(slots.c.credential_id == credential_id)).one()
    if row.paused_until is not None and row.paused_until > now:
        return float(row.paused_until - now) / 1000
    if row.in_use < row.cap:
        return 0.0
    waiting = sa.and_(attempts.c.due_at.is_not(None), attempts.c.state == "new")
    count = conn.execute(sa.select(sa.func.count()).select_from(attempts).where(waiting)).scalar_one()
    return max(NO_SLOT_SECONDS, count / ASKS_PER_SECOND)


def _commit_intent(conn: sa.Connection, attempt: Row, body: dict[str, Any], now: int) -> str:
    if moves.lock(conn, attempt.generation_id).cancel_requested_at:
        moves.close_attempt(conn, attempt.id, "canceled", now, come_from=NEW)
        moves.advance(conn, attempt.generation_id, now)
        return "canceled"
    is_open = sa.or_(slots.c.paused_until.is_(None), slots.c.paused_until <= now)
    took = conn.execute(
        slots.update()
        .where(slots.c.credential_id == attempt.credential_id, slots.c.in_use < slots.c.cap, is_open)
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
            try:
                ctx.spool.write(attempt_id, ticket)
            except OSError:  # a full disk must not cost the job: its id is in our hands
                log.exception("the ticket of %s could not be spooled; it is committed all the same", attempt_id)
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
    if is_orphan(row, ticket.vendor_job_id):
        adapter = ctx.adapter_of(row.vendor)
        await stop_orphan(ctx.db, ctx.clock, adapter, ctx.access_of(row), row, ticket)
    ctx.spool.forget(attempt_id)
    ctx.nudge()


async def _reject(ctx: StepContext, attempt: Row, answer: Rejected) -> None:
    # It was the attempt's only POST, so this settles it even if others took us for dead and called it unknown.
    come_from = SENT | UNKNOWN if attempt.route["resend"] == "never" else SENT
    if answer.is_refusal:
        await _close(ctx, attempt, "refused", answer.message, come_from)
        return
    pause = None
    if answer.retry_after_seconds is not None:
        pause = round(max(answer.retry_after_seconds, 2 ** min(attempt.no, 6)) * 1000)
        if answer.code == "throttled":
            until = ctx.clock.now_ms() + pause
            await ctx.db.write(lambda conn: _pause_all(conn, attempt.credential_id, until))
    await _close(ctx, attempt, "rejected", answer.message, come_from, again_ms=pause)


def _pause_all(conn: sa.Connection, credential_id: str, until: int) -> None:
    """The limit is the key's: what else would be sent with it before then would be refused too."""
    later = sa.or_(slots.c.paused_until.is_(None), slots.c.paused_until < until)
    conn.execute(slots.update().where(slots.c.credential_id == credential_id, later).values(paused_until=until))


async def _close(
    ctx: StepContext, attempt: Row, state: str, message: str, come_from: frozenset[str], again_ms: int | None = None
) -> None:
    """Nothing was bought: tried again here after `again_ms`, as long as there are tries, and then elsewhere."""
    now = ctx.clock.now_ms()

    def change(conn: sa.Connection) -> None:
        side = "input" if state == "refused" else ""  # nothing was made yet
        if not moves.close_attempt(conn, attempt.id, state, now, come_from=come_from, message=message, side=side):
            return
        is_open = again_ms is not None and moves.add_attempt(conn, attempt, now, due_at=now + again_ms)
        if is_open or state == "refused" or not ctx.failover.go_elsewhere(conn, attempt, now):
            moves.advance(conn, attempt.generation_id, now)

    await ctx.db.write(change)
    ctx.nudge()


async def _lose(ctx: StepContext, attempt: Row, reason: str) -> None:
    now = ctx.clock.now_ms()
    look_at = None if attempt.route["lookup"] == "none" else now + round(RECONCILE_SECONDS * 1000)

    def change(conn: sa.Connection) -> None:
        if not moves.mark_unknown(conn, attempt.id, reason, now, look_at=look_at):
            return
        if job_id := hinted_job(conn, attempt.id):  # a webhook was faster than the answer that never came
            accept(conn, attempt.id, Ticket(job_id), now)
        else:
            moves.advance(conn, attempt.generation_id, now)

    await ctx.db.write(change)
    ctx.nudge()


async def replay_spool(ctx: StepContext) -> int:
    """Commit every ticket this host still holds from before; returns how many.

    One that cannot be committed (of another database, of a key that is gone) stays, is told, and stops nobody's start.
    """
    tickets = ctx.spool.all()
    for attempt_id, ticket in tickets.items():
        try:
            await remember_ticket(ctx, attempt_id, ticket)
        except Exception:
            log.exception(
                "the ticket of %s (vendor job %s) stays in %s", attempt_id, ticket.vendor_job_id, ctx.spool.folder
            )
    return len(tickets)
