"""Which of the things seen in a shot is its subject, and where it is in each frame. Pure.

The window can show a part of the side only. Through a whole shot it stays with what fills it best, and changes to
something else only where that is seen for long; a face goes before what moves, what moves before what stands out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reelwright.media.following import Sighting

Profile = npt.NDArray[np.float64]
Span = tuple[float, float]

_PLACES = 97  # of the window that are compared
_BETWEEN = 0.01  # of the side, which places and columns are too coarse to tell
_FREE_MOVE = 0.03  # of the side between two looks: a subject moves
_SWITCH = 10.0  # what further moves cost: looks for which another subject has to fill the window better
_CENTRED = 0.05  # what being in the middle of the window is worth
_OFTEN = 0.3  # of the looks into a shot that must have seen something moving, or the same face twice


@dataclass(frozen=True)
class Look:
    """What was seen in one frame along one side of the picture: how much in each column (or row).

    `faces` are from where to where, in shares of the side; None where none were looked for.
    """

    frame: int
    moving: Profile | None
    standing_out: Profile | None
    faces: tuple[Span, ...] | None


def sightings(looks: Sequence[Look], window: float) -> list[Sighting]:
    """The subject of one shot, where it was seen; `window` is the part of the side that will be shown."""
    profiles, share = _strongest(looks)
    seen = [(look.frame, profile) for look, profile in zip(looks, profiles, strict=True) if profile is not None]
    if not seen:
        return []
    places = _choose([profile for _, profile in seen], window)
    spans = [_span(profile, place, window, share) for (_, profile), place in zip(seen, places, strict=True)]
    starts, ends = (_steady([span[side] for span in spans]) for side in (0, 1))
    return [Sighting(frame, start, end) for (frame, _), start, end in zip(seen, starts, ends, strict=True)]


def _strongest(looks: Sequence[Look]) -> tuple[list[Profile | None], float]:
    """What to follow in this shot, look by look, and how much of it has to be in view."""
    checks = [look for look in looks if look.faces is not None]
    faces = _confirmed([look.faces or () for look in checks])
    if checks and sum(map(bool, faces)) >= max(2, 0.5 * len(checks)):
        width = next(len(one) for look in looks for one in (look.moving, look.standing_out) if one is not None)
        found = {look.frame: _of_spans(spans, width) for look, spans in zip(checks, faces, strict=True) if spans}
        return [found.get(look.frame) for look in looks], 0.98
    moving = [look.moving for look in looks]
    if sum(one is not None for one in moving) >= _OFTEN * len(looks):
        return moving, 0.98
    return [look.standing_out for look in looks], 0.8


def _confirmed(checks: Sequence[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Faces that the check before or after has seen at the same place: what is seen once is mostly a pattern."""
    around = [(checks[n - 1] if n else ()) + (checks[n + 1] if n + 1 < len(checks) else ()) for n in range(len(checks))]
    return [
        tuple(face for face in here if any(min(face[1], one[1]) > max(face[0], one[0]) for one in others))
        for here, others in zip(checks, around, strict=True)
    ]


def _of_spans(spans: Sequence[Span], width: int) -> Profile:
    profile = np.zeros(width)
    for start, end in spans:
        profile[max(0, round(start * width)) : round(end * width)] += 1
    return profile


def _choose(profiles: Sequence[Profile], window: float) -> list[float]:
    """The window's place in every look that together show the most, moves between subjects counted against them."""
    places = np.linspace(min(0.5, window / 2), max(0.5, 1 - window / 2), _PLACES)
    apart = np.abs(places[:, None] - places[None, :])
    cost = _SWITCH * np.maximum(0.0, apart - _FREE_MOVE)
    best = np.zeros(_PLACES)
    came_from = []
    for profile in profiles:
        options = best[None, :] - cost
        came_from.append(options.argmax(axis=1))
        best = options.max(axis=1) + _gain(profile, places, window)
    at = int(best.argmax())
    chosen = [at]
    for previous in reversed(came_from[1:]):
        at = int(previous[at])
        chosen.append(at)
    return [float(places[n]) for n in reversed(chosen)]


def _gain(profile: Profile, places: Profile, window: float) -> Profile:
    """The share of the profile that a window at each place shows, a little more for what is in its middle."""
    at = (np.arange(len(profile)) + 0.5) / len(profile)
    apart = np.abs(places[:, None] - at[None, :])
    weight = profile / profile.sum()
    gain: Profile = ((apart <= window / 2) * (1 - _CENTRED * apart / window)) @ weight
    return gain


def _span(profile: Profile, place: float, window: float, share: float) -> Span:
    """From where to where the window's part of the profile reaches, but for its thin ends."""
    at = (np.arange(len(profile)) + 0.5) / len(profile)
    inside = np.where(np.abs(at - place) <= window / 2 + _BETWEEN, profile, 0.0)
    if not inside.any():
        inside = profile
    total = np.cumsum(inside) / inside.sum()
    rest = (1 - share) / 2
    first, last = int(np.searchsorted(total, rest, "right")), int(np.searchsorted(total, 1 - rest, "left"))
    return first / len(profile), min(last + 1, len(profile)) / len(profile)


def _steady(values: Sequence[float], around: int = 2) -> list[float]:
    """Each value as the median of its neighbourhood: one look that was mistaken moves nothing."""
    padded = np.pad(np.asarray(values), around, mode="reflect" if len(values) > around else "edge")
    middle: Profile = np.median(np.lib.stride_tricks.sliding_window_view(padded, 2 * around + 1), axis=1)
    return [float(one) for one in middle]
