"""One encode of the whole film from takes of any size, rate, rotation and colour; in children only."""

from collections.abc import Callable
from fractions import Fraction
from itertools import groupby
from typing import Any

import av
from av.video.frame import VideoFrame

from reelwright.media.containers import decoded
from reelwright.media.encode import VideoWriter
from reelwright.media.errors import UnreadableMedia
from reelwright.media.joins import JoinPlan, Piece
from reelwright.media.reframe import Glide, Window, is_cut, reframe
from reelwright.media.values import Focus, Probe
from reelwright.timeline.shape import Shape

_TURNS = {90: (("transpose", "clock"),), 180: (("hflip", ""), ("vflip", "")), 270: (("transpose", "cclock"),)}
_YUV = ("format", "yuv420p")
_HD_LINES = 720  # untagged pictures below are BT.601 to every player, from here on BT.709


def encode_film(
    plan: JoinPlan, shape: Shape, focus: tuple[tuple[Focus, ...], ...], writer: VideoWriter, done: Callable[[int], None]
) -> None:
    """Write every piece's frames to `writer`; `done` hears of each. Raises `UnreadableMedia` for damaged takes."""
    for piece, points in zip(plan.pieces, focus, strict=True):
        _encode_piece(piece, shape, points, writer, done)


def _encode_piece(
    piece: Piece, shape: Shape, focus: tuple[Focus, ...], writer: VideoWriter, done: Callable[[int], None]
) -> None:
    times_shown = {index: len(list(same)) for index, same in groupby(piece.picks(writer.fps))}
    last = max(times_shown)
    filters: Filters | None = None
    for index, frame in decoded(piece.path):
        if index in times_shown:
            filters = filters or Filters(piece.clip.probe, shape, focus, frame)
            picture = filters.apply(frame, piece.clip.starts[index])
            for repeat in range(times_shown[index]):
                # The encoder still holds the first one and its time stamp, so a repeat must be a frame of its own.
                writer.write_frame(_copy(picture) if repeat else picture)
                done(writer.frames)
        if index == last:
            return
    raise UnreadableMedia(f"{piece.path.name} is damaged: not all of its frames can be decoded.")


def _copy(frame: VideoFrame) -> VideoFrame:
    return VideoFrame.from_ndarray(frame.to_ndarray(), frame.format.name)


class Filters:
    """Turn upright, cut to the format, scale, convert to BT.709: each only where it is needed."""

    def __init__(self, probe: Probe, shape: Shape, focus: tuple[Focus, ...], first: VideoFrame) -> None:
        self._glide = Glide(probe.shape, shape, focus) if _moves(focus) and is_cut(probe.shape, shape) else None
        self._windows: tuple[Window, ...] = (reframe(probe.shape, shape, focus),)
        if self._glide:
            self._windows = self._glide.at(Fraction(0))
        steps = self._steps(probe, shape)
        self._graph: av.filter.Graph | None = None
        self._crops: list[Any] = []
        if steps:
            self._graph, self._crops = _chain(first, steps)

    def apply(self, frame: VideoFrame, at: Fraction) -> VideoFrame:
        """The frame as the film shows it; a focus that moves takes the window along."""
        if self._graph is None:
            return frame
        if self._glide and (windows := self._glide.at(at)) != self._windows:
            for crop, window in zip(self._crops, windows, strict=True):
                crop.process_command("x", str(window.x))
                crop.process_command("y", str(window.y))
            self._windows = windows
        self._graph.push(frame)
        result = self._graph.pull()
        assert isinstance(result, VideoFrame)
        return result

    def _steps(self, probe: Probe, shape: Shape) -> list[tuple[str, str]]:
        steps: list[tuple[str, str]] = list(_TURNS.get(probe.rotation, ()))
        window = self._windows[0]
        if window != Window(0, 0, probe.width, probe.height):
            steps.append(_crop(window))
        if self._glide:
            return [*steps, ("scale", _scale_options(probe, self._glide.scaled)), _YUV, _crop(self._windows[1])]
        is_wanted = probe.pix_fmt == "yuv420p" and probe.colour.is_bt709 and not _is_old_tv(probe)
        if not is_wanted or (window.width, window.height) != (shape.width, shape.height):
            steps.append(("scale", _scale_options(probe, shape)))
        return [*steps, _YUV] if steps else []


def _moves(focus: tuple[Focus, ...]) -> bool:
    return len({(point.x, point.y) for point in focus}) > 1


def _crop(window: Window) -> tuple[str, str]:
    return "crop", f"{window.width}:{window.height}:{window.x}:{window.y}"


def _scale_options(probe: Probe, shape: Shape) -> str:
    options = f"{shape.width}:{shape.height}:flags=lanczos:out_color_matrix=bt709:out_range=limited"
    if probe.colour.matrix == 2:
        options += f":in_color_matrix={'bt601' if _is_old_tv(probe) else 'bt709'}"
    if probe.colour.is_hdr or probe.colour.primaries == 9:
        # Perceptual maps the highlights of HDR into range; the default clips them to flat white (seen).
        options += ":out_primaries=bt709:out_transfer=bt709:intent=perceptual"
    return options


def _is_old_tv(probe: Probe) -> bool:
    return probe.colour.matrix == 2 and min(probe.width, probe.height) < _HD_LINES


def _chain(first: VideoFrame, steps: list[tuple[str, str]]) -> tuple[av.filter.Graph, list[Any]]:
    """The filters in a row, and those of them that cut."""
    graph = av.filter.Graph()
    crops = []
    last = graph.add_buffer(
        width=first.width, height=first.height, format=first.format, time_base=first.time_base or Fraction(1, 90_000)
    )
    for name, options in steps:
        step = graph.add(name, options or None)
        last.link_to(step)
        if name == "crop":
            crops.append(step)
        last = step
    last.link_to(graph.add("buffersink"))
    graph.configure()
    return graph, crops
