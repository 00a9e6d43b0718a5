"""From a plan and its takes to the finisher's orders. Pure: the child does the work."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from reelwright import __version__
from reelwright.kit.clock import to_iso
from reelwright.media.values import Beat, FinishSpec, Sound, Take
from reelwright.planning.wish import Plan, Shot
from reelwright.timeline.time import frames_of


def music_wanted(plan: Plan) -> bool:
    """Whether the finished file gets a music bed of ours, over clips that bring no sound of their own."""
    return plan.audio == "music" and not plan.with_audio


def finish_spec(
    plan: Plan,
    chosen: Sequence[tuple[sa.Row[Any], Path]],
    music: Path | None,
    folder: Path,
    beats: Sequence[dict[str, Any]],
    provenance: dict[str, Any],
) -> FinishSpec:
    """Exactly the ordered file: frames, shape and sound from the plan, companions beside it in `folder`."""
    pieces = []
    for planned, (take, path) in zip(plan.shots, chosen, strict=True):
        pieces.append(_piece(plan, planned, take.probe, path))
    spoken = captions_of(plan, beats)
    return FinishSpec(
        takes=tuple(pieces),
        frames=plan.frames,
        fps=Fraction(plan.fps),
        width=plan.width,
        height=plan.height,
        output=folder / "video.mp4",
        sound=Sound(mode=plan.audio, music_path=music),
        poster=folder / "poster.jpg",
        sprite=folder / "sprite.jpg",
        captions=folder / "captions.vtt" if spoken else None,
        beats=spoken,
        provenance=provenance,
    )


def _piece(plan: Plan, planned: Shot, probe: dict[str, Any], path: Path) -> Take:
    in_frame, out_frame = kept_frames(plan, planned, probe)
    return Take(path=path, frames=planned.frames, in_frame=in_frame, out_frame=out_frame)


def kept_frames(plan: Plan, planned: Shot, probe: dict[str, Any]) -> tuple[int, int]:
    """The kept part of a clip, first and behind the last, in the clip's own frames; what is short by at most 2 % the
    finisher stretches."""
    rate = Fraction(probe["fps"]) / plan.fps
    in_frame = frames_of(planned.in_frame * rate, 1)
    return in_frame, min(-(-planned.out_frame * rate.numerator // rate.denominator), probe["frames"])


def captions_of(plan: Plan, beats: Sequence[dict[str, Any]]) -> tuple[Beat, ...]:
    """What each shot shows, as text for those who cannot see it; only where there is a storyboard."""
    if len(beats) < 2:
        return ()
    told = []
    start = Fraction(0)
    for planned, beat in zip(plan.shots, beats, strict=True):
        end = start + Fraction(planned.frames, plan.fps)
        told.append(Beat(start, end, beat["framing"] or beat["prompt"][:120]))
        start = end
    return tuple(told)


def provenance_of(generation: sa.Row[Any], plan: Plan, now_ms: int) -> dict[str, Any]:
    """Who made it of what: the label that EU AI Act Art. 50 asks for, and what a person would want to know later."""
    is_drawn = generation.served_by.get("made") == "drawn"
    return {
        "schema": "reelwright.provenance/1",
        "aiGenerated": not is_drawn,
        "label": "Motion graphics drawn by a program" if is_drawn else "AI-generated video",
        "digitalSourceType": "algorithmicMedia" if is_drawn else "trainedAlgorithmicMedia",  # IPTC's words
        "generator": f"Reelwright {__version__}",
        "generationId": generation.id,
        "model": generation.served_by["model"],
        "vendor": generation.served_by["vendor"],
        "askedModel": generation.model,
        "prompt": generation.prompt,
        "refinedPrompt": generation.refined_prompt,
        "references": [{"assetId": one.get("assetId"), "role": one["role"]} for one in generation.references],
        "shots": len(plan.shots),
        "createdAt": to_iso(now_ms),
    }
