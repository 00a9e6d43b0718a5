"""Layers drawn less often than there are frames: backgrounds that change slowly, things that have come to rest."""

from collections.abc import Callable
from typing import Any

import numpy as np
import skia

from reelwright.studio.layers.raster import LINEAR, drawn, to_array
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


def settled(
    width: int, height: int, draw: Callable[[Any, Moment], None], after: float
) -> Callable[[Any, Moment], None]:
    """`draw` while it moves; from `after` seconds of the shot on, one cached picture of it, cropped to what is seen."""
    kept: list[tuple[Any, int, int]] = []

    def draw_settled(canvas: Any, moment: Moment) -> None:
        if moment.t < after:
            draw(canvas, moment)
            return
        if not kept:
            at_rest = moment._replace(t=after)
            kept.append(cropped(drawn(width, height, lambda sheet: draw(sheet, at_rest))))
        image, x, y = kept[0]
        canvas.drawImage(image, x, y)

    return draw_settled


def cropped(image: Any) -> tuple[Any, int, int]:
    """The part of an image that is not see-through, and where its corner lies."""
    seen = to_array(image)[..., 3] > 0
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    if not len(rows):
        return image, 0, 0
    left, top = int(columns[0]), int(rows[0])
    box = skia.IRect.MakeLTRB(left, top, int(columns[-1]) + 1, int(rows[-1]) + 1)
    return drawn(box.width(), box.height(), lambda canvas: canvas.drawImage(image, -left, -top)), left, top
