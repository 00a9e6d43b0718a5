"""One join: the takes' bytes copied, then the film finished from them; last line of output is JSON."""

import json
import shutil
import sys
from fractions import Fraction
from pathlib import Path

from bench.measure import Stopwatch
from reelwright.media.finish import finish_film
from reelwright.media.probe import read_clip
from reelwright.media.values import FinishSpec, Sound, Take


def main(film: Path, bed: Path | None, takes: list[Path]) -> dict[str, float]:
    """Seconds for a bare copy of the takes into one file, for the finished film, and the difference."""
    known = read_clip(takes[0]).probe
    watch = Stopwatch()
    with film.with_suffix(".copy").open("wb") as target:
        for take in takes:
            with take.open("rb") as source:
                shutil.copyfileobj(source, target, 1 << 20)
    copied = watch.numbers()
    spec = FinishSpec(
        takes=tuple(Take(take, known.frames) for take in takes),
        frames=known.frames * len(takes),
        fps=Fraction(known.fps),
        width=known.width,
        height=known.height,
        output=film,
        sound=Sound("music", bed) if bed else Sound("none"),
    )
    watch = Stopwatch()
    made = finish_film(spec, lambda _progress: None)
    numbers = watch.numbers()
    assert made.video == "copied" and made.probe.frames == spec.frames
    beyond = {f"beyond_copy_{name}": numbers[name] - copied[name] for name in numbers}
    return {**numbers, **beyond, "file_bytes": made.probe.bytes}


if __name__ == "__main__":
    output, music, *names = sys.argv[1:]
    print(json.dumps(main(Path(output), Path(music) if music else None, [Path(name) for name in names])))
