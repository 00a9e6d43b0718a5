"""Small real clips, made on the fly: every picture carries its own number, so a test can read which frame it sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RATE = 48_000
BITS = 10


@dataclass(frozen=True)
class Make:
    """How a clip is made; the defaults are what most vendors send."""

    frames: int = 48
    fps: Fraction = Fraction(24)
    width: int = 320
    height: int = 180
    codec: str = "libx264"
    options: tuple[tuple[str, str], ...] = (("preset", "veryfast"), ("crf", "18"), ("g", "24"))
    bframes: int = 2
    tone_hz: float | None = 440.0
    tone_level: float = 0.2
    audio_rate: int = RATE
    first_number: int = 0
    times: tuple[int, ...] = ()  # in ms, instead of the constant rate
    colour: tuple[int, int, int] | None = None  # primaries, transfer, matrix
    pix_fmt: str = "yuv420p"
    movflags: str = "+faststart"


def make_clip(path: Path, how: Make | None = None) -> Path:
    how = how or Make()
    with av.open(str(path), "w", options={"movflags": how.movflags} if path.suffix == ".mp4" else {}) as container:
        video = container.add_stream(how.codec, rate=how.fps, options=dict(how.options))
        video.width, video.height, video.pix_fmt = how.width, how.height, how.pix_fmt
        video.codec_context.max_b_frames = how.bframes
        if how.times:
            video.codec_context.time_base = Fraction(1, 1000)
        if how.colour:
            context = video.codec_context
            context.color_primaries, context.color_trc, context.colorspace = how.colour
        audio = container.add_stream("aac", rate=how.audio_rate, layout="stereo") if how.tone_hz else None
        for index in range(how.frames):
            frame = av.VideoFrame.from_ndarray(numbered(how.first_number + index, how.width, how.height), "yuv420p")
            frame = frame.reformat(format=how.pix_fmt) if how.pix_fmt != "yuv420p" else frame
            frame.pts = how.times[index] if how.times else index
            frame.time_base = Fraction(1, 1000) if how.times else 1 / how.fps
            container.mux(video.encode(frame))
        container.mux(video.encode())
        if audio:
            seconds = Fraction(how.times[-1], 1000) if how.times else how.frames / how.fps
            for block in tone(float(seconds), how.tone_hz or 0, how.tone_level, how.audio_rate):
                container.mux(audio.encode(block))
            container.mux(audio.encode())
    return path


def numbered(number: int, width: int, height: int) -> np.ndarray:
    """A planar 4:2:0 picture with `number` in ten black or white bars, and something moving below."""
    luma = np.full((height, width), 90, np.uint8)
    bar = width // BITS
    for bit in range(BITS):
        luma[: height // 2, bit * bar : (bit + 1) * bar] = 220 if number >> bit & 1 else 30
    at = number * 3 % max(1, width - 20)
    luma[height * 3 // 4 :, at : at + 20] = 200
    chroma = np.full((height // 4, width), 128, np.uint8)
    return np.concatenate([luma, chroma, chroma])[: height * 3 // 2]


def tone(seconds: float, hz: float, level: float, rate: int) -> Iterable[av.AudioFrame]:
    samples = (level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)
    for start in range(0, len(samples), 1024):
        part = samples[start : start + 1024]
        frame = av.AudioFrame.from_ndarray(np.stack([part, part]), "fltp", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        yield frame


def read_numbers(path: Path) -> list[int]:
    """The number in every decoded picture, in the order of showing."""
    with av.open(str(path)) as container:
        return [read_number(frame) for frame in container.decode(video=0)]


def read_number(frame: av.VideoFrame) -> int:
    luma = frame.to_ndarray(format="gray")
    height, width = luma.shape
    bar = width // BITS
    bars = luma[height // 8 : height // 4, : bar * BITS].reshape(height // 4 - height // 8, BITS, bar)
    means = bars[:, :, bar // 4 : -bar // 4].mean(axis=(0, 2))
    return int(sum(1 << bit for bit, mean in enumerate(means) if mean > 125))


def read_sound(path: Path) -> np.ndarray:
    """2 x n samples as decoded."""
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)


def turn_by_matrix(path: Path, clockwise: int) -> Path:
    """Ask players to show the film turned, as a phone does: by the display matrix in `tkhd`."""
    one = 1 << 16
    a, b, c, d = {90: (0, one, -one, 0), 180: (-one, 0, 0, -one), 270: (0, -one, one, 0)}[clockwise]
    data = bytearray(path.read_bytes())
    matrix = data.index(b"tkhd") + 4 + 40  # version 0: 40 bytes of header before the matrix
    for index, value in enumerate((a, b, 0, c, d, 0)):
        data[matrix + 4 * index : matrix + 4 * index + 4] = value.to_bytes(4, "big", signed=True)
    path.write_bytes(data)
    return path
