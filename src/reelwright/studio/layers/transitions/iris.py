"""A circle opens on the new shot, with a ring of the brand's colour around it."""

import math
from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.easing import clamp, in_out
from reelwright.studio.layers.raster import stroke

if TYPE_CHECKING:
    from reelwright.studio.layers.transitions import Sides
    from reelwright.studio.stage import Stage


_LEAD = 0.05  # of the way, by which the ring runs ahead


def draw(stage: "Stage", canvas: Any, share: float, sides: "Sides") -> None:
    """From the middle outwards."""
    sides.before(canvas)
    reach = math.hypot(stage.width, stage.height) / 2
    inner, outer = reach * in_out(clamp((share - _LEAD) / (1 - _LEAD))), reach * in_out(clamp(share / (1 - _LEAD)))
    x, y = stage.width / 2, stage.height / 2
    if inner > 1:
        canvas.save()
        canvas.clipPath(skia.Path.Circle(x, y, inner), True)
        sides.after(canvas)
        canvas.restore()
    if outer > inner:
        canvas.drawCircle(x, y, (inner + outer) / 2, stroke(sides.colors[0], outer - inner))
