"""From a scene to its timeline: how many beats the length holds, and the frames of each. Pure.

Motion never slows down: a longer film tells more beats; a beat is stretched or squeezed by a fifth at most where the
length allows it.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import islice

from reelwright.studio import plugins
from reelwright.studio.looks import Look, find_look
from reelwright.studio.shotlist import Beat, Shot, Timeline
from reelwright.studio.spec import Scene

_MOST_BEATS = 60


def compile(scene: Scene) -> Timeline:
    """The timeline of a scene; the same scene gives the same timeline."""
    look = find_look(scene.look)
    story = plugins.find("reelwright.studio.templates", scene.template).tell(scene, look)
    closing = story.closing if scene.brand.has_end_card else ()
    beats = _enough(story.opening, story.middle, closing, float(scene.seconds) * look.pace)
    return Timeline(scene.frames, scene.fps, tuple(_shots(scene, look, beats)))


def _enough(opening: Sequence[Beat], middle: Iterator[Beat], closing: Sequence[Beat], seconds: float) -> list[Beat]:
    """As many middle beats as bring the natural length nearest to the wanted one."""
    told = sum(beat.seconds for beat in (*opening, *closing))
    taken: list[Beat] = []
    for beat in islice(middle, _MOST_BEATS):
        if abs(told + beat.seconds - seconds) >= abs(told - seconds):
            break
        taken.append(beat)
        told += beat.seconds
    return [*opening, *taken, *closing]


def _shots(scene: Scene, look: Look, beats: list[Beat]) -> Iterator[Shot]:
    edges = _edges([beat.seconds for beat in beats], scene.frames)
    half = max(1, round(look.transition_seconds * float(scene.fps) / 2))
    names = _transitions(look, len(beats) - 1, random.Random(f"{scene.seed}/transitions"))
    last = len(beats) - 1
    for at, beat in enumerate(beats):
        start, end = edges[at], edges[at + 1]
        yield Shot(
            beat=beat,
            number=at,
            ground=beat.ground or (look.end_ground if at == last and at else look.grounds[at % len(look.grounds)]),
            start=start,
            end=end,
            first=max(0, start - half) if at else 0,
            last=min(scene.frames, end + half) if at < last else scene.frames,
            transition=names[at - 1] if at else None,
        )


def _edges(seconds: list[float], frames: int) -> list[int]:
    """Cut points, shared out by the beats' wishes; the last is exactly `frames`."""
    total, passed, edges = sum(seconds), 0.0, [0]
    for part in seconds:
        passed += part
        edges.append(round(frames * passed / total))
    return edges


def _transitions(look: Look, count: int, rng: random.Random) -> list[str]:
    """The look's transitions in turn, starting anywhere."""
    start = rng.randrange(len(look.transitions))
    return [look.transitions[(start + at) % len(look.transitions)] for at in range(count)]
