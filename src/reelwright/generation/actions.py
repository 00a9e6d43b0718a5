"""What a person can do to a generation: cancel, retry, settle a lost submit, redo a shot, choose a take, delete."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from reelwright.budget import repository as money
from reelwright.budget.contracts import Purse, month_of
from reelwright.events import repository as outbox
from reelwright.generation import moves
from reelwright.generation.credentials import Credentials
from reelwright.generation.drafts import first_attempt, prepare_queue
from reelwright.generation.errors import NotCancelable, NotResolvable, NotRetryable, StillRunning
from reelwright.generation.models import attempts, finishes, generations, objects, shots, takes
from reelwright.generation.ordering import Idempotency, claim_key
from reelwright.generation.states import AT_VENDOR, RESTING, RETRYABLE, TERMINAL
from reelwright.generation.takes import jumps, newest_take
from reelwright.generation.tickets import accept
from reelwright.kit.clock import Clock, to_iso
from reelwright.kit.database import Database
from reelwright.kit.money import usd_from_micro
from reelwright.kit.problems import Invalid, NotFound
from reelwright.storage import keys
from reelwright.storage.contract import Storage
from reelwright.vendors.contract import Adapter, Done, Job, Missing, Ticket, Unreachable, Watch

Row = sa.Row[Any]
UNKNOWN = frozenset({"unknown"})


def get_row(conn: sa.Connection, workspace_id: str, generation_id: str, *, lock: bool = False) -> Row:
    """A generation of this workspace that has not been deleted."""
    statement = sa.select(generations).where(
        generations.c.id == generation_id,
        generations.c.workspace_id == workspace_id,
        generations.c.deleted_at.is_(None),
    )
    row = conn.execute(statement.with_for_update() if lock else statement).one_or_none()
    if row is None:
        raise NotFound(f"There is no generation {generation_id} in this workspace.")
    return row


class Actions:
    """Each action is one commit; what follows from it is due work like any other."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        storage: Storage,
        credentials: Credentials,
        adapter_of: Callable[[str], Adapter],
    ) -> None:
        self._db = db
        self._clock = clock
        self._storage = storage
        self._credentials = credentials
        self._adapter_of = adapter_of

    # -- cancel ---------------------------------------------------------------------------------------------------

    async def cancel(self, workspace_id: str, generation_id: str) -> None:
        """Ask everything to stop. `cancel.willBillUsd` says what is at a vendor already and will be billed all the
        same, None where nobody can tell."""
        now = self._clock.now_ms()

        def change(conn: sa.Connection) -> None:
            row = get_row(conn, workspace_id, generation_id, lock=True)
            if row.status in TERMINAL:
                raise NotCancelable(f"This generation is over: it {_ended(row.status)}.")
            if row.cancel_requested_at:
                return
            running = _attempts(conn, row, AT_VENDOR | UNKNOWN)
            told = {"requestedAt": now, "willBillUsd": _will_bill(running), "outcome": "asked"}
            values = {"cancel_requested_at": now, "cancel": told}
            conn.execute(generations.update().where(generations.c.id == row.id).values(**values))
            moves.emit(conn, row.id, "generation.cancel", told | {"requestedAt": to_iso(now)}, now)
            here = sa.and_(attempts.c.generation_id == row.id, attempts.c.state == "accepted")
            conn.execute(attempts.update().where(here, attempts.c.segment_id.is_(None)).values(due_at=now))
            if row.status in ("generating", "needs_attention"):
                moves.advance(conn, row.id, now)
            elif row.status in ("queued", "refining", "preparing"):
                _cancel_unsent(conn, row, now)

        await self._db.write(change)

    # -- retry ----------------------------------------------------------------------------------------------------

    async def retry(self, workspace_id: str, generation_id: str, same: Idempotency | None = None) -> None:
        """Make only what is missing: new attempts for shots without a take, or the finish again."""
        now = self._clock.now_ms()

        def change(conn: sa.Connection) -> None:
            row = get_row(conn, workspace_id, generation_id, lock=True)
            if same and claim_key(conn, workspace_id, same, generation_id, now):
                return
            if row.status == "needs_attention":
                raise NotRetryable("A submit of this video is still unknown: settle it first with /resolve.")
            if row.status not in RETRYABLE:
                raise NotRetryable(
                    f"Only what failed, was refused or was canceled can be retried; this {_ended(row.status)}."
                )
            missing = _shots(conn, row, without_take=True)
            self._order_again(conn, row, [shot.id for shot in missing], now)
            fresh: dict[str, Any] = {"run_no": row.run_no + 1, "cancel_requested_at": None, "cancel": None}
            if not missing:
                fresh |= {"segment": "finish", "queue": "media"}
                _clear_finish(conn, row)
                status = "finishing"
            elif row.beats is not None:
                status = "generating"
            elif _lacks_refining(row):
                fresh |= {"segment": "refine", "queue": "waiting"}
                status = "refining"
            else:
                fresh |= {"segment": "prepare", "queue": prepare_queue(row.references)}
                status = "preparing"
            moves.set_status(conn, row.id, status, now, come_from=RETRYABLE, **fresh)

        await self._db.write(change)

    def _order_again(self, conn: sa.Connection, row: Row, shot_ids: list[str], now: int) -> None:
        """A further attempt at each shot, like its last one but new, held before it is due."""
        rows = []
        for shot_id in shot_ids:
            statement = sa.select(attempts).where(attempts.c.shot_id == shot_id).order_by(attempts.c.no.desc()).limit(1)
            last = conn.execute(statement).one()
            if last.state == "unknown":
                raise NotRetryable("A submit of this video is still unknown: settle it first with /resolve.")
            owner = {
                "workspace_id": row.workspace_id,
                "generation_id": row.id,
                "shot_id": shot_id,
                "run_no": row.run_no + 1,
            }
            planned = last.hold_micro
            fresh = first_attempt(
                owner, last.route, last.vendor, last.credential_id, last.base_url, planned, now, last.no + 1
            )
            shot = conn.execute(sa.select(shots).where(shots.c.id == shot_id)).one()
            is_ready = row.beats is not None and _is_first(conn, shot)
            rows.append({**fresh, "due_at": now if is_ready else None})
        money.hold(
            conn,
            Purse(row.workspace_id, row.campaign_id, month_of(now)),
            {one["id"]: one["hold_micro"] for one in rows},
            now,
        )
        if rows:
            conn.execute(attempts.insert(), rows)

    # -- redo and choose ------------------------------------------------------------------------------------------

    async def redo(self, workspace_id: str, generation_id: str, n: int, same: Idempotency | None = None) -> None:
        """Another take of one shot, and of those that start from its last frame; the link serves the old file until
        the new one is stored."""
        now = self._clock.now_ms()

        def change(conn: sa.Connection) -> None:
            row = get_row(conn, workspace_id, generation_id, lock=True)
            if same and claim_key(conn, workspace_id, same, generation_id, now):
                return
            if row.status != "succeeded":
                raise StillRunning("A shot can be made again when the video is finished; retry one that failed.")
            again = [shot.id for shot in _shots(conn, row) if shot.n == n or (shot.n > n and shot.from_shot)]
            if not again or n < 1:
                raise NotFound(f"This video has no shot {n}.")
            conn.execute(shots.update().where(shots.c.id.in_(again)).values(take_id=None))
            self._order_again(conn, row, again, now)
            _next_finish(conn, row, now, "generating")

        await self._db.write(change)

    async def choose(self, workspace_id: str, generation_id: str, take_id: str) -> None:
        """Use a kept take for its shot and finish again; nothing is ordered, so it is free. A shot that a redo left
        without a take gets its newest one back."""
        now = self._clock.now_ms()

        def change(conn: sa.Connection) -> None:
            row = get_row(conn, workspace_id, generation_id, lock=True)
            take = conn.execute(
                sa.select(takes).where(takes.c.id == take_id, takes.c.generation_id == generation_id)
            ).one_or_none()
            if take is None:
                raise NotFound(f"There is no take {take_id} of this video.")
            if row.status not in TERMINAL:
                raise StillRunning("A take can be chosen when nothing of the video is being made.")
            conn.execute(shots.update().where(shots.c.id == take.shot_id).values(take_id=take_id))
            for shot in _shots(conn, row, without_take=True):
                if (kept := newest_take(conn, shot.id)) is None:
                    raise NotRetryable("Another shot of this video has no take yet: retry it first.")
                conn.execute(shots.update().where(shots.c.id == shot.id).values(take_id=kept.id))
            for n in jumps(conn, _shots(conn, row)):
                told = f"Shot {n} was made to go on from another take of the shot before it: the cut may show."
                moves.warn(conn, row.id, told, now)
            _next_finish(conn, row, now, "finishing")

        await self._db.write(change)

    # -- resolve --------------------------------------------------------------------------------------------------

    async def resolve(
        self, workspace_id: str, generation_id: str, attempt_id: str, outcome: str, vendor_job_id: str | None
    ) -> None:
        """A person's word on a lost submit: its job at the vendor, `not_billed`, or `written_off` (booked as spent)."""
        attempt = await self._db.read(lambda conn: _unknown_attempt(conn, workspace_id, generation_id, attempt_id))
        if outcome == "found":
            await self._confirm(attempt, str(vendor_job_id))
        now = self._clock.now_ms()
        if outcome != "found" and attempt.send_by and now < attempt.send_by + 60_000:
            raise NotResolvable("The order may still be on its way to the vendor. Settle it in a minute.")

        def change(conn: sa.Connection) -> None:
            if outcome == "found":
                _bind(conn, attempt, Ticket(str(vendor_job_id)), now)
            else:
                state, charge = ("void", 0) if outcome == "not_billed" else ("expired", attempt.hold_micro)
                moves.close_attempt(
                    conn,
                    attempt_id,
                    state,
                    now,
                    come_from=UNKNOWN,
                    charge_micro=charge,
                    billed=charge > 0,
                    message=f"Settled by a person: {outcome.replace('_', ' ')}.",
                )
            moves.advance(conn, generation_id, now)

        await self._db.write(change)

    async def _confirm(self, attempt: Row, vendor_job_id: str) -> None:
        access = self._credentials.access(attempt.credential_id, attempt.base_url)
        known = attempt.ticket or {} if attempt.vendor_job_id == vendor_job_id else {}
        job = Job(attempt.id, Ticket(vendor_job_id, known), attempt.body, access)
        answer = await self._adapter_of(attempt.vendor).check(job, Watch())
        if isinstance(answer, Missing | Unreachable):
            raise Invalid(
                f"The vendor does not confirm the job {vendor_job_id}: {answer.reason}",
                fields={"vendorJobId": "not known at the vendor"},
            )
        if isinstance(answer, Done) and answer.file.path:
            answer.file.path.unlink(missing_ok=True)

    # -- delete ---------------------------------------------------------------------------------------------------

    async def delete(self, workspace_id: str, generation_id: str) -> None:
        """Delete a generation with its files; its ledger entries stay, its link answers 410 from now on."""
        now = self._clock.now_ms()

        def mark(conn: sa.Connection) -> list[str]:
            row = get_row(conn, workspace_id, generation_id, lock=True)
            if row.status not in RESTING:
                raise StillRunning("This video is still being made: cancel it first, then delete it.")
            if row.status == "needs_attention":
                raise StillRunning("A paid submit of this video is unsettled: settle it first with /resolve.")
            blank: dict[str, Any] = {
                "prompt": "",
                "refined_prompt": None,
                "beats": None,
                "references": [],
                "request": {},
                "result": None,
                "warnings": [],
                "error": None,
            }
            conn.execute(
                generations.update().where(generations.c.id == row.id).values(deleted_at=now, updated_at=now, **blank)
            )
            here = attempts.c.generation_id == row.id
            conn.execute(attempts.update().where(here).values(body=None, ticket=None, message=None))
            conn.execute(shots.update().where(shots.c.generation_id == row.id).values(beat=None))
            conn.execute(objects.update().where(objects.c.generation_id == row.id).values(state="deleting"))
            outbox.delete_of(conn, row.id)
            moves.emit(conn, row.id, "generation.deleted", {}, now)
            return list(conn.execute(sa.select(objects.c.key).where(objects.c.generation_id == row.id)).scalars())

        for key in await self._db.write(mark):
            await self._storage.delete(key)
        gone = sa.and_(objects.c.generation_id == generation_id, objects.c.state == "deleting")
        await self._db.write(lambda conn: conn.execute(objects.delete().where(gone)))


