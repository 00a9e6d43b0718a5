"""Sound in and out of files: decoded to 48 kHz stereo, cut to a timeline, faded at every cut; in children only."""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from reelwright.media.containers import opened
from reelwright.media.joins import Piece
from reelwright.media.loudness import SAMPLE_RATE, Samples
from reelwright.timeline.time import frames_of, seconds_of_frames

FADE_SECONDS = Fraction(1, 100)
_LONGEST_SECONDS = 600  # more than any order; a hostile file must not fill the memory


@dataclass(frozen=True)
class Recording:
    """Decoded sound; `start` is its first sample's time, in seconds from the first picture (0 without a picture)."""

    samples: Samples
    start: Fraction


def decode_sound(path: Path) -> Recording | None:
    """The first sound track, or None where there is none."""
    with opened(path) as container:
        stream = container.streams.best("audio")
        if not isinstance(stream, AudioStream):
            return None
        picture = container.streams.best("video")
        origin = _start(picture) if isinstance(picture, VideoStream) else Fraction(0)
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        blocks: list[Samples] = []
        start: Fraction | None = None
        length = 0
        for frame in container.decode(stream):
            if start is None and frame.pts is not None and frame.time_base:
                start = frame.pts * frame.time_base - origin
            length += _collect(resampler.resample(frame), blocks)
            if length > _LONGEST_SECONDS * SAMPLE_RATE:
                break
        _collect(resampler.resample(None), blocks)
    if not blocks:
        return None
    return Recording(np.concatenate(blocks, axis=1), start or Fraction(0))


def native_timeline(pieces: Sequence[Piece], fps: Fraction, silence: Samples) -> Samples:
    """The takes' own sound laid under their pictures, on `silence` of the film's length."""
    timeline = silence.copy()
    for number, piece in enumerate(pieces):
        recording = decode_sound(piece.path)
        if recording is None:
            continue
        first = samples_of(piece.offset, fps)
        last = samples_of(piece.offset + piece.frames, fps)
        cut = _cut(recording, piece, last - first)
        is_cut_in = number > 0 or piece.in_frame > 0
        is_cut_out = number < len(pieces) - 1 or piece.is_trimmed_at_end
        timeline[:, first:last] = fade(cut, into=is_cut_in, out=is_cut_out)
    return timeline


def music_timeline(path: Path, frames: int, fps: Fraction) -> Samples | None:
    """A bed cut to the film's length, faded out where it had to be cut; None where the file has no sound."""
    recording = decode_sound(path)
    if recording is None:
        return None
    total = samples_of(frames, fps)
    bed = fit(recording.samples, total)
    return fade(bed, into=False, out=recording.samples.shape[1] > total)


def samples_of(frames: int, fps: Fraction) -> int:
    """Samples up to the start of a frame, half up: what follows one another neither overlaps nor leaves a gap."""
    return frames_of(seconds_of_frames(frames, fps), SAMPLE_RATE)


def fit(samples: Samples, length: int) -> Samples:
    """Cut, or padded with silence, to `length` samples."""
    if samples.shape[1] >= length:
        return samples[:, :length]
    return np.pad(samples, ((0, 0), (0, length - samples.shape[1])))


def fade(samples: Samples, *, into: bool, out: bool) -> Samples:
    """Ramps of 10 ms, against the click of a wave cut off in mid-swing."""
    ramp = np.linspace(0, 1, int(FADE_SECONDS * SAMPLE_RATE), dtype=np.float32)[: samples.shape[1] // 2]
    faded = samples.copy()
    if len(ramp) and into:
        faded[:, : len(ramp)] *= ramp
    if len(ramp) and out:
        faded[:, -len(ramp) :] *= ramp[::-1]
    return faded


def _cut(recording: Recording, piece: Piece, length: int) -> Samples:
    begin = frames_of(piece.start - recording.start, SAMPLE_RATE)
    samples = recording.samples
    samples = samples[:, begin:] if begin >= 0 else np.pad(samples, ((0, 0), (-begin, 0)))
    if piece.stretch != 1:
        samples = _slow_down(samples[:, : int(length / piece.stretch)], piece.stretch)
    return fit(samples, length)


def _slow_down(samples: Samples, stretch: Fraction) -> Samples:
    """Longer by `stretch`, at the same pitch."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        sample_rate=SAMPLE_RATE, format="fltp", layout="stereo", time_base=Fraction(1, SAMPLE_RATE)
    )
    tempo = graph.add("atempo", str(float(1 / stretch)))
    sink = graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, 0, Fraction(1, SAMPLE_RATE)
    graph.push(frame)
    graph.push(None)
    blocks: list[Samples] = []
    with contextlib.suppress(av.EOFError, av.BlockingIOError):
        while True:
            _collect([graph.pull()], blocks)
    return np.concatenate(blocks, axis=1) if blocks else samples


def _collect(frames: Iterable[object], blocks: list[Samples]) -> int:
    length = 0
    for frame in frames:
        if isinstance(frame, AudioFrame):
            blocks.append(frame.to_ndarray().astype(np.float32, copy=False))
            length += frame.samples
    return length


def _start(stream: VideoStream) -> Fraction:
    return (stream.start_time or 0) * (stream.time_base or Fraction(0))
