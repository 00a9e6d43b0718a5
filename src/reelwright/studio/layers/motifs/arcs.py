"""Bold arcs out of two opposite corners, clamped so that they never cross the content."""

import math
import random
from typing import TYPE_CHECKING, Any

from reelwright.studio.easing import lerp, out_expo, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.held import settled
from reelwright.studio.layers.raster import stroke
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage


def build(stage: "Stage", theme: Theme, keep_out: Box, rng: random.Random) -> "Painter":
    """A wide arc in the accent and a thin one in the text's colour, per corner."""
    u, corners = stage.u, rng.choice([((0, 1), (1, 0)), ((0, 0), (1, 1))])
    arcs: list[tuple[float, float, float, float, bool]] = []
    for cx, cy in corners:
        x, y = cx * stage.width, cy * stage.height
        room = _distance(x, y, keep_out) - 30 * u
        outer = min(0.56 * min(stage.width, stage.height), room - 28 * u)
        if outer > 90 * u:
            arcs.append((x, y, outer, 56 * u, True))
            arcs.append((x, y, outer * 0.76, 18 * u, False))

    def draw(canvas: Any, moment: Moment) -> None:
        for at, (x, y, radius, width, is_bold) in enumerate(arcs):
            eased = out_expo(ramp(moment.t, 0.05 + 0.08 * at, 1.4))
            if eased > 0:
                now = radius * lerp(0.5, 1.0, eased)
                color, alpha = (theme.accent, 0.92) if is_bold else (theme.ink, 0.22)
                canvas.drawCircle(x, y, now, stroke(color, width, alpha * eased))

    return settled(stage.width, stage.height, draw, after=2.0)


def _distance(x: float, y: float, box: Box) -> float:
    return math.hypot(max(box.x - x, 0, x - box.right), max(box.y - y, 0, y - box.bottom))
