"""Clips of subjects that move as told, over a picture that does not: what a camera might have seen."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

Place = tuple[float, float]
Moves = Callable[[int], Sequence[Place]]  # frame -> the middle of each subject, in shares of width and height
Backdrop = Callable[[int], np.ndarray]

WIDTH, HEIGHT = 640, 360
SUBJECT = (0.12, 0.3)  # of width and height
_COLOURS = ((220, 60, 40), (40, 70, 220))


def backdrop(seed: int = 1, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """Soft colours with some grain."""
    ys, xs = np.mgrid[0:height, 0:width] * (2 if width <= WIDTH else 1)
    waves = (
        80 + 60 * np.sin(xs / 90 + seed),
        100 + 40 * np.sin(ys / 70 + xs / 200),
        120 + 50 * np.cos(xs / 150 - seed),
    )
    grain = np.random.default_rng(seed).normal(0, 4, (height, width, 1))
    return np.clip(np.stack(waves, axis=-1) + grain, 0, 255).astype(np.uint8)


def film_subjects(
    path: Path,
    moves: Moves,
    frames: int = 90,
    fps: int = 30,
    *,
    behind: Backdrop | None = None,
    times: Sequence[int] = (),
    bars: int = 0,
    upright: bool = True,
) -> Path:
    """Write the clip. `times` in ms instead of an even rate; `bars` are black lines above and below; not `upright`
    turns the picture by 90 degrees anti-clockwise, as a phone stores it."""
    still = backdrop()
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=fps, options={"preset": "veryfast", "crf": "20"})
        video.width, video.height = (WIDTH, HEIGHT) if upright else (HEIGHT, WIDTH)
        video.pix_fmt = "yuv420p"
        if times:
            video.codec_context.time_base = Fraction(1, 1000)
        for number in range(frames):
            picture = (behind(number) if behind else still).copy()
            for place, colour in zip(moves(number), _COLOURS, strict=False):
                _draw(picture, place, colour)
            if bars:
                picture[:bars], picture[-bars:] = 0, 0
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture if upright else np.rot90(picture)), "rgb24")
            frame.pts = times[number] if times else number
            frame.time_base = Fraction(1, 1000) if times else Fraction(1, fps)
            container.mux(video.encode(frame))
        container.mux(video.encode())
    return path


def _draw(picture: np.ndarray, place: Place, colour: tuple[int, int, int]) -> None:
    width, height = round(SUBJECT[0] * WIDTH), round(SUBJECT[1] * HEIGHT)
    left, top = round(place[0] * WIDTH - width / 2), round(place[1] * HEIGHT - height / 2)
    part = picture[max(0, top) : top + height, max(0, left) : left + width]
    part[:] = colour
    part[len(part) // 4 : len(part) // 2, part.shape[1] // 4 : part.shape[1] // 2] = 255 - np.array(colour)
