"""What one route offers for a wish: every mode, picture and sound that could serve it, best first."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from reelwright.catalog.spec import DurationRange, Mode, Size
from reelwright.planning.cover import Clip
from reelwright.planning.wish import Reframe, Wish
from reelwright.timeline.shape import Shape
from reelwright.timeline.time import frames_of, seconds_of_frames

DEFAULT_FPS = 30


@dataclass(frozen=True)
class Offer:
    """A mode in one picture size, with or without the vendor's sound, measured against the wish.

    `upscale` is 1 where the cropped picture is at least the wished one; `kept` the share of area a crop leaves.
    """

    mode: Mode
    size: Size
    with_audio: bool
    audio: Literal["native", "music", "none"]
    upscale: Fraction
    kept: Fraction

    def price_of(self, seconds: Fraction) -> int:
        """Micro-USD of one clip. Offers exist only where a price is known."""
        price = self.mode.price_of(self.size.resolution, self.with_audio)
        if price is None:
            raise LookupError(f"the mode {self.mode.id} has no price for {self.size.resolution}")
        return price.of(seconds)

    def clips(self, seconds: tuple[Fraction, ...], fps: int) -> tuple[Clip, ...]:
        return tuple(Clip(length, frames_of(length, fps), self.price_of(length)) for length in seconds)


def offers_of(mode: Mode, wish: Wish) -> Iterator[Offer]:
    """The mode's priced pictures for this wish; none where no price is known."""
    for size in mode.sizes:
        crop, kept = cropped(size.shape, wish.shape)
        sound = _sound(mode, size.resolution, wish)
        if sound is not None:
            upscale = max(Fraction(1), wish.shape.width / crop)
            yield Offer(mode, size, sound, _heard(sound, wish), upscale, kept)


def cropped(picture: Shape, wanted: Shape) -> tuple[Fraction, Fraction]:
    """Exact width of the largest crop of `picture` in the ratio of `wanted`, and the share of area it keeps."""
    width = min(Fraction(picture.width), picture.height * wanted.ratio)
    return width, (width * width / wanted.ratio) / (picture.width * picture.height)


def reframe_of(picture: Shape, wanted: Shape) -> Reframe | None:
    """The crop in whole, even pixels; None where the picture has the ratio already (to a pixel's rounding)."""
    width, kept = cropped(picture, wanted)
    crop = Shape(_even(width), _even(width / wanted.ratio))
    if picture.width - crop.width <= 1 and picture.height - crop.height <= 1:
        return None
    return Reframe(picture.width, picture.height, crop.width, crop.height, kept)


def clip_lengths(mode: Mode, total: int, fps: int, *, is_continuous: bool) -> tuple[Fraction, ...]:
    """The clip lengths worth considering for `total` frames: all there are, or even parts where any length goes."""
    lengths = mode.clip_seconds()
    if lengths is not None:
        return lengths
    span = mode.durations
    assert isinstance(span, DurationRange)  # only ranges go without a list
    lost = 1 if is_continuous else 0
    longest = int(span.max * fps) - lost
    shots = -(-(total - lost) // longest)
    even = -(-(total + lost * (shots - 1)) // shots)
    return (max(span.min, seconds_of_frames(even, fps)),)


def fps_for(wish: Wish, *modes: Mode) -> int:
    """The wished rate, else the one all modes share, else 30."""
    if wish.fps is not None:
        return wish.fps
    rates = {mode.fps for mode in modes}
    return (rates.pop() or DEFAULT_FPS) if len(rates) == 1 else DEFAULT_FPS


def _sound(mode: Mode, resolution: str, wish: Wish) -> bool | None:
    """Whether to order the vendor's sound; None where what would be ordered has no price."""
    loud, silent = mode.price_of(resolution, True), mode.price_of(resolution, False)
    if mode.audio == "native" or (mode.audio == "optional" and wish.audio == "native"):
        return True if loud else None
    if mode.audio == "none" or loud is None:
        return False if silent else None
    if silent is None:
        return True
    return wish.audio == "auto" and loud.of(Fraction(10)) <= silent.of(Fraction(10))


def _heard(with_audio: bool, wish: Wish) -> Literal["native", "music", "none"]:
    if wish.audio == "auto":
        return "native" if with_audio else "music"
    return wish.audio


def _even(length: Fraction) -> int:
    return int(length) // 2 * 2
