"""Takes joined packet by packet, not a pixel touched, to the exact frame; in children only."""

import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from reelwright.media.containers import opened, picture_of
from reelwright.media.encode import MUXER, Samples, SoundTrack
from reelwright.media.errors import BadJoin
from reelwright.media.joins import JoinPlan, Piece
from reelwright.media.yuv import tag_bt709

Pictures = dict[int, int]


def copy_film(
    plan: JoinPlan,
    fps: Fraction,
    sound: Samples | None,
    output: Path,
    metadata: Mapping[str, str],
    done: Callable[[int], None],
) -> Pictures:
    """Write the pieces' packets with times of our own, and the sound between them.

    Times are counted, not taken over: a container's own (B-frames, edit lists) land frames early or late when joined.
    Gives checksums of the key frames nearest to every join as the takes alone decode to them, by frame of the film.
    """
    delay = max(piece.clip.reorder_frames for piece in plan.pieces)
    pictures: Pictures = {}
    with av.open(str(output), "w", format="mp4", options=MUXER) as container:
        container.metadata.update(metadata)
        with opened(plan.pieces[0].path) as first:
            video = container.add_stream_from_template(picture_of(first, plan.pieces[0].path))
        tag_bt709(video.codec_context)
        video.time_base = 1 / fps
        track = SoundTrack(container, sound, fps) if sound is not None else None
        count = 0
        for piece in plan.pieces:
            beside_joins = _beside_joins(piece, plan)
            for packet, rank, decoder in _packets(piece):
                if rank in beside_joins:
                    pictures[piece.offset + rank] = _decode_alone(decoder, packet)
                packet.stream, packet.time_base = video, 1 / fps
                packet.pts, packet.dts, packet.duration = piece.offset + rank, count - delay, 1
                if track:
                    track.write_until(count)
                container.mux(packet)
                count += 1
                done(count)
        if track:
            track.write_until(count, is_last=True)
    return pictures


def check_joins(film: Path, fps: Fraction, pictures: Pictures) -> None:
    """Decode the same key frames in the film; `BadJoin` where a pixel is not the take's own.

    Counting is not enough: clips of other parameters join into garbage of the right length.
    """
    with opened(film) as container:
        stream = picture_of(container, film)
        for index, picture in pictures.items():
            at = round(index / fps / (stream.time_base or 1))
            container.seek(at, stream=stream)
            packet = next(container.demux(stream))
            if packet.pts != at or _decode_alone(stream.codec_context, packet) != picture:
                raise BadJoin(f"Frame {index} of the join is not the take's own.")


def _packets(piece: Piece) -> Iterator[tuple["Packet[VideoStream]", int, VideoCodecContext]]:
    """Each packet with its place in the order of showing, and a decoder for it."""
    origin = None
    with opened(piece.path) as container:
        stream = picture_of(container, piece.path)
        base = stream.time_base or Fraction(1)
        for packet in container.demux(stream):
            if packet.size == 0:
                continue
            time = packet.pts if packet.pts is not None else packet.dts
            origin = time if origin is None else origin  # the first packet is the first shown: `starts_clean`
            assert time is not None and origin is not None
            yield packet, bisect_left(piece.clip.starts, (time - origin) * base), stream.codec_context


def _beside_joins(piece: Piece, plan: JoinPlan) -> set[int]:
    """The take's frames to compare: its first if something comes before it, its last key frame if something follows."""
    before = set() if piece is plan.pieces[0] else {piece.clip.keys[0]}
    return before if piece is plan.pieces[-1] else before | {piece.clip.keys[-1]}


def _decode_alone(decoder: VideoCodecContext, packet: "Packet[VideoStream]") -> int:
    """A checksum of one key frame's luma: what garbage changes first, without its plane's padding."""
    frames = [*decoder.decode(packet), *decoder.decode(None)]
    decoder.flush_buffers()
    if len(frames) != 1:
        raise BadJoin(f"A key frame decodes to {len(frames)} pictures.")
    luma = frames[0].planes[0]
    rows = np.frombuffer(memoryview(luma), np.uint8).reshape(luma.height, luma.line_size)
    return zlib.crc32(rows[:, : luma.width].tobytes())
