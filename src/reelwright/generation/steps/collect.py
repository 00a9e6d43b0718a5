"""Collect: ask the vendor what became of a job, take the file home at once, and settle its money.

The vendor's answer is the truth; a webhook only moved the look forward. A clip is kept when it is stored by us and
probed. Collecting never waits behind rendering.
"""

import asyncio
import contextlib
import logging
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, assert_never

import sqlalchemy as sa

from reelwright.dispatch.work import Claim
from reelwright.generation import moves
from reelwright.generation.models import attempts, generations, objects, plans, shots, slots, takes
from reelwright.generation.steps.context import Row, StepContext
from reelwright.generation.steps.reconcile import reconcile
from reelwright.kit import failpoints
from reelwright.kit.children import ChildDied, ChildStopped
from reelwright.kit.database import insert_ignore
from reelwright.kit.ids import new_id
from reelwright.kit.problems import Problem
from reelwright.storage import keys
from reelwright.storage.errors import StorageError
from reelwright.vendors.contract import (
    Adapter,
    CancelAnswer,
    Checked,
    Done,
    Ended,
    Job,
    Missing,
    RemoteFile,
    Running,
    Ticket,
    Unreachable,
    Unrecognised,
    Watch,
)

log = logging.getLogger("reelwright.generation")

FETCH_TRIES = 6
FETCH_PAUSE_SECONDS = 3.0  # doubled each time: a minute and a half in all
STORAGE_PAUSE_SECONDS = 15.0
LOOKS_PER_SECOND = 10  # with one key, however many jobs run there: vendors limit calls, and each look is work for us
PROGRESS_SECONDS = 1.0
ACCEPTED = frozenset({"accepted"})
STRETCH = Fraction(98, 100)  # a clip shorter than this share of what is needed is not stretched, it fails


async def collect(ctx: StepContext, claim: Claim) -> None:
    """One look at one job."""
    attempt = await ctx.attempt(claim)
    if attempt is None:
        return
    if attempt.state == "unknown":
        await reconcile(ctx, claim, attempt)
    elif attempt.state == "accepted":
        await _look(ctx, claim, attempt)


async def _look(ctx: StepContext, claim: Claim, attempt: Row) -> None:
    job = Job(attempt.id, Ticket(attempt.vendor_job_id, attempt.ticket or {}), attempt.body, ctx.access_of(attempt))
    adapter = ctx.adapter_of(attempt.vendor)
    watching = _Watching(ctx, attempt)
    async with watching:
        await watching.tell_cancel(adapter, job)
        try:
            answer = watching.explained(await adapter.check(job, watching.watch))
        except ChildStopped:
            if not watching.is_stopped:  # this process is shutting down: the next one looks again
                raise
            answer = Ended("canceled", "Stopped as asked.", is_billed=False)
    match answer:
        case Running(word, progress, look_again_seconds):
            await _wait(ctx, claim, attempt, f"still {word}", progress, look_again_seconds)
        case Unreachable(reason, retry_after_seconds):
            await _wait(ctx, claim, attempt, reason, None, retry_after_seconds)
        case Unrecognised(word):
            said = f"The vendor says {word!r}, a word we do not know; asking on until the job's lifetime is over."
            log.error("attempt %s at %s: %s", attempt.id, attempt.vendor, said)
            await _wait(ctx, claim, attempt, said, None, None, is_alert=True)
        case Done(file, charge_micro, facts):
            await _keep(ctx, claim, attempt, file, charge_micro, dict(facts))
        case Missing(reason):
            await _not_there(ctx, claim, attempt, reason)
        case Ended():
            await _end(ctx, attempt, answer)
        case _:
            assert_never(answer)


