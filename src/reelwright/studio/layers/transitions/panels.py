"""Slanted panels in the brand's colours sweep across; the old shot is left of them, the new one follows right behind.

The band is narrower than the picture and its parts keep apart, so no moment shows a single colour.
"""

import math
from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.easing import clamp, in_out, lerp
from reelwright.studio.layers.raster import paint

if TYPE_CHECKING:
    from reelwright.studio.layers.transitions import Sides
    from reelwright.studio.stage import Stage

_SLANT = 16  # degrees
_LAG = 0.075


def draw(stage: "Stage", canvas: Any, share: float, sides: "Sides") -> None:
    """`share` 0..1 of the way."""
    sides.before(canvas)
    lean = stage.height * math.tan(math.radians(_SLANT))
    edges = [_edge(stage, lean, share - at * _LAG) for at in range(len(sides.colors) + 1)]
    canvas.save()
    canvas.clipPath(_left_of(stage, lean, edges[-1]), True)
    sides.after(canvas)
    canvas.restore()
    for color, lead, trail in zip(sides.colors, edges, edges[1:], strict=False):
        if lead > trail:
            canvas.drawPath(_between(stage, lean, trail, lead), paint(color))


def _edge(stage: "Stage", lean: float, share: float) -> float:
    room = 1 - 3 * _LAG
    return lerp(-lean - 4, stage.width + 4, in_out(clamp(share / room)))


def _left_of(stage: "Stage", lean: float, x: float) -> Any:
    return _between(stage, lean, -2 * lean - 10, x)


def _between(stage: "Stage", lean: float, left: float, right: float) -> Any:
    corners = [(left + lean, 0), (right + lean, 0), (right, stage.height), (left, stage.height)]
    return skia.Path.Polygon([skia.Point(x, y) for x, y in corners], True)
