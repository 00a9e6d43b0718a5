"""The new shot comes like light across a wall: a wide soft edge travels over the picture.

A plain cross-fade would show two texts on top of each other all over it.
"""

from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.easing import in_out_sine, lerp
from reelwright.studio.layers.raster import drawn, image_paint

if TYPE_CHECKING:
    from reelwright.studio.layers.transitions import Sides
    from reelwright.studio.stage import Stage

_EDGE = 0.4  # of the width, how wide the soft edge is
_STRIPS = 64  # of even alpha: steps of 1.6 % are not seen in motion


def draw(stage: "Stage", canvas: Any, share: float, sides: "Sides") -> None:
    """From left to right."""
    sides.before(canvas)
    after = drawn(stage.width, stage.height, sides.after)
    tail = lerp(-_EDGE, 1.0, in_out_sine(share))
    _strip(stage, canvas, after, 0.0, tail, 1.0)
    for at in range(_STRIPS):
        left, right = (tail + _EDGE * (at + part) / _STRIPS for part in (0, 1))
        _strip(stage, canvas, after, left, right, 1 - (at + 0.5) / _STRIPS)


def _strip(stage: "Stage", canvas: Any, image: Any, left: float, right: float, alpha: float) -> None:
    first, last = max(0, round(left * stage.width)), min(stage.width, round(right * stage.width))
    if last > first:
        box = skia.Rect.MakeLTRB(first, 0, last, stage.height)
        canvas.drawImageRect(image, box, box, skia.SamplingOptions(), image_paint(alpha))
