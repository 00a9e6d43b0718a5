"""The colours of a brand, taken from its pictures: k-means in OKLab. Pure; the same pixels give the same palette."""

import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from reelwright.studio.colour import Color, Palette, from_oklch, hue_distance, shade, to_oklch

Floats = npt.NDArray[np.float64]

_CLUSTERS = 6
_GREY = 0.035  # chroma under which an eye sees grey
# For brands that bring no colour at all: hues whose vivid and whose dark shades both look well, never brown or olive.
_OWN_HUES = (262.0, 300.0, 285.0, 195.0, 345.0, 235.0, 18.0)
_WARM = (20.0, 155.0)  # hues whose dark shades turn brown or olive


def palette_of(colours: Sequence[Color], samples: Sequence[npt.NDArray[np.uint8]], seed: int) -> Palette:
    """A palette from brand colours (they win) and from pixels (n x 3 each, the most important picture first).

    With neither, or with greys only, the seed picks a hue of our own.
    """
    found = [color for color in colours if to_oklch(color).chroma >= _GREY]
    for pixels in samples:
        found += [color for color in _clusters(pixels) if to_oklch(color).chroma >= _GREY]
    if not found:
        hue = random.Random(f"palette {seed}").choice(_OWN_HUES)
        found = [from_oklch(0.68, 0.19, hue)]
    primary = found[0]
    secondary = next((color for color in found[1:] if _is_second(color, primary)), None)
    return Palette(primary, _ground_hue(primary, secondary))


def _is_second(color: Color, primary: Color) -> bool:
    return hue_distance(color, primary) > 30 and to_oklch(color).chroma > 0.05


def _ground_hue(primary: Color, secondary: Color | None) -> Color:
    """What grounds are shaded from. Dark orange is brown: warm brands without a second hue get a cool ground."""
    if secondary is not None and not _is_warm(secondary):
        return secondary
    hue = to_oklch(primary).hue
    if not _is_warm(primary):
        away = 24 if _WARM[1] < hue < 215 else -18  # glows reach 28 degrees further: keep them out of the warm hues
        return shade(primary, 0.5, 0.12, away)
    if hue > 110:
        return shade(primary, 0.5, 0.11, 195 - hue)  # green goes with teal
    return shade(primary, 0.5, 0.14, 215)


def _is_warm(color: Color) -> bool:
    return _WARM[0] <= to_oklch(color).hue <= _WARM[1]


def _clusters(pixels: npt.NDArray[np.uint8]) -> list[Color]:
    """Cluster centres, the most telling first: strong colours, a little before wide ones."""
    if not len(pixels):
        return []
    lab = _oklab(pixels[:: max(1, len(pixels) // 6000)])
    centres = _farthest(lab)
    for _ in range(12):
        nearest = np.argmin(((lab[:, None] - centres[None]) ** 2).sum(2), axis=1)
        kept = np.unique(nearest)
        centres = np.stack([lab[nearest == at].mean(0) for at in kept])
    nearest = np.argmin(((lab[:, None] - centres[None]) ** 2).sum(2), axis=1)
    share = np.bincount(nearest, minlength=len(centres)) / len(lab)
    chroma = np.hypot(centres[:, 1], centres[:, 2])
    order = np.argsort(-(chroma * (share + 0.05) ** 0.4), kind="stable")
    return [_color(centres[at]) for at in order]


def _farthest(lab: Floats) -> Floats:
    """First centres: the mean's nearest point, then each time the point farthest from all so far. No chance in it."""
    centres = [lab[np.argmin(((lab - lab.mean(0)) ** 2).sum(1))]]
    distance = np.full(len(lab), np.inf)
    for _ in range(_CLUSTERS - 1):
        distance = np.minimum(distance, ((lab - centres[-1]) ** 2).sum(1))
        centres.append(lab[np.argmax(distance)])
    return np.stack(centres)


def _oklab(pixels: npt.NDArray[np.uint8]) -> Floats:
    rgb = pixels.astype(np.float64) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    to_cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    to_lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    lab: Floats = np.cbrt(linear @ to_cones.T) @ to_lab.T
    return lab


def _color(lab: Floats) -> Color:
    lightness, a, b = (float(part) for part in lab)
    return from_oklch(lightness, float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a))))
