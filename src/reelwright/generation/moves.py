"""Every change of state, each inside the caller's one transaction, with its money, its slot and its event.

A move checks the state it starts from in its own UPDATE, so meeting it twice changes nothing the second time.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from reelwright.budget import repository as money
from reelwright.budget.contracts import Purse, month_of
from reelwright.budget.errors import BudgetExceeded
from reelwright.events import repository as outbox
from reelwright.events.announcing import announce
from reelwright.generation.assistance import refusal_of
from reelwright.generation.models import attempts, generations, shots, slots
from reelwright.generation.states import AT_VENDOR, MAX_FREE_RETRIES, OPEN, RESTING, TERMINAL
from reelwright.kit.ids import new_id, new_token
from reelwright.kit.money import usd_from_micro

Row = sa.Row[Any]


def lock(conn: sa.Connection, generation_id: str) -> Row:
    """The generation, for this transaction alone. Taken before its attempts, slots and money, always in this order."""
    return conn.execute(sa.select(generations).where(generations.c.id == generation_id).with_for_update()).one()


def lock_of(conn: sa.Connection, attempt_id: str) -> Row:
    """The generation of an attempt, locked."""
    owner = sa.select(attempts.c.generation_id).where(attempts.c.id == attempt_id)
    return lock(conn, conn.execute(owner).scalar_one())


def is_overtaken(conn: sa.Connection, met: Row) -> bool:
    """Whether another segment has been given this generation since a step read it as `met`.

    A slow step (a picture that does not come, a worker that was taken for dead) may end after a cancel and a retry,
    and must not decide about what is being made by then.
    """
    return bool(lock(conn, met.id).segment_id != met.segment_id)


_NEXT_EVENT = (  # built once: every change of every generation comes by here
    generations.update()
    .where(generations.c.id == sa.bindparam("generation"))
    .values(event_seq=generations.c.event_seq + 1, updated_at=sa.bindparam("now"))
    .returning(generations.c.event_seq, generations.c.workspace_id)
)


def emit(conn: sa.Connection, generation_id: str, type: str, data: Mapping[str, Any], now_ms: int) -> int:
    """Tell of a change in the generation's own sequence; the number it got there."""
    row = conn.execute(_NEXT_EVENT, {"generation": generation_id, "now": now_ms}).one()
    outbox.append(
        conn,
        workspace_id=row.workspace_id,
        generation_id=generation_id,
        seq=row.event_seq,
        type=type,
        data=data,
        now_ms=now_ms,
    )
    return int(row.event_seq)


def set_status(
    conn: sa.Connection,
    generation_id: str,
    status: str,
    now_ms: int,
    *,
    come_from: frozenset[str],
    segment: str | None = None,
    queue: str = "waiting",
    error: Mapping[str, Any] | None = None,
    **values: Any,
) -> bool:
    """Move a generation on; `segment` is what is to be done next, at once. False: it was not where we thought."""
    over = {"finished_at": now_ms} if status in TERMINAL else {"finished_at": None}
    moved = conn.execute(
        generations.update()
        .where(generations.c.id == generation_id, generations.c.status.in_(come_from))
        .values(
            status=status,
            segment=segment,
            queue=queue,
            due_at=now_ms if segment else None,
            segment_id=None,
            tries=0,
            error=dict(error) if error else None,
            progress=0.0,
            **over,
            **values,
        )
    ).rowcount
    if moved:
        data: dict[str, Any] = {"status": status}
        if error:
            data |= {"error": dict(error), "code": error.get("code"), "detail": error.get("detail")}
        seq = emit(conn, generation_id, "generation.status", data, now_ms)
        if status in RESTING:
            _announce(conn, generation_id, status, seq, now_ms)
    return bool(moved)


def _announce(conn: sa.Connection, generation_id: str, status: str, seq: int, now_ms: int) -> None:
    """Messages to whoever asked to hear of the end: endpoints, and the order's own `callbackUrl`."""
    g = generations.c
    row = conn.execute(sa.select(g.workspace_id, g.request).where(g.id == generation_id)).one()
    announce(
        conn,
        workspace_id=row.workspace_id,
        type=f"generation.{status}",
        subject_id=generation_id,
        event_key=f"{generation_id}:{seq}",
        callback_url=row.request.get("callbackUrl"),
        now_ms=now_ms,
    )


def warn(conn: sa.Connection, generation_id: str, message: str, now_ms: int) -> None:
    """Add a warning a person should see, once."""
    warnings = conn.execute(sa.select(generations.c.warnings).where(generations.c.id == generation_id)).scalar_one()
    if message in warnings:
        return
    conn.execute(generations.update().where(generations.c.id == generation_id).values(warnings=[*warnings, message]))
    emit(conn, generation_id, "generation.warning", {"message": message}, now_ms)


