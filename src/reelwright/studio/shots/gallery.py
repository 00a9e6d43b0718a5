"""Several pictures at once: two columns of tiles that drift in opposite directions, beside the words."""

from typing import Any

from reelwright.studio.colour import shade
from reelwright.studio.easing import out_quint, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.pictures import card
from reelwright.studio.layers.raster import LINEAR, rect
from reelwright.studio.layout import Row, fitted_stack
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition, statement
from reelwright.studio.shots._parts import heading, split
from reelwright.studio.stage import Painter, Stage

_SIZES = {"wide": 150.0, "tall": 140.0, "square": 110.0}
_SPEED = 34.0  # design units a second


def compose(stage: Stage, shot: Shot) -> Composition:
    """With fewer than two pictures the words make a statement."""
    if len(stage.pictures) < 2:
        return statement.compose(stage, shot)
    theme, parts = stage.theme(shot.ground), split(stage)
    words = parts.words

    def rows(scale: float) -> list[Row]:
        return heading(stage, shot, theme, words.w, scale, _SIZES[stage.format], 5)

    stack = fitted_stack(words, rows, is_centered=False)
    panel = Box(parts.panel.x, 0, parts.panel.w, stage.height) if stage.format != "tall" else _top(stage, parts.panel)
    motif = stage.motif(theme, panel.union(stack.bounds), shot.number)
    return Composition((stage.background(shot.ground), motif, _tiles(stage, panel), stack.draw), tuple(stack.texts))


def _top(stage: Stage, panel: Box) -> Box:
    return Box(0, 0, stage.width, panel.bottom)


def _tiles(stage: Stage, panel: Box) -> Painter:
    gap, radius = 22 * stage.u, 0.6 * stage.look.radius * stage.u
    width = (panel.w - gap) / 2
    height = width * (1.2 if stage.format != "tall" else 1.05)
    ground = (shade(stage.palette.secondary, 0.88, 0.04), shade(stage.palette.secondary, 0.7, 0.07))
    tiles = [card(picture, width, height, radius, ground) for picture in stage.pictures[:6]]
    pitch = height + gap
    count = int(panel.h / pitch) + 2

    def draw(canvas: Any, moment: Moment) -> None:
        come = out_quint(ramp(moment.t, 0.0, 1.1))
        canvas.save()
        canvas.clipRect(rect(panel))
        for column in range(2):
            moved = _SPEED * stage.u * moment.t * (1 if column else -1) + (1 - come) * panel.h * (1 if column else -1)
            start = int(moved // pitch)
            for row in range(-1, count):
                y = panel.y + (row + column * 0.5 - 0.5) * pitch + moved - start * pitch
                tile = tiles[(row - start + column) % len(tiles)]
                canvas.drawImage(tile, panel.x + column * (width + gap), y, LINEAR)
        canvas.restore()

    return draw
