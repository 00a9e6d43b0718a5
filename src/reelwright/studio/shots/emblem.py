"""The logo again, large, over a drifting field of its own shape: a rest between the words of a longer film."""

from typing import Any

from reelwright.studio.easing import in_out_sine, lerp, out_cubic, ramp
from reelwright.studio.layers.blocks import LogoMark
from reelwright.studio.layers.pictures import Cutout, Picture
from reelwright.studio.layers.raster import draw_glow, drawn, glow, image_paint
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.shots._parts import enters_at
from reelwright.studio.stage import Painter, Stage
from reelwright.studio.themes import Theme

_MARK = {"wide": (820.0, 440.0), "tall": (660.0, 560.0), "square": (680.0, 480.0)}
_STAMP = 112.0  # design units: the longer side of one logo of the field
_PITCH = 236.0
_SPEED = 34.0  # design units a second
_FAINT = 0.1
_GROWS = 0.05  # of the mark's size, from the first to the last moment


def compose(stage: Stage, shot: Shot) -> Composition:
    """Needs a logo; templates ask for this shot only where there is one."""
    assert stage.logo is not None
    theme, u = stage.theme(shot.ground), stage.u
    wide, high = _MARK[stage.format]
    mark = LogoMark(stage.logo, theme, wide * u, high * u, stage.look.radius * u)
    start = enters_at(stage, shot)
    radius = 0.95 * max(mark.w, mark.h)
    light = glow(radius, theme.base)  # clears the field away behind the mark

    def logo(canvas: Any, moment: Moment) -> None:
        draw_glow(canvas, light, stage.width / 2, stage.height / 2, 1.25 * radius)
        scale = lerp(1.0, 1 + _GROWS, in_out_sine(moment.progress))
        mark.draw_at(canvas, stage.width / 2, stage.height / 2, moment, start, scale)

    return Composition((stage.background(shot.ground), _field(stage, stage.logo, theme), logo))


def _field(stage: Stage, logo: Picture, theme: Theme) -> Painter:
    """Rows of the logo in the ink's colour, every other one half a step aside; one picture, moved by whole pixels."""
    u = stage.u
    pitch = round(_PITCH * u)
    stamp = Cutout(logo, _STAMP * u, _STAMP * u, tint=theme.ink)
    columns, rows = -(-stage.width // pitch) + 2, -(-stage.height // pitch) + 2

    def stamps(canvas: Any) -> None:
        for row in range(rows + 1):
            for column in range(columns + 1):
                stamp.draw(canvas, (column + row % 2 / 2) * pitch, (row + 0.5) * pitch, alpha=_FAINT)

    image = drawn((columns + 1) * pitch, (rows + 1) * pitch, stamps)

    def draw(canvas: Any, moment: Moment) -> None:
        alpha = out_cubic(ramp(moment.t, 0.0, 0.6))
        moved = round(moment.at * _SPEED * u) % pitch
        canvas.drawImage(image, moved - 2 * pitch, -pitch // 2, paint=image_paint(alpha))

    return draw
