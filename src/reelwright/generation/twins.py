"""Another route that makes the very same shot: same model, picture, rate, length and sound. Pure.

For a shot whose route did not take it when others of its video are bought already, so that the plan must stand.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reelwright.catalog.spec import DurationRange, Mode, Route
from reelwright.kit.text import units
from reelwright.planning.wish import FIRST_FRAME, Plan, Shot


@dataclass(frozen=True)
class Twin:
    """A route, its mode, and what the shot costs there."""

    route: Route
    mode: Mode
    price_micro: int


def find_twin(
    routes: Iterable[Route], plan: Plan, shot: Shot, order: Mapping[str, Any], prompt: str, roles: Collection[str]
) -> Twin | None:
    """The first route that makes the shot as planned; `roles` are those of the order's pictures."""
    references = [role for role in roles if role != FIRST_FRAME]
    if not plan.takes_references(shot, references):
        references = []
    wanted = _inputs(shot, references)
    for route in routes:
        for mode in route.modes:
            takes_pictures = mode.requires <= wanted <= mode.inputs and mode.max_references >= len(references)
            if not takes_pictures or not mode.reference_roles.issuperset(references):
                continue
            price = _price(mode, plan, shot)
            if price is not None and _takes_words(mode, order, prompt):
                return Twin(route, mode, price)
    return None


def _inputs(shot: Shot, references: Collection[str]) -> frozenset[str]:
    start = {"firstFrame"} if shot.starts_from != "nothing" else set()
    return frozenset({"text", *start, *({"references"} if references else set())})


def _takes_words(mode: Mode, order: Mapping[str, Any], prompt: str) -> bool:
    if mode.max_prompt is not None and units(prompt) > mode.max_prompt:
        return False
    has_seed = order.get("seed") is None or mode.supports_seed
    return has_seed and (not order.get("negativePrompt") or mode.supports_negative_prompt)


def _price(mode: Mode, plan: Plan, shot: Shot) -> int | None:
    """What the mode's clip of exactly this picture, rate, sound and length costs; None where it makes another."""
    planned = plan.mode_of(shot)
    if (mode.fps, mode.audio, mode.follows_first_frame) != (planned.fps, planned.audio, planned.follows_first_frame):
        return None
    if plan.size not in mode.sizes or not _makes_length(mode, shot):
        return None
    price = mode.price_of(plan.size.resolution, plan.with_audio)
    return None if price is None else price.of(shot.native_seconds)


def _makes_length(mode: Mode, shot: Shot) -> bool:
    lengths = mode.clip_seconds()
    if lengths is not None:
        return shot.native_seconds in lengths
    span = mode.durations
    return isinstance(span, DurationRange) and span.min <= shot.native_seconds <= span.max