class _Watching:
    """While the vendor (or our own renderer) works: its progress goes to the row, our cancel flag comes back."""

    def __init__(self, ctx: StepContext, attempt: Row) -> None:
        self._ctx = ctx
        self._attempt = attempt
        self._fraction: float | None = None
        self._stop = False
        self._canceled: CancelAnswer | None = None
        self._task: asyncio.Task[None] | None = None
        self.watch = Watch(self._progress, lambda: self._stop)

    def _progress(self, fraction: float) -> None:
        self._fraction = fraction

    @property
    def is_stopped(self) -> bool:
        """Whether a cancel was asked for."""
        return self._stop

    async def tell_cancel(self, adapter: Adapter, job: Job) -> None:
        """Pass a cancel on to the vendor: at each look, until it says that the job has stopped."""
        self._stop = await self._read_flag()
        if not self._stop or self._attempt.cancel_sent_at is not None:
            return
        answer = await adapter.cancel(job)
        if answer.stopped:
            self._canceled = answer
            told = attempts.update().where(attempts.c.id == self._attempt.id)
            now = self._ctx.clock.now_ms()
            await self._ctx.db.write(lambda conn: conn.execute(told.values(cancel_sent_at=now)))

    def explained(self, answer: Checked) -> Checked:
        """A job that is gone after its vendor confirmed our cancel ended by it: some forget such a job at once."""
        if not isinstance(answer, Missing) or not (self._canceled or self._attempt.cancel_sent_at):
            return answer
        return Ended("canceled", "Canceled as asked.", is_billed=self._canceled.will_bill if self._canceled else None)

    async def _read_flag(self) -> bool:
        asked = sa.select(generations.c.cancel_requested_at).where(generations.c.id == self._attempt.generation_id)
        return await self._ctx.db.read(lambda conn: conn.execute(asked).scalar()) is not None

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(PROGRESS_SECONDS)
            self._stop = self._stop or await self._read_flag()
            if self._fraction is not None:
                await self._ctx.db.write(partial(_tell_progress, self._attempt.id, self._fraction))

    async def __aenter__(self) -> "_Watching":
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task


def _tell_progress(attempt_id: str, fraction: float, conn: sa.Connection) -> None:
    conn.execute(attempts.update().where(attempts.c.id == attempt_id).values(progress=fraction))


async def _wait(
    ctx: StepContext,
    claim: Claim,
    attempt: Row,
    message: str,
    progress: float | None,
    after_seconds: float | None,
    *,
    is_alert: bool = False,
) -> None:
    now = ctx.clock.now_ms()
    if _is_past_lifetime(ctx, attempt):
        reason = f"The vendor has not ended the job within its lifetime ({message})."
        await ctx.db.write(lambda conn: _give_up(conn, attempt, reason, now))
        ctx.nudge()
        return
    if is_alert:
        await ctx.db.write(lambda conn: moves.warn(conn, attempt.generation_id, message, now))
    known = {"progress": progress} if progress is not None else {}

    def put_off(conn: sa.Connection) -> None:
        here = slots.c.credential_id == attempt.credential_id
        crowd = conn.execute(sa.select(slots.c.in_use).where(here)).scalar_one()
        pause = max(after_seconds or min(60.0, 2.0 * 1.4**attempt.looks), crowd / LOOKS_PER_SECOND)
        ctx.put_off(conn, attempts, claim, pause, looks=attempt.looks + 1, **known)

    await ctx.db.write(put_off)


def _is_past_lifetime(ctx: StepContext, attempt: Row) -> bool:
    return bool(ctx.clock.now_ms() > attempt.accepted_at + attempt.route["lifetime_seconds"] * 1000)


def _give_up(conn: sa.Connection, attempt: Row, reason: str, now: int) -> None:
    if moves.mark_unknown(conn, attempt.id, reason, now, look_at=None):
        moves.advance(conn, attempt.generation_id, now)


