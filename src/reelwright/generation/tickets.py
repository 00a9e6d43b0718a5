"""Which job at a vendor belongs to which attempt, however late that is told; and the jobs that belong to none."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import sqlalchemy as sa

from reelwright.budget import repository as money
from reelwright.generation import moves
from reelwright.generation.models import attempts, hook_inbox, orphans
from reelwright.generation.pace import first_look_seconds
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database, insert_ignore
from reelwright.kit.ids import new_id
from reelwright.vendors.contract import Access, Adapter, Job, Ticket

log = logging.getLogger("reelwright.generation")

Row = sa.Row[Any]

LEFT_MS = 120_000  # an orphan so old is in nobody's hands


def accept(conn: sa.Connection, attempt_id: str, ticket: Ticket, now: int) -> Row:
    """`sending` or `unknown` becomes `accepted`; returns the attempt as it is afterwards."""
    generation = moves.lock_of(conn, attempt_id)
    mine = attempts.c.id == attempt_id
    before = conn.execute(sa.select(attempts).where(mine)).one()
    is_late = before.state == "unknown" or before.route["queue"] == "render" or generation.cancel_requested_at
    first_look = now if is_late else now + round(first_look_seconds(conn, before.route) * 1000)
    is_known = before.vendor_job_id == ticket.vendor_job_id
    row = conn.execute(
        attempts.update()
        .where(mine, attempts.c.state.in_(("sending", "unknown")))
        .values(
            state="accepted",
            message=None,
            vendor_job_id=ticket.vendor_job_id,
            ticket=before.ticket if is_known and not ticket.data else dict(ticket.data),
            accepted_at=now,
            updated_at=now,
            segment="collect",
            queue=before.route["queue"],
            segment_id=None,
            tries=0,
            due_at=first_look,
        )
        .returning(*attempts.c)
    ).one_or_none()
    if row is None:
        return before
    hinted = sa.and_(
        hook_inbox.c.credential_id == row.credential_id, hook_inbox.c.vendor_job_id == ticket.vendor_job_id
    )
    if conn.execute(hook_inbox.update().where(hinted).values(attempt_id=attempt_id, handled_at=now)).rowcount:
        conn.execute(attempts.update().where(mine).values(due_at=now))
    moves.tell_attempt(conn, row, now)
    moves.advance(conn, row.generation_id, now)  # a late ticket may end `needs_attention`
    return row


def is_orphan(attempt: Row, vendor_job_id: str) -> bool:
    """Whether a job came for an attempt that stands for another one, or for none any more."""
    return bool(attempt.vendor_job_id != vendor_job_id)


def hinted_job(conn: sa.Connection, attempt_id: str) -> str | None:
    """The one job that webhooks named for an attempt while its answer was awaited; None without or with several."""
    named = sa.select(hook_inbox.c.vendor_job_id).where(hook_inbox.c.attempt_id == attempt_id).distinct()
    found = conn.execute(named).scalars().all()
    return str(found[0]) if len(found) == 1 else None


async def stop_orphan(
    db: Database, clock: Clock, adapter: Adapter, access: Access, attempt: Row, ticket: Ticket
) -> None:
    """Cancel a job that no attempt stands for, and book what it costs. Goes on where a crash left it."""
    now = clock.now_ms()
    if not await db.write(partial(_note, attempt, ticket, now)):
        return
    log.error("orphan job %s of attempt %s at %s", ticket.vendor_job_id, attempt.id, attempt.vendor)
    answer = await adapter.cancel(Job(attempt.id, ticket, attempt.body, access))
    await db.write(partial(_book, attempt, ticket, answer.will_bill, now))


async def stop_left_orphans(
    db: Database,
    clock: Clock,
    adapter_of: Callable[[str], Adapter],
    access_of: Callable[[Row], Access],
) -> int:
    """Deal with orphans that a process noted and then died over, or whose vendor could not be reached; how many."""
    left = await db.read(lambda conn: _left(conn, clock.now_ms() - LEFT_MS))
    for attempt, job_id in left:
        try:
            await stop_orphan(db, clock, adapter_of(attempt.vendor), access_of(attempt), attempt, Ticket(job_id))
        except Exception:  # of one vendor: the others' must not wait for it
            log.exception("orphan job %s at %s cannot be stopped; it is tried again later", job_id, attempt.vendor)
    return len(left)


def _left(conn: sa.Connection, before: int) -> list[tuple[Row, str]]:
    waiting = sa.and_(orphans.c.action == "cancel", orphans.c.created_at < before)
    rows = conn.execute(sa.select(orphans.c.attempt_id, orphans.c.vendor_job_id).where(waiting)).all()
    found = sa.select(attempts).where(attempts.c.id.in_([row.attempt_id for row in rows]))
    by_id = {row.id: row for row in conn.execute(found)}
    return [(by_id[row.attempt_id], row.vendor_job_id) for row in rows if row.attempt_id in by_id]


def _note(attempt: Row, ticket: Ticket, now: int, conn: sa.Connection) -> bool:
    """True if the orphan is still to be dealt with."""
    fresh = {
        "id": new_id("orp"),
        "credential_id": attempt.credential_id,
        "vendor_job_id": ticket.vendor_job_id,
        "attempt_id": attempt.id,
        "action": "cancel",
        "created_at": now,
    }
    insert_ignore(conn, orphans, fresh)
    return bool(conn.execute(sa.select(orphans.c.action).where(_same(attempt, ticket))).scalar_one() == "cancel")


def _book(attempt: Row, ticket: Ticket, will_bill: bool | None, now: int, conn: sa.Connection) -> None:
    """Nobody ordered it any more, but it was bought: the books say so, unless the attempt was written off for it."""
    open_still = sa.and_(_same(attempt, ticket), orphans.c.action == "cancel")
    orphan = conn.execute(sa.select(orphans.c.id).where(open_still).with_for_update()).scalar()
    if orphan is None:  # another has dealt with it meanwhile
        return
    is_paid = attempt.vendor_job_id is None and bool(attempt.charge_micro)
    action = "canceled" if will_bill is False else "paid" if is_paid else "booked"
    conn.execute(orphans.update().where(orphans.c.id == orphan).values(action=action))
    if action == "booked":
        earlier = sa.and_(orphans.c.attempt_id == attempt.id, orphans.c.id <= orphan)
        n = conn.execute(sa.select(sa.func.count()).select_from(orphans).where(earlier)).scalar_one()
        evidence = {"state": "orphan", "vendorJobId": ticket.vendor_job_id}
        money.adjust(conn, moves.purse_of(conn, attempt), attempt.id, n, attempt.hold_micro, evidence, now)
    told = f"The vendor has a second job ({ticket.vendor_job_id}) for one of our orders; it was canceled there."
    moves.warn(conn, attempt.generation_id, told, now)


def _same(attempt: Row, ticket: Ticket) -> sa.ColumnElement[bool]:
    return sa.and_(orphans.c.credential_id == attempt.credential_id, orphans.c.vendor_job_id == ticket.vendor_job_id)
