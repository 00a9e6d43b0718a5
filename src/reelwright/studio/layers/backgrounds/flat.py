"""One colour and one very large quiet shape that turns: posters, not screens."""

import math
import random
from typing import TYPE_CHECKING, Any

from reelwright.studio.colour import mix
from reelwright.studio.layers.raster import paint
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage


def build(stage: "Stage", theme: Theme, rng: random.Random) -> "Painter":
    """A disc larger than the picture, half outside it, one shade off the ground."""
    shade = paint(mix(theme.base, theme.glows[0], 0.7))
    radius = 0.62 * max(stage.width, stage.height)
    corner = rng.choice([(1.0, 1.0), (1.0, 0.0), (0.0, 1.0)])
    phase = rng.uniform(0, math.tau)

    def draw(canvas: Any, moment: Moment) -> None:
        canvas.clear(theme.base.argb())
        sway = 0.05 * math.sin(0.35 * moment.at + phase)
        x = (corner[0] + (0.5 - corner[0]) * (0.3 + sway)) * stage.width
        y = (corner[1] + (0.5 - corner[1]) * (0.1 - sway)) * stage.height
        canvas.drawCircle(x, y, radius, shade)

    return draw
