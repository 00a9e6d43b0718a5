"""Finish and store: from kept takes to exactly the ordered file, under its permanent key."""

import asyncio
import shutil
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from reelwright.dispatch.work import Claim
from reelwright.generation import moves
from reelwright.generation.finishing import finish_spec, music_wanted, provenance_of
from reelwright.generation.models import finishes, generations, objects, plans, shots, takes
from reelwright.generation.steps.context import Row, StepContext
from reelwright.kit import failpoints
from reelwright.kit.children import ChildStopped
from reelwright.kit.database import insert_ignore
from reelwright.kit.ids import new_id
from reelwright.kit.problems import Problem
from reelwright.media.values import FinishedFile, from_json, to_json
from reelwright.planning.wish import Plan, plan_from_json
from reelwright.storage import keys
from reelwright.studio.music.mood import choose_mood

FINISHING = frozenset({"finishing"})
STORING = frozenset({"storing"})
PROGRESS_SECONDS = 1.0


async def finish(ctx: StepContext, claim: Claim) -> None:
    """Join, trim, reframe, sound, poster: made in a child, probed there, uploaded, and committed once per revision."""
    generation = await ctx.generation(claim)
    if generation is None or generation.status not in FINISHING or await _is_canceled(ctx, generation):
        return
    folder = ctx.scratch / f"{generation.id}-{new_id('fin')}"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        await _finish_in(ctx, claim, generation, folder)
    except ChildStopped:
        if not await _is_canceled(ctx, generation):  # this process is shutting down: the next one finishes
            raise
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    ctx.nudge()


async def _is_canceled(ctx: StepContext, generation: Row) -> bool:
    return await ctx.db.write(lambda conn: _cancel_if_asked(conn, generation.id, ctx.clock.now_ms()))


def _cancel_if_asked(conn: sa.Connection, generation_id: str, now: int) -> bool:
    """End a generation whose attempts have all closed, if its cancel was asked for."""
    row = moves.lock(conn, generation_id)
    if row.cancel_requested_at is None:
        return False
    outcome = row.cancel | {"outcome": "canceled"}
    moves.set_status(conn, generation_id, "canceled", now, come_from=FINISHING | STORING, cancel=outcome)
    return True


async def _finish_in(ctx: StepContext, claim: Claim, generation: Row, folder: Path) -> None:
    plan, chosen = await ctx.db.read(lambda conn: _plan_and_takes(conn, generation))
    paths = [await ctx.take_file(take, folder) for take in chosen]
    music = await _music(ctx, generation, plan, folder)
    provenance = provenance_of(generation, plan, ctx.clock.now_ms())
    spec = finish_spec(plan, list(zip(chosen, paths, strict=True)), music, folder, generation.beats or [], provenance)
    made = await _run(ctx, generation, spec)
    failpoints.hit("finish.rendered")
    revision = sa.and_(finishes.c.generation_id == generation.id, finishes.c.rev == generation.finish_rev)
    row = await ctx.db.read(lambda conn: conn.execute(sa.select(finishes).where(revision)).one())
    temp_key = keys.temp_key(new_id("out"))
    await _upload(ctx, generation, temp_key, spec.output, "video/mp4")
    companions = await _upload_companions(ctx, generation, row.object_key, made)
    failpoints.hit("finish.uploaded")
    facts: dict[str, Any] = {
        "probe": to_json(made.probe),
        "upscaledFrom": made.upscaled_from,
        "audio": made.audio,
        **companions,
    }
    facts |= {"video": made.video, "reasons": list(made.reasons), "loudnessLufs": made.loudness_lufs}
    facts["provenance"] = provenance
    values = {"temp_key": temp_key, "sha256": made.probe.sha256, "bytes": made.probe.bytes, "facts": facts}
    values["takes"] = [take.id for take in chosen]
    now = ctx.clock.now_ms()

    def commit(conn: sa.Connection) -> None:
        if moves.is_overtaken(conn, generation) or _cancel_if_asked(conn, generation.id, now):
            return
        free = sa.and_(revision, finishes.c.temp_key.is_(None))
        conn.execute(finishes.update().where(free).values(**values))
        # Not `media`: there a video that is made would wait for all that are still to be made.
        moves.set_status(conn, generation.id, "storing", now, come_from=FINISHING, segment="store", queue="waiting")

    await ctx.db.write(commit)
    failpoints.hit("finish.committed")


def _plan_and_takes(conn: sa.Connection, generation: Row) -> tuple[Plan, list[Row]]:
    plan = conn.execute(
        sa.select(plans.c.plan).where(plans.c.generation_id == generation.id, plans.c.rev == generation.plan_rev)
    ).scalar_one()
    rows = conn.execute(
        sa.select(*takes.c)
        .join(shots, shots.c.take_id == takes.c.id)
        .where(shots.c.generation_id == generation.id, shots.c.rev == generation.plan_rev)
        .order_by(shots.c.n)
    ).all()
    return plan_from_json(plan), list(rows)


