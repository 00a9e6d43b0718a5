"""A drawing board: a flat ground with a fine grid that slides by."""

import random
from typing import TYPE_CHECKING, Any

from reelwright.studio.colour import mix
from reelwright.studio.geometry import Box
from reelwright.studio.layers.raster import drawn, paint, rect
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage

_CELL = 108  # design units: the short side holds ten
_SPEED = 9  # design units a second


def build(stage: "Stage", theme: Theme, rng: random.Random) -> "Painter":
    """Lines of one pixel column each, drawn once on a sheet one cell larger than the picture."""
    cell = max(8, round(_CELL * stage.u))
    line = paint(mix(theme.base, theme.ink, 0.1))
    thick = max(1, round(1.5 * stage.u))

    def sheet(canvas: Any) -> None:
        canvas.clear(theme.base.argb())
        for x in range(0, stage.width + 2 * cell, cell):
            canvas.drawRect(rect(Box(x, 0, thick, stage.height + 2 * cell)), line)
        for y in range(0, stage.height + 2 * cell, cell):
            canvas.drawRect(rect(Box(0, y, stage.width + 2 * cell, thick)), line)

    image = drawn(stage.width + cell, stage.height + cell, sheet)

    def draw(canvas: Any, moment: Moment) -> None:
        slid = moment.at * _SPEED * stage.u % cell
        canvas.drawImage(image, -round(slid), -round(slid / 2))

    return draw
