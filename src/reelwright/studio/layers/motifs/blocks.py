"""Building blocks: quarter discs, discs and bars on a grid at the picture's edges, turning into place."""

import random
from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.colour import Color, mix
from reelwright.studio.easing import clamp, in_out, out_expo
from reelwright.studio.geometry import Box
from reelwright.studio.layers.raster import paint
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage

_CELL = 180  # design units
_TURN_EVERY = 2.4  # seconds


def build(stage: "Stage", theme: Theme, keep_out: Box, rng: random.Random) -> "Painter":
    """Every cell of the grid that stays clear of the content may hold a block; about half of them do."""
    cell = _CELL * stage.u
    colors = (theme.accent, mix(theme.base, theme.ink, 0.16), theme.accent, mix(theme.base, theme.accent, 0.45))
    clear = keep_out.inset(-50 * stage.u)
    places = [box for box in _cells(stage.full, cell) if not _meets(box, clear)]
    rng.shuffle(places)
    edge = [box for box in places if _is_outer(box, stage.full, cell)]
    chosen = edge[: max(3, len(edge) * 2 // 5)]
    blocks = [(box, rng.choice(colors), rng.randrange(3), rng.randrange(4)) for box in chosen]

    def draw(canvas: Any, moment: Moment) -> None:
        for at, (box, color, kind, quarter) in enumerate(blocks):
            grown = out_expo(clamp((moment.t - 0.05 * at) / 0.8))
            if grown <= 0:
                continue
            turns = (moment.t + 0.37 * at) / _TURN_EVERY
            turned = int(turns) + in_out(clamp((turns - int(turns)) * 4.5))
            canvas.save()
            canvas.translate(box.cx, box.cy)
            canvas.rotate(90 * (quarter + turned))
            canvas.scale(grown, grown)
            _block(canvas, kind, cell, color)
            canvas.restore()

    return draw


def _block(canvas: Any, kind: int, cell: float, color: Color) -> None:
    half, fill = cell / 2, paint(color)
    if kind == 0:
        canvas.drawPath(_quarter(half, cell), fill)
    elif kind == 1:
        canvas.drawCircle(0, 0, half * 0.96, fill)
    else:
        canvas.drawRect(skia.Rect.MakeLTRB(-half, -half, half, 0), fill)


def _quarter(half: float, cell: float) -> Any:
    path = skia.PathBuilder()
    path.moveTo(-half, -half)
    path.arcTo(skia.Rect.MakeLTRB(-half - cell, -half - cell, -half + cell, -half + cell), 0, 90, False)
    path.close()
    return path.detach()


def _cells(full: Box, cell: float) -> list[Box]:
    columns, rows = max(1, round(full.w / cell)), max(1, round(full.h / cell))
    left, top = (full.w - columns * cell) / 2, (full.h - rows * cell) / 2
    return [Box(left + x * cell, top + y * cell, cell, cell) for y in range(rows) for x in range(columns)]


def _is_outer(box: Box, full: Box, cell: float) -> bool:
    return min(box.x, box.y, full.w - box.right, full.h - box.bottom) < 0.6 * cell


def _meets(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
