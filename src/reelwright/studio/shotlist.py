"""The values between a scene and its frames: beats (what to tell), shots (when it is told), the timeline. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from reelwright.timeline.time import seconds_of_frames


@dataclass(frozen=True)
class Beat:
    """One thing a template wants told, by the shot kind that tells it. `seconds` is how long it would like."""

    kind: str
    seconds: float
    title: str = ""
    subtitle: str = ""
    items: tuple[str, ...] = ()
    picture: int | None = None
    variant: int = 0
    ground: str | None = None


@dataclass(frozen=True)
class Shot:
    """A beat with its place in the film, in frames. It is seen from `first` to `last`; transitions overlap its ends."""

    beat: Beat
    number: int
    ground: str
    start: int
    end: int
    first: int
    last: int
    transition: str | None


@dataclass(frozen=True)
class Timeline:
    """All shots, back to back: the first starts at 0, the last ends at `frames`."""

    frames: int
    fps: Fraction
    shots: tuple[Shot, ...]

    @property
    def cues(self) -> tuple[Fraction, ...]:
        """Seconds of the cuts, for the music."""
        return tuple(seconds_of_frames(shot.start, self.fps) for shot in self.shots[1:])

    def at(self, frame: int) -> tuple[Shot, Shot | None]:
        """The shot seen at a frame, and the one that takes over while a transition runs."""
        seen = [shot for shot in self.shots if shot.first <= frame < shot.last]
        return seen[0], seen[1] if len(seen) > 1 else None
