"""A picture card dealt onto the pile, and large words with it; together they fill the safe area."""

import math
from typing import Any

import skia

from reelwright.studio.colour import BLACK, shade
from reelwright.studio.easing import out_quint, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.pictures import card
from reelwright.studio.layers.raster import LINEAR, Soft, cropped, drawn, tinted
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Row, Stack, fitted_stack
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition, hook
from reelwright.studio.shots._parts import enters_at, picture_of, split
from reelwright.studio.stage import Painter, Stage
from reelwright.studio.themes import Theme

_SIZES = {"wide": 132.0, "tall": 138.0, "square": 96.0}
_DEAL_SECONDS = 0.9
_DRIFT = 15.0  # design units a second: one pixel every other frame at 1080p30
_TILTS = (-2.5, 2.0, -1.5, 3.0)


def compose(stage: Stage, shot: Shot) -> Composition:
    """Without a picture the words stand alone, as a hook."""
    theme, picture = stage.theme(shot.ground), picture_of(stage, shot)
    if picture is None:
        return hook.compose(stage, shot)
    is_stacked = stage.format == "tall" or (stage.format == "square" and not picture.is_cutout and picture.ratio > 1)
    place, stack = _stacked(stage, shot, theme) if is_stacked else _sides(stage, shot, theme)
    ground = (shade(stage.palette.secondary, 0.9, 0.03), shade(stage.palette.secondary, 0.76, 0.06))
    image = card(picture, place.w, place.h, stage.look.radius * stage.u * 1.2, ground)
    dealt = _dealt(stage, shot, image, place)
    motif = stage.motif(theme, place.union(stack.bounds), shot.number)
    return Composition((stage.background(shot.ground), motif, dealt, stack.draw), tuple(stack.texts))


def _stacked(stage: Stage, shot: Shot, theme: Theme) -> tuple[Box, Stack]:
    """The card takes all the height that the words leave."""
    safe, gap = stage.safe, 70 * stage.u
    room = safe.part(0, 0.5 if stage.format == "tall" else 0.6, 1, 0.5 if stage.format == "tall" else 0.4)
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
    align = "start" if width < stage.safe.w else look.align
    lines = 4 if stage.format == "tall" else 6
    return [
        Row(stage.text(shot.beat.title, look.display, size, width, theme.ink, timing, max_lines=lines, align=align))
    ]


def _dealt(stage: Stage, shot: Shot, image: Any, place: Box) -> Painter:
    """Thrown in from the side with a turn; then it drifts up by whole pixels, a frozen picture of itself."""
    tilt, side = _TILTS[shot.number % len(_TILTS)], 1 if shot.number % 2 else -1
    pile, pad = _pile(stage, image, place, tilt)

    def turned(canvas: Any, x: float, y: float, angle: float) -> None:
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.drawImage(pile, -place.w / 2 - pad, -place.h / 2 - pad, LINEAR, skia.Paint(AntiAlias=True))
        canvas.restore()

    reach = math.ceil(math.hypot(place.w, place.h) / 2 + pad)
    rest, left, top = cropped(drawn(2 * reach, 2 * reach, lambda canvas: turned(canvas, reach, reach, tilt)))

    def draw(canvas: Any, moment: Moment) -> None:
        share = ramp(moment.t, 0.05, _DEAL_SECONDS)
        come = out_quint(share)
        if share >= 1:
            risen = round((moment.t - 0.05 - _DEAL_SECONDS) * _DRIFT * stage.u)
            canvas.drawImage(rest, round(place.cx - reach + left), round(place.cy - reach + top) - risen)
        elif come > 0:
            turned(canvas, place.cx + (1 - come) * side * stage.width, place.cy, tilt + (1 - come) * 14 * side)

    return draw


def _pile(stage: Stage, image: Any, place: Box, tilt: float) -> tuple[Any, int]:
    """The card on top of another's edge, and their shadow, as one picture with a border of `pad` pixels."""
    pad = round(150 * stage.u)
    under = tinted(image, shade(stage.palette.secondary, 0.3, 0.06))

    def draw(canvas: Any) -> None:
        Soft(image, 44 * stage.u, BLACK).draw(canvas, pad, pad + 30 * stage.u, 0.4)
        canvas.save()
        canvas.translate(pad + place.w / 2, pad + place.h / 2)
        canvas.rotate(-2.2 * tilt)
        canvas.drawImage(under, -place.w / 2, -place.h / 2, LINEAR, skia.Paint(AntiAlias=True))
        canvas.restore()
        canvas.drawImage(image, pad, pad)

    return drawn(place.w + 2 * pad, place.h + 2 * pad, draw), pad
