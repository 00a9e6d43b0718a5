"""From a stored attempt to what its vendor's adapter needs: the shot's prompt, size, length and local pictures."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reelwright.generation.finishing import kept_frames
from reelwright.generation.models import generations, plans, shots, takes
from reelwright.planning.wish import FIRST_FRAME, Plan, plan_from_json
from reelwright.vendors.contract import Reference, ShotRequest

if TYPE_CHECKING:
    from reelwright.generation.steps.context import Row, StepContext


async def shot_request(ctx: "StepContext", attempt: "Row") -> ShotRequest:
    """Reads the frozen order and plan, and brings the references to this machine."""
    generation, shot, plan = await ctx.db.read(lambda conn: _rows(conn, attempt))
    planned = plan.shots[shot.n - 1]
    order: dict[str, Any] = generation.request
    return ShotRequest(
        attempt_id=attempt.id,
        model=attempt.route["model"],
        prompt=shot.beat["prompt"],
        seconds=planned.native_seconds,
        frames=planned.native_frames,
        fps=plan.fps,
        aspect_ratio=plan.size.aspect_ratio,
        resolution=plan.size.resolution,
        width=plan.size.width,
        height=plan.size.height,
        with_audio=plan.with_audio,
        seed=order.get("seed"),
        negative_prompt=order.get("negativePrompt"),
        references=tuple(await _pictures(ctx, generation, shot, plan)),
        wire=attempt.route.get("wire") or plan.mode_of(planned).wire,  # of the route it moved to
        scene=order.get("scene") or {},
    )


def _rows(conn: sa.Connection, attempt: "Row") -> tuple["Row", "Row", Plan]:
    generation = conn.execute(sa.select(generations).where(generations.c.id == attempt.generation_id)).one()
    shot = conn.execute(sa.select(shots).where(shots.c.id == attempt.shot_id)).one()
    plan = conn.execute(
        sa.select(plans.c.plan).where(plans.c.generation_id == generation.id, plans.c.rev == shot.rev)
    ).scalar_one()
    return generation, shot, plan_from_json(plan)


async def _pictures(ctx: "StepContext", generation: "Row", shot: "Row", plan: Plan) -> list[Reference]:
    """The order's references; the first frame only where this shot starts from it, or from the shot before."""
    planned = plan.shots[shot.n - 1]
    starts_from = planned.starts_from
    others = [one["role"] for one in generation.references if one["role"] != FIRST_FRAME]
    go_along = set(others) if plan.takes_references(planned, others) else set()
    if starts_from == "first_frame":
        go_along.add(FIRST_FRAME)
    wanted = [one for one in generation.references if one["role"] in go_along]
    pictures = [await _reference(ctx, generation, reference) for reference in wanted]
    return [*pictures, await _last_kept_frame(ctx, shot, plan)] if starts_from == "previous" else pictures


async def _last_kept_frame(ctx: "StepContext", shot: "Row", plan: Plan) -> Reference:
    """The picture that the shot before ends on, which is where this one goes on."""
    take = await ctx.db.read(lambda conn: _take_before(conn, shot))
    _, end = kept_frames(plan, plan.shots[shot.from_shot - 1], take.probe)
    folder = ctx.scratch / "references"
    path = folder / f"{take.id}.png"
    folder.mkdir(parents=True, exist_ok=True)
    args = {"path": str(await ctx.take_file(take, folder)), "frame": end - 1, "output": str(path)}
    made = await ctx.children.run("reelwright.media.stills:still", args, timeout_seconds=120)
    return Reference(take.id, FIRST_FRAME, path, "image/png", made["width"], made["height"])


def _take_before(conn: sa.Connection, shot: "Row") -> "Row":
    before = sa.and_(shots.c.generation_id == shot.generation_id, shots.c.rev == shot.rev, shots.c.n == shot.from_shot)
    return conn.execute(sa.select(*takes.c).join(shots, shots.c.take_id == takes.c.id).where(before)).one()


async def _reference(ctx: "StepContext", generation: "Row", stored: dict[str, Any]) -> Reference:
    asset = await ctx.assets.get(generation.workspace_id, stored["assetId"])
    path = await ctx.assets.local_copy(asset, ctx.scratch / "references")
    return Reference(asset.id, stored["role"], path, asset.content_type, asset.width, asset.height)
