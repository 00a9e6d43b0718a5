"""Bars along the top of the safe area, one a shot, that fill as the story goes on."""

from typing import TYPE_CHECKING, Any

from reelwright.studio.easing import clamp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.raster import paint, rounded
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Timeline

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage

_MOST = 9  # more bars than this are too short to tell anything
_HEIGHT, _GAP = 8.0, 12.0  # design units


def reserve(stage: "Stage") -> float:
    """Pixels of the safe area's top that content leaves free."""
    return 56 * stage.u


def build(stage: "Stage", timeline: Timeline) -> "Painter":
    """Nothing where the film has too many shots; nothing on its end card."""
    shots = timeline.shots[:-1]
    area, u = stage.scene.safe, stage.u
    if not 2 <= len(shots) <= _MOST:
        return lambda canvas, moment: None
    width = (area.w - (len(shots) - 1) * _GAP * u) / len(shots)

    def draw(canvas: Any, moment: Moment) -> None:
        frame = round(moment.at / moment.step)
        last = shots[-1]
        alpha = 1 - clamp((frame - last.end + 12) / 8)
        if alpha <= 0:
            return
        now = next((shot for shot in shots if frame < shot.end), last)
        ink = stage.theme(now.ground).ink
        for at, shot in enumerate(shots):
            box = Box(area.x + at * (width + _GAP * u), area.y, width, _HEIGHT * u)
            canvas.drawRRect(rounded(box, box.h / 2), paint(ink, 0.25 * alpha))
            filled = clamp((frame - shot.start) / (shot.end - shot.start))
            if filled > 0:
                part = Box(box.x, box.y, max(box.h, box.w * filled), box.h)
                canvas.drawRRect(rounded(part, box.h / 2), paint(ink, alpha))

    return draw
