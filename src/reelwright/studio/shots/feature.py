"""One thing the product can do, large, with a close look at the product beside it."""

from typing import Any

import skia

from reelwright.studio.colour import WHITE, mix
from reelwright.studio.easing import lerp, out_quint, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.pictures import Cutout, KenBurns, Picture
from reelwright.studio.layers.raster import drawn, rect, rounded
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Row, fitted_stack
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.shots._parts import drift, enters_at, heading, picture_of, side_align, split
from reelwright.studio.stage import Painter, Stage
from reelwright.studio.themes import Theme

_SIZES = {"wide": 150.0, "tall": 124.0, "square": 92.0}
# Where on the product's height, how near, how tilted: one after the other.
_VIEWS = ((0.2, 1.5, 7.0), (0.86, 1.3, -7.0), (0.5, 2.0, 12.0), (0.1, 1.9, -9.0), (0.7, 1.6, 5.0))


def compose(stage: Stage, shot: Shot) -> Composition:
    """Sides change from one feature to the next where there are two sides."""
    theme, picture = stage.theme(shot.ground), picture_of(stage, shot)
    parts = split(stage, is_flipped=shot.beat.variant % 2 == 1)
    words = parts.words if picture else stage.safe
    is_centered = stage.look.align == "center" and picture is None
    stack = fitted_stack(words, lambda scale: _rows(stage, shot, theme, words.w, scale), is_centered=is_centered)
    if picture is None:
        motif = stage.motif(theme, stack.bounds, shot.number)
        return Composition((stage.background(shot.ground), motif, stack.draw), tuple(stack.texts))
    panel = _close_up(stage, shot, theme, picture, parts.panel)
    motif = stage.motif(theme, parts.panel.union(stack.bounds), shot.number)
    return Composition((stage.background(shot.ground), motif, panel, stack.draw), tuple(stack.texts))


def _rows(stage: Stage, shot: Shot, theme: Theme, width: float, scale: float) -> list[Row]:
    start, look = enters_at(stage, shot), stage.look
    rows: list[Row] = []
    if shot.beat.items:
        number = Timing(start, look.reveal)
        face = look.display.but(tracking=-0.01)
        align = side_align(stage, width)
        rows.append(Row(stage.text(shot.beat.items[0], face, 64 * scale, width, theme.accent, number, align=align)))
    title = heading(stage, shot, theme, width, scale, _SIZES[stage.format], 4)
    return [*rows, *(Row(row.block, 20 * stage.u * scale if at == 0 else row.gap) for at, row in enumerate(title))]


def _close_up(stage: Stage, shot: Shot, theme: Theme, picture: Picture, box: Box) -> Painter:
    """A rounded window onto a part of the product, sliding slowly along it."""
    radius = stage.look.radius * stage.u
    if not picture.is_cutout:
        (near, far), pan = drift(shot)
        moving = KenBurns(picture, box, (near * 1.25, far * 1.25), pan)
        return _opening(box, lambda canvas, moment: moving.draw(canvas, moment.progress, radius))
    light, dark = (
        (mix(theme.accent, WHITE, 0.25), theme.accent)
        if theme.is_dark
        else (
            mix(theme.base, theme.accent, 0.2),
            mix(theme.base, theme.accent, 0.5),
        )
    )
    shader = skia.GradientShader.MakeLinear([(0, 0), (box.w, box.h)], [light.argb(), dark.argb()])
    ground = drawn(box.w, box.h, lambda canvas: canvas.drawPaint(skia.Paint(Shader=shader, Dither=True)))
    focus, zoom, angle = _VIEWS[shot.beat.variant % len(_VIEWS)]
    thing = Cutout(picture, 0.78 * box.w * max(1.0, zoom / 1.5), box.h * zoom, shadow=12 * stage.u, shadow_alpha=0.4)

    def draw(canvas: Any, moment: Moment) -> None:
        canvas.save()
        canvas.clipRRect(rounded(box, radius), True)
        canvas.drawImage(ground, round(box.x), round(box.y))
        seen = lerp(focus - 0.06, focus + 0.06, moment.progress)
        spare = max(0.0, thing.h - 0.82 * box.h)
        come = 1 - out_quint(ramp(moment.t, 0.1, 1.2))
        y = box.cy + spare * (0.5 - seen) + come * 0.4 * box.h
        thing.draw(canvas, box.cx, y, scale=1.0 + 0.04 * moment.progress, angle=angle * (1 - 0.4 * moment.progress))
        canvas.restore()

    return _opening(box, draw)


def _opening(box: Box, draw: Painter) -> Painter:
    """The window opens from its foot."""

    def opened(canvas: Any, moment: Moment) -> None:
        share = out_quint(ramp(moment.t, 0.1, 1.0))
        if share > 0:
            canvas.save()
            canvas.clipRect(rect(Box(box.x, box.bottom - box.h * share, box.w, box.h * share)))
            draw(canvas, moment)
            canvas.restore()

    return opened
