"""Thin open rings that turn against each other around the content, and dust."""

import math
import random
from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.easing import lerp, out_expo, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.motifs import sparks
from reelwright.studio.layers.raster import stroke
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage


def build(stage: "Stage", theme: Theme, keep_out: Box, rng: random.Random) -> "Painter":
    """The first ring clears the content's corners; rings that would not be seen at all are left out."""
    u = stage.u
    first = math.hypot(keep_out.w, keep_out.h) / 2 + 46 * u
    reach = math.hypot(stage.width, stage.height) / 2
    gap = max(80 * u, min(130 * u, (reach - first) / 4))
    radii = [first + at * gap for at in range(3) if first + at * gap < 0.97 * reach]
    start = rng.uniform(0, 360)
    motes = sparks.build(stage, theme, keep_out, rng)

    def draw(canvas: Any, moment: Moment) -> None:
        motes(canvas, moment)
        for at, radius in enumerate(radii):
            eased = out_expo(ramp(moment.t, 0.1 + 0.13 * at, 1.3))
            if eased <= 0:
                continue
            now = radius * lerp(0.8, 1.0, eased)
            canvas.save()
            canvas.translate(keep_out.cx, keep_out.cy)
            canvas.rotate(start + (16 - 10 * at) * (-1) ** at * moment.t + 70 * at)
            line = stroke(theme.accent, (5 - 1.3 * at) * u, 0.9 - 0.25 * at, is_round=True)
            canvas.drawArc(skia.Rect.MakeLTRB(-now, -now, now, now), 0, 360 * eased * (0.86 - 0.16 * at), False, line)
            canvas.restore()

    return draw
