"""Slow soft lights in neighbouring hues, drawn at a sixteenth of the size: smooth at any size, cheap at all."""

import math
import random
from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.colour import BLACK
from reelwright.studio.layers.grain import draw_grain
from reelwright.studio.layers.held import held
from reelwright.studio.layers.raster import LINEAR
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage

_SCALE = 16
_VIGNETTE = 0.42


def build(stage: "Stage", theme: Theme, rng: random.Random) -> "Painter":
    """Lights of the theme's glows over its base; dark grounds get a vignette beneath everything."""
    width, height = max(2, stage.width // _SCALE), max(2, stage.height // _SCALE)
    surface = skia.Surface.MakeRasterN32Premul(width, height)
    small, reach = surface.getCanvas(), max(width, height)
    spots = _spread(rng, len(theme.glows))
    lights = [
        (color, x, y, reach * rng.uniform(0.42, 0.62), rng.uniform(0, math.tau), rng.uniform(0.3, 0.5))
        for color, (x, y) in zip(theme.glows, spots, strict=True)
    ]
    edge = [BLACK.argb(0), BLACK.argb(0), BLACK.argb(_VIGNETTE)]
    shader = skia.GradientShader.MakeRadial((width / 2, height / 2), math.hypot(width, height) / 2, edge, [0, 0.5, 1])
    vignette = skia.Paint(Shader=shader) if theme.is_dark else None
    target = skia.Rect(stage.width, stage.height)

    def draw(canvas: Any, moment: Moment) -> None:
        small.clear(theme.base.argb())
        for color, x, y, radius, phase, speed in lights:
            cx = (x + 0.16 * math.sin(moment.at * speed * 1.3 + phase)) * width
            cy = (y + 0.18 * math.cos(moment.at * speed + phase * 1.7)) * height
            stops = [color.argb(), color.argb(0.45), color.argb(0)]
            light = skia.GradientShader.MakeRadial((cx, cy), radius, stops, [0, 0.45, 1])
            small.drawPaint(skia.Paint(Shader=light))
        if vignette:
            small.drawPaint(vignette)
        canvas.drawImageRect(surface.makeImageSnapshot(), target, LINEAR)
        draw_grain(canvas, stage.width, stage.height, round(moment.at / moment.step))

    return held(stage.width, stage.height, draw)


def _spread(rng: random.Random, count: int) -> list[tuple[float, float]]:
    """Places round the middle, evenly apart, so that no corner of the picture is left dull."""
    turn = rng.uniform(0, math.tau)
    around = [turn + math.tau * at / count + rng.uniform(-0.3, 0.3) for at in range(count)]
    return [(0.5 + 0.38 * math.cos(angle), 0.5 + 0.38 * math.sin(angle)) for angle in around]
