"""The brand appears: its logo alone in light, then with its name. Without a logo the name carries the shot."""

from typing import Any

from reelwright.studio.easing import in_out, lerp, out_cubic, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.blocks import LogoMark, Rule
from reelwright.studio.layers.raster import draw_glow, glow
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Anchor, Row, Stack, fitted_stack
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.stage import Painter, Stage
from reelwright.studio.themes import Theme

_NAME_SIZES = {"wide": 220.0, "tall": 184.0, "square": 180.0}
_LINES = {"wide": 2, "tall": 3, "square": 2}
_SHRUNK = 0.82  # of its size, once it stands with the name


def compose(stage: Stage, shot: Shot) -> Composition:
    """Centred looks put the name under the logo; the others set both hard to the start edge, low in tall formats."""
    theme, u = stage.theme(shot.ground), stage.u
    seconds = (shot.last - shot.first) / float(stage.scene.fps)
    mark = _mark(stage, theme)
    is_aside = mark is not None and stage.look.align == "start" and stage.format == "wide"
    move_at = min(1.75, 0.42 * seconds) if mark else -0.4
    head = _SHRUNK * mark.h + 44 * u if mark and not is_aside else 0.0
    is_centered = stage.look.align == "center"
    safe = stage.safe
    room = Box(safe.x, safe.y + head, safe.w - (1.12 * mark.w if mark and is_aside else 0), safe.h - head)
    anchor: Anchor = "bottom" if not is_centered and stage.format == "tall" else "middle"
    stack = fitted_stack(
        room,
        lambda scale: _rows(stage, shot, theme, room.w, scale, move_at + 0.4),
        is_centered=is_centered,
        anchor=anchor,
    )
    if mark is None:
        motif = stage.motif(theme, stack.bounds, shot.number)
        return Composition((stage.background(shot.ground), motif, stack.draw), tuple(stack.texts))
    if is_aside:
        place = Box(safe.right - mark.w, safe.cy - mark.h / 2, mark.w, mark.h)
    else:
        width, height = _SHRUNK * mark.w, _SHRUNK * mark.h
        left = stack.bounds.right - width if stack.is_mirrored else stack.bounds.x
        left = stack.bounds.cx - width / 2 if is_centered else left
        place = Box(left, stack.bounds.y - 44 * u - height, width, height)
    return _with_logo(stage, shot, theme, mark, stack, place, move_at)


def _with_logo(
    stage: Stage, shot: Shot, theme: Theme, mark: LogoMark, stack: Stack, place: Box, move_at: float
) -> Composition:
    """The logo starts in the middle of the picture and ends in `place`."""
    middle = Box(stage.width / 2 - mark.w / 2, stage.height / 2 - mark.h / 2, mark.w, mark.h)
    alone = stage.motif(theme, middle, shot.number)
    together = stage.motif(theme, stack.bounds.union(place), shot.number, "rest")
    radius = max(mark.w, mark.h) * 1.05
    light = glow(radius, theme.accent, 0.5 if theme.is_dark else 0.22)

    def logo(canvas: Any, moment: Moment) -> None:
        moved = in_out(ramp(moment.t, move_at, 0.95))
        x, y = lerp(stage.width / 2, place.cx, moved), lerp(stage.height / 2, place.cy, moved)
        scale = lerp(1.0, place.w / mark.w, moved)
        _fading(alone, 1 - ramp(moment.t, move_at, 0.55))(canvas, moment)
        later = max(0.0, moment.t - move_at - 0.35)
        _fading(together, ramp(later, 0.0, 0.5))(canvas, moment._replace(t=later))
        draw_glow(canvas, light, x, y, radius * scale, out_cubic(ramp(moment.t, 0.35, 0.9)))
        mark.draw_at(canvas, x, y, moment, 0.3, scale)

    return Composition((stage.background(shot.ground), logo, stack.draw), tuple(stack.texts))


def _fading(painter: Painter, alpha: float) -> Painter:
    def draw(canvas: Any, moment: Moment) -> None:
        if alpha >= 1:
            painter(canvas, moment)
        elif alpha > 0:
            canvas.saveLayerAlpha(None, round(255 * alpha))
            painter(canvas, moment)
            canvas.restore()

    return draw


def _mark(stage: Stage, theme: Theme) -> LogoMark | None:
    if stage.logo is None:
        return None
    wide, high = (560, 330) if stage.format == "wide" else (600, 400)
    return LogoMark(stage.logo, theme, wide * stage.u, high * stage.u, stage.look.radius * stage.u)


def _rows(stage: Stage, shot: Shot, theme: Theme, width: float, scale: float, start: float) -> list[Row]:
    look, u = stage.look, stage.u * scale
    beat, start = shot.beat, max(0.25, start)
    size = _NAME_SIZES[stage.format] * look.display_scale * scale * (1.0 if look.align == "center" else 1.12)
    timing = Timing(start, look.reveal)
    name = stage.text(
        beat.title, look.display, size, width, theme.ink, timing, max_lines=_LINES[stage.format], align=look.align
    )
    rows = [Row(name)]
    if beat.subtitle:
        is_centered = look.align == "center"
        rows.append(Row(Rule(150 * u, 6 * u, theme.accent, start + 0.5, is_centered=is_centered), 34 * u))
        line = Timing(start + 0.65, look.soft_reveal)
        text = stage.text(
            beat.subtitle, look.body, 50 * scale, 0.86 * width, theme.soft, line, max_lines=3, align=look.align
        )
        rows.append(Row(text, 32 * u))
    return rows
