"""The first second of a social video: words as large as the picture, in the reader's face."""

from reelwright.studio.copywriting import strongest_words
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Row, fitted_stack
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.stage import Stage
from reelwright.studio.themes import Theme

_SIZES = {"wide": 236.0, "tall": 236.0, "square": 190.0}
_LINES = {"wide": 3, "tall": 7, "square": 5}


def compose(stage: Stage, shot: Shot) -> Composition:
    """It starts at once: nobody waits."""
    theme, is_centered = stage.theme(shot.ground), stage.look.align == "center"
    stack = fitted_stack(stage.safe, lambda scale: _rows(stage, shot, theme, scale), is_centered=is_centered)
    motif = stage.motif(theme, stack.bounds, shot.number)
    return Composition((stage.background(shot.ground), motif, stack.draw), tuple(stack.texts))


def _rows(stage: Stage, shot: Shot, theme: Theme, scale: float) -> list[Row]:
    look = stage.look
    face = look.display.but(leading=min(look.display.leading, 1.0))
    accents = tuple((word, theme.accent) for word in strongest_words(shot.beat.title))
    start = 0.05 if shot.number == 0 else 0.4 * look.transition_seconds
    timing, lines = Timing(start, look.reveal), _LINES[stage.format]
    size = _SIZES[stage.format] * look.display_scale * scale
    text = stage.text(shot.beat.title, face, size, stage.safe.w, theme.ink, timing, max_lines=lines, accents=accents)
    return [Row(text)]
