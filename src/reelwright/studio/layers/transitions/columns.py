"""The new shot comes in columns (rows where the picture is tall), one after the other, each behind a bar of colour."""

from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.easing import clamp, in_out
from reelwright.studio.layers.raster import paint

if TYPE_CHECKING:
    from reelwright.studio.layers.transitions import Sides
    from reelwright.studio.stage import Stage

_COUNT = 5
_STAGGER = 0.09
_LEAD = 0.1  # how far the bar runs ahead of the new shot


def draw(stage: "Stage", canvas: Any, share: float, sides: "Sides") -> None:
    """Neighbours move in opposite directions."""
    sides.before(canvas)
    each = 1 - _STAGGER * (_COUNT - 1) - _LEAD
    shown = skia.PathBuilder()
    bars: list[tuple[Any, Any]] = []
    for at in range(_COUNT):
        lead = in_out(clamp((share - at * _STAGGER) / each))
        trail = in_out(clamp((share - at * _STAGGER - _LEAD) / each))
        if trail > 0:
            shown.addRect(_strip(stage, at, 0, trail))
        if lead > trail:
            bars.append((_strip(stage, at, trail, lead), paint(sides.colors[at % len(sides.colors)])))
    canvas.save()
    canvas.clipPath(shown.detach(), False)
    sides.after(canvas)
    canvas.restore()
    for box, fill in bars:
        canvas.drawRect(box, fill)


def _strip(stage: "Stage", at: int, start: float, end: float) -> Any:
    """Part of the n-th column; odd ones are filled from the far side."""
    start, end = (start, end) if at % 2 == 0 else (1 - end, 1 - start)
    if stage.format == "tall":
        top, bottom = round(at * stage.height / _COUNT), round((at + 1) * stage.height / _COUNT)
        return skia.Rect.MakeLTRB(round(start * stage.width), top, round(end * stage.width), bottom)
    left, right = round(at * stage.width / _COUNT), round((at + 1) * stage.width / _COUNT)
    return skia.Rect.MakeLTRB(left, round(start * stage.height), right, round(end * stage.height))
