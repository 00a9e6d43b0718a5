"""Takes joined packet by packet, not a pixel touched, to the exact frame; in children only."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from reelwright.media.containers import opened, picture_of
from reelwright.media.encode import MUXER, Samples, SoundTrack
from reelwright.media.errors import BadJoin
from reelwright.media.joins import JoinPlan, Piece
from reelwright.media.yuv import tag_bt709


def copy_film(
    plan: JoinPlan,
    fps: Fraction,
    sound: Samples | None,
    output: Path,
    metadata: dict[str, str],
    done: Callable[[int], None],
) -> None:
    """Write the pieces' packets with times of our own, and the sound between them.

    Times are counted, not taken over: a container's own (B-frames, edit lists) land frames early or late when joined.
    """
    delay = max(piece.clip.reorder_frames for piece in plan.pieces)
    with av.open(str(output), "w", format="mp4", options=MUXER) as container:
        container.metadata.update(metadata)
        with opened(plan.pieces[0].path) as first:
            video = container.add_stream_from_template(picture_of(first, plan.pieces[0].path))
        tag_bt709(video.codec_context)
        video.time_base = 1 / fps
        track = SoundTrack(container, sound, fps) if sound is not None else None
        count = 0
        for piece in plan.pieces:
            for packet, rank in _packets(piece):
                packet.stream, packet.time_base = video, 1 / fps
                packet.pts, packet.dts, packet.duration = piece.offset + rank, count - delay, 1
                if track:
                    track.write_until(count)
                container.mux(packet)
                count += 1
                done(count)
        if track:
            track.write_until(count, is_last=True)


def check_joins(plan: JoinPlan, fps: Fraction, output: Path) -> None:
    """Decode the key frames nearest to every join, on both sides; `BadJoin` if a pixel is not the take's own."""
    with opened(output) as container:
        stream = picture_of(container, output)
        stream.codec_context.skip_frame = "NONKEY"
        for piece in plan.pieces:
            for index in {piece.clip.keys[0], piece.clip.keys[-1]}:
                at = round((piece.offset + index) / fps / (stream.time_base or 1))
                container.seek(at, stream=stream)
                joined = next(container.decode(stream), None)
                if joined is None or joined.pts != at or not _is_same(joined, _frame_at(piece, index)):
                    raise BadJoin(f"Frame {piece.offset + index} of the join is not the take's own.")


def _packets(piece: Piece) -> Iterator[tuple["Packet[VideoStream]", int]]:
    """Each packet with its place in the order of showing."""
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
            yield packet, bisect_left(piece.clip.starts, (time - origin) * base)


def _frame_at(piece: Piece, index: int) -> VideoFrame | None:
    with opened(piece.path) as container:
        stream = picture_of(container, piece.path)
        stream.codec_context.skip_frame = "NONKEY"
        base = stream.time_base or Fraction(1)
        container.seek(round(piece.clip.starts[index] / base) + (stream.start_time or 0), stream=stream)
        return next(container.decode(stream), None)


def _is_same(left: VideoFrame, right: VideoFrame | None) -> bool:
    return right is not None and np.array_equal(left.to_ndarray(), right.to_ndarray())
