"""A generation's rows as the API shows them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import sqlalchemy as sa

from reelwright.generation.eta import Pace, load_of, read_pace, read_queue, seconds_to_go
from reelwright.generation.models import attempts, finishes, generations, plans, shots, takes
from reelwright.generation.schemas import AttemptDto, GenerationDto, PlanDto, PriceDto, ServedByDto, ShotDto, TakeDto
from reelwright.generation.states import OPEN, RESTING
from reelwright.kit.clock import to_iso
from reelwright.planning.wish import Plan, Shot, plan_from_json

Row = sa.Row[Any]

MAKING = 0.85  # of the whole is making the shots; the rest is finishing


@dataclass(frozen=True)
class Story:
    """Everything known of one generation, read in one snapshot."""

    generation: Row
    plan: Plan
    total_micro: int
    shots: Sequence[Row]
    attempts: Sequence[Row]
    takes: Sequence[Row]
    finish: Row
    pace: Pace | None = None  # of its model, while it is being made
    queue_seconds: float | None = 0.0  # until it begins; None where nobody can say


def read_stories(conn: sa.Connection, rows: Sequence[Row]) -> list[Story]:
    """The stories of some generations with a fixed number of queries, and one more for each that has not begun."""
    ids = [row.id for row in rows]

    def of(table: sa.Table, *order: sa.ColumnElement[Any]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for one in conn.execute(sa.select(table).where(table.c.generation_id.in_(ids)).order_by(*order)):
            found[one.generation_id].append(one)
        return found

    all_plans, all_shots = of(plans, plans.c.rev), of(shots, shots.c.n)
    all_attempts, all_takes = of(attempts, attempts.c.no), of(takes, takes.c.created_at)
    all_finishes = of(finishes, finishes.c.rev)
    stories = []
    for row in rows:
        plan = next(one for one in all_plans[row.id] if one.rev == row.plan_rev)
        story = Story(
            row,
            plan_from_json(plan.plan),
            plan.total_micro,
            [shot for shot in all_shots[row.id] if shot.rev == row.plan_rev],
            all_attempts[row.id],
            all_takes[row.id],
            all_finishes[row.id][0],
        )
        stories.append(story)
    return with_outlook(conn, stories)


def fresh_story(
    plan: Plan,
    generation: Mapping[str, Any],
    shot_rows: Sequence[Mapping[str, Any]],
    attempt_rows: Sequence[Mapping[str, Any]],
    finish: Mapping[str, Any],
) -> Story:
    """The story of an order just committed, from what was written: nothing of it need be read again."""
    return Story(
        _as_read(generations, generation),
        plan,
        plan.total_micro,
        [_as_read(shots, one) for one in shot_rows],
        [_as_read(attempts, one) for one in attempt_rows],
        [],
        _as_read(finishes, finish),
    )


def _as_read(table: sa.Table, values: Mapping[str, Any]) -> Row:
    """A row as a reader would find it: what was written, else the column's default."""
    return cast(Row, SimpleNamespace(**{**_DEFAULTS[table.name], **values}))


_DEFAULTS = {
    table.name: {column.key: getattr(column.default, "arg", None) for column in table.columns}
    for table in (generations, shots, attempts, finishes)
}


def with_outlook(conn: sa.Connection, stories: Sequence[Story]) -> list[Story]:
    """The stories with what is known of when they begin and end."""
    running = {one.generation.served_by["model"] for one in stories if one.generation.status not in RESTING}
    paces = {model: read_pace(conn, model) for model in running}
    paced = [replace(one, pace=paces.get(one.generation.served_by["model"])) for one in stories]
    return [replace(one, queue_seconds=_queue_seconds(conn, one)) for one in paced]


def _queue_seconds(conn: sa.Connection, story: Story) -> float | None:
    row = story.generation
    if story.pace is None or row.status in RESTING or any(one.sent_at for one in story.attempts):
        return 0.0
    return read_queue(conn, row.served_by["model"], row.id, story.pace.expected_seconds(load_of(story.plan)))


def present(story: Story, public_url: str, now_ms: int) -> GenerationDto:
    """The answer's shape; links are built from the address users reach us at."""
    row = story.generation
    media = f"{public_url}/media/{row.token}"
    charged = sum(one.charge_micro or 0 for one in story.attempts)
    held = sum(one.hold_micro for one in story.attempts if one.state in OPEN)
    progress = _progress(story)
    return GenerationDto(
        id=row.id,
        status=row.status,
        status_url=f"{public_url}/api/video/{row.id}",
        events_url=f"{public_url}/api/video/{row.id}/events",
        video_url=f"{media}/video.mp4",
        video_path=story.finish.object_key,
        poster_url=f"{media}/poster.jpg",
        sprite_url=f"{media}/sprite.jpg",
        captions_url=f"{media}/captions.vtt",
        download_url=f"{media}/video.mp4?download=1",
        prompt=row.prompt,
        refined_prompt=row.refined_prompt,
        model=row.model,
        served_by=ServedByDto(**row.served_by),
        duration=float(Fraction(story.plan.seconds)),
        aspect_ratio=row.request.get("aspectRatio", ""),
        resolution=row.request.get("resolution", ""),
        reference_images=[{key: one.get(key) for key in ("assetId", "url", "role")} for one in row.references],
        plan=_plan(story, media),
        price=PriceDto(estimate_usd=story.total_micro, held_usd=held, charged_usd=charged),
        progress=progress,
        eta_seconds=_eta(story, progress, now_ms),
        cancel=_cancel(row.cancel),
        warnings=row.warnings,
        error=row.error,
        metadata=_metadata(row),
        request=row.request,
        created_at=row.created_at,
        updated_at=row.updated_at,
        finished_at=row.finished_at,
    )


