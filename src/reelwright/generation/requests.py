"""From a stored attempt to what its vendor's adapter needs: the shot's prompt, size, length and local pictures."""

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reelwright.generation.models import generations, plans, shots
from reelwright.planning.wish import Plan, plan_from_json
from reelwright.vendors.contract import Reference, ShotRequest

if TYPE_CHECKING:
    from reelwright.generation.steps.context import Row, StepContext


async def shot_request(ctx: "StepContext", attempt: "Row") -> ShotRequest:
    """Reads the frozen order and plan, and brings the references to this machine."""
    generation, shot, plan = await ctx.db.read(lambda conn: _rows(conn, attempt))
    references = [await _reference(ctx, generation, reference) for reference in generation.references]
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
        references=tuple(references),
        wire=plan.mode_of(planned).wire,
        scene=order.get("scene") or {},
    )


def _rows(conn: sa.Connection, attempt: "Row") -> tuple["Row", "Row", Plan]:
    generation = conn.execute(sa.select(generations).where(generations.c.id == attempt.generation_id)).one()
    shot = conn.execute(sa.select(shots).where(shots.c.id == attempt.shot_id)).one()
    plan = conn.execute(
        sa.select(plans.c.plan).where(plans.c.generation_id == generation.id, plans.c.rev == shot.rev)
    ).scalar_one()
    return generation, shot, plan_from_json(plan)


async def _reference(ctx: "StepContext", generation: "Row", stored: dict[str, Any]) -> Reference:
    asset = await ctx.assets.get(generation.workspace_id, stored["assetId"])
    path = await ctx.assets.local_copy(asset, ctx.scratch / "references")
    return Reference(asset.id, stored["role"], path, asset.content_type, asset.width, asset.height)
