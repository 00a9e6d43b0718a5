"""A disc in the accent's colour behind the product, and one thin ring around it."""

from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.colour import WHITE, mix
from reelwright.studio.easing import out_expo, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.held import settled
from reelwright.studio.layers.raster import LINEAR, draw_glow, drawn, glow, stroke
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage


def build(stage: "Stage", theme: Theme, box: Box) -> "Painter":
    """As large as the shorter side of the box allows, ring included."""
    radius = 0.43 * min(box.w * (1.12 if box.h > 1.6 * box.w else 1.0), box.h * 0.92)
    ends = [mix(theme.accent, WHITE, 0.18).argb(), theme.accent.argb()]
    shader = skia.GradientShader.MakeLinear([(0, 0), (0, 2 * radius)], ends)

    def circle(canvas: Any) -> None:
        canvas.drawCircle(radius, radius, radius - 1, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))

    disc, light = drawn(2 * radius, 2 * radius, circle), glow(1.7 * radius, theme.accent, 0.45)

    def draw(canvas: Any, moment: Moment) -> None:
        grown = out_expo(ramp(moment.t, 0.1, 1.1))
        if grown <= 0:
            return
        draw_glow(canvas, light, box.cx, box.cy, 1.7 * radius, 0.7 * grown)
        now = radius * grown
        if grown < 1:
            canvas.drawImageRect(disc, skia.Rect.MakeXYWH(box.cx - now, box.cy - now, 2 * now, 2 * now), LINEAR)
        else:
            canvas.drawImage(disc, round(box.cx - now), round(box.cy - now))
        ring = out_expo(ramp(moment.t, 0.35, 1.3))
        if ring > 0:
            canvas.drawCircle(box.cx, box.cy, 1.16 * radius * ring, stroke(theme.ink, 2 * stage.u, 0.25))

    return settled(stage.width, stage.height, draw, after=1.7)