def _ended(status: str) -> str:
    words = {"succeeded": "succeeded", "failed": "failed", "refused": "was refused", "canceled": "was canceled"}
    return words.get(status, f"is {status.replace('_', ' ')}")


def _attempts(conn: sa.Connection, row: Row, states: frozenset[str]) -> list[Row]:
    here = sa.and_(attempts.c.generation_id == row.id, attempts.c.state.in_(states))
    return list(conn.execute(sa.select(attempts).where(here)).all())


def _shots(conn: sa.Connection, row: Row, *, without_take: bool = False) -> list[Row]:
    statement = sa.select(shots).where(shots.c.generation_id == row.id, shots.c.rev == row.plan_rev)
    if without_take:
        statement = statement.where(shots.c.take_id.is_(None))
    return list(conn.execute(statement.order_by(shots.c.n)).all())


def _lacks_refining(row: Row) -> bool:
    is_asked = row.request.get("autoRefine") or row.request.get("refinementPrompt")
    return bool(is_asked) and row.refined_prompt is None


def _will_bill(running: list[Row]) -> float | None:
    """Dollars that cancelling cannot save, by the routes' rules; None where nobody can tell."""
    costs = [_cost_of_cancel(row) for row in running]
    return None if None in costs else usd_from_micro(sum(cost for cost in costs if cost is not None))


