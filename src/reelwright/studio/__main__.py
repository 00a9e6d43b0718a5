"""`python -m reelwright.studio preview`: stills of a scene as PNG, for looking at while designing."""

import argparse
import sys
from fractions import Fraction
from pathlib import Path

from reelwright.studio.director import direct
from reelwright.studio.film import Film
from reelwright.studio.render import save_still
from reelwright.studio.spec import Scene, SceneImage
from reelwright.timeline.shape import shape_of
from reelwright.timeline.time import frames_of, seconds_of


def main(arguments: list[str] | None = None) -> int:
    """Write `<out>/<look>-<size>-<seconds>s.png` for every look, format and time asked for."""
    options = _parser().parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for ratio in options.ratios.split(","):
        scene = _scene(options, ratio)
        for look in options.looks.split(",") if options.looks else [scene.look]:
            film = Film(scene.model_copy(update={"look": look}))
            shots = " ".join(f"{shot.beat.kind}@{shot.start / float(scene.fps):.1f}" for shot in film.timeline.shots)
            print(f"{look} {ratio}: {shots}")
            for second in _times(options.at, film):
                frame = min(scene.frames - 1, frames_of(seconds_of(f"{second:.3f}"), scene.fps))
                name = f"{look}-{ratio.replace(':', 'x')}-{frame / float(scene.fps):05.2f}s.png"
                save_still(film, frame, options.out / name)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m reelwright.studio", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    preview = commands.add_parser("preview", help="write stills of a scene as PNG")
    preview.add_argument("--template")
    preview.add_argument("--prompt", default="")
    preview.add_argument("--field", action="append", default=[], metavar="NAME=VALUE", help="a template field")
    preview.add_argument("--image", action="append", default=[], metavar="ROLE=PATH")
    preview.add_argument("--scene", type=Path, help="a scene's JSON instead of all of the above")
    preview.add_argument("--looks", default="", help="comma-separated; the director's choice by default")
    preview.add_argument("--ratios", default="16:9")
    preview.add_argument("--resolution", default="720p", choices=["720p", "1080p"])
    preview.add_argument("--seconds", default="10")
    preview.add_argument("--at", default="", help="seconds, comma-separated; by default the settled end of each shot")
    preview.add_argument("--seed", type=int, default=1)
    preview.add_argument("--out", type=Path, default=Path("out/preview"))
    return parser


def _scene(options: argparse.Namespace, ratio: str) -> Scene:
    if options.scene:
        return Scene.model_validate_json(options.scene.read_text())
    shape = shape_of(ratio, options.resolution)
    images = [SceneImage(role=role, path=path) for role, _, path in (it.partition("=") for it in options.image)]
    return direct(
        template=options.template,
        prompt=options.prompt,
        fields=dict(field.split("=", 1) for field in options.field),
        images=images,
        width=shape.width,
        height=shape.height,
        fps=Fraction(30),
        frames=frames_of(seconds_of(options.seconds), 30),
        seed=options.seed,
        safe_area=None,
        brand=None,
    )


def _times(asked: str, film: Film) -> list[float]:
    if asked:
        return [float(part) for part in asked.split(",")]
    ends = [*(shot.first for shot in film.timeline.shots[1:]), film.scene.frames]
    return [(end - 2) / float(film.scene.fps) for end in ends]


if __name__ == "__main__":
    sys.exit(main())
