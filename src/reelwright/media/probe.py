"""What a video file really is: frames counted, not read from its header. Handler for children: `probe`."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from reelwright.media.containers import opened, picture_of
from reelwright.media.errors import UnreadableMedia
from reelwright.media.h264 import starts_alone
from reelwright.media.values import Clip, Colour, Json, Probe, to_json

_USUAL_RATES = tuple(
    Fraction(rate) for rate in ("24000/1001", "24", "25", "30000/1001", "30", "48", "50", "60000/1001", "60")
)
# Matroska rounds every time stamp to a whole millisecond, so that much jitter is not a variable rate.
_JITTER_SECONDS = Fraction(3, 2000)
_NO_CODE = 2  # H.273: unspecified; 0 is reserved and means the same here


def probe(args: Json, report: Callable[[Json], None]) -> Json:
    """Args: `path`, `loudness` (bool, default False). The `Probe` as JSON. Raises `UnreadableMedia`."""
    return to_json(read_clip(Path(args["path"]), with_loudness=args.get("loudness", False)).probe)


def read_clip(path: Path, *, with_loudness: bool = False, with_hash: bool = True) -> Clip:
    """Every packet is read once and the first frame is decoded; memory is flat in the file's size."""
    with opened(path) as container:
        stream = picture_of(container, path)
        sound = container.streams.best("audio")
        packets = _read_packets(container, stream, sound if isinstance(sound, AudioStream) else None, path)
    frame = packets.first_frame
    if frame is None:
        raise UnreadableMedia(f"{path.name} holds no picture that can be decoded: fetch or upload it again.")
    rotation = -round(frame.rotation / 90) * 90 % 360  # FFmpeg counts anti-clockwise
    width, height = (frame.width, frame.height) if rotation % 180 == 0 else (frame.height, frame.width)
    starts, fps, is_vfr = _timing(packets)
    facts = Probe(
        bytes=path.stat().st_size,
        sha256=_sha256(path) if with_hash else "",
        frames=len(starts),
        fps=fps,
        is_vfr=is_vfr,
        seconds=starts[-1] + packets.last_duration * packets.time_base if is_vfr else len(starts) / fps,
        width=width,
        height=height,
        rotation=rotation,
        pix_fmt=frame.format.name,
        colour=_colour(frame),
        is_faststart=_is_faststart(path),
        loudness_lufs=_loudness(path) if with_loudness and packets.sound else None,
        **packets.facts,
        **packets.sound,
    )
    order = {time: index for index, time in enumerate(sorted(packets.times))}
    # The B-frame depth that the stream really uses: how late its most delayed frame is decoded.
    reorder_frames = max(index - order[time] for index, time in enumerate(packets.times))
    return Clip(facts, starts, reorder_frames, tuple(sorted(order[time] for time in packets.key_times)))


@dataclass
class _Packets:
    """What one pass over the packets tells."""

    time_base: Fraction
    average_rate: Fraction | None
    count: int = 0
    times: list[int] = field(default_factory=list)  # of shown frames, in the stream's ticks, in file order
    key_times: list[int] = field(default_factory=list)
    last_duration: int = 0
    starts_clean: bool = False
    first_frame: VideoFrame | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    sound: dict[str, Any] = field(default_factory=dict)

    def add(self, packet: "Packet[Any]", codec: VideoCodecContext, path: Path) -> None:
        time = packet.pts if packet.pts is not None else packet.dts
        if time is None:
            raise UnreadableMedia(f"{path.name} has frames without a time: save it as MP4.")
        if self.count == 0:
            is_h264 = codec.name == "h264"
            self.starts_clean = is_h264 and starts_alone(bytes(codec.extradata or b""), bytes(packet))
        self.count += 1
        if self.first_frame is None:  # a decoder that reorders answers some packets later
            self.first_frame = next(iter(codec.decode(packet)), None)
        if packet.is_discard:
            self.starts_clean = False  # an edit list hides frames: a copied packet would show them
            return
        self.times.append(time)
        self.last_duration = packet.duration or 0
        if packet.is_keyframe:
            self.key_times.append(time)


