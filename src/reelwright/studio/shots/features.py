"""All features at once, as a list under a heading: the reader's summary."""

from reelwright.studio.geometry import Box
from reelwright.studio.layers.blocks import Checked
from reelwright.studio.layers.text import Timing
from reelwright.studio.layout import Anchor, Row, fitted_stack
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.shots._parts import enters_at, heading
from reelwright.studio.stage import Stage
from reelwright.studio.themes import Theme
from reelwright.studio.type.scripts import starts_right_to_left

_MOST = 5


def compose(stage: Stage, shot: Shot) -> Composition:
    """Heading and list side by side where the picture is wide, else under each other."""
    theme, safe = stage.theme(shot.ground), stage.safe
    if stage.format == "wide":
        head, body = safe.part(0, 0, 0.42, 1), safe.part(0.5, 0, 0.5, 1)
    else:
        head, body = safe.part(0, 0, 1, 0.32), safe.part(0, 0.37, 1, 0.63)
    anchor: Anchor = "middle" if stage.format == "wide" else "bottom"
    title = fitted_stack(
        head, lambda scale: heading(stage, shot, theme, head.w, scale, 136, 3), is_centered=False, anchor=anchor
    )
    top: Anchor = "middle" if stage.format == "wide" else "top"
    points = fitted_stack(body, lambda scale: _points(stage, shot, theme, body, scale), is_centered=False, anchor=top)
    keep_out = title.bounds.union(points.bounds)
    motif = stage.motif(theme, keep_out, shot.number)
    return Composition((stage.background(shot.ground), motif, title.draw, points.draw), (*title.texts, *points.texts))


def _points(stage: Stage, shot: Shot, theme: Theme, box: Box, scale: float) -> list[Row]:
    start, size, rows = enters_at(stage, shot) + 0.4, 52 * stage.u * scale, []
    for at, feature in enumerate(shot.beat.items[:_MOST]):
        begin = start + 0.2 * at
        room, face = box.w - 1.55 * size, stage.look.body.but(weight=600)
        timing = Timing(begin + 0.05, "fade")
        text = stage.text(feature, face, 58 * scale, room, theme.ink, timing, max_lines=2, align="start")
        mirrored = starts_right_to_left(feature)
        rows.append(Row(Checked(text, theme, size, begin, is_mirrored=mirrored), 44 * stage.u * scale))
    return rows
