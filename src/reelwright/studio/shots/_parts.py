"""What several shots share: where pictures and words go in each format, and how a product is staged."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reelwright.studio import plugins
from reelwright.studio.easing import out_quint, ramp
from reelwright.studio.geometry import Box
from reelwright.studio.layers.pictures import Cutout, KenBurns, Picture
from reelwright.studio.layers.raster import rect
from reelwright.studio.layers.text import Align, Timing
from reelwright.studio.layout import Row
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.stage import Painter, Stage
from reelwright.studio.themes import Theme

Paint = Callable[[Any, Moment], None]

_PANS = ((0.7, 0.2), (-0.7, -0.2), (0.4, -0.5), (-0.4, 0.5))


@dataclass(frozen=True)
class Split:
    """Two boxes that never touch: `panel` for a picture (it may reach the edge), `words` inside the safe area."""

    panel: Box
    words: Box


def split(stage: Stage, *, is_flipped: bool = False) -> Split:
    """Side by side where the picture is wide or square, one above the other where it is tall."""
    safe, gap = stage.safe, 64 * stage.u
    if stage.format == "tall":
        side = 0.5 * safe.x
        top = 0.5 * safe.y
        panel = Box(side, top, stage.width - 2 * side, safe.y + 0.63 * safe.h - top)
        return Split(panel, Box(safe.x, panel.bottom + gap, safe.w, safe.bottom - panel.bottom - gap))
    share = 0.46 if stage.format == "wide" else 0.43
    width = share * safe.w
    left = Box(safe.x, safe.y, width, safe.h)
    right = Box(safe.right - width, safe.y, width, safe.h)
    if is_flipped:
        return Split(left, Box(left.right + gap, safe.y, safe.right - left.right - gap, safe.h))
    return Split(right, Box(safe.x, safe.y, right.x - gap - safe.x, safe.h))


def picture_of(stage: Stage, shot: Shot) -> Picture | None:
    """The beat's picture; pictures are counted round."""
    if shot.beat.picture is None or not stage.pictures:
        return None
    return stage.pictures[shot.beat.picture % len(stage.pictures)]


def enters_at(stage: Stage, shot: Shot) -> float:
    """Seconds after which words may start: not under a transition that still hides them."""
    return 0.42 * stage.look.transition_seconds if shot.number else 0.2


def drift(shot: Shot) -> tuple[tuple[float, float], tuple[float, float]]:
    """Zoom and pan of a photo; odd shots move the other way."""
    zoom = (1.04, 1.17) if shot.number % 2 else (1.17, 1.04)
    return zoom, _PANS[(shot.number + shot.beat.variant) % len(_PANS)]


def product(stage: Stage, shot: Shot, theme: Theme, picture: Picture, box: Box) -> Painter:
    """A cut-out product on the look's pedestal, or a photo in a frame; it comes in once and then floats."""
    if not picture.is_cutout:
        return framed(stage, shot, picture, box)
    module = plugins.find("reelwright.studio.layers.pedestals", stage.look.pedestal)
    pedestal: Painter = module.build(stage, theme, box)
    thing = Cutout(picture, 0.86 * box.w, 0.9 * box.h, shadow=26 * stage.u, shadow_alpha=0.5 if theme.is_dark else 0.32)
    tilt = 6.0 if stage.look.pedestal == "disc" else 0.0

    def draw(canvas: Any, moment: Moment) -> None:
        pedestal(canvas, moment)
        come = out_quint(ramp(moment.t, 0.3, 1.2))
        scale = 0.97 + 0.05 * moment.progress
        y = box.cy + (1 - come) * (stage.height - box.y) * 0.6
        alpha = ramp(moment.t, 0.3, 0.25)
        thing.draw(canvas, box.cx, y, scale=scale, angle=tilt * (1 - 2 * (1 - come)) + sway(moment, 1.1), alpha=alpha)

    return draw


def sway(moment: Moment, degrees: float) -> float:
    """A slow swing, so that nothing is ever dead still."""
    return degrees * math.sin(1.45 * moment.t)


def framed(stage: Stage, shot: Shot, picture: Picture, box: Box) -> Painter:
    """A photo in a rounded frame that opens upwards, drifting inside it."""
    moving = KenBurns(picture, box, *drift(shot))
    radius = stage.look.radius * stage.u

    def draw(canvas: Any, moment: Moment) -> None:
        opened = out_quint(ramp(moment.t, 0.1, 1.0))
        if opened <= 0:
            return
        canvas.save()
        canvas.clipRect(rect(Box(box.x, box.bottom - box.h * opened, box.w, box.h * opened)))
        moving.draw(canvas, moment.progress, radius)
        canvas.restore()

    return draw


def side_align(stage: Stage, width: float) -> Align:
    """Text in a column beside a picture starts at its edge, whatever the look; across the whole width the look says."""
    return stage.look.align if width > 0.9 * stage.safe.w else "start"


def heading(stage: Stage, shot: Shot, theme: Theme, width: float, scale: float, size: float, lines: int) -> list[Row]:
    """The beat's title, and under it its subtitle in the body's face."""
    look, u, start = stage.look, stage.u * scale, enters_at(stage, shot)
    align, rows = side_align(stage, width), []
    if shot.beat.title:
        timing, size = Timing(start + 0.1, look.reveal), size * look.display_scale * scale
        title = stage.text(shot.beat.title, look.display, size, width, theme.ink, timing, max_lines=lines, align=align)
        rows.append(Row(title))
    if shot.beat.subtitle:
        timing = Timing(start + 0.5, look.soft_reveal)
        text = stage.text(
            shot.beat.subtitle, look.body, 42 * scale, width, theme.soft, timing, max_lines=5, align=align
        )
        rows.append(Row(text, 30 * u))
    return rows


def eyebrow(stage: Stage, theme: Theme, text: str, width: float, scale: float, start: float) -> Row:
    """The small line above a title."""
    timing = Timing(start, "fade")
    align = side_align(stage, width)
    return Row(stage.text(text, stage.look.label, 29 * scale, width, theme.accent, timing, max_lines=1, align=align))