async def _music(ctx: StepContext, generation: Row, plan: Plan, folder: Path) -> Path | None:
    """A music bed of exactly the video's length, where the plan wants one from us."""
    if not music_wanted(plan):
        return None
    path = folder / "music.wav"
    seed = generation.request.get("seed")
    args: dict[str, Any] = {
        "frames": plan.frames,
        "fps": plan.fps,
        "seconds": float(Fraction(plan.frames, plan.fps)),
        "mood": choose_mood(generation.prompt, "cinematic"),
        "seed": seed if seed is not None else int.from_bytes(generation.id[-4:].encode()),
        "cues": [float(start) for start in accumulate(Fraction(shot.frames, plan.fps) for shot in plan.shots[:-1])],
        "output": str(path),
    }
    await ctx.children.run("reelwright.studio.music.compose:compose", args, timeout_seconds=120)
    return path


async def _run(ctx: StepContext, generation: Row, spec: Any) -> FinishedFile:
    state: dict[str, Any] = {"progress": 0.0, "stop": False}

    def on_progress(report: dict[str, Any]) -> None:
        if report.get("frames"):
            state["progress"] = report["frame"] / report["frames"]

    async def watch() -> None:
        while True:
            await asyncio.sleep(PROGRESS_SECONDS)
            state["stop"] = await ctx.db.write(partial(_tell_progress, generation.id, state["progress"]))

    watcher = asyncio.create_task(watch())
    should_stop: Callable[[], bool] = lambda: bool(state["stop"])  # noqa: E731
    try:
        answer = await ctx.children.run(
            "reelwright.media.finish:finish",
            to_json(spec),
            on_progress=on_progress,
            should_stop=should_stop,
            timeout_seconds=1800,
        )
    finally:
        watcher.cancel()
    return from_json(FinishedFile, answer)


def _tell_progress(generation_id: str, progress: float, conn: sa.Connection) -> bool:
    """Note how far the finisher is; True if it should stop."""
    here = generations.c.id == generation_id
    conn.execute(generations.update().where(here).values(progress=progress))
    asked = conn.execute(sa.select(generations.c.cancel_requested_at).where(here)).scalar()
    return asked is not None


async def _upload_companions(
    ctx: StepContext, generation: Row, object_key: str, made: FinishedFile
) -> dict[str, str | None]:
    """Poster, sprite and captions beside the video; made again by a replay, the same bytes' worth each time."""
    wanted = {
        "posterKey": (made.poster, keys.poster_key(object_key), "image/jpeg"),
        "spriteKey": (made.sprite, keys.sprite_key(object_key), "image/jpeg"),
        "spriteVttKey": (made.sprite_vtt, keys.sprite_vtt_key(object_key), "text/vtt"),
        "captionsKey": (made.captions, keys.captions_key(object_key), "text/vtt"),
    }
    stored: dict[str, str | None] = {}
    for name, (path, key, content_type) in wanted.items():
        stored[name] = key if path else None
        if path:
            await _upload(ctx, generation, key, path, content_type)
    return stored


async def _upload(ctx: StepContext, generation: Row, key: str, path: Path, content_type: str) -> None:
    row = {"key": key, "workspace_id": generation.workspace_id, "generation_id": generation.id}
    fresh = {**row, "state": "writing", "type": content_type, "created_at": ctx.clock.now_ms()}
    await ctx.db.write(lambda conn: insert_ignore(conn, objects, fresh))
    stored = await ctx.storage.put_file(key, path, content_type)
    values = {"state": "stored", "sha256": stored.sha256, "bytes": stored.bytes}
    await ctx.db.write(lambda conn: conn.execute(objects.update().where(objects.c.key == key).values(**values)))


async def store(ctx: StepContext, claim: Claim) -> None:
    """Copy the one committed file to its permanent key, check it, and only then call it done."""
    generation = await ctx.generation(claim)
    if generation is None or generation.status not in STORING or await _is_canceled(ctx, generation):
        return
    revision = sa.and_(finishes.c.generation_id == generation.id, finishes.c.rev == generation.finish_rev)
    row = await ctx.db.read(lambda conn: conn.execute(sa.select(finishes).where(revision)).one())
    # Over what a failed try may have left: until `stored_at` is set nobody was served from this key.
    head = await ctx.storage.copy(row.temp_key, row.object_key)
    failpoints.hit("store.copied")
    if head.bytes != row.bytes:
        raise StoredFileDiffers(f"The stored file has {head.bytes} bytes where {row.bytes} were made.")
    now = ctx.clock.now_ms()

    def commit(conn: sa.Connection) -> bool:
        if moves.is_overtaken(conn, generation):
            return False
        owner = {"workspace_id": generation.workspace_id, "generation_id": generation.id}
        facts = {"sha256": row.sha256, "bytes": row.bytes, "type": "video/mp4"}
        insert_ignore(conn, objects, {"key": row.object_key, **owner, "state": "stored", **facts, "created_at": now})
        conn.execute(finishes.update().where(revision).values(stored_at=now))
        result = {"rev": row.rev, "objectKey": row.object_key, "sha256": row.sha256, "bytes": row.bytes, **row.facts}
        cancel = moves.lock(conn, generation.id).cancel
        late = cancel and cancel | {"outcome": "too_late"}
        return moves.set_status(conn, generation.id, "succeeded", now, come_from=STORING, result=result, cancel=late)

    if not await ctx.db.write(commit):
        return  # whoever stores it now needs the temporary file
    failpoints.hit("store.committed")
    await ctx.storage.delete(row.temp_key)
    await ctx.db.write(lambda conn: conn.execute(objects.delete().where(objects.c.key == row.temp_key)))
    ctx.nudge()


class StoredFileDiffers(Problem):
    """500: the storage kept something else than we gave it; tried again from the committed source."""

    code = "stored_file_differs"