def purse_of(conn: sa.Connection, attempt: Row) -> Purse:
    """Whose money an attempt spends, in the period its hold was taken in."""
    campaign = conn.execute(
        sa.select(generations.c.campaign_id).where(generations.c.id == attempt.generation_id)
    ).scalar()
    return Purse(attempt.workspace_id, campaign, attempt.month)


def free_slot(conn: sa.Connection, attempt_id: str) -> None:
    """Give the vendor's slot back, if this attempt has one."""
    row = conn.execute(
        attempts.update()
        .where(attempts.c.id == attempt_id, attempts.c.has_slot)
        .values(has_slot=False)
        .returning(attempts.c.credential_id)
    ).one_or_none()
    if row:
        conn.execute(slots.update().where(slots.c.credential_id == row.credential_id).values(in_use=slots.c.in_use - 1))


def close_attempt(
    conn: sa.Connection,
    attempt_id: str,
    state: str,
    now_ms: int,
    *,
    come_from: frozenset[str] = OPEN,
    charge_micro: int = 0,
    billed: bool | None = False,
    message: str = "",
    evidence: Mapping[str, Any] | None = None,
    side: str = "",
) -> bool:
    """End an attempt: state, money, slot and event at once. False: it had ended already."""
    lock_of(conn, attempt_id)
    row = conn.execute(
        attempts.update()
        .where(attempts.c.id == attempt_id, attempts.c.state.in_(come_from))
        .values(
            state=state,
            message=message or None,
            progress=1.0 if state == "kept" else attempts.c.progress,
            charge_micro=charge_micro,
            billed=billed,
            refused_side=side or None,
            settled_at=now_ms,
            updated_at=now_ms,
            due_at=None,
            segment_id=None,
        )
        .returning(*attempts.c)
    ).one_or_none()
    if row is None:
        return False
    free_slot(conn, attempt_id)
    proof = {"state": state, "vendorJobId": row.vendor_job_id, "billed": billed, **(evidence or {})}
    money.settle(conn, purse_of(conn, row), attempt_id, row.hold_micro, charge_micro, proof, now_ms)
    tell_attempt(conn, row, now_ms)
    if charge_micro:
        said = {"attempt": attempt_id, "chargedUsd": usd_from_micro(charge_micro)}
        emit(conn, row.generation_id, "money.settled", said, now_ms)
    return True


def tell_attempt(conn: sa.Connection, row: Row, now_ms: int) -> None:
    """The event of an attempt's new state."""
    n = conn.execute(sa.select(shots.c.n).where(shots.c.id == row.shot_id)).scalar()
    data = {"shot": n, "attempt": row.id, "no": row.no, "state": row.state}
    if row.message:
        data["message"] = row.message
    emit(conn, row.generation_id, "shot.attempt", data, now_ms)


def mark_unknown(conn: sa.Connection, attempt_id: str, reason: str, now_ms: int, *, look_at: int | None) -> bool:
    """The answer to a paid submit is lost: hold and slot are kept, and it is never sent again."""
    lock_of(conn, attempt_id)
    row = conn.execute(
        attempts.update()
        .where(attempts.c.id == attempt_id, attempts.c.state.in_(AT_VENDOR))
        .values(
            state="unknown",
            message=reason,
            updated_at=now_ms,
            segment="collect",
            segment_id=None,
            tries=0,
            due_at=look_at,
        )
        .returning(*attempts.c)
    ).one_or_none()
    if row:
        tell_attempt(conn, row, now_ms)
    return row is not None


_SAME_AGAIN = (
    "workspace_id",
    "generation_id",
    "shot_id",
    "run_no",
    "route",
    "credential_id",
    "base_url",
    "vendor",
    "hold_micro",
)


def _tries(conn: sa.Connection, attempt: Row) -> int:
    """At this shot on this route since a person last asked for it."""
    here = sa.and_(attempts.c.shot_id == attempt.shot_id, attempts.c.run_no == attempt.run_no)
    routes = conn.execute(sa.select(attempts.c.route).where(here)).scalars()
    return sum(route["id"] == attempt.route["id"] for route in routes)


