"""Dust in the light: soft motes that rise slowly."""

import math
import random
from typing import TYPE_CHECKING, Any

from reelwright.studio.colour import WHITE, Color, mix
from reelwright.studio.easing import ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.raster import draw_glow, glow
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage

_RADII = (3.0, 5.0, 8.0, 18.0)
_MOSTLY_SMALL = (0, 0, 0, 1, 1, 2, 3)


def build(stage: "Stage", theme: Theme, keep_out: Box, rng: random.Random) -> "Painter":
    """Motes everywhere: they are faint enough to pass behind words."""
    return dust(stage, mix(theme.accent, WHITE, 0.6) if theme.is_dark else theme.accent, 44, rng)


def dust(stage: "Stage", color: Color, count: int, rng: random.Random) -> "Painter":
    """`count` motes of one colour."""
    radii = [max(1.5, radius * stage.u) for radius in _RADII]
    images = [glow(4 * radius, color) for radius in radii]
    motes = [
        (rng.random(), rng.random(), rng.choice(_MOSTLY_SMALL), rng.uniform(0.01, 0.04), rng.uniform(0, math.tau))
        for _ in range(count)
    ]

    def draw(canvas: Any, moment: Moment) -> None:
        for at, (x, y, kind, speed, phase) in enumerate(motes):
            top = ((y - speed * moment.at) % 1.1 - 0.05) * stage.height
            left = (x + 0.012 * math.sin(0.8 * moment.at + phase)) * stage.width
            alpha = (0.2 + 0.5 * (at % 5) / 5) * (0.6 + 0.4 * math.sin(1.7 * moment.at + phase))
            alpha *= (0.3 if kind == 3 else 1.0) * ramp(moment.at, 0.1, 1.0)
            draw_glow(canvas, images[kind], left, top, radii[kind], alpha)

    return draw
