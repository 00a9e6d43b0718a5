"""One sentence, as large as it goes, its strongest word in the accent's colour."""

from reelwright.studio.copywriting import strongest_words
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Anchor, Row, fitted_stack
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.stage import Stage
from reelwright.studio.themes import Theme

_SIZES = {"wide": 176.0, "tall": 172.0, "square": 150.0}
_LINES = {"wide": 3, "tall": 6, "square": 4}


def compose(stage: Stage, shot: Shot) -> Composition:
    """Where the look is centred, in the middle; else at the start edge, low on odd variants."""
    theme = stage.theme(shot.ground)
    is_centered = stage.look.align == "center"
    anchor: Anchor = "bottom" if shot.beat.variant % 2 and not is_centered else "middle"
    stack = fitted_stack(
        stage.safe, lambda scale: _rows(stage, shot, theme, scale), is_centered=is_centered, anchor=anchor
    )
    motif = stage.motif(theme, stack.bounds, shot.number)
    return Composition((stage.background(shot.ground), motif, stack.draw), tuple(stack.texts))


def _rows(stage: Stage, shot: Shot, theme: Theme, scale: float) -> list[Row]:
    look, u, width, beat = stage.look, stage.u * scale, stage.safe.w, shot.beat
    start = look.transition_seconds * 0.4 if shot.number else 0.2
    rows: list[Row] = []
    if beat.subtitle:
        rows.append(Row(stage.text(beat.subtitle, look.label, 30 * scale, width, theme.accent, Timing(start, "fade"))))
    size = _SIZES[stage.format] * look.display_scale * scale
    accents = tuple((word, theme.accent) for word in strongest_words(beat.title))
    timing = Timing(start + 0.1, look.reveal)
    lines = _LINES[stage.format]
    text = stage.text(beat.title, look.display, size, width, theme.ink, timing, max_lines=lines, accents=accents)
    rows.append(Row(text, 34 * u))
    return rows
