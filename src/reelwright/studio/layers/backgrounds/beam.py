"""A dark studio: one beam from above, a pool of light on the floor, dust in the air."""

import math
import random
from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.colour import mix
from reelwright.studio.layers.grain import draw_grain
from reelwright.studio.layers.held import held
from reelwright.studio.layers.motifs.sparks import dust
from reelwright.studio.layers.raster import LINEAR, drawn
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage

_SCALE = 6


def build(stage: "Stage", theme: Theme, rng: random.Random) -> "Painter":
    """The beam leans a little from side to side; everything else is one cached picture."""
    width, height = max(2, stage.width // _SCALE), max(2, stage.height // _SCALE)
    room = drawn(width, height, lambda canvas: _room(canvas, width, height, theme))
    shaft = drawn(width, height, lambda canvas: _shaft(canvas, width, height, theme))
    surface = skia.Surface.MakeRasterN32Premul(width, height)
    small, target = surface.getCanvas(), skia.Rect(stage.width, stage.height)
    lean = rng.choice([-1.0, 1.0])
    motes = dust(stage, theme.ink, 36, rng)

    def draw(canvas: Any, moment: Moment) -> None:
        small.drawImage(room, 0, 0)
        small.save()
        small.translate(width / 2, 0)
        small.rotate(lean * (3 + 2.5 * math.sin(0.4 * moment.at)))
        small.translate(-width / 2, -0.06 * height)
        small.scale(1.0, 1.12)
        small.drawImage(shaft, 0, 0, LINEAR)
        small.restore()
        canvas.drawImageRect(surface.makeImageSnapshot(), target, LINEAR)
        draw_grain(canvas, stage.width, stage.height, round(moment.at / moment.step))

    still = held(stage.width, stage.height, draw)

    def draw_with_dust(canvas: Any, moment: Moment) -> None:
        still(canvas, moment)
        motes(canvas, moment)

    return draw_with_dust


def _room(canvas: Any, width: int, height: int, theme: Theme) -> None:
    canvas.clear(theme.base.argb())
    canvas.save()
    canvas.translate(width / 2, 0.93 * height)
    canvas.scale(1.0, 0.28)
    pool = mix(theme.glows[0], theme.ink, 0.14)
    stops = [pool.argb(), pool.argb(0.4), pool.argb(0)]
    shader = skia.GradientShader.MakeRadial((0, 0), 0.62 * max(width, height), stops, [0, 0.5, 1])
    canvas.drawPaint(skia.Paint(Shader=shader))
    canvas.restore()


def _shaft(canvas: Any, width: int, height: int, theme: Theme) -> None:
    top, bottom = 0.05 * max(width, height), 0.42 * max(width, height)
    corners = [(-top, 0), (top, 0), (bottom, height), (-bottom, height)]
    cone = skia.Path.Polygon([skia.Point(width / 2 + x, y) for x, y in corners], True)
    light = mix(theme.glows[0], theme.ink, 0.4)
    stops = [light.argb(0.75), light.argb(0.3), light.argb(0)]
    shader = skia.GradientShader.MakeLinear([(0, 0), (0, height)], stops, [0, 0.55, 1])
    blur = skia.ImageFilters.Blur(0.035 * width, 0.01 * width)
    canvas.drawPath(cone, skia.Paint(AntiAlias=True, Shader=shader, ImageFilter=blur))
