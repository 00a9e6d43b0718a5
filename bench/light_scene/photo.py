"""The photo of the scene, made once from noise of all sizes, so that it costs an encoder what a real one does."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from bench.light_scene.scene import PHOTO_HEIGHT, PHOTO_WIDTH


def make(path: Path) -> None:
    """Write the JPEG: mountains of fractal noise under a sky, lit from the left."""
    rng = np.random.default_rng(7)
    across = np.linspace(0, 1, PHOTO_WIDTH, dtype=np.float32)
    down = np.linspace(0, 1, PHOTO_HEIGHT, dtype=np.float32)[:, None]
    picture = np.stack([0.35 + 0.4 * down, 0.5 + 0.3 * down, 0.75 + 0.1 * down], -1).repeat(PHOTO_WIDTH, 1)
    for depth, base in enumerate((0.35, 0.5, 0.65)):
        ridge = base + 0.16 * fractal(rng, 1, PHOTO_WIDTH, 5)[0] - 0.06 * depth * np.sin(6 * across + depth)
        rock = fractal(rng, PHOTO_HEIGHT, PHOTO_WIDTH, 11)
        light = np.clip(0.5 + 0.45 * rock + 3.5 * np.gradient(rock, axis=1), 0, 1)
        colour = np.array([0.95, 0.86, 0.80], np.float32) * (1 - 0.22 * depth)
        mask = np.clip((down - ridge) * 900, 0, 1)[..., None]
        picture = picture * (1 - mask) + light[..., None] * colour * mask
    grain = rng.normal(0, 0.006, picture.shape)
    Image.fromarray((255 * np.clip(picture + grain, 0, 1)).astype(np.uint8)).save(path, quality=92)


def fractal(rng: np.random.Generator, height: int, width: int, octaves: int) -> npt.NDArray[np.float32]:
    """Noise in -1..1 whose details get weaker as they get finer."""
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        cells = 2 ** (octave + 1)
        small = rng.uniform(-1, 1, (max(1, cells * height // width), cells)).astype(np.float32)
        stretched = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
        total += np.asarray(stretched) * 0.76**octave
    return total / np.float32(np.abs(total).max())
