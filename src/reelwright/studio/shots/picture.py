"""A photo and a line about it: full to the edges with the words low, or framed beside them."""

from typing import Any

import skia

from reelwright.studio.colour import BLACK, WHITE
from reelwright.studio.easing import out_expo, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.pictures import KenBurns, Picture
from reelwright.studio.layers.raster import drawn, paint, rounded
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Row, Stack, fitted_stack
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition, statement
from reelwright.studio.shots._parts import drift, enters_at, heading, picture_of, product, split
from reelwright.studio.stage import Painter, Stage

_SIZES = {"wide": 124.0, "tall": 124.0, "square": 96.0}


def compose(stage: Stage, shot: Shot) -> Composition:
    """Cut-outs are staged on their pedestal; without any picture the words make a statement."""
    picture = picture_of(stage, shot)
    if picture is None:
        return statement.compose(stage, shot)
    if picture.is_cutout or stage.look.photo == "card" or not _is_large(stage, picture):
        return _beside(stage, shot, picture)
    return _full(stage, shot, picture)


def _is_large(stage: Stage, picture: Picture) -> bool:
    """Large enough to fill the picture without being blown up more than twice."""
    return bool(2 * picture.image.width() >= stage.width and 2 * picture.image.height() >= stage.height)


def _beside(stage: Stage, shot: Shot, picture: Picture) -> Composition:
    theme = stage.theme(shot.ground)
    parts = split(stage, is_flipped=shot.beat.variant % 2 == 1)
    words = parts.words

    def rows(scale: float) -> list[Row]:
        return heading(stage, shot, theme, words.w, scale, _SIZES[stage.format], 5)

    stack = fitted_stack(words, rows, is_centered=False)
    panel = product(stage, shot, theme, picture, parts.panel)
    motif = stage.motif(theme, parts.panel.union(stack.bounds), shot.number)
    return Composition((stage.background(shot.ground), motif, panel, stack.draw), tuple(stack.texts))


def _full(stage: Stage, shot: Shot, picture: Picture) -> Composition:
    u, safe = stage.u, stage.safe
    moving = KenBurns(picture, stage.full, *drift(shot))
    indent = 44 * u
    room = Box(safe.x + indent, safe.y + 0.3 * safe.h, safe.w - indent, 0.7 * safe.h)
    stack = fitted_stack(room, lambda scale: _rows(stage, shot, room.w, scale), is_centered=False, anchor="bottom")
    scrim = _scrim(stage, stack)
    bar, start = paint(stage.theme(shot.ground).accent), enters_at(stage, shot)

    def draw(canvas: Any, moment: Moment) -> None:
        moving.draw(canvas, moment.progress)
        canvas.drawImage(scrim, 0, stage.height - scrim.height())
        grown = out_expo(ramp(moment.t, start, 0.8))
        if stack.placed and grown > 0:
            box = stack.bounds
            canvas.drawRRect(rounded(Box(safe.x, box.y, 9 * u, box.h * grown), 4.5 * u), bar)

    painter: Painter = draw
    return Composition((painter, stack.draw), tuple(stack.texts))


def _rows(stage: Stage, shot: Shot, width: float, scale: float) -> list[Row]:
    look, start, rows = stage.look, enters_at(stage, shot), []
    if shot.beat.title:
        size = _SIZES[stage.format] * look.display_scale * scale
        timing = Timing(start + 0.1, look.reveal)
        rows.append(
            Row(stage.text(shot.beat.title, look.display, size, width, WHITE, timing, max_lines=4, align="start"))
        )
    if shot.beat.subtitle:
        timing = Timing(start + 0.5, look.soft_reveal)
        text = stage.text(shot.beat.subtitle, look.body, 42 * scale, width, WHITE, timing, max_lines=3, align="start")
        rows.append(Row(text, 22 * stage.u * scale))
    return rows


def _scrim(stage: Stage, stack: Stack) -> Any:
    """Black from the foot up, dark enough under the words for white on any photo (6:1 over pure white)."""
    top = stack.bounds.y if stack.placed else stage.height * 0.8
    height = min(stage.height, (stage.height - top) + 0.3 * stage.height)
    solid = (stage.height - top) / height
    stops, places = [BLACK.argb(0), BLACK.argb(0.62), BLACK.argb(0.86)], [0, 1 - solid, 1]
    shader = skia.GradientShader.MakeLinear([(0, 0), (0, height)], stops, places)
    return drawn(stage.width, height, lambda canvas: canvas.drawPaint(skia.Paint(Shader=shader, Dither=True)))
