"""Rows of the same words running past each other, pale, and the words themselves on a band across the middle."""

import math
from typing import Any

from reelwright.studio.colour import Color, mix
from reelwright.studio.easing import lerp, out_quint, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.raster import drawn, paint, rect
from reelwright.studio.layers.text import Timing
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.shots._parts import enters_at
from reelwright.studio.stage import Painter, Stage
from reelwright.studio.themes import Theme
from reelwright.studio.type.fit import ASCENT, DESCENT

_SIZES = {"wide": 200.0, "tall": 176.0, "square": 160.0}
_ROW_SIZE = 140.0
_SPEED = 90.0  # design units a second
_TILT = -4.0  # degrees


def compose(stage: Stage, shot: Shot) -> Composition:
    """The band is level, so that its words are read; the rows behind it lean."""
    theme, safe, u = stage.theme(shot.ground), stage.safe, stage.u
    start = enters_at(stage, shot)
    size = _SIZES[stage.format] * stage.look.display_scale
    timing = Timing(start + 0.15, stage.look.reveal)
    text = stage.text(
        shot.beat.title,
        stage.look.display,
        size,
        safe.w,
        theme.on_accent,
        timing,
        height=0.6 * safe.h,
        max_lines=3,
        align="center",
    )
    band = Box(0, safe.cy - text.h / 2 - 46 * u, stage.width, text.h + 92 * u)
    rows, fill = _rows(stage, shot, theme), paint(theme.accent)

    def draw(canvas: Any, moment: Moment) -> None:
        rows(canvas, moment)
        come = out_quint(ramp(moment.t, 0.0, 0.9))
        half = band.h / 2 * lerp(0.0, 1.0, come)
        canvas.drawRect(rect(Box(0, band.cy - half, stage.width, 2 * half)), fill)
        text.draw(canvas, safe.x, safe.cy - text.h / 2, moment)

    texts = tuple(text.line_boxes(safe.x, safe.cy - text.h / 2))
    return Composition((stage.background(shot.ground), draw), texts)


def _rows(stage: Stage, shot: Shot, theme: Theme) -> Painter:
    """Every row is the same leaning picture, copied to whole pixels: turning rows anew would cost 70 ms a frame."""
    face, size = stage.look.display, _ROW_SIZE * stage.u
    words = shot.beat.title.upper() if face.is_upper else shot.beat.title
    period = stage.fonts.width(f"{words} •", face, size) + 0.3 * size
    length = 1.1 * stage.width + period
    lean = math.radians(_TILT)
    image = _leaning(
        stage, f"{words} •", size, period, length, mix(theme.base, theme.ink, 0.14 if theme.is_dark else 0.09)
    )
    pitch, count = size * 1.22, int((stage.height + 0.1 * stage.width) / (size * 1.22)) + 3

    def draw(canvas: Any, moment: Moment) -> None:
        for row in range(count):
            moved = (moment.at * _SPEED * stage.u * (1 if row % 2 else -1) + 0.37 * row * period) % period - period
            x, y = moved - 0.05 * stage.width, (row - 1) * pitch - math.sin(-lean) * moved
            canvas.drawImage(image, round(x), round(y - 0.5 * (image.height() - size)))

    return draw


def _leaning(stage: Stage, words: str, size: float, period: float, length: float, color: Color) -> Any:
    """The words over and over along a leaning line."""
    lean = math.radians(_TILT)
    width, height = length * math.cos(lean), length * math.sin(-lean) + (ASCENT + DESCENT) * size

    def draw(canvas: Any) -> None:
        canvas.translate(0, height - (ASCENT + DESCENT) * size)
        canvas.rotate(_TILT)
        for at in range(int(length / period) + 1):
            stage.fonts.paint(canvas, words, stage.look.display, size, color, at * period, ASCENT * size)

    return drawn(width, height, draw)
