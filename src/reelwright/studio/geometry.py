"""Boxes in pixels, and the shape of a picture. Pure."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["wide", "tall", "square"]


@dataclass(frozen=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def cx(self) -> float:
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        return self.y + self.h / 2

    def inset(self, by: float) -> "Box":
        return Box(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)

    def part(self, x: float, y: float, w: float, h: float) -> "Box":
        """A part of this box, in shares of its sides."""
        return Box(self.x + x * self.w, self.y + y * self.h, w * self.w, h * self.h)

    def holds(self, other: "Box", slack: float = 0.0) -> bool:
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def union(self, other: "Box") -> "Box":
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


def format_of(width: int, height: int) -> Format:
    """Which of the three compositions a size gets."""
    if width > 1.2 * height:
        return "wide"
    return "tall" if height > 1.2 * width else "square"