def _cancel(cancel: dict[str, Any] | None) -> dict[str, Any] | None:
    return cancel and {**cancel, "requestedAt": to_iso(cancel["requestedAt"])}


def plan_view(plan: Plan, shot_views: list[ShotDto]) -> PlanDto:
    """A plan without what has become of it."""
    return PlanDto(
        frames=plan.frames,
        fps=plan.fps,
        width=plan.width,
        height=plan.height,
        join=plan.join,
        reframe=_reframe(plan),
        upscaled_from=plan.upscaled_from,
        mode=plan.mode.id,
        shots=shot_views,
    )


def _reframe(plan: Plan) -> str | None:
    cut = plan.reframe
    return None if cut is None else f"{cut.from_width}x{cut.from_height} -> {cut.crop_width}x{cut.crop_height}"


def planned_shot(planned: Shot, prompt: str | None = None) -> ShotDto:
    """One shot of a plan, nothing made yet."""
    return ShotDto(
        n=planned.n,
        frames=planned.frames,
        native_seconds=float(planned.native_seconds),
        price_usd=planned.price_micro,
        prompt=prompt,
        progress=0.0,
        attempts=[],
        takes=[],
    )


def _plan(story: Story, media: str) -> PlanDto:
    views = []
    for shot in story.shots:
        tries = [one for one in story.attempts if one.shot_id == shot.id]
        kept = [one for one in story.takes if one.shot_id == shot.id]
        view = planned_shot(story.plan.shots[shot.n - 1], shot.beat and shot.beat["prompt"])
        view.progress = 1.0 if shot.take_id else tries[-1].progress if tries else 0.0
        view.attempts = [_attempt(one) for one in tries]
        view.takes = [_take(one, shot.take_id, media) for one in kept]
        views.append(view)
    return plan_view(story.plan, views)


def _attempt(row: Row) -> AttemptDto:
    return AttemptDto(
        id=row.id,
        no=row.no,
        state=row.state,
        message=row.message,
        progress=row.progress,
        vendor=row.vendor,
        vendor_job_id=row.vendor_job_id,
        held_usd=row.hold_micro if row.state in OPEN else 0,
        charged_usd=row.charge_micro,
        billed=row.billed,
    )


def _take(row: Row, chosen: str | None, media: str) -> TakeDto:
    probe = row.probe
    return TakeDto(
        id=row.id,
        attempt_id=row.attempt_id,
        is_chosen=row.id == chosen,
        url=f"{media}/takes/{row.id}",
        bytes=row.bytes,
        frames=probe["frames"],
        width=probe["width"],
        height=probe["height"],
        created_at=row.created_at,
    )


def _progress(story: Story) -> float:
    """0..1 over the whole."""
    status = story.generation.status
    if status == "succeeded":
        return 1.0
    made = [1.0 if shot.take_id else _shot_progress(story, shot.id) for shot in story.shots]
    done = MAKING * sum(made) / max(1, len(made))
    if status == "finishing":
        done = MAKING + 0.13 * story.generation.progress
    elif status == "storing":
        done = 0.98
    return round(min(done, 0.99), 4)


def _shot_progress(story: Story, shot_id: str) -> float:
    tries = [one.progress for one in story.attempts if one.shot_id == shot_id]
    return min(tries[-1], 0.99) if tries else 0.0


def _eta(story: Story, progress: float, now_ms: int) -> float | None:
    """Seconds to go; None if resting, or where nothing is known yet."""
    if story.generation.status in RESTING:
        return None
    tries = [one for one in story.attempts if one.run_no == story.generation.run_no]
    sent = [one.sent_at for one in tries if one.sent_at is not None]
    working = max(0.0, (now_ms - min(sent)) / 1000) if sent else None
    # A retry or another take builds on what there was: only the rest is to be made, and only it tells the pace.
    ordered = {one.shot_id for one in tries}
    there = sum(shot.take_id is not None and shot.id not in ordered for shot in story.shots)
    before = MAKING * there / max(1, len(story.shots))
    load, done = load_of(story.plan) * (1 - before), (progress - before) / (1 - before)
    left = seconds_to_go(story.pace, load, done, working, story.queue_seconds)
    return None if left is None else round(max(1.0, left), 1)


def _metadata(row: Row) -> dict[str, Any]:
    result = row.result
    base: dict[str, Any] = {"campaignId": row.campaign_id, "provenance": None}
    if not result:
        return base
    probe = result["probe"]
    return base | {
        "bytes": result["bytes"],
        "sha256": result["sha256"],
        "frames": probe["frames"],
        "width": probe["width"],
        "height": probe["height"],
        "fps": probe["fps"],
        "codecs": {"video": probe["video_codec"], "audio": probe["audio_codec"]},
        "loudnessLufs": result.get("loudnessLufs"),
        "audio": result.get("audio"),
        "upscaledFrom": result.get("upscaledFrom"),
        "video": result.get("video"),
        "provenance": result.get("provenance"),
        "revision": result["rev"],
        "hasCaptions": bool(result.get("captionsKey")),
    }
