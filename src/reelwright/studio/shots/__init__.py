"""Shot kinds: each file composes one for every format, by `compose(stage, shot) -> Composition`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reelwright.studio.geometry import Box
from reelwright.studio.moment import Moment


@dataclass(frozen=True)
class Composition:
    """What a shot draws, back to front, and the boxes its settled lines of text lie in."""

    layers: tuple[Callable[[Any, Moment], None], ...]
    texts: tuple[Box, ...] = ()

    def draw(self, canvas: Any, moment: Moment) -> None:
        for layer in self.layers:
            layer(canvas, moment)