def add_attempt(conn: sa.Connection, closed: Row, now_ms: int, *, due_at: int | None) -> bool:
    """A further try at a shot by itself, with a hold of its own. False: canceled, or no tries or no money left."""
    if _tries(conn, closed) > MAX_FREE_RETRIES or lock(conn, closed.generation_id).cancel_requested_at:
        return False
    attempt_id = new_id("att")
    fresh = {
        "id": attempt_id,
        "no": closed.no + 1,
        "state": "new",
        "hook_token": new_token(),
        "month": month_of(now_ms),
        "created_at": now_ms,
        "updated_at": now_ms,
        "segment": "submit",
        "queue": "waiting",
        "due_at": due_at,
    }
    values = fresh | {name: getattr(closed, name) for name in _SAME_AGAIN}
    try:
        with conn.begin_nested():
            campaign = purse_of(conn, closed).campaign_id
            purse = Purse(closed.workspace_id, campaign, month_of(now_ms))
            money.hold(conn, purse, {attempt_id: closed.hold_micro}, now_ms)
            conn.execute(attempts.insert().values(**values))
    except BudgetExceeded as error:
        warn(conn, closed.generation_id, f"Not tried again: {error.detail}", now_ms)
        return False
    return True


def advance(conn: sa.Connection, generation_id: str, now_ms: int) -> None:
    """After an attempt closed: the next status of its generation, if there is one."""
    generation = lock(conn, generation_id)
    if generation.status not in ("generating", "needs_attention"):
        return
    rows = conn.execute(
        sa.select(shots.c.id, shots.c.take_id).where(
            shots.c.generation_id == generation_id, shots.c.rev == generation.plan_rev
        )
    ).all()
    of_shots = attempts.c.shot_id.in_([row.id for row in rows])
    tries = conn.execute(sa.select(attempts).where(of_shots).order_by(attempts.c.no)).all()
    open_shots = {row.shot_id for row in tries if row.state in OPEN}
    is_doomed = any(row.take_id is None and row.id not in open_shots for row in rows)
    if generation.cancel_requested_at or is_doomed:
        for row in tries:
            if row.state == "new":
                close_attempt(conn, row.id, "canceled", now_ms, come_from=frozenset({"new"}))
        tries = conn.execute(sa.select(attempts).where(of_shots).order_by(attempts.c.no)).all()
    _next_status(conn, generation, [row.take_id for row in rows], tries, now_ms)


def _next_status(
    conn: sa.Connection, generation: Row, take_ids: list[str | None], tries: list[Row] | Any, now_ms: int
) -> None:
    here = frozenset({"generating", "needs_attention"})
    states = {row.state for row in tries}
    if any(row.state in AT_VENDOR or (row.state == "new" and not _waits_for_another(row)) for row in tries):
        if generation.status == "needs_attention":
            set_status(conn, generation.id, "generating", now_ms, come_from=here)
        return
    if "unknown" in states:
        if generation.status != "needs_attention":
            error = {
                "code": "submit_unknown",
                "detail": "A paid submit was sent but its answer was lost. It is never sent again by itself: "
                "look it up at the vendor and settle it with /resolve.",
            }
            set_status(conn, generation.id, "needs_attention", now_ms, come_from=here, error=error)
        return
    if generation.cancel_requested_at:
        cancel = (generation.cancel or {}) | {"outcome": "canceled"}
        set_status(conn, generation.id, "canceled", now_ms, come_from=here, cancel=cancel)
    elif all(take_ids):
        set_status(conn, generation.id, "finishing", now_ms, come_from=here, segment="finish", queue="media")
    else:
        last = {row.shot_id: row for row in tries}
        ended = [row for row in last.values() if row.state not in ("kept", "canceled")]
        worst = next((row for row in ended if row.state == "refused"), ended[-1] if ended else None)
        status = "refused" if worst is not None and worst.state == "refused" else "failed"
        error = {
            "code": f"shot_{worst.state}" if worst is not None else "shot_failed",
            "detail": (worst.message if worst is not None else "") or "A shot could not be made.",
        }
        if worst is not None and status == "refused":
            error |= refusal_of(worst)
        set_status(conn, generation.id, status, now_ms, come_from=here, error=error)


def _waits_for_another(row: Row) -> bool:
    """`continuous`: not due before the shot it starts from has its take."""
    return row.due_at is None and row.segment_id is None


def fail(conn: sa.Connection, generation_id: str, code: str, detail: str, now_ms: int) -> None:
    """End a generation that cannot go on; what was not submitted is released."""
    rows = conn.execute(
        sa.select(attempts).where(attempts.c.generation_id == generation_id, attempts.c.state == "new")
    ).all()
    for row in rows:
        close_attempt(conn, row.id, "canceled", now_ms, come_from=frozenset({"new"}))
    running = frozenset({"queued", "refining", "preparing", "generating", "finishing", "storing"})
    set_status(conn, generation_id, "failed", now_ms, come_from=running, error={"code": code, "detail": detail})
