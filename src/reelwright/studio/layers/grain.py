"""Fine noise over smooth colour: without it 8-bit gradients fall into bands after encoding."""

from functools import lru_cache
from typing import Any

import numpy as np

from reelwright.studio.layers.raster import from_array

_TILE = 512
_ALPHA = 9  # of 255; above 10 the file grows by half for nothing


@lru_cache(maxsize=1)
def _tile() -> Any:
    noise = np.random.default_rng(3).normal(0, 1, (_TILE, _TILE))
    pixels = np.zeros((_TILE, _TILE, 4), np.uint8)
    pixels[..., :3] = np.where(noise > 0, 255, 0)[..., None]
    pixels[..., 3] = np.clip(np.abs(noise) * 3.0, 0, _ALPHA).astype(np.uint8)
    return from_array(pixels)


def draw_grain(canvas: Any, width: int, height: int, frame: int) -> None:
    """Cover the canvas; the tile jumps with the frame, always by whole pixels."""
    left, top = -(frame * 73 % 251), -(frame * 41 % 241)
    for y in range(top, height, _TILE):
        for x in range(left, width, _TILE):
            canvas.drawImage(_tile(), x, y)
