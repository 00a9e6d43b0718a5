"""A plan as clients read it, in the names of the API."""

from typing import Any

from reelwright.kit.money import usd_from_micro
from reelwright.planning.wish import Plan, Shot


def plan_view(plan: Plan) -> dict[str, Any]:
    """What quote and generation show of a plan: who serves, shots, join, reframe, price and warnings."""
    frame = plan.reframe
    return {
        "servedBy": {
            "model": plan.served_by.model,
            "vendor": plan.served_by.vendor,
            "reason": plan.served_by.reason,
        },
        "mode": plan.mode.id,
        "aspectRatio": plan.size.aspect_ratio,
        "resolution": plan.size.resolution,
        "width": plan.width,
        "height": plan.height,
        "fps": plan.fps,
        "frames": plan.frames,
        "durationSeconds": float(plan.seconds),
        "nativeSeconds": float(plan.native_seconds),
        "audio": plan.audio,
        "join": plan.join,
        "reframe": {
            "from": f"{frame.from_width}x{frame.from_height}",
            "crop": f"{frame.crop_width}x{frame.crop_height}",
            "kept": round(float(frame.kept), 4),
        }
        if frame
        else None,
        "upscaledFrom": plan.upscaled_from,
        "shots": [_shot(shot, plan.fps) for shot in plan.shots],
        "totalUsd": usd_from_micro(plan.total_micro),
        "warnings": list(plan.warnings),
    }


def _shot(shot: Shot, fps: int) -> dict[str, Any]:
    return {
        "n": shot.n,
        "nativeSeconds": float(shot.native_seconds),
        "usedSeconds": shot.frames / fps,
        "inFrame": shot.in_frame,
        "outFrame": shot.out_frame,
        "startsFrom": {"nothing": None, "first_frame": "firstFrame", "previous": "previous"}[shot.starts_from],
        "priceUsd": usd_from_micro(shot.price_micro),
    }