async def _keep(
    ctx: StepContext, claim: Claim, attempt: Row, file: RemoteFile, charge: int | None, facts: dict[str, Any]
) -> None:
    """Take the file home: fetched, probed, stored, then the take and its money in one commit."""
    take_id = new_id("take")
    path = file.path or ctx.scratch / f"{take_id}.mp4"
    try:
        if file.path is None:
            await _download(ctx, attempt, file, path)
        failpoints.hit("collect.fetched")
        probe = await ctx.children.run("reelwright.media.probe:probe", {"path": str(path)}, timeout_seconds=600)
        if reason := await ctx.db.read(lambda conn: _too_short(conn, attempt, probe)):
            await _expire(ctx, attempt, reason, charge)
            return
        key = keys.take_key(attempt.workspace_id, attempt.id)
        await ctx.db.write(lambda conn: _announce_object(conn, key, attempt, ctx.clock.now_ms()))
        stored = await ctx.storage.put_file(key, path, "video/mp4")
        failpoints.hit("collect.stored")
    except ChildStopped:
        raise
    except (StorageError, ChildDied) as problem:  # ours, not the vendor's: fetched again when we can keep it
        if isinstance(problem, ChildDied) and _is_past_lifetime(ctx, attempt):  # no clip may kill our probe for ever
            await _not_there(ctx, claim, attempt, problem.detail)
            return
        said = f"The clip is finished but could not be kept: {problem.detail}"
        log.error("attempt %s: %s", attempt.id, said)
        await ctx.again(attempts, claim, STORAGE_PAUSE_SECONDS, message=said)
        return
    except Problem as problem:  # not reachable, truncated, not a video: the vendor may still have the good file
        await _not_there(ctx, claim, attempt, problem.detail)
        return
    finally:
        path.unlink(missing_ok=True)
    now = ctx.clock.now_ms()
    row = {"id": take_id, "object_key": key, "sha256": stored.sha256, "bytes": stored.bytes, "probe": probe}
    billed = attempt.hold_micro if charge is None else charge
    if attempt.route["charge"]["success"] == "free":
        billed = 0
    await ctx.db.write(lambda conn: _commit_take(conn, attempt, row, billed, facts, now))
    failpoints.hit("collect.committed")
    ctx.nudge()


async def _download(ctx: StepContext, attempt: Row, file: RemoteFile, path: Path) -> None:
    ctx.scratch.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        async for chunk in ctx.adapter_of(attempt.vendor).fetch(file, ctx.access_of(attempt)):
            out.write(chunk)


def _announce_object(conn: sa.Connection, key: str, attempt: Row, now: int) -> None:
    row = {"key": key, "workspace_id": attempt.workspace_id, "generation_id": attempt.generation_id}
    insert_ignore(conn, objects, {**row, "state": "writing", "type": "video/mp4", "created_at": now})


def _too_short(conn: sa.Connection, attempt: Row, probe: dict[str, Any]) -> str | None:
    shot = conn.execute(sa.select(shots).where(shots.c.id == attempt.shot_id)).one()
    plan = conn.execute(
        sa.select(plans.c.plan).where(plans.c.generation_id == shot.generation_id, plans.c.rev == shot.rev)
    ).scalar_one()
    planned = plan["shots"][shot.n - 1]
    wanted = Fraction(planned["out_frame"], plan["fps"])
    made = Fraction(probe["seconds"])
    if made >= wanted * STRETCH:
        return None
    return f"The clip is {float(made):.2f} s long where {float(wanted):.2f} s were ordered, too short to use."


def _commit_take(
    conn: sa.Connection, attempt: Row, take: dict[str, Any], charge: int, facts: dict[str, Any], now: int
) -> None:
    evidence = {"facts": facts} if facts else {}
    closed = moves.close_attempt(
        conn, attempt.id, "kept", now, come_from=ACCEPTED, charge_micro=charge, billed=charge > 0, evidence=evidence
    )
    stored = {"state": "stored", "sha256": take["sha256"], "bytes": take["bytes"]}
    conn.execute(objects.update().where(objects.c.key == take["object_key"]).values(**stored))
    if not closed:
        return
    owner = {name: getattr(attempt, name) for name in ("workspace_id", "generation_id", "shot_id")}
    conn.execute(takes.insert().values(**take, **owner, attempt_id=attempt.id, created_at=now))
    n = conn.execute(
        shots.update().where(shots.c.id == attempt.shot_id).values(take_id=take["id"]).returning(shots.c.n)
    ).scalar_one()
    moves.emit(conn, attempt.generation_id, "shot.take", {"shot": n, "takeId": take["id"]}, now)
    _release_followers(conn, attempt, n, now)
    moves.advance(conn, attempt.generation_id, now)


