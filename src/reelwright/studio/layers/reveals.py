"""How a word comes in: from its share of the way (0..1) to where and how it is drawn. Pure."""

from collections.abc import Callable
from typing import NamedTuple

from reelwright.studio.easing import out_cubic, out_expo, out_quint, overshoot


class Pose(NamedTuple):
    """Offsets in shares of the text's size; `is_masked` keeps the word inside its own line while it moves."""

    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0
    angle: float = 0.0
    alpha: float = 1.0
    blur: float = 0.0
    is_masked: bool = False


def rise(u: float) -> Pose:
    left = 1 - out_quint(u)
    return Pose(dy=left * 1.25, angle=left * 5, is_masked=u < 1)


def drop(u: float) -> Pose:
    left = 1 - out_quint(u)
    return Pose(dy=-left * 1.25, is_masked=u < 1)


def fade(u: float) -> Pose:
    eased = out_cubic(u)
    return Pose(dy=(1 - eased) * 0.45, alpha=eased)


def slide(u: float) -> Pose:
    eased = out_expo(u)
    return Pose(dx=-(1 - eased) * 0.9, alpha=min(1.0, u * 5))


def pop(u: float) -> Pose:
    return Pose(scale=0.6 + 0.4 * overshoot(u), alpha=min(1.0, u * 4))


def stamp(u: float) -> Pose:
    return Pose(scale=1.55 - 0.55 * out_expo(u), alpha=min(1.0, u * 5))


def focus(u: float) -> Pose:
    left = 1 - out_cubic(u)
    return Pose(scale=1 + 0.08 * left, alpha=min(1.0, u * 2.2), blur=left)


REVEALS: dict[str, Callable[[float], Pose]] = {
    reveal.__name__: reveal for reveal in (rise, drop, fade, slide, pop, stamp, focus)
}
# Seconds between two words, and for one word.
PACE: dict[str, tuple[float, float]] = {
    "rise": (0.09, 0.9),
    "drop": (0.07, 0.8),
    "fade": (0.045, 0.75),
    "slide": (0.08, 0.8),
    "pop": (0.08, 0.55),
    "stamp": (0.11, 0.4),
    "focus": (0.08, 0.9),
}
