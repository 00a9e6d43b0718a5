"""A low round plinth under the product, lit from above."""

from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.colour import WHITE, mix
from reelwright.studio.easing import out_quint, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.held import settled
from reelwright.studio.layers.raster import drawn
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage


def build(stage: "Stage", theme: Theme, box: Box) -> "Painter":
    """An ellipse with a side, at the foot of the box."""
    width = min(0.82 * box.w, 0.62 * box.h)
    top, side = 0.24 * width, 0.13 * width

    def body(canvas: Any) -> None:
        flank = [mix(theme.base, theme.ink, 0.05), mix(theme.base, theme.ink, 0.22), mix(theme.base, theme.ink, 0.03)]
        shader = skia.GradientShader.MakeLinear([(0, 0), (width, 0)], [color.argb() for color in flank])
        fill = skia.Paint(AntiAlias=True, Shader=shader)
        canvas.drawOval(skia.Rect.MakeXYWH(0, side, width, top), fill)
        canvas.drawRect(skia.Rect.MakeXYWH(0, top / 2, width, side), fill)
        lit = [mix(mix(theme.base, theme.ink, 0.3), WHITE, 0.12), mix(theme.base, theme.ink, 0.14)]
        light = skia.GradientShader.MakeRadial((width / 2, top / 2), width / 2, [color.argb() for color in lit])
        canvas.drawOval(skia.Rect.MakeXYWH(0, 0, width, top), skia.Paint(AntiAlias=True, Shader=light))

    plinth = drawn(width, top + side + 2, body)
    left, foot = box.cx - width / 2, box.bottom - 0.55 * top

    def draw(canvas: Any, moment: Moment) -> None:
        come = out_quint(ramp(moment.t, 0.05, 1.0))
        if come > 0:
            canvas.drawImage(plinth, round(left), round(foot - 0.4 * top + (1 - come) * (stage.height - foot)))

    return settled(stage.width, stage.height, draw, after=1.1)