def _read_packets(container: InputContainer, stream: VideoStream, sound: AudioStream | None, path: Path) -> _Packets:
    assert stream.time_base
    found = _Packets(stream.time_base, stream.average_rate)
    codec = stream.codec_context
    sound_start: int | None = None
    sound_end = 0
    for packet in container.demux([stream, sound] if sound else [stream]):
        if packet.size == 0:
            continue
        if packet.is_corrupt:
            raise UnreadableMedia(f"{path.name} is cut short: fetch or upload it again.")
        if packet.stream is sound:
            time = packet.pts or 0
            sound_start = max(time, 0) if sound_start is None else sound_start  # before 0 is the encoder's run-up
            sound_end = max(sound_end, time + (packet.duration or 0))
        else:
            found.add(packet, codec, path)
    if not found.times or found.count < stream.frames:
        counted = f"{found.count} of {stream.frames} frames"
        raise UnreadableMedia(f"{path.name} is cut short, {counted}: fetch or upload it again.")
    if found.first_frame is None:
        found.first_frame = next(iter(codec.decode(None)), None)
    found.facts = {
        "video_codec": codec.name,
        "profile": str(codec.profile or ""),
        "extradata_sha256": hashlib.sha256(bytes(codec.extradata or b"")).hexdigest(),
        "has_square_pixels": codec.sample_aspect_ratio in (None, 0, 1),
        "starts_clean": found.starts_clean and min(found.times) == found.times[0],
    }
    if sound and sound_start is not None:
        found.sound = _sound_facts(sound, sound_start, sound_end)
    return found


def _sound_facts(stream: AudioStream, start: int, end: int) -> dict[str, Any]:
    assert stream.time_base
    return {
        "has_audio": True,
        "audio_codec": stream.codec_context.name,
        "audio_rate": stream.codec_context.sample_rate,
        "audio_channels": stream.codec_context.layout.nb_channels,
        "audio_seconds": (end - start) * stream.time_base,
    }


def _timing(packets: _Packets) -> tuple[tuple[Fraction, ...], Fraction, bool]:
    """Each frame's start from the first, the rate, and whether the rate varies."""
    times = sorted(packets.times)
    ticks = [time - times[0] for time in times]
    starts = tuple(tick * packets.time_base for tick in ticks)
    mean = _mean_rate(starts, packets)
    for rate in (*sorted(_USUAL_RATES, key=lambda usual: abs(usual - mean)), mean):
        if _is_steady(ticks, packets.time_base, rate):
            return starts, rate, False
    return starts, mean, True


def _is_steady(ticks: list[int], time_base: Fraction, rate: Fraction) -> bool:
    """True if frame n starts at n / rate, as nearly as the container can say. In whole numbers: n runs to thousands."""
    tick = time_base.numerator * rate.numerator
    step = time_base.denominator * rate.denominator
    slack = max(_JITTER_SECONDS, time_base) * time_base.denominator * rate.numerator
    most = slack.numerator // slack.denominator
    return all(abs(time * tick - index * step) <= most for index, time in enumerate(ticks))


def _mean_rate(starts: tuple[Fraction, ...], packets: _Packets) -> Fraction:
    if len(starts) > 1 and starts[-1] > 0:
        return ((len(starts) - 1) / starts[-1]).limit_denominator(1001)
    return packets.average_rate or Fraction(30)


def _colour(frame: VideoFrame) -> Colour:
    def code(value: int) -> int:
        return int(value) or _NO_CODE

    is_full = int(frame.color_range) == 2 or frame.format.name.startswith("yuvj")
    return Colour(code(frame.color_primaries), code(frame.color_trc), code(frame.colorspace), is_full)


def _loudness(path: Path) -> float | None:
    # Here, because scipy behind it takes longer to import (1 s) than most files take to probe.
    from reelwright.media.audio import decode_sound
    from reelwright.media.loudness import integrated_lufs

    sound = decode_sound(path)
    return integrated_lufs(sound.samples) if sound else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_faststart(path: Path) -> bool:
    """True if the MP4 index comes before the pictures, so that playing can start while the file still loads."""
    with path.open("rb") as file:
        while len(head := file.read(8)) == 8:
            size, kind = int.from_bytes(head[:4], "big"), head[4:]
            if kind in (b"moov", b"mdat"):
                return kind == b"moov"
            if size == 1:
                size = int.from_bytes(file.read(8), "big") - 8
            if size < 8:
                return False
            file.seek(size - 8, 1)
    return False
