"""Things stacked in a column, sized until they fit; imported in children only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from reelwright.studio.geometry import Box
from reelwright.studio.layers.text import TextBlock
from reelwright.studio.moment import Moment

Anchor = Literal["top", "middle", "bottom"]


class Block(Protocol):
    """Something with a size that draws itself with its top left corner at (x, y)."""

    @property
    def w(self) -> float: ...

    @property
    def h(self) -> float: ...

    def draw(self, canvas: Any, x: float, y: float, moment: Moment) -> None: ...


@runtime_checkable
class Lettered(Protocol):
    """A block with words in it."""

    def line_boxes(self, x: float, y: float) -> list[Box]: ...


@dataclass(frozen=True)
class Row:
    """A block and the space above it, in pixels."""

    block: Block
    gap: float = 0.0


class Stack:
    """Rows under each other in a box."""

    def __init__(self, rows: Sequence[Row], box: Box, *, is_centered: bool, anchor: Anchor = "middle") -> None:
        height = stack_height(rows)
        # Words that run from right to left start at the right edge, and the rows around them follow.
        self.is_mirrored = any(isinstance(row.block, TextBlock) and row.block.is_mirrored for row in rows)
        y = box.y + {"top": 0.0, "middle": (box.h - height) / 2, "bottom": box.h - height}[anchor]
        self.placed: list[tuple[Block, float, float]] = []
        for at, row in enumerate(rows):
            y += row.gap if at else 0
            spare = box.w - row.block.w
            x = box.x + (spare / 2 if is_centered else spare if self.is_mirrored else 0)
            self.placed.append((row.block, x, y))
            y += row.block.h
        self.boxes = [
            block.bounds(x, y) if isinstance(block, TextBlock) else Box(x, y, block.w, block.h)
            for block, x, y in self.placed
        ]

    @property
    def bounds(self) -> Box:
        """What the stack really covers, narrower than its column where lines are short."""
        bounds = self.boxes[0]
        for box in self.boxes[1:]:
            bounds = bounds.union(box)
        return bounds

    @property
    def texts(self) -> list[Box]:
        return [line for block, x, y in self.placed if isinstance(block, TextBlock) for line in block.line_boxes(x, y)]

    def draw(self, canvas: Any, moment: Moment) -> None:
        for block, x, y in self.placed:
            block.draw(canvas, x, y, moment)


def stack_height(rows: Sequence[Row]) -> float:
    return sum(row.block.h for row in rows) + sum(row.gap for row in rows[1:])


def fitted_stack(
    box: Box, build: Callable[[float], Sequence[Row]], *, is_centered: bool, anchor: Anchor = "middle"
) -> Stack:
    """The rows `build(scale)` gives at the largest scale, at most 1, whose height fits the box."""
    scale = 1.0
    rows = build(scale)
    while rows and stack_height(rows) > box.h and scale > 0.05:
        scale *= max(0.7, min(0.96, box.h / stack_height(rows)))
        rows = build(scale)
    return Stack(rows, box, is_centered=is_centered, anchor=anchor)
