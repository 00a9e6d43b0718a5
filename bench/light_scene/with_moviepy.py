"""The scene as MoviePy 2.2 users write it; run with the interpreter of `bench/.venv-moviepy`.

Written for MoviePy's sake: masks and gradients are made once, nothing is resized that need not be, no logger runs.
"""

import json
import sys
from pathlib import Path

import numpy as np
from moviepy import CompositeVideoClip, ImageClip, TextClip, vfx

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.light_scene import scene as s
from bench.measure import Stopwatch


def main(photo: str, regular: str, bold: str, target: str) -> None:
    watch = Stopwatch()
    fonts = {False: regular, True: bold}
    film = CompositeVideoClip([*picture(photo), *texts(fonts), card(fonts)], size=(s.WIDTH, s.HEIGHT))
    film.with_duration(s.SECONDS).write_videofile(
        target,
        fps=s.FPS,
        codec="libx264",
        preset=s.PRESET,
        ffmpeg_params=["-crf", str(s.CRF), "-movflags", "+faststart", "-pix_fmt", "yuv420p"],
        audio=False,
        logger=None,
    )
    print(json.dumps({**watch.numbers(), "megabytes": Path(target).stat().st_size / 1e6}))


def picture(photo: str) -> list[ImageClip]:
    def zoom(t: float) -> float:
        return s.WIDTH / s.PHOTO_WIDTH * (1 + s.ZOOM * t / s.PHOTO_SECONDS)

    def place(t: float) -> tuple[float, float]:
        share, grown = t / s.PHOTO_SECONDS, 1 + s.ZOOM * t / s.PHOTO_SECONDS
        return (
            s.WIDTH / 2 + s.PAN_X * share - s.WIDTH * grown / 2,
            s.HEIGHT / 2 + s.PAN_Y * share - s.HEIGHT * grown / 2,
        )

    moving = ImageClip(photo).with_duration(s.PHOTO_SECONDS).resized(zoom).with_position(place)
    alpha = np.clip((np.linspace(0, 1, s.HEIGHT) - s.SHADE_FROM) / (1 - s.SHADE_FROM), 0, 1) * s.SHADE_ALPHA
    mask = ImageClip(np.repeat(alpha[:, None], s.WIDTH, 1), is_mask=True)
    shade = ImageClip(np.zeros((s.HEIGHT, s.WIDTH, 3), np.uint8)).with_mask(mask).with_duration(s.PHOTO_SECONDS)
    return [moving, shade]


def texts(fonts: dict[bool, str]) -> list[TextClip]:
    clips = []
    for text, is_bold, size, x, baseline, start in s.TEXTS:

        def place(t: float, x: int = x, baseline: int = baseline, size: int = size) -> tuple[int, int]:
            return x, int(baseline - size * 1.3 + (1 - s.ease_out(t / s.REVEAL_SECONDS)) * s.REVEAL_RISE)

        clip = TextClip(font=fonts[is_bold], text=text, font_size=size, color="white", margin=(4, int(size * 0.3)))
        clip = clip.with_start(start).with_duration(s.PHOTO_SECONDS - start).with_position(place)
        clips.append(clip.with_effects([vfx.CrossFadeIn(s.REVEAL_SECONDS)]))
    return clips


def card(fonts: dict[bool, str]) -> CompositeVideoClip:
    seconds = s.SECONDS - s.CARD_FROM
    across, down = np.linspace(0, 1, s.WIDTH)[None, :], np.linspace(0, 1, s.HEIGHT)[:, None]
    share = (across * s.WIDTH**2 + down * s.HEIGHT**2) / (s.WIDTH**2 + s.HEIGHT**2)
    first, last = (np.array(colour) for colour in s.CARD_COLOURS)
    ground = ImageClip((first + (last - first) * share[..., None]).astype(np.uint8)).with_duration(seconds)
    side = s.DISC_DIAMETER
    rows, columns = np.mgrid[0:side, 0:side]
    inside = np.clip(side / 2 - np.hypot(columns - side / 2, rows - side / 2), 0, 1)
    disc = ImageClip(np.full((side, side, 3), 255, np.uint8)).with_mask(ImageClip(inside, is_mask=True))
    layers = [ground, disc.with_duration(seconds).with_position(("center", int(s.HEIGHT * s.DISC_Y - side / 2)))]
    for text, is_bold, size, y in (s.NAME, s.ADDRESS):
        clip = TextClip(font=fonts[is_bold], text=text, font_size=size, color="white", margin=(4, int(size * 0.3)))
        layers.append(clip.with_duration(seconds).with_position(("center", int(s.HEIGHT * y - size * 1.3))))
    film = CompositeVideoClip(layers, size=(s.WIDTH, s.HEIGHT)).with_duration(seconds).with_start(s.CARD_FROM)
    return film.with_effects([vfx.CrossFadeIn(s.CARD_FADE)])


if __name__ == "__main__":
    main(*sys.argv[1:])
