"""A picture card dealt onto the pile, and large words with it; together they fill the safe area."""

import math
from typing import Any

from reelwright.studio.colour import BLACK, shade
from reelwright.studio.easing import out_quint, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.pictures import card
from reelwright.studio.layers.raster import LINEAR, Soft
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Row, Stack, fitted_stack
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition, hook
from reelwright.studio.shots._parts import enters_at, picture_of, split
from reelwright.studio.stage import Painter, Stage
from reelwright.studio.themes import Theme

_SIZES = {"wide": 132.0, "tall": 138.0, "square": 96.0}
_TILTS = (-2.5, 2.0, -1.5, 3.0)


def compose(stage: Stage, shot: Shot) -> Composition:
    """Without a picture the words stand alone, as a hook."""
    theme, picture = stage.theme(shot.ground), picture_of(stage, shot)
    if picture is None:
        return hook.compose(stage, shot)
    place, stack = _tall(stage, shot, theme) if stage.format == "tall" else _sides(stage, shot, theme)
    ground = (shade(stage.palette.secondary, 0.9, 0.03), shade(stage.palette.secondary, 0.76, 0.06))
    image = card(picture, place.w, place.h, stage.look.radius * stage.u * 1.2, ground)
    dealt = _dealt(stage, shot, theme, image, place)
    return Composition((stage.background(shot.ground), dealt, stack.draw), tuple(stack.texts))


def _tall(stage: Stage, shot: Shot, theme: Theme) -> tuple[Box, Stack]:
    """The card takes all the height that the words leave."""
    safe, gap = stage.safe, 70 * stage.u
    room = safe.part(0, 0.5, 1, 0.5)
    stack = fitted_stack(
        Box(room.x, room.y + gap, room.w, room.h - gap),
        lambda scale: _rows(stage, shot, theme, safe.w, scale),
        is_centered=stage.look.align == "center",
        anchor="bottom",
    )
    inset = 14 * stage.u
    return Box(safe.x + inset, safe.y, safe.w - 2 * inset, stack.bounds.y - gap - safe.y), stack


def _sides(stage: Stage, shot: Shot, theme: Theme) -> tuple[Box, Stack]:
    parts = split(stage, is_flipped=shot.beat.variant % 2 == 0)
    words = parts.words
    stack = fitted_stack(words, lambda scale: _rows(stage, shot, theme, words.w, scale), is_centered=False)
    return parts.panel.inset(10 * stage.u), stack


def _rows(stage: Stage, shot: Shot, theme: Theme, width: float, scale: float) -> list[Row]:
    look, size = stage.look, _SIZES[stage.format] * stage.look.display_scale * scale
    timing = Timing(enters_at(stage, shot) + 0.1, look.reveal)
    align = "start" if stage.format != "tall" else look.align
    lines = 4 if stage.format == "tall" else 6
    return [
        Row(stage.text(shot.beat.title, look.display, size, width, theme.ink, timing, max_lines=lines, align=align))
    ]


def _dealt(stage: Stage, shot: Shot, theme: Theme, image: Any, place: Box) -> Painter:
    """Thrown in from the side with a turn; a second card's edge looks out from under it."""
    tilt, side = _TILTS[shot.number % len(_TILTS)], 1 if shot.number % 2 else -1
    shadow = Soft(image, 44 * stage.u, BLACK)
    under = Soft(image, 2, shade(stage.palette.secondary, 0.3, 0.06), scale=2)

    def draw(canvas: Any, moment: Moment) -> None:
        come = out_quint(ramp(moment.t, 0.05, 0.9))
        if come <= 0:
            return
        canvas.save()
        canvas.translate(place.cx + (1 - come) * side * stage.width, place.cy + 7 * stage.u * math.sin(1.6 * moment.t))
        canvas.rotate(tilt + (1 - come) * 14 * side)
        shadow.draw(canvas, -place.w / 2, -place.h / 2 + 34 * stage.u, 0.4)
        canvas.save()
        canvas.rotate(-2.2 * tilt * come)
        under.draw(canvas, -place.w / 2, -place.h / 2)
        canvas.restore()
        canvas.drawImage(image, -place.w / 2, -place.h / 2, LINEAR)
        canvas.restore()

    return draw
