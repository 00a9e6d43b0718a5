"""Refine and prepare: better words and checked pictures, before anything is submitted."""

from functools import partial
from typing import Any

import sqlalchemy as sa

from reelwright.dispatch.work import Claim
from reelwright.generation import moves
from reelwright.generation.branding import voice_of
from reelwright.generation.drafts import prepare_queue
from reelwright.generation.models import attempts, plans, shots
from reelwright.generation.steps.context import Row, StepContext
from reelwright.kit import failpoints
from reelwright.kit.children import ChildStopped
from reelwright.kit.problems import Problem
from reelwright.planning.wish import Plan, plan_from_json
from reelwright.prompting.service import PromptContext

QUEUED = frozenset({"queued", "refining"})
PREPARING = frozenset({"preparing", "queued"})


async def refine(ctx: StepContext, claim: Claim) -> None:
    """Rewrite the prompt where that was asked for; a refinement that fails leaves the original and a warning."""
    generation = await ctx.generation(claim)
    if generation is None or generation.status not in QUEUED:
        return
    now = ctx.clock.now_ms()
    if generation.status == "queued":
        await ctx.db.write(
            lambda conn: moves.set_status(conn, generation.id, "refining", now, come_from=QUEUED, segment="refine")
        )
        ctx.nudge()
        return
    plan = await ctx.db.read(lambda conn: _plan(conn, generation))
    asked = generation.request.get("refinementPrompt")
    queue = prepare_queue(generation.references)
    about = PromptContext(voice=voice_of(generation.request))
    refined = await ctx.prompting.refine(generation.workspace_id, generation.prompt, asked, plan.max_prompt, about)
    now = ctx.clock.now_ms()

    def change_prompt(conn: sa.Connection) -> None:
        words: dict[str, Any] = {"refined_prompt": refined.prompt} if refined.by else {}
        if moves.is_overtaken(conn, generation) or not moves.set_status(
            conn, generation.id, "preparing", now, come_from=QUEUED, segment="prepare", queue=queue, **words
        ):
            return
        if refined.warning:
            moves.warn(conn, generation.id, refined.warning, now)
        if refined.by:
            data = {"refinedPrompt": refined.prompt, "by": refined.by}
            moves.emit(conn, generation.id, "generation.prompt", data, now)

    await ctx.db.write(change_prompt)
    ctx.nudge()


async def prepare(ctx: StepContext, claim: Claim) -> None:
    """Bring every reference into our storage, write the beats, and let the shots be sent."""
    generation = await ctx.generation(claim)
    if generation is None or generation.status not in PREPARING:
        return
    if generation.status == "queued":
        now = ctx.clock.now_ms()
        queue = prepare_queue(generation.references)
        await ctx.db.write(
            lambda conn: moves.set_status(
                conn, generation.id, "preparing", now, come_from=PREPARING, segment="prepare", queue=queue
            )
        )
        ctx.nudge()
        return
    try:
        references = [await _bring_in(ctx, generation, reference) for reference in generation.references]
    except Problem as problem:
        if problem.status >= 500 or isinstance(problem, ChildStopped):  # ours, not the picture's: tried again
            raise
        refused = partial(_refuse, generation=generation, problem=problem, now=ctx.clock.now_ms())
        await ctx.db.write(refused)
        return
    plan = await ctx.db.read(lambda conn: _plan(conn, generation))
    beats = await ctx.prompting.storyboard(
        generation.workspace_id,
        generation.refined_prompt or generation.prompt,
        len(plan.shots),
        plan.max_prompt,
        is_continuous=plan.join == "continuous",
        voice=voice_of(generation.request),
    )
    said = [{"n": beat.n, "framing": beat.framing, "prompt": beat.prompt} for beat in beats]
    now = ctx.clock.now_ms()
    await ctx.db.write(lambda conn: _start_shots(conn, generation, said, references, now))
    failpoints.hit("prepare.done")
    ctx.nudge()


def _refuse(conn: sa.Connection, generation: Row, problem: Problem, now: int) -> None:
    if moves.is_overtaken(conn, generation):
        return
    moves.fail(conn, generation.id, problem.code, problem.detail, now)


async def _bring_in(ctx: StepContext, generation: Row, reference: dict[str, Any]) -> dict[str, Any]:
    """A reference with an asset id: fetched by the safe fetcher and re-encoded if it is a foreign URL."""
    if reference.get("assetId"):
        asset = await ctx.assets.get(generation.workspace_id, reference["assetId"])
    else:
        asset = await ctx.assets.store_url(generation.workspace_id, reference["url"])
    small = min(asset.width, asset.height) < 512
    warning = f"{asset.name} is {asset.width}x{asset.height}; 512x512 or more is advised." if small else None
    return {**reference, "assetId": asset.id, "width": asset.width, "height": asset.height, "warning": warning}


def _start_shots(
    conn: sa.Connection,
    generation: Row,
    said: list[dict[str, Any]],
    references: list[dict[str, Any]],
    now: int,
) -> None:
    here = sa.and_(shots.c.generation_id == generation.id, shots.c.rev == generation.plan_rev)
    rows = conn.execute(sa.select(shots).where(here).order_by(shots.c.n)).all()
    values: dict[str, Any] = {"references": references, "beats": said}
    if moves.is_overtaken(conn, generation) or not moves.set_status(
        conn, generation.id, "generating", now, come_from=PREPARING, **values
    ):
        return
    for row, beat in zip(rows, said, strict=True):
        conn.execute(shots.update().where(shots.c.id == row.id).values(beat=beat))
    for reference in references:
        if reference["warning"]:
            moves.warn(conn, generation.id, reference["warning"], now)
    first = [row.id for row in rows if row.from_shot is None]
    due = sa.and_(attempts.c.shot_id.in_(first), attempts.c.state == "new", attempts.c.segment_id.is_(None))
    conn.execute(attempts.update().where(due).values(due_at=now))
    moves.advance(conn, generation.id, now)  # a cancel that came meanwhile ends it here


def _plan(conn: sa.Connection, generation: Row) -> Plan:
    plan = conn.execute(
        sa.select(plans.c.plan).where(plans.c.generation_id == generation.id, plans.c.rev == generation.plan_rev)
    ).scalar_one()
    return plan_from_json(plan)
