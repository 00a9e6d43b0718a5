"""Which part of a picture fills a frame of another format. Pure: a tracker only has to bring `Focus` points."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from reelwright.media.values import Focus
from reelwright.timeline.shape import Shape


@dataclass(frozen=True)
class Window:
    """A part of a picture, in its pixels; every number is even, as 4:2:0 wants."""

    x: int
    y: int
    width: int
    height: int


def reframe(source: Shape, target: Shape, focus: Sequence[Focus] = (), at: Fraction = Fraction(0)) -> Window:
    """The largest window of `target`'s format in `source`, as near to the focus at that second as the edges allow."""
    if source.ratio > target.ratio:
        width, height = _even(source.height * target.ratio), _even(Fraction(source.height))
    else:
        width, height = _even(Fraction(source.width)), _even(source.width / target.ratio)
    x, y = focus_at(focus, at)
    return Window(_place(x, width, source.width), _place(y, height, source.height), width, height)


def focus_at(focus: Sequence[Focus], at: Fraction) -> tuple[float, float]:
    """The focus between the points given, held before the first and after the last; the centre without any."""
    if not focus:
        return 0.5, 0.5
    for before, after in pairwise(focus):
        if before.seconds <= at < after.seconds:
            share = float((at - before.seconds) / (after.seconds - before.seconds))
            return before.x + share * (after.x - before.x), before.y + share * (after.y - before.y)
    nearest = focus[0] if at < focus[0].seconds else focus[-1]
    return nearest.x, nearest.y


def _place(centre: float, size: int, room: int) -> int:
    start = round(centre * room - size / 2)
    return max(0, min(start, room - size)) // 2 * 2


def _even(length: Fraction) -> int:
    return max(2, int(length) // 2 * 2)
