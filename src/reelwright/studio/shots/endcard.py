"""The last word: logo, name, line, call to action and address, still enough to be read and acted upon."""

from reelwright.studio.layers.blocks import Button, LogoBlock, LogoMark
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Row, fitted_stack
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.stage import Stage
from reelwright.studio.themes import Theme

_NAME_SIZES = {"wide": 150.0, "tall": 150.0, "square": 136.0}


def compose(stage: Stage, shot: Shot) -> Composition:
    """Centred whatever the look: an end card is a sign."""
    theme = stage.theme(shot.ground)
    stack = fitted_stack(stage.safe, lambda scale: _rows(stage, shot, theme, scale), is_centered=True)
    motif = stage.motif(theme, stack.bounds, shot.number)
    return Composition((stage.background(shot.ground), motif, stack.draw), tuple(stack.texts))


def _rows(stage: Stage, shot: Shot, theme: Theme, scale: float) -> list[Row]:
    look, u, width, beat = stage.look, stage.u * scale, stage.safe.w, shot.beat
    start = look.transition_seconds * 0.45
    rows: list[Row] = []
    if stage.logo is not None:
        high = 230 if stage.format == "wide" else 270
        mark = LogoMark(stage.logo, theme, 440 * u, high * u, look.radius * u)
        rows.append(Row(LogoBlock(mark, start)))
    if beat.title:
        size = _NAME_SIZES[stage.format] * look.display_scale * scale
        timing = Timing(start + 0.2, look.reveal)
        text = stage.text(beat.title, look.display, size, width, theme.ink, timing, max_lines=2, align="center")
        rows.append(Row(text, 46 * u))
    if beat.subtitle:
        timing = Timing(start + 0.45, look.soft_reveal)
        text = stage.text(
            beat.subtitle, look.body, 44 * scale, 0.84 * width, theme.soft, timing, max_lines=3, align="center"
        )
        rows.append(Row(text, 26 * u))
    if beat.items:
        rows.append(Row(Button(stage, theme, beat.items[0], width, scale, start + 0.7), 64 * u))
    if len(beat.items) > 1:
        face, timing = look.body.but(weight=600), Timing(start + 0.95, "fade")
        address = stage.text(beat.items[1], face, 38 * scale, width, theme.ink, timing, max_lines=1, align="center")
        rows.append(Row(address, 40 * u))
    return rows
