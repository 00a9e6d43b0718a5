"""Joining: sixty seconds from six matching takes, video copied; without sound, and with a bed levelled and encoded."""

import shutil
import sys

from bench.cases.render import PHOTO, SCRATCH
from bench.light_scene import photo
from bench.measure import Case, Figure, Numbers, process
from reelwright.studio.music.compose import compose

TAKES = [SCRATCH / f"take{number}.mp4" for number in range(6)]
BED = SCRATCH / "bed.wav"


def prepare() -> None:
    """Six takes of the light scene, ten seconds of 1080p30 each, and a minute of music."""
    SCRATCH.mkdir(exist_ok=True)
    if not PHOTO.exists():
        photo.make(PHOTO)
    if not TAKES[0].exists():
        process(sys.executable, "-m", "bench.light_scene.with_ours", "film", PHOTO, TAKES[0])
    for take in TAKES[1:]:
        shutil.copy(TAKES[0], take)
    compose({"output": str(BED), "mood": "upbeat", "seed": 1, "seconds": 60}, lambda _progress: None)


def silent() -> Numbers:
    return process(sys.executable, "-m", "bench.joining.with_ours", SCRATCH / "joined.mp4", "", *TAKES)


def with_sound() -> Numbers:
    return process(sys.executable, "-m", "bench.joining.with_ours", SCRATCH / "sounding.mp4", BED, *TAKES)


CASE = Case(
    says=__doc__,
    contenders={"silent": silent, "with sound": with_sound},
    figures=[
        Figure("seconds beyond a bare copy of the bytes", "silent", "beyond_copy_wall_seconds", at_most=1),
        Figure("CPU seconds beyond it", "silent", "beyond_copy_cpu_seconds"),
        Figure("seconds beyond it, with loudness and AAC", "with sound", "beyond_copy_wall_seconds"),
    ],
    prepare=prepare,
    packages=("av", "numpy", "scipy", "pyloudnorm"),
)
