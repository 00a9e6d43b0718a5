"""Colours and what eyes make of them: OKLCH for mixing and shading, WCAG for contrast. Pure.

OKLab: Björn Ottosson, "A perceptual color space for image processing" (2020). Contrast: WCAG 2.2, 1.4.3.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple, Self


class Color(NamedTuple):
    """sRGB, each part 0..1."""

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """`"#fe8e49"` (or `"#f84"`); a `ValueError` for anything else."""
        digits = text.removeprefix("#")
        if len(digits) == 3:
            digits = "".join(2 * digit for digit in digits)
        if len(digits) != 6:
            raise ValueError(f"not a colour: {text!r}")
        return cls(*(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)))

    @property
    def hex(self) -> str:
        return "#" + "".join(f"{round(255 * part):02x}" for part in self)

    def argb(self, alpha: float = 1.0) -> int:
        """`0xAARRGGBB`, the way Skia takes it."""
        r, g, b = (round(255 * part) for part in self)
        return round(255 * min(1.0, max(0.0, alpha))) << 24 | r << 16 | g << 8 | b


@dataclass(frozen=True)
class Palette:
    """The two colours of a brand: `primary` carries accents, `secondary` the grounds."""

    primary: Color
    secondary: Color


WHITE = Color(1.0, 1.0, 1.0)
BLACK = Color(0.0, 0.0, 0.0)


class Oklch(NamedTuple):
    """Lightness 0..1, chroma 0..about 0.35, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def to_oklch(color: Color) -> Oklch:
    """The perceptual coordinates of a colour."""
    r, g, b = map(_linear, color)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    mid = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short
    bb = 0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, bb), math.degrees(math.atan2(bb, a)) % 360)


def from_oklch(lightness: float, chroma: float, hue: float) -> Color:
    """The colour; one that no screen shows keeps its lightness and hue and gives up chroma."""
    low, high = 0.0, chroma
    linear = _oklch_to_linear(lightness, chroma, hue)
    if not _is_in_gamut(linear):
        for _ in range(16):
            middle = (low + high) / 2
            if _is_in_gamut(_oklch_to_linear(lightness, middle, hue)):
                low = middle
            else:
                high = middle
        linear = _oklch_to_linear(lightness, low, hue)
    r, g, b = (_gamma(min(1.0, max(0.0, part))) for part in linear)
    return Color(r, g, b)


def shade(color: Color, lightness: float, chroma: float | None = None, turn: float = 0.0) -> Color:
    """The same hue, turned by `turn` degrees, at another lightness and, if given, chroma."""
    was = to_oklch(color)
    return from_oklch(lightness, was.chroma if chroma is None else chroma, was.hue + turn)


def mix(one: Color, other: Color, share: float) -> Color:
    """`share` of `other` in `one`, in sRGB."""
    r, g, b = (a + (c - a) * share for a, c in zip(one, other, strict=True))
    return Color(r, g, b)


def hue_distance(one: Color, other: Color) -> float:
    """Degrees between two hues, 0..180."""
    apart = abs(to_oklch(one).hue - to_oklch(other).hue) % 360
    return min(apart, 360 - apart)


def luminance(color: Color) -> float:
    """WCAG relative luminance, 0..1."""
    r, g, b = map(_linear, color)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: Color, other: Color) -> float:
    """WCAG contrast, 1..21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(color: Color, grounds: tuple[Color, ...], ratio: float) -> Color:
    """The colour nearest in lightness to `color`, of its hue, that stands `ratio` off every ground.

    Where neither darker nor lighter is enough (grounds of both kinds), black or white, whichever stands off more.
    """
    if _worst(color, grounds) >= ratio:
        return color
    was = to_oklch(color)
    found: list[tuple[float, Color]] = []
    for end in (0.0, 1.0):
        if _worst(from_oklch(end, 0.0, 0.0), grounds) < ratio:
            continue
        near, far = was.lightness, end
        for _ in range(14):
            middle = (near + far) / 2
            if _worst(from_oklch(middle, was.chroma, was.hue), grounds) >= ratio:
                far = middle
            else:
                near = middle
        found.append((abs(far - was.lightness), from_oklch(far, was.chroma, was.hue)))
    if not found:
        return max((BLACK, WHITE), key=lambda extreme: _worst(extreme, grounds))
    return min(found)[1]


def _worst(color: Color, grounds: tuple[Color, ...]) -> float:
    return min(contrast(color, ground) for ground in grounds)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _oklch_to_linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short,
    )


def _is_in_gamut(linear: tuple[float, float, float]) -> bool:
    return all(-1e-4 <= part <= 1.0001 for part in linear)
