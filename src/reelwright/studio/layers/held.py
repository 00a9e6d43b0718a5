"""Backgrounds that change slowly are drawn every other frame and copied between: half the cost, none of it seen."""

from collections.abc import Callable
from typing import Any

import skia

from reelwright.studio.layers.raster import LINEAR
from reelwright.studio.moment import Moment

_EVERY = 2


def held(width: int, height: int, draw: Callable[[Any, Moment], None]) -> Callable[[Any, Moment], None]:
    """`draw` on a sheet of its own, at the last even frame: still a pure function of the frame's number."""
    surface = skia.Surface.MakeRasterN32Premul(width, height)
    canvas = surface.getCanvas()
    shown: list[Any] = [None, None]  # the frame, and its image

    def draw_held(target: Any, moment: Moment) -> None:
        frame = round(moment.at / moment.step) // _EVERY * _EVERY
        if shown[0] != frame:
            shown[1] = None  # else Skia would copy the sheet to keep the old image whole
            draw(canvas, moment._replace(at=frame * moment.step))
            shown[:] = [frame, surface.makeImageSnapshot()]
        target.drawImage(shown[1], 0, 0, LINEAR)

    return draw_held
