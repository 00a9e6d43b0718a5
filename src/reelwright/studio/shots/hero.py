"""The product and all that is first said about it: name, line, what it can do."""

from reelwright.studio.geometry import Box
from reelwright.studio.layers.blocks import Checked
from reelwright.studio.layers.text import TextBlock, Timing
from reelwright.studio.layout import Row, fitted_stack
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.shots._parts import Split, enters_at, eyebrow, heading, picture_of, product
from reelwright.studio.stage import Stage
from reelwright.studio.themes import Theme
from reelwright.studio.type.scripts import starts_right_to_left

_NAME_SIZES = {"wide": 156.0, "tall": 140.0, "square": 116.0}


def compose(stage: Stage, shot: Shot) -> Composition:
    """The product stands opposite the words; its ring and its shadow stay off them."""
    theme, picture = stage.theme(shot.ground), picture_of(stage, shot)
    parts = _split(stage) if picture else Split(stage.safe, stage.safe)
    is_centered = stage.look.align == "center" and (stage.format == "tall" or picture is None)
    stack = fitted_stack(
        parts.words, lambda scale: _rows(stage, shot, theme, parts.words.w, scale, is_centered), is_centered=is_centered
    )
    keep_out = stack.bounds.union(parts.panel) if picture else stack.bounds
    layers = [stage.background(shot.ground), stage.motif(theme, keep_out, shot.number)]
    if picture:
        layers.append(product(stage, shot, theme, picture, parts.panel))
    return Composition((*layers, stack.draw), tuple(stack.texts))


def _split(stage: Stage) -> Split:
    safe, u = stage.safe, stage.u
    if stage.format == "wide":
        panel = Box(0.57 * stage.width, 0.06 * stage.height, 0.39 * stage.width, 0.88 * stage.height)
        return Split(panel, Box(safe.x, safe.y, panel.x - safe.x - 24 * u, safe.h))
    if stage.format == "square":
        panel = Box(0.54 * stage.width, 0.08 * stage.height, 0.43 * stage.width, 0.84 * stage.height)
        return Split(panel, Box(safe.x, safe.y, panel.x - safe.x - 20 * u, safe.h))
    panel = Box(safe.x, 0.5 * safe.y, safe.w, 0.5 * safe.y + 0.62 * safe.h)
    return Split(panel, Box(safe.x, panel.bottom + 48 * u, safe.w, safe.bottom - panel.bottom - 48 * u))


def _rows(stage: Stage, shot: Shot, theme: Theme, width: float, scale: float, is_centered: bool) -> list[Row]:
    look, u, start = stage.look, stage.u * scale, enters_at(stage, shot)
    rows: list[Row] = []
    if stage.scene.texts.label:
        rows.append(eyebrow(stage, theme, stage.scene.texts.label, width, scale, start))
    name = heading(stage, shot, theme, width, scale, _NAME_SIZES[stage.format], 3)
    rows += [Row(name[0].block, 22 * u), *name[1:]] if name else []
    for at, feature in enumerate(shot.beat.items[:3]):
        begin = start + 1.0 + 0.18 * at
        size = 34 * u
        room = width - 1.55 * size
        timing = Timing(begin + 0.05, "fade")
        text = stage.text(feature, look.body.but(weight=500), 36 * scale, room, theme.ink, timing, align="start")
        rows.append(Row(_checked(text, theme, size, begin, feature, is_centered), (38 if at == 0 else 20) * u))
    return rows


def _checked(text: TextBlock, theme: Theme, size: float, begin: float, feature: str, is_centered: bool) -> Checked:
    return Checked(text, theme, size, begin, is_mirrored=starts_right_to_left(feature), is_tight=is_centered)
