"""Picture shapes: aspect ratios, resolutions and the exact pixel sizes the contract promises."""

from dataclasses import dataclass
from fractions import Fraction

ASPECT_RATIOS = ("16:9", "9:16", "1:1")
RESOLUTIONS = ("1080p", "720p")


@dataclass(frozen=True)
class Shape:
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def ratio(self) -> Fraction:
        return Fraction(self.width, self.height)


def shape_of(aspect_ratio: str, resolution: str) -> Shape:
    """`("9:16", "1080p")` -> 1080x1920: the short side carries the resolution's number."""
    wide, high = (int(part) for part in aspect_ratio.split(":"))
    short = int(resolution.removesuffix("p"))
    if wide >= high:
        return Shape(short * wide // high, short)
    return Shape(short, short * high // wide)