def _release_followers(conn: sa.Connection, attempt: Row, n: int, now: int) -> None:
    """`continuous`: the shot that starts from this one's last frame may be sent now."""
    shot = conn.execute(sa.select(shots).where(shots.c.id == attempt.shot_id)).one()
    following = sa.select(shots.c.id).where(
        shots.c.generation_id == shot.generation_id, shots.c.rev == shot.rev, shots.c.from_shot == n
    )
    waiting = sa.and_(attempts.c.shot_id.in_(following), attempts.c.state == "new", attempts.c.due_at.is_(None))
    conn.execute(attempts.update().where(waiting, attempts.c.segment_id.is_(None)).values(due_at=now))


async def _not_there(ctx: StepContext, claim: Claim, attempt: Row, reason: str) -> None:
    """Done, they say, but the file cannot be had: a few tries, then it is gone. Never ordered again by itself."""
    if attempt.fetch_tries + 1 < FETCH_TRIES:
        pause = FETCH_PAUSE_SECONDS * 2**attempt.fetch_tries
        await ctx.again(attempts, claim, pause, fetch_tries=attempt.fetch_tries + 1)
    else:
        await _expire(ctx, attempt, reason)


async def _expire(ctx: StepContext, attempt: Row, reason: str, told_micro: int | None = None) -> None:
    """Paid, but of no use: settled by what the vendor told, else by the route's rule."""
    by_rule = 0 if attempt.route["charge"]["expired"] == "free" else attempt.hold_micro
    charge = by_rule if told_micro is None else told_micro
    is_free = charge == 0
    said = f"{reason} It was {'not billed' if is_free else 'billed by the vendor'}."
    now = ctx.clock.now_ms()

    def change(conn: sa.Connection) -> None:
        if moves.close_attempt(
            conn, attempt.id, "expired", now, come_from=ACCEPTED, charge_micro=charge, billed=not is_free, message=said
        ):
            moves.advance(conn, attempt.generation_id, now)

    await ctx.db.write(change)
    ctx.nudge()


async def _end(ctx: StepContext, attempt: Row, answer: Ended) -> None:
    """The job ended without a file: settled by what the vendor says, else by the route's charge rule."""
    rule = attempt.route["charge"][answer.word]
    billed = answer.is_billed
    if billed is None:
        billed = {"free": False, "billed": True}.get(rule)
    charge = answer.charge_micro
    if charge is None:
        charge = 0 if billed is False else attempt.hold_micro  # unknown is booked as if billed, and said
    how = {True: "billed", False: "not billed", None: "perhaps billed: check the vendor's invoice"}[billed]
    side = f" ({answer.side} side)" if answer.side else ""
    message = f"{answer.message}{side} [{how}]"
    now = ctx.clock.now_ms()

    def change(conn: sa.Connection) -> None:
        if moves.close_attempt(
            conn,
            attempt.id,
            answer.word,
            now,
            come_from=ACCEPTED,
            charge_micro=charge,
            billed=billed,
            message=message,
            side=answer.side,
        ):
            if _is_worth_retrying(answer, billed):
                moves.add_attempt(conn, attempt, now, due_at=now + 1000 * 2 ** min(attempt.no, 5))
            moves.advance(conn, attempt.generation_id, now)

    await ctx.db.write(change)
    ctx.nudge()


def _is_worth_retrying(answer: Ended, billed: bool | None) -> bool:
    return answer.word in ("failed", "aborted") and billed is False and not answer.is_final
