"""Playful outlines that spin slowly in the corners the content leaves free: rings, squares, stars, crosses."""

import math
import random
from typing import TYPE_CHECKING, Any

import skia

from reelwright.studio.easing import overshoot, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.raster import paint, stroke
from reelwright.studio.moment import Moment
from reelwright.studio.themes import Theme

if TYPE_CHECKING:
    from reelwright.studio.stage import Painter, Stage

_SPOTS = ((0.93, 0.1), (0.05, 0.9), (0.92, 0.93), (0.06, 0.07), (0.97, 0.5), (0.02, 0.48), (0.5, 0.98))


def build(stage: "Stage", theme: Theme, keep_out: Box, rng: random.Random) -> "Painter":
    """Sized to the room each spot has; a spot with too little room stays empty."""
    u, shapes = stage.u, []
    for at, (x, y) in enumerate(_SPOTS):
        cx, cy = x * stage.width, y * stage.height
        room = math.hypot(max(keep_out.x - cx, 0, cx - keep_out.right), max(keep_out.y - cy, 0, cy - keep_out.bottom))
        radius = min(rng.uniform(100, 190) * u, room - 24 * u)
        if radius > 46 * u:
            shapes.append((cx, cy, radius, (at + rng.randrange(2)) % 4, rng.uniform(-28, 28), rng.random() < 0.4))

    def draw(canvas: Any, moment: Moment) -> None:
        for at, (x, y, radius, kind, spin, is_filled) in enumerate(shapes):
            grown = overshoot(ramp(moment.t, 0.08 + 0.09 * at, 0.7)) if moment.t > 0.08 + 0.09 * at else 0.0
            if grown <= 0:
                continue
            fill = paint(theme.accent, 0.9) if is_filled else stroke(theme.ink, 0.14 * radius, 0.16)
            canvas.save()
            canvas.translate(x, y + 14 * u * math.sin(1.3 * moment.t + at))
            canvas.rotate(spin * moment.t)
            canvas.scale(grown, grown)
            _shape(canvas, kind, radius * 0.86, fill)
            canvas.restore()

    return draw


def _shape(canvas: Any, kind: int, radius: float, fill: Any) -> None:
    if kind == 0:
        canvas.drawCircle(0, 0, radius, fill)
    elif kind == 1:
        side = radius * 0.8
        box = skia.Rect.MakeLTRB(-side, -side, side, side)
        canvas.drawRRect(skia.RRect.MakeRectXY(box, side * 0.3, side * 0.3), fill)
    elif kind == 2:
        canvas.drawPath(_star(radius, 8, 0.72), fill)
    else:
        canvas.drawPath(_star(radius, 4, 0.36), fill)


def _star(radius: float, points: int, depth: float) -> Any:
    corners = [
        (radius if at % 2 == 0 else radius * depth, math.pi * at / points - math.pi / 2) for at in range(2 * points)
    ]
    return skia.Path.Polygon([skia.Point(r * math.cos(a), r * math.sin(a)) for r, a in corners], True)
