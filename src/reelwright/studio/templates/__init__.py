"""Templates: each file turns a scene into a story, by `tell(scene, look) -> Story`. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from reelwright.studio.shotlist import Beat


@dataclass(frozen=True)
class Story:
    """What always opens and closes a film, and an endless middle of which the length takes as much as it holds."""

    opening: tuple[Beat, ...]
    middle: Iterator[Beat]
    closing: tuple[Beat, ...]
