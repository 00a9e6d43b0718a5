"""How a shot takes over from another: each file has `draw(stage, canvas, share, sides)`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reelwright.studio.colour import Color

Draw = Callable[[Any], None]


@dataclass(frozen=True)
class Sides:
    """The shot that goes, the shot that comes, and the colours that may appear between them."""

    before: Draw
    after: Draw
    colors: tuple[Color, ...]
