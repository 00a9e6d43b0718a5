"""Which clips to order so that they add up to a number of frames: an exact search, not a greedy one.

Both searches minimise, in this order: price, number of shots, waste; among equals the most even cover (least sum
of squares), because a balanced edit looks better than a long shot with a stub. Lengths are whole frames.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd


@dataclass(frozen=True)
class Clip:
    """A length that can be ordered, in seconds and in frames of the plan, and its price in micro-USD."""

    seconds: Fraction
    frames: int
    price_micro: int


@dataclass(frozen=True)
class Cover:
    """The clips to order, in order of play."""

    clips: tuple[Clip, ...]

    @property
    def price_micro(self) -> int:
        return sum(clip.price_micro for clip in self.clips)

    @property
    def frames(self) -> int:
        return sum(clip.frames for clip in self.clips)


@lru_cache(maxsize=4096)
def cover_with_cuts(total: int, clips: tuple[Clip, ...]) -> Cover:
    """The best clips whose frames reach `total`, longest first. Any of them may be trimmed."""
    unit = gcd(*(clip.frames for clip in clips))
    sized = [(clip.frames // unit, clip) for clip in clips]
    need = -(-total // unit)
    # best[u]: (price, shots, units, squares) of the best cover of u units, and the clip it ends with
    best: list[tuple[tuple[int, int, int, int], tuple[int, Clip] | None]] = [((0, 0, 0, 0), None)]
    for units in range(1, need + 1):
        options = []
        for at, (size, clip) in enumerate(sized):
            price, shots, ordered, squares = best[max(0, units - size)][0]
            key = (price + clip.price_micro, shots + 1, ordered + size, squares + size * size)
            options.append((key, at))
        key, at = min(options)
        best.append((key, sized[at]))
    return Cover(tuple(sorted(_walk(best, need), key=lambda clip: -clip.frames)))


def _walk(best: list[tuple[tuple[int, int, int, int], tuple[int, Clip] | None]], units: int) -> Iterator[Clip]:
    while (last := best[units][1]) is not None:
        yield last[1]
        units = max(0, units - last[0])


# Shots used whole so far: price, squares, frames filled, the last clip, and the state before it. A plain tuple,
# because the search makes thousands of them while a request waits.
_State = tuple[int, int, int, "Clip | None", "_State | None"]


@lru_cache(maxsize=4096)
def cover_continuously(
    total: int, opening: tuple[Clip, ...], following: tuple[Clip, ...], shortest_last: int
) -> Cover | None:
    """The best clips where every shot but the first repeats, and loses, the last frame of the one before.

    Only the last shot is trimmed. Among covers of equal price one whose last shot shows at least `shortest_last`
    frames is preferred to any other. None where `following` is empty and no single clip reaches `total`.
    """
    bound = _Bound.of(opening + following)
    best: tuple[tuple[int, bool, int, int, int], _State] | None = None
    layer: dict[int, _State] = {0: (0, 0, 0, None, None)}
    shots = 0
    while layer:
        shots += 1
        longer: dict[int, _State] = {}
        clips = opening if shots == 1 else following
        for state in layer.values():
            price, squares, filled = state[:3]
            is_beaten = best is not None and not best[0][1] and best[0][2] < shots
            if is_beaten and best is not None and bound.least(price, total - filled) >= best[0][0]:
                continue  # at best as cheap, and of more shots
            for clip in clips:
                reached = filled + clip.frames - (shots > 1)
                after = (price + clip.price_micro, squares + clip.frames * clip.frames, reached, clip, state)
                if reached < total:
                    known = longer.get(reached)
                    if known is None or after[:2] < known[:2]:
                        longer[reached] = after
                    continue
                key = (after[0], total - filled < shortest_last, shots, reached - total, after[1])
                if best is None or key < best[0]:
                    best = (key, after)
        layer = longer
    return Cover(_played(best[1])) if best is not None else None


def _played(state: _State) -> tuple[Clip, ...]:
    clip, before = state[3:]
    return () if clip is None or before is None else (*_played(before), clip)


@dataclass(frozen=True)
class _Bound:
    """A price that no cover going on from a state can be below: the rest at the best rate, in whole steps of price."""

    price: int
    frames: int
    step: int

    @classmethod
    def of(cls, clips: tuple[Clip, ...]) -> "_Bound":
        best = min(clips, key=lambda clip: Fraction(clip.price_micro, clip.frames))
        return cls(best.price_micro, best.frames, gcd(*(clip.price_micro for clip in clips)) or 1)

    def least(self, paid: int, frames_left: int) -> int:
        floor = paid + frames_left * self.price // self.frames
        return -(-floor // self.step) * self.step


def trim_evenly(frames: tuple[int, ...], total: int) -> tuple[int, ...]:
    """How many frames to show of each clip, longest first, to reach `total`.

    The longest are levelled, so nothing is cut to a stub. Needs sum(frames) >= total >= number of clips.
    """
    for level in range(1, len(frames) + 1):
        share = total - sum(frames[level:])
        if level == len(frames) or share >= level * frames[level]:
            each, more = divmod(share, level)
            return (*(each + (at < more) for at in range(level)), *frames[level:])
    return ()