def _cost_of_cancel(row: Row) -> int | None:
    charge, has_begun = row.route["charge"], row.progress > 0
    if not row.hold_micro or charge["success"] == "free":
        return 0
    if row.state == "unknown":
        return None
    if row.route["cancel"] == "none" or (row.route["cancel"] == "before_start" and has_begun):
        return int(row.hold_micro)  # it runs to its end
    rules = {charge["canceled"]} if has_begun else {charge["canceled"], charge["aborted"]}
    if row.route["cancel"] == "before_start":
        rules = {charge["aborted"], "billed"}
    costs = {"free": 0, "billed": int(row.hold_micro)}
    return costs.get(rules.pop()) if len(rules) == 1 else None


def _cancel_unsent(conn: sa.Connection, row: Row, now: int) -> None:
    for attempt in _attempts(conn, row, frozenset({"new"})):
        moves.close_attempt(conn, attempt.id, "canceled", now, come_from=frozenset({"new"}))
    cancel = conn.execute(sa.select(generations.c.cancel).where(generations.c.id == row.id)).scalar_one()
    come_from = frozenset({"queued", "refining", "preparing"})
    moves.set_status(conn, row.id, "canceled", now, come_from=come_from, cancel=cancel | {"outcome": "canceled"})


def _is_first(conn: sa.Connection, shot: Row) -> bool:
    """Whether a shot may be sent now: it follows none, or the one it follows has its take."""
    if shot.from_shot is None:
        return True
    before = sa.select(shots.c.take_id).where(
        shots.c.generation_id == shot.generation_id, shots.c.rev == shot.rev, shots.c.n == shot.from_shot
    )
    return conn.execute(before).scalar() is not None


