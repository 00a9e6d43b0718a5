"""The light scene: our drawing and encoding against libx264 alone on ready frames, and against MoviePy."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench.light_scene import photo
from bench.measure import ROOT, Case, Figure, Numbers, process
from reelwright.studio.fonts.index import FILES

SCRATCH = ROOT / "bench" / "scratch"
PHOTO = SCRATCH / "photo.jpg"
MOVIEPY = ROOT / "bench" / ".venv-moviepy"
LOCK = ROOT / "bench" / "moviepy-requirements.txt"


def prepare() -> None:
    """The photo, and an environment of MoviePy's own: it wants other versions of our packages."""
    SCRATCH.mkdir(exist_ok=True)
    if not PHOTO.exists():
        photo.make(PHOTO)
    environment_of_its_own(MOVIEPY, LOCK)


def environment_of_its_own(folder: Path, lock: Path) -> None:
    """A virtual environment with exactly what the lock file names, made anew when that changes."""
    stamp = folder / "lock.txt"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        uv = shutil.which("uv") or str(Path(sys.executable).parent / "uv")
        subprocess.run([uv, "venv", "-q", "--clear", "--python", sys.executable, folder], check=True)
        install = [uv, "pip", "install", "-q", "--require-hashes", "-r", str(lock)]
        subprocess.run([*install, "--python", str(folder / "bin" / "python")], check=True)
        shutil.copy(lock, stamp)


def ours() -> Numbers:
    return process(sys.executable, "-m", "bench.light_scene.with_ours", "film", PHOTO, SCRATCH / "ours.mp4")


def x264_alone() -> Numbers:
    return process(sys.executable, "-m", "bench.light_scene.with_ours", "x264", PHOTO, SCRATCH / "x264.mp4")


def moviepy() -> Numbers:
    fonts = [FILES / f"poppins-latin-{weight}-normal.ttf" for weight in (400, 800)]
    script = ROOT / "bench" / "light_scene" / "with_moviepy.py"
    return process(MOVIEPY / "bin" / "python", script, PHOTO, *fonts, SCRATCH / "moviepy.mp4")


CASE = Case(
    says=__doc__,
    contenders={"ours": ours, "x264 alone": x264_alone, "MoviePy": moviepy},
    figures=[
        Figure("our CPU time over libx264's alone", "ours", "cpu_seconds", over="x264 alone", at_most=1.4),
        Figure("MoviePy's time over ours", "MoviePy", "wall_seconds", over="ours", at_least=10),
        Figure("MoviePy's CPU time over ours", "MoviePy", "process_cpu_seconds", over="ours"),
    ],
    prepare=prepare,
    packages=("av", "skia-python", "numba", "numpy"),
)
