"""The studio's work in a child process: a scene becomes a finished MP4, exact to the frame."""

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import skia
from scipy.io import wavfile

from reelwright.media.encode import SAMPLE_RATE, Samples, VideoWriter
from reelwright.studio.film import Film, Sheet, frame_hash
from reelwright.studio.spec import DEFAULT_SAFE_AREAS, Scene, Texts

Json = dict[str, Any]

_REPORTS_A_SECOND = 4


def render(args: Json, report: Callable[[Json], None]) -> Json:
    """Draw and encode a scene.

    `args`: `scene` (its JSON or the parsed object), `output` (path of the MP4), `music` (path of a 48 kHz stereo WAV,
    or absent for no sound), `crf` (default 20), `poster` (path of a PNG, or absent), `metadata` (tags of the file).
    Reports `{"frame", "frames"}` about four times a second. Answers path, frames, size, fps, bytes, cues.
    """
    scene = _scene(args["scene"])
    film, sheet = Film(scene), Sheet(scene.width, scene.height)
    audio = read_wav(args["music"]) if args.get("music") else None
    spoken = time.monotonic()
    with VideoWriter(
        args["output"],
        scene.width,
        scene.height,
        scene.fps,
        audio=audio,
        crf=args.get("crf", 20),
        metadata=args.get("metadata"),
    ) as writer:
        for frame in range(scene.frames):
            film.draw(sheet.canvas, frame)
            writer.write_bgra(sheet.pixels)
            if time.monotonic() - spoken >= 1 / _REPORTS_A_SECOND:
                spoken = time.monotonic()
                report({"frame": frame + 1, "frames": scene.frames})
    report({"frame": scene.frames, "frames": scene.frames})
    if args.get("poster"):
        save_still(film, best_frame(film), Path(args["poster"]))
    return {
        "path": str(args["output"]),
        "frames": scene.frames,
        "width": scene.width,
        "height": scene.height,
        "fps": str(scene.fps),
        "bytes": Path(args["output"]).stat().st_size,
        "cues": [float(cue) for cue in film.timeline.cues],
        "has_audio": audio is not None,
    }


def self_test(args: Json, report: Callable[[Json], None]) -> Json:
    """Draw one small frame: proves that Skia, the fonts and every layer load here. Answers the frame's sha256."""
    scene = Scene(
        template="brand-animation",
        look="aurora",
        texts=Texts(headline="Reelwright", tagline="Ready.", cta="Start"),
        safe_area=DEFAULT_SAFE_AREAS["wide"],
        width=320,
        height=180,
        fps=Fraction(30),
        frames=150,
        seed=1,
    )
    return {"sha256": frame_hash(scene, range(60, 61))}


def best_frame(film: Film) -> int:
    """The frame that tells most: the first shot settled, just before it gives way."""
    first = film.timeline.shots[0]
    following = film.timeline.shots[1].first if len(film.timeline.shots) > 1 else first.last
    return max(0, following - 2)


def save_still(film: Film, frame: int, path: Path) -> None:
    """One frame as a PNG."""
    sheet = Sheet(film.scene.width, film.scene.height)
    film.draw(sheet.canvas, frame)
    image = skia.Image.fromarray(sheet.pixels, colorType=skia.kBGRA_8888_ColorType)
    image.save(str(path), skia.kPNG)


def read_wav(path: str) -> Samples:
    """A stereo WAV of 48 kHz, 16 bits or float, as 2 x n floats; a `ValueError` for any other."""
    rate, data = wavfile.read(path)
    if rate != SAMPLE_RATE or data.ndim != 2 or data.shape[1] != 2 or data.dtype not in (np.int16, np.float32):
        raise ValueError(f"{path}: the music must be 48 kHz, stereo, 16 bits or float")
    scale = 32768 if data.dtype == np.int16 else 1
    return np.ascontiguousarray(data.T.astype(np.float32) / scale)


def _scene(value: Any) -> Scene:
    return Scene.model_validate_json(value) if isinstance(value, str) else Scene.model_validate(value)
