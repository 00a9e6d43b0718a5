"""A longer line, set as a quotation: one big mark, quiet type, a rule."""

from reelwright.studio.layers.blocks import Rule
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Row, fitted_stack
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.shots._parts import enters_at
from reelwright.studio.stage import Stage
from reelwright.studio.themes import Theme

_SIZES = {"wide": 92.0, "tall": 96.0, "square": 84.0}


def compose(stage: Stage, shot: Shot) -> Composition:
    """Narrower than a statement: lines of seven words at most read best."""
    theme, safe = stage.theme(shot.ground), stage.safe
    is_centered = stage.look.align == "center"
    share = 0.8 if stage.format == "wide" else 1.0
    room = safe.part((1 - share) / 2 if is_centered else 0, 0, share, 1)
    stack = fitted_stack(room, lambda scale: _rows(stage, shot, theme, room.w, scale), is_centered=is_centered)
    motif = stage.motif(theme, stack.bounds, shot.number)
    return Composition((stage.background(shot.ground), motif, stack.draw), tuple(stack.texts))


def _rows(stage: Stage, shot: Shot, theme: Theme, width: float, scale: float) -> list[Row]:
    look, u, start = stage.look, stage.u * scale, enters_at(stage, shot)
    face = look.display.but(weight=min(look.display.weight, 600), tracking=-0.015, leading=1.2)
    timing, size = Timing(start + 0.15, "focus"), _SIZES[stage.format] * scale
    text = stage.text(shot.beat.title, face, size, width, theme.ink, timing, max_lines=7)
    rule = Rule(120 * u, 8 * u, theme.accent, start, is_centered=look.align == "center")
    rows = [Row(rule), Row(text, 54 * u)]
    if shot.beat.subtitle:
        below = Timing(start + 0.8, "fade")
        rows.append(Row(stage.text(shot.beat.subtitle, look.label, 30 * scale, width, theme.accent, below), 48 * u))
    return rows
