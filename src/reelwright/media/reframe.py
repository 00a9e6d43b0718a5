"""Which part of a picture fills a frame of another format. Pure: a tracker only has to bring `Focus` points."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reelwright.media.values import Focus
from reelwright.timeline.shape import Shape

_SPARE = 4  # pixels of the source on each side of a window that glides


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


def is_cut(source: Shape, target: Shape) -> bool:
    """Whether filling `target`'s format leaves out a part of the picture; two pixels are rounding."""
    window = reframe(source, target)
    return window.width < source.width - 2 or window.height < source.height - 2


class Glide:
    """A window that moves by less than a pixel of the source, as a slow camera does.

    Filters cut at even pixels only, and two pixels of a small source are a visible jump in a large film. So a little
    more than the window is cut out and scaled, to `scaled` pixels, and the film's own pixels are cut out of that.
    """

    def __init__(self, source: Shape, target: Shape, focus: Sequence[Focus]) -> None:
        self._source, self._target, self._focus = source, target, focus
        window = reframe(source, target)
        self._exact = window.width, window.height
        room = (source.width // 2 * 2, source.height // 2 * 2)
        self.width, self.height = (
            min(length + 2 * _SPARE, most) for length, most in zip(self._exact, room, strict=True)
        )
        self.scaled = Shape(
            _even(Fraction(self.width * target.width, window.width)),
            _even(Fraction(self.height * target.height, window.height)),
        )

    def at(self, seconds: Fraction) -> tuple[Window, Window]:
        """The part of the source to scale, and the part of the scaled that the film shows."""
        x, y = focus_at(self._focus, seconds)
        film = self._target
        coarse_x, fine_x = _glide(x, self._exact[0], self.width, self._source.width, film.width, self.scaled.width)
        coarse_y, fine_y = _glide(y, self._exact[1], self.height, self._source.height, film.height, self.scaled.height)
        return Window(coarse_x, coarse_y, self.width, self.height), Window(fine_x, fine_y, film.width, film.height)


def focus_at(focus: Sequence[Focus], at: Fraction) -> tuple[float, float]:
    """The focus between the points given, held before the first and after the last; the centre without any."""
    if not focus:
        return 0.5, 0.5
    place = bisect_right(focus, at, key=lambda point: point.seconds)
    if place in (0, len(focus)):
        nearest = focus[0 if place == 0 else -1]
        return nearest.x, nearest.y
    before, after = focus[place - 1], focus[place]
    share = float((at - before.seconds) / (after.seconds - before.seconds))
    return before.x + share * (after.x - before.x), before.y + share * (after.y - before.y)


def _glide(centre: float, exact: int, grown: int, room: int, film: int, scaled: int) -> tuple[int, int]:
    """Along one side: where to cut the grown window out of the source, and the film out of the scaled."""
    start = max(0.0, min(centre * room - exact / 2, room - exact))
    coarse = max(0, min(int(start) - _SPARE, room - grown)) // 2 * 2
    fine = round((start - coarse) * scaled / grown / 2) * 2
    return coarse, max(0, min(fine, (scaled - film) // 2 * 2))


def _place(centre: float, size: int, room: int) -> int:
    start = round(centre * room - size / 2)
    return max(0, min(start, room - size)) // 2 * 2


def _even(length: Fraction) -> int:
    return max(2, int(length) // 2 * 2)
