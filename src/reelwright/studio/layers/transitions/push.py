"""The new shot pushes the old one out, fast in the middle, with the blur that speed leaves."""

from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.easing import in_out
from reelwright.studio.layers.raster import LINEAR, drawn

if TYPE_CHECKING:
    from reelwright.studio.layers.transitions import Sides
    from reelwright.studio.stage import Stage

_SHUTTER = 0.012  # of the transition, each way
_NARROW = 4  # along the motion nothing finer is left to see


def draw(stage: "Stage", canvas: Any, share: float, sides: "Sides") -> None:
    """Sideways where the picture is wide, upwards where it is tall."""
    is_tall = stage.format == "tall"
    length = stage.height if is_tall else stage.width
    moved = round(in_out(share) * length)
    span = (in_out(min(1.0, share + _SHUTTER)) - in_out(max(0.0, share - _SHUTTER))) * length
    before, after = (drawn(stage.width, stage.height, side) for side in (sides.before, sides.after))

    def pair(target: Any) -> None:
        for image, offset in ((before, -moved), (after, length - moved)):
            x, y = (0, offset) if is_tall else (offset, 0)
            target.drawImage(image, x, y, LINEAR)

    if span < 8 * stage.u:
        pair(canvas)
    else:
        _smear(stage, canvas, pair, span / 3, is_tall)


def _smear(stage: "Stage", canvas: Any, pair: Any, sigma: float, is_tall: bool) -> None:
    """Blur along the motion, on a picture squeezed along it."""
    x, y = (1, _NARROW) if is_tall else (_NARROW, 1)
    width, height = stage.width / x, stage.height / y

    def squeezed(target: Any) -> None:
        target.scale(1 / x, 1 / y)
        pair(target)

    narrow = drawn(width, height, squeezed)
    sigmas = (0, sigma / y) if is_tall else (sigma / x, 0)
    blur = skia.Paint(ImageFilter=skia.ImageFilters.Blur(*sigmas, skia.TileMode.kClamp))
    blurred = drawn(width, height, lambda target: target.drawImage(narrow, 0, 0, LINEAR, blur))
    canvas.drawImageRect(blurred, skia.Rect(stage.width, stage.height), LINEAR)
