"""Layers drawn less often than there are frames: lights that change slowly, things that have come to rest."""

from collections.abc import Callable
from typing import Any

from reelwright.studio.layers.raster import LINEAR, cropped, drawn, opaque_surface
from reelwright.studio.moment import Moment

_EVERY = 3


def held(width: int, height: int, draw: Callable[[Any, Moment], None]) -> Callable[[Any, Moment], None]:
    """`draw` on a sheet of its own, at every third frame: still a pure function of the frame's number."""
    surface = opaque_surface(width, height)
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
