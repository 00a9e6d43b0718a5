"""Vivid colour flowing behind a raster of printed dots."""

import random
from typing import TYPE_CHECKING, Any

from reelwright.studio.colour import mix
from reelwright.studio.layers.backgrounds import aurora
from reelwright.studio.layers.raster import drawn, paint
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage

_STEP = 30  # design units between dots


def build(stage: "Stage", theme: Theme, rng: random.Random) -> "Painter":
    """Dots swell towards one corner and are gone by the middle, where words stand."""
    lights = aurora.build(stage, theme, rng)
    step = max(4.0, _STEP * stage.u)
    side = round(0.62 * max(stage.width, stage.height))
    dot = paint(mix(theme.base, theme.ink, 0.35), 0.5)

    def raster(canvas: Any) -> None:
        count = int(side / step) + 1
        for row in range(count):
            for column in range(count):
                x, y = (column + 0.5 * (row % 2)) * step, row * step
                near = 1 - (x + y) / (1.05 * side)
                if near > 0:
                    canvas.drawCircle(x, y, 0.46 * step * near, dot)

    image = drawn(side, side, raster)
    is_left = rng.random() < 0.5

    def draw(canvas: Any, moment: Moment) -> None:
        lights(canvas, moment)
        canvas.save()
        if not is_left:
            canvas.translate(stage.width, stage.height)
            canvas.scale(-1, -1)
        canvas.drawImage(image, 0, 0)
        canvas.restore()

    return draw
