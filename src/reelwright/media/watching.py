"""A take is watched once, small, before it is cut to another format: where is its subject? In children only."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from av.video.frame import VideoFrame

from reelwright.media.containers import decoded
from reelwright.media.following import follow
from reelwright.media.joins import Piece
from reelwright.media.reframe import is_cut, reframe
from reelwright.media.seeing import Frame, Picture, faces, is_new_shot, movement, standing_out
from reelwright.media.subject import Look, sightings
from reelwright.media.values import Focus
from reelwright.timeline.shape import Shape

_LONG_SIDE = 256  # pixels: enough to see what moves
_FACE_SIDE = 480  # and enough for a face
_LOOKS_A_SECOND = 12
_SLOWLY = 6  # looks back to see what moves too little from one to the next
_SELDOM = 12  # looks from one search for faces to the next
_CHANGES = 5  # frames that are remembered to tell a cut from a wild shot


def focus_of(piece: Piece, fps: Fraction, shape: Shape, done: Callable[[int], None]) -> tuple[Focus, ...]:
    """Where the window of `shape`'s format has to be, for each frame that a film of `fps` shows of the take.

    Empty where the take fills the format anyway. `done` hears how many frames were watched.
    """
    source = piece.clip.probe.shape
    if not is_cut(source, shape):
        return ()
    window, is_wide = reframe(source, shape), source.ratio > shape.ratio
    share = window.width / source.width if is_wide else window.height / source.height
    shown = sorted(set(piece.picks(fps)))
    watch = _Watch(piece.clip.probe.rotation, 1 if is_wide else 0, max(1, round(fps / _LOOKS_A_SECOND)))
    number = {index: n for n, index in enumerate(shown)}
    for index, frame in decoded(piece.path):
        if index in number:
            watch.see(number[index], frame)
            done(number[index] + 1)
        if index == shown[-1]:
            break
    watch.end_shot()
    seen = [one for shot in watch.shots for one in sightings(shot, share)]
    path = follow(seen, len(shown), share, watch.cuts)
    at = [(float(centre), 0.5) if is_wide else (0.5, float(centre)) for centre in path]
    return tuple(Focus(piece.clip.starts[index], x, y) for index, (x, y) in zip(shown, at, strict=True))


@dataclass
class _Watch:
    """Looks at every frame for cuts and at some for the subject; `axis` is 1 for columns, 0 for rows."""

    rotation: int
    axis: int
    step: int
    cuts: list[int] = field(default_factory=list)
    shots: list[list[Look]] = field(default_factory=lambda: [[]])
    _changes: deque[float] = field(default_factory=lambda: deque(maxlen=_CHANGES))
    _last: Picture | None = None
    _first: int = 0  # frame of the shot
    _waiting: tuple[Frame, Picture | None] | None = None  # a look is taken when the next one is there to compare
    _past: deque[Frame] = field(default_factory=lambda: deque(maxlen=_SLOWLY))

    def see(self, number: int, frame: VideoFrame) -> None:
        """The next frame."""
        rgb = self._small(frame, _LONG_SIDE)
        grey = _grey(rgb)
        if self._last is not None:
            change = float(np.abs(grey.astype(np.int16) - self._last).mean())
            if is_new_shot(change, self._changes):
                self.end_shot()
                self.shots.append([])
                self.cuts.append(number)
                self._first = number
            else:
                self._changes.append(change)
        self._last = grey
        if (number - self._first) % self.step == 0:
            is_seldom = (number - self._first) // self.step % _SELDOM == 1  # not a shot's first frame, often a fade
            now = Frame(number, rgb, grey)
            self._take(now)
            self._waiting = now, _grey(self._small(frame, _FACE_SIDE)) if is_seldom else None

    def end_shot(self) -> None:
        """What comes next is another shot, or nothing."""
        self._take(None)
        self._waiting = None
        self._past.clear()
        self._changes.clear()

    def _take(self, after: Frame | None) -> None:
        """Note what was to be seen in the frame that waits, by the looks around it."""
        if self._waiting is None:
            return
        now, large = self._waiting
        before = self._past[-1] if self._past else None
        mask = movement(now, before, after) if before or after else None
        if mask is None and len(self._past) == _SLOWLY:
            mask = movement(now, self._past[0], None)
        moving = None if mask is None else mask.sum(axis=1 - self.axis, dtype=np.float64)
        found, outstanding = None, None
        if large is not None:
            found = tuple(box.x if self.axis else box.y for box in faces(large))
            outstanding = standing_out(now).sum(axis=1 - self.axis, dtype=np.float64)
        self.shots[-1].append(Look(now.number, moving, outstanding, found))
        self._past.append(now)

    def _small(self, frame: VideoFrame, side: int) -> Picture:
        scale = min(1.0, side / max(frame.width, frame.height))
        width, height = (max(16, round(length * scale / 2) * 2) for length in (frame.width, frame.height))
        picture = frame.reformat(width, height, "rgb24", interpolation="BILINEAR").to_ndarray()
        return np.ascontiguousarray(np.rot90(picture, -self.rotation // 90))


def _grey(rgb: Picture) -> Picture:
    return np.ascontiguousarray(rgb[..., 1])  # green is most of the light
