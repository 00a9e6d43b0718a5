"""The path of a window that keeps a subject in view and moves as little as can be. Pure.

Everything is measured along the one side of the picture that the window does not fill, in shares of that side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb

import numpy as np
import numpy.typing as npt

Path = npt.NDArray[np.float64]

# The window may move by 0.5 % of the side a frame; the rest is for the rounding to pixels.
FASTEST = 0.004
# Of the room that the subject leaves in the window so much may be used before the window moves.
COMFORT = 0.5
# A camera starts and stops softly: the corners of the path are spread over so many frames (standard deviation).
SOFT_FRAMES = 5
_SAME = 1e-9


@dataclass(frozen=True)
class Sighting:
    """Where the subject was seen in one frame: from `start` to `end` of the side."""

    frame: int
    start: float
    end: float


def follow(sightings: Sequence[Sighting], frames: int, window: float, cuts: Sequence[int] = ()) -> Path:
    """The window's centre for each of `frames` frames; `window` is its share of the side, `cuts` are the first frames
    of new shots, where it may jump.

    Between the sightings the subject moves evenly, before the first and after the last it stands still; a shot without
    any keeps the middle. Where the subject can be held, it is, the window never moves faster than `FASTEST` nor turns
    round more often than the subject does. Where it cannot (it is faster, or wider than the window), the window goes
    as fast as it may and misses as little on both sides as possible.
    """
    path = np.full(frames, 0.5)
    edges = [0, *sorted(cut for cut in set(cuts) if 0 < cut < frames), frames]
    for first, after in pairwise(edges):
        seen = [one for one in sightings if first <= one.frame < after]
        if seen:
            path[first:after] = _follow_shot(seen, first, after, window)
    return path


def _follow_shot(seen: Sequence[Sighting], first: int, after: int, window: float) -> Path:
    numbers = np.arange(first, after)
    at = [one.frame for one in seen]
    start = np.interp(numbers, at, [one.start for one in seen])
    end = np.interp(numbers, at, [one.end for one in seen])
    low, high = corridor(start, end, window)
    return soften(shortest(*reachable(low, high, FASTEST)))


def corridor(start: Path, end: Path, window: float) -> tuple[Path, Path]:
    """The lowest and highest centre for each frame at which the subject is comfortably in view."""
    middle, spare = (start + end) / 2, np.maximum(0.0, window - (end - start)) / 2
    edge = min(0.5, window / 2)
    low, high = middle - spare * COMFORT, middle + spare * COMFORT
    return np.clip(low, edge, 1 - edge), np.clip(high, edge, 1 - edge)


def reachable(low: Path, high: Path, fastest: float) -> tuple[Path, Path]:
    """The part of a corridor that a path of at most this speed can use.

    Where there is none, the middle between what the frames around ask for, which is never faster either.
    """
    floor = np.maximum(_falling(low, fastest), _falling(low[::-1], fastest)[::-1])
    ceiling = -np.maximum(_falling(-high, fastest), _falling(-high[::-1], fastest)[::-1])
    middle = (floor + ceiling) / 2
    return np.minimum(floor, middle), np.maximum(ceiling, middle)


def _falling(values: Path, fastest: float) -> Path:
    """The highest of the values so far, each fallen by `fastest` a frame since."""
    fallen = np.arange(len(values)) * fastest
    highest: Path = np.maximum.accumulate(values + fallen) - fallen
    return highest


def shortest(low: Path, high: Path) -> Path:
    """The taut string through a corridor, both ends free: of all paths the one that moves and turns least.

    It is also the one whose fastest move is slowest.
    """
    first, value = _first_hold(low, high)
    if first is None:
        return np.full(len(low), value)
    back, last_value = _first_hold(low[::-1], high[::-1])
    assert back is not None
    last = len(low) - 1 - back
    path = np.empty(len(low))
    path[: first + 1], path[last:] = value, last_value
    low, high = low.copy(), high.copy()
    low[last] = high[last] = last_value
    at, held = first, value
    while at < last:
        bend, to = _next_bend(low[at : last + 1], high[at : last + 1], held)
        path[at : at + bend + 1] = np.linspace(held, to, bend + 1)
        at, held = at + bend, to
    return path


def _first_hold(low: Path, high: Path) -> tuple[int | None, float]:
    """Where a string with a free end first bends, and its value up to there; None if one value does for all."""
    floor, ceiling = np.maximum.accumulate(low), np.minimum.accumulate(high)
    broken = np.flatnonzero(floor > ceiling + _SAME)
    if not broken.size:
        return None, float(floor[-1] + ceiling[-1]) / 2
    until = broken[0]
    if low[until] > ceiling[until - 1]:
        held = ceiling[until - 1]
        return int(np.flatnonzero(high[:until] <= held + _SAME)[-1]), float(held)
    held = floor[until - 1]
    return int(np.flatnonzero(low[:until] >= held - _SAME)[-1]), float(held)


def _next_bend(low: Path, high: Path, held: float) -> tuple[int, float]:
    """How many frames a straight string from `held` gets, and where it ends there."""
    steps = np.arange(1, len(low))
    up, down = (high[1:] - held) / steps, (low[1:] - held) / steps
    most, least = np.minimum.accumulate(up), np.maximum.accumulate(down)
    broken = np.flatnonzero(least > most + _SAME)
    if not broken.size:
        return len(steps), float(low[-1])
    until = broken[0]
    if down[until] > most[until - 1]:
        bend = int(np.flatnonzero(up[:until] <= most[until - 1] + _SAME)[-1])
        return bend + 1, float(high[bend + 1])
    bend = int(np.flatnonzero(down[:until] >= least[until - 1] - _SAME)[-1])
    return bend + 1, float(low[bend + 1])


def soften(path: Path) -> Path:
    """The path with round corners. The weights of a binomial keep its speed and never add a turn."""
    half = 2 * SOFT_FRAMES**2
    weights = np.array([comb(2 * half, k) / 4.0**half for k in range(2 * half + 1)])
    return np.convolve(np.pad(path, half, mode="edge"), weights, mode="valid")


def turns(path: Sequence[float] | Path, least: float = 0.0) -> int:
    """How often a path changes direction; moves up to `least` are none."""
    count, heading, held = 0, 0, float(path[0])
    for value in path:
        move = float(value) - held
        if abs(move) <= least:
            continue
        direction = 1 if move > 0 else -1
        count += direction == -heading
        heading, held = direction, float(value)
    return count
