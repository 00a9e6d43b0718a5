"""The brand appears: its logo alone in light, then above its name. Without a logo the name carries the shot."""

from typing import Any

from reelwright.studio.easing import in_out, lerp, out_cubic, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.blocks import LogoMark, Rule
from reelwright.studio.layers.raster import draw_glow, glow
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Row, Stack, fitted_stack
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.stage import Stage
from reelwright.studio.themes import Theme

_NAME_SIZES = {"wide": 220.0, "tall": 184.0, "square": 190.0}
_LINES = {"wide": 2, "tall": 3, "square": 2}


def compose(stage: Stage, shot: Shot) -> Composition:
    """Centred in every format: a reveal is a ceremony."""
    theme, u = stage.theme(shot.ground), stage.u
    seconds = (shot.last - shot.first) / float(stage.scene.fps)
    mark = _mark(stage, theme)
    move_at = min(1.75, 0.42 * seconds) if mark else -1.0
    room = stage.safe if mark is None else _below(stage.safe, 0.82 * mark.h + 44 * u)
    stack = fitted_stack(room, lambda scale: _rows(stage, shot, theme, scale, move_at + 0.4), is_centered=True)
    if mark is None:
        motif = stage.motif(theme, stack.bounds, shot.number)
        return Composition((stage.background(shot.ground), motif, stack.draw), tuple(stack.texts))
    return _with_logo(stage, shot, theme, mark, stack, move_at)


def _with_logo(stage: Stage, shot: Shot, theme: Theme, mark: LogoMark, stack: Stack, move_at: float) -> Composition:
    u = stage.u
    total = 0.82 * mark.h + 44 * u + stack.bounds.h
    top = stage.safe.y + (stage.safe.h - total) / 2
    lift = top + 0.82 * mark.h + 44 * u - stack.bounds.y
    rest_y = top + 0.41 * mark.h
    centre = Box(stage.width / 2 - mark.w / 2, stage.height / 2 - mark.h / 2, mark.w, mark.h)
    motif = stage.motif(theme, centre, shot.number)
    radius = max(mark.w, mark.h) * 1.05
    light = glow(radius, theme.accent, 0.5 if theme.is_dark else 0.22)

    def logo(canvas: Any, moment: Moment) -> None:
        moved = in_out(ramp(moment.t, move_at, 0.95))
        y, scale = lerp(stage.height / 2, rest_y, moved), lerp(1.0, 0.82, moved)
        draw_glow(canvas, light, stage.width / 2, y, radius * scale, out_cubic(ramp(moment.t, 0.35, 0.9)))
        if moved < 1:
            canvas.saveLayerAlpha(None, round(255 * (1 - ramp(moment.t, move_at, 0.55))))
            motif(canvas, moment)
            canvas.restore()
        mark.draw_at(canvas, stage.width / 2, y, moment, 0.3, scale)

    def words(canvas: Any, moment: Moment) -> None:
        canvas.save()
        canvas.translate(0, lift)
        stack.draw(canvas, moment)
        canvas.restore()

    texts = tuple(Box(box.x, box.y + lift, box.w, box.h) for box in stack.texts)
    return Composition((stage.background(shot.ground), logo, words), texts)


def _mark(stage: Stage, theme: Theme) -> LogoMark | None:
    if stage.logo is None:
        return None
    wide, high = (560, 330) if stage.format == "wide" else (600, 400)
    return LogoMark(stage.logo, theme, wide * stage.u, high * stage.u, stage.look.radius * stage.u)


def _below(box: Box, height: float) -> Box:
    return Box(box.x, box.y, box.w, box.h - height)


def _rows(stage: Stage, shot: Shot, theme: Theme, scale: float, start: float) -> list[Row]:
    look, u, width = stage.look, stage.u * scale, stage.safe.w
    beat, start = shot.beat, max(0.25, start)
    name = stage.text(
        beat.title,
        look.display,
        _NAME_SIZES[stage.format] * look.display_scale * scale,
        width,
        theme.ink,
        Timing(start, look.reveal),
        max_lines=_LINES[stage.format],
        align="center",
    )
    rows = [Row(name)]
    if beat.subtitle:
        rows.append(Row(Rule(150 * u, 6 * u, theme.accent, start + 0.5, is_centered=True), 40 * u))
        line = Timing(start + 0.65, look.soft_reveal)
        text = stage.text(
            beat.subtitle, look.body, 50 * scale, 0.86 * width, theme.soft, line, max_lines=3, align="center"
        )
        rows.append(Row(text, 36 * u))
    return rows