def _clear_finish(conn: sa.Connection, row: Row) -> None:
    """A finish that failed may be made anew under the same revision, as nothing of it was ever served."""
    here = sa.and_(finishes.c.generation_id == row.id, finishes.c.rev == row.finish_rev)
    conn.execute(finishes.update().where(here, finishes.c.stored_at.is_(None)).values(temp_key=None, sha256=None))


def _next_finish(conn: sa.Connection, row: Row, now: int, status: str) -> None:
    rev = row.finish_rev + 1
    video = keys.video_key(row.workspace_id, row.id, rev, row.created_at)
    fresh = {"generation_id": row.id, "rev": rev, "workspace_id": row.workspace_id, "object_key": video}
    conn.execute(finishes.insert().values(**fresh))
    values: dict[str, Any] = {"finish_rev": rev, "run_no": row.run_no + 1, "cancel_requested_at": None, "cancel": None}
    if status == "finishing":
        values |= {"segment": "finish", "queue": "media"}
    moves.set_status(conn, row.id, status, now, come_from=TERMINAL, **values)


def _unknown_attempt(conn: sa.Connection, workspace_id: str, generation_id: str, attempt_id: str) -> Row:
    get_row(conn, workspace_id, generation_id)
    here = sa.and_(attempts.c.id == attempt_id, attempts.c.generation_id == generation_id)
    row = conn.execute(sa.select(attempts).where(here)).one_or_none()
    if row is None:
        raise NotFound(f"There is no attempt {attempt_id} of this video.")
    if row.state != "unknown":
        raise NotResolvable(f"This attempt is {row.state}: there is nothing to settle.")
    return row


def _bind(conn: sa.Connection, attempt: Row, ticket: Ticket, now: int) -> None:
    taken = sa.and_(
        attempts.c.credential_id == attempt.credential_id,
        attempts.c.vendor_job_id == ticket.vendor_job_id,
        attempts.c.id != attempt.id,
    )
    if conn.execute(sa.select(attempts.c.id).where(taken)).first():
        raise Invalid(
            f"The job {ticket.vendor_job_id} belongs to another attempt already.",
            fields={"vendorJobId": "bound to another attempt"},
        )
    accept(conn, attempt.id, ticket, now)
