"""A sentence beat by beat: a few words at a time, each as large as the picture, stamped in and gone."""

from typing import Any

from reelwright.studio.copywriting import chunks_of
from reelwright.studio.geometry import Box
from reelwright.studio.layers.text import LEAVE_SECONDS, TextBlock, Timing
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot
from reelwright.studio.shots import Composition
from reelwright.studio.shots._parts import enters_at
from reelwright.studio.stage import Stage

_SIZES = {"wide": 300.0, "tall": 250.0, "square": 240.0}


def compose(stage: Stage, shot: Shot) -> Composition:
    """The last words stay; the one before them is gone when they come."""
    theme, safe = stage.theme(shot.ground), stage.safe
    seconds = (shot.last - shot.first) / float(stage.scene.fps)
    chunks = chunks_of(shot.beat.title)
    begin = enters_at(stage, shot)
    each = max(0.5, (seconds - begin - 0.9) / len(chunks))
    blocks: list[tuple[TextBlock, float, float]] = []
    for at, chunk in enumerate(chunks):
        start = begin + at * each
        leave = None if at == len(chunks) - 1 else start + each - LEAVE_SECONDS + 0.05
        timing = Timing(start, "stamp" if stage.look.pace > 1 else "rise", leave, rate=0.7)
        color = theme.accent if at % 2 else theme.ink
        size = _SIZES[stage.format] * stage.look.display_scale
        block = stage.text(
            chunk, stage.look.display, size, safe.w, color, timing, height=safe.h, max_lines=3, align="center"
        )
        blocks.append((block, safe.x, safe.y + (safe.h - block.h) / 2))
    keep_out = blocks[0][0].bounds(blocks[0][1], blocks[0][2])
    for block, x, y in blocks[1:]:
        keep_out = keep_out.union(block.bounds(x, y))
    motif = stage.motif(theme, keep_out, shot.number)

    def draw(canvas: Any, moment: Moment) -> None:
        for block, x, y in blocks:
            block.draw(canvas, x, y, moment)

    texts: list[Box] = [line for block, x, y in blocks for line in block.line_boxes(x, y)]
    return Composition((stage.background(shot.ground), motif, draw), tuple(texts))
