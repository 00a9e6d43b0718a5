"""The new shot pushes the old one out, fast in the middle, with the blur that speed leaves."""

from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.easing import in_out
from reelwright.studio.layers.raster import LINEAR, drawn

if TYPE_CHECKING:
    from reelwright.studio.layers.transitions import Sides
    from reelwright.studio.stage import Stage

_SAMPLES = 5
_SHUTTER = 0.02  # of the transition, each way


def draw(stage: "Stage", canvas: Any, share: float, sides: "Sides") -> None:
    """Sideways where the picture is wide, upwards where it is tall."""
    before = drawn(stage.width, stage.height, sides.before)
    after = drawn(stage.width, stage.height, sides.after)
    is_tall = stage.format == "tall"
    length = stage.height if is_tall else stage.width
    span = abs(in_out(min(1.0, share + _SHUTTER)) - in_out(max(0.0, share - _SHUTTER))) * length
    samples = _SAMPLES if span > 6 * stage.u else 1
    for at in range(samples):
        now = share + _SHUTTER * (2 * (at + 0.5) / samples - 1) * (samples > 1)
        moved = round(in_out(min(1.0, max(0.0, now))) * length)
        # Each sample covers the whole picture, so drawing the n-th at 1/n leaves their mean.
        shade = skia.Paint(Alphaf=1 / (at + 1))
        for image, offset in ((before, -moved), (after, length - moved)):
            x, y = (0, offset) if is_tall else (offset, 0)
            canvas.drawImage(image, x, y, LINEAR, shade)
