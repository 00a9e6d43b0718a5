"""A fine frame that draws itself along the picture's edge, with small ticks at its corners."""

import random
from typing import TYPE_CHECKING, Any

from reelwright.studio.easing import in_out, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.raster import paint, stroke
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage


def build(stage: "Stage", theme: Theme, keep_out: Box, rng: random.Random) -> "Painter":
    """Nearer to the edge than anything else: pictures reach half way into the margin."""
    u = stage.u
    margin = 0.28 * min(stage.safe.x, stage.safe.y, stage.width - stage.safe.right, stage.height - stage.safe.bottom)
    box = stage.full.inset(max(18 * u, margin))
    line, tick = stroke(theme.ink, max(1.0, 2 * u), 0.35), paint(theme.accent)
    arm = 9 * u

    def draw(canvas: Any, moment: Moment) -> None:
        grown = in_out(ramp(moment.t, 0.0, 1.3))
        if grown <= 0:
            return
        canvas.drawLine(box.x, box.y, box.x + box.w * grown, box.y, line)
        canvas.drawLine(box.right, box.bottom, box.right - box.w * grown, box.bottom, line)
        canvas.drawLine(box.right, box.y, box.right, box.y + box.h * grown, line)
        canvas.drawLine(box.x, box.bottom, box.x, box.bottom - box.h * grown, line)
        for x, y in ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)):
            canvas.drawCircle(x, y, arm * grown, tick)

    return draw
