"""Paper under a window: a still, warm, barely uneven ground. Drawn once."""

import math
import random
from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.layers.grain import draw_grain
from reelwright.studio.layers.raster import LINEAR, drawn
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage


def build(stage: "Stage", theme: Theme, rng: random.Random) -> "Painter":
    """Light falls from one corner; the opposite one is a shade darker."""
    width, height = stage.width, stage.height
    left = rng.choice([0.15, 0.85])
    lit, shaded = theme.glows[-1], theme.glows[0]

    def light(canvas: Any) -> None:
        canvas.clear(theme.base.argb())
        for x, y, color in ((left, 0.1, lit), (1 - left, 1.05, shaded)):
            radius = 0.9 * math.hypot(width, height)
            stops = [color.argb(0.9), color.argb(0)]
            shader = skia.GradientShader.MakeRadial((x * width, y * height), radius, stops)
            canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))
        draw_grain(canvas, width, height, 0)  # paper does not flicker

    image = drawn(width, height, light)

    def draw(canvas: Any, moment: Moment) -> None:
        canvas.drawImage(image, 0, 0, LINEAR)

    return draw
