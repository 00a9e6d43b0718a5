"""When a layer is drawn. Pure."""

from typing import NamedTuple


class Moment(NamedTuple):
    """Seconds, all from the frame's number: `t` since the shot is first seen, `at` since the film began.

    `length` is how long the shot is seen in all; `step` is one frame.
    """

    t: float
    at: float
    length: float
    step: float

    @property
    def progress(self) -> float:
        return min(1.0, self.t / self.length) if self.length else 1.0
