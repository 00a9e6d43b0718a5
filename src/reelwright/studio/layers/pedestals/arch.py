"""An arched niche, tone in tone, that rises from the floor."""

from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.colour import mix
from reelwright.studio.easing import out_quint, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.held import settled
from reelwright.studio.layers.raster import drawn
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage


def build(stage: "Stage", theme: Theme, box: Box) -> "Painter":
    """Round on top, straight below, down to the box's foot."""
    width, height = min(0.86 * box.w, 0.8 * box.h), 0.94 * box.h
    ends = [mix(theme.base, theme.accent, 0.55).argb(), mix(theme.base, theme.accent, 0.24).argb()]
    shader = skia.GradientShader.MakeLinear([(0, 0), (0, height)], ends)
    top = skia.RRect()
    radii = [(width / 2, width / 2), (width / 2, width / 2), (0, 0), (0, 0)]
    top.setRectRadii(skia.Rect(width, height), [skia.Point(*radius) for radius in radii])
    fill = skia.Paint(AntiAlias=True, Shader=shader, Dither=True)
    niche = drawn(width, height, lambda canvas: canvas.drawRRect(top, fill))
    left, floor = box.cx - width / 2, box.y + 0.97 * box.h

    def draw(canvas: Any, moment: Moment) -> None:
        grown = out_quint(ramp(moment.t, 0.05, 1.2))
        if grown <= 0:
            return
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(left, 0, left + width, floor))
        canvas.drawImage(niche, round(left), round(floor - height * grown))
        canvas.restore()

    return settled(stage.width, stage.height, draw, after=1.3)
