"""Rows of the same words running past each other, pale, and the words themselves on a band across the middle."""

from typing import Any

from reelwright.studio.colour import mix
from reelwright.studio.easing import lerp, out_quint, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.raster import LINEAR, drawn, paint, rect
from reelwright.studio.layers.text import Timing
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.shots._parts import enters_at
from reelwright.studio.stage import Stage
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


def _rows(stage: Stage, shot: Shot, theme: Theme) -> Any:
    face, size = stage.look.display, _ROW_SIZE * stage.u
    words = shot.beat.title.upper() if face.is_upper else shot.beat.title
    strip = _strip(stage, words + " • ", size, theme)
    pitch = size * 1.2
    count = int((stage.height + 0.2 * stage.width) / pitch) + 3

    def draw(canvas: Any, moment: Moment) -> None:
        canvas.save()
        canvas.translate(stage.width / 2, stage.height / 2)
        canvas.rotate(_TILT)
        for row in range(count):
            y = (row - count / 2) * pitch
            moved = moment.at * _SPEED * stage.u * (1 if row % 2 else -1) + row * 0.37 * strip.width()
            x = -0.56 * stage.width - strip.width() + moved % strip.width()
            while x < 0.56 * stage.width:
                canvas.drawImage(strip, x, y, LINEAR)
                x += strip.width()
        canvas.restore()

    return draw


def _strip(stage: Stage, words: str, size: float, theme: Theme) -> Any:
    """One run of the words, at least half a picture long, that joins with itself."""
    face, pale = stage.look.display, mix(theme.base, theme.ink, 0.16 if theme.is_dark else 0.09)
    one = stage.fonts.width(words.rstrip(), face, size) + 0.3 * size
    copies = max(1, round(0.6 * stage.width / one))
    paragraph = stage.fonts.paragraph(words.rstrip(), face, size, pale)
    top = ASCENT * size - paragraph.AlphabeticBaseline

    def draw(canvas: Any) -> None:
        for at in range(copies):
            paragraph.paint(canvas, at * one, top)

    return drawn(copies * one, (ASCENT + DESCENT) * size, draw)
