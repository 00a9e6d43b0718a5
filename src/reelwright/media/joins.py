"""How takes become one film: copied packet by packet where that is safe, else encoded once, and why. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from reelwright.media.errors import ClipTooShort
from reelwright.media.values import Clip, FinishSpec, Take
from reelwright.timeline.time import seconds_of_frames

LONGEST_STRETCH = Fraction(2, 100)


@dataclass(frozen=True)
class Piece:
    """One take's part of the film: `frames` of it from frame `offset`, shown from `start` seconds of the take on.

    `stretch` is above 1 where the take is a little short: it is then shown that much slower.
    """

    path: Path
    clip: Clip
    in_frame: int
    out_frame: int
    start: Fraction
    stretch: Fraction
    offset: int
    frames: int
    is_trimmed_at_end: bool

    def picks(self, fps: Fraction) -> Iterator[int]:
        """For each frame of the film the take's frame on show in the middle of it; never goes back."""
        for number in range(self.frames):
            moment = self.start + (number + Fraction(1, 2)) / fps / self.stretch
            index = bisect_right(self.clip.starts, moment) - 1
            yield min(max(index, self.in_frame), self.out_frame - 1)


@dataclass(frozen=True)
class JoinPlan:
    """`copy` has no reasons; `encode` has one sentence for each thing that stands against a copy."""

    kind: Literal["copy", "encode"]
    reasons: tuple[str, ...]
    pieces: tuple[Piece, ...]


def decide(clips: Sequence[Clip], spec: FinishSpec) -> JoinPlan:
    """The plan for `spec`, whose takes are probed as `clips`, in order.

    Raises `ClipTooShort` where a take is more than 2 % short of its part, `ValueError` for a spec that does not add up.
    """
    if len(clips) != len(spec.takes) or not clips or sum(take.frames for take in spec.takes) != spec.frames:
        raise ValueError("The takes' frames must add up to the film's.")
    pieces: list[Piece] = []
    offset = 0
    for number, (take, clip) in enumerate(zip(spec.takes, clips, strict=True), 1):
        pieces.append(_piece(number, take, clip, offset, spec.fps))
        offset += take.frames
    reasons = tuple(
        reason for number, piece in enumerate(pieces, 1) for reason in _against_copy(number, piece, pieces[0], spec)
    )
    return JoinPlan("encode" if reasons else "copy", reasons, tuple(pieces))


def _piece(number: int, take: Take, clip: Clip, offset: int, fps: Fraction) -> Piece:
    out_frame = clip.probe.frames if take.out_frame is None else take.out_frame
    if not 0 <= take.in_frame < out_frame <= clip.probe.frames or take.frames < 1:
        raise ValueError(f"Take {number} has no frames {take.in_frame} to {out_frame}.")
    start = clip.starts[take.in_frame]
    end = clip.probe.seconds if out_frame == clip.probe.frames else clip.starts[out_frame]
    needed, available = seconds_of_frames(take.frames, fps), end - start
    stretch = Fraction(1)
    if available + 1 / (2 * fps) < needed:  # less than half a frame is only rounding
        if (needed - available) / needed > LONGEST_STRETCH:
            raise ClipTooShort(
                f"Clip {number} lasts {float(available):.2f} s and has to fill {float(needed):.2f} s: "
                "make that shot again, or choose another take.",
                take=number,
                seconds=float(available),
                needed_seconds=float(needed),
            )
        stretch = needed / available
    is_trimmed = out_frame < clip.probe.frames or available - 1 / (2 * fps) > needed
    return Piece(take.path, clip, take.in_frame, out_frame, start, stretch, offset, take.frames, is_trimmed)


def _against_copy(number: int, piece: Piece, first: Piece, spec: FinishSpec) -> Iterator[str]:
    """STATES, "Joins". Clips of other profiles join into garbage that still counts the right frames (seen)."""
    probe, leader = piece.clip.probe, first.clip.probe
    if (probe.video_codec, probe.pix_fmt) != ("h264", "yuv420p"):
        yield f"clip {number} is {probe.video_codec} {probe.pix_fmt}, not h264 yuv420p"
    if (probe.width, probe.height) != (spec.width, spec.height):
        yield f"clip {number} is {probe.width}x{probe.height}, not {spec.width}x{spec.height}"
    if probe.rotation or not probe.has_square_pixels:
        yield f"clip {number} is stored turned or stretched"
    if probe.is_vfr or probe.fps != spec.fps:
        yield f"clip {number} runs at {'a varying rate' if probe.is_vfr else f'{probe.fps} fps'}, not {spec.fps} fps"
    if not probe.colour.is_bt709:
        yield f"clip {number} is not BT.709"
    if probe.colour != leader.colour or probe.extradata_sha256 != leader.extradata_sha256:
        yield f"clip {number} is encoded with other parameters than clip 1"
    if not probe.starts_clean:
        yield f"clip {number} does not start with a picture that stands alone"
    if piece.in_frame or piece.is_trimmed_at_end:
        yield f"clip {number} is cut: frames {piece.in_frame} to {piece.out_frame} of {probe.frames}"
    elif probe.fps == spec.fps and piece.frames != probe.frames:
        yield f"clip {number} is stretched from {probe.frames} to {piece.frames} frames"
