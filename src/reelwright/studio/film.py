"""A scene drawn: any frame, in any order, always the same; imported in children only."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import skia

from reelwright.studio import plugins
from reelwright.studio.compile import compile
from reelwright.studio.layers.transitions import Sides
from reelwright.studio.moment import Moment
from reelwright.studio.shotlist import Shot, Timeline
from reelwright.studio.shots import Composition
from reelwright.studio.spec import Scene
from reelwright.studio.stage import Stage

Pixels = npt.NDArray[np.uint8]

_KEPT_SHOTS = 3  # the one seen, the one that takes over, the one just left


class Film:
    """Draws frames of a scene. `draw` is a pure function of the frame's number; shots are composed when first seen."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.timeline: Timeline = compile(scene)
        self._stage = Stage(scene)
        self.composed: Callable[[int], Composition] = lru_cache(maxsize=_KEPT_SHOTS)(self._compose)
        self._step = float(1 / scene.fps)
        self._overlay = self._stage.overlay(self.timeline)

    def draw(self, canvas: Any, frame: int) -> None:
        """Fill the canvas with one frame, 0 to `frames` - 1."""
        self._draw_shots(canvas, frame)
        if self._overlay:
            self._overlay(canvas, Moment(frame * self._step, frame * self._step, 0.0, self._step))

    def _draw_shots(self, canvas: Any, frame: int) -> None:
        shot, following = self.timeline.at(frame)
        if following is None or following.transition is None:
            self._draw_shot(canvas, shot, frame)
            return
        module = plugins.find("reelwright.studio.layers.transitions", following.transition)
        share = (frame - following.first + 1) / (shot.last - following.first + 1)
        theme = self._stage.theme(following.ground)
        sides = Sides(
            before=lambda target: self._draw_shot(target, shot, frame),
            after=lambda target: self._draw_shot(target, following, frame),
            colors=(theme.accent, self._stage.palette.secondary, theme.panel),
        )
        canvas.save()
        module.draw(self._stage, canvas, share, sides)
        canvas.restore()

    def _draw_shot(self, canvas: Any, shot: Shot, frame: int) -> None:
        step = self._step
        moment = Moment((frame - shot.first) * step, frame * step, (shot.last - shot.first) * step, step)
        self.composed(shot.number).draw(canvas, moment)

    def _compose(self, number: int) -> Composition:
        shot = self.timeline.shots[number]
        composition: Composition = plugins.find("reelwright.studio.shots", shot.beat.kind).compose(self._stage, shot)
        return composition


class Sheet:
    """One frame's memory: a canvas to draw on, and the same pixels as BGRA bytes (height x width x 4)."""

    def __init__(self, width: int, height: int) -> None:
        self.pixels: Pixels = np.zeros((height, width, 4), np.uint8)
        info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kOpaque_AlphaType)
        self._surface = skia.Surface.MakeRasterDirect(info, self.pixels)
        self.canvas = self._surface.getCanvas()


def frame_hash(scene: Scene, frames: range | None = None) -> str:
    """sha256 over the raw pixels of frames (all of them by default), before any encoding.

    The same build, scene and seed give the same hash.
    """
    film, sheet, digest = Film(scene), Sheet(scene.width, scene.height), hashlib.sha256()
    for frame in frames or range(scene.frames):
        film.draw(sheet.canvas, frame)
        digest.update(sheet.pixels.data)
    return digest.hexdigest()
