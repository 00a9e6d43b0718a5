"""What is known of a file and what is wanted of one, as plain values. Imports no codec: any process may use it.

The handlers `reelwright.media.probe:probe` and `reelwright.media.finish:finish` take and give these as JSON.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter

from reelwright.timeline.shape import Shape

Json = dict[str, Any]
T = TypeVar("T")

AudioMode = Literal["native", "music", "none"]


def to_json(value: object) -> Json:
    """A value of this module as JSON: `Fraction` as `"30000/1001"`, paths as text."""
    result: Json = _adapter(type(value)).dump_python(value, mode="json")
    return result


def from_json(kind: type[T], data: Mapping[str, Any]) -> T:
    """The value that `to_json` wrote."""
    value: T = _adapter(kind).validate_python(data)
    return value


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


# -- what is known of a file --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Colour:
    """Code points of ITU-T H.273; 1 is BT.709, 2 unspecified, transfer 16 PQ and 18 HLG."""

    primaries: int = 2
    transfer: int = 2
    matrix: int = 2
    is_full_range: bool = False

    @property
    def is_hdr(self) -> bool:
        return self.transfer in (16, 18)

    @property
    def is_bt709(self) -> bool:
        """True also for an untagged file: every player takes it for BT.709."""
        codes = {self.primaries, self.transfer, self.matrix}
        return codes <= {1, 2} and not self.is_full_range


@dataclass(frozen=True)
class Probe:
    """Facts of one video file, counted and measured rather than read from its header."""

    bytes: int
    sha256: str
    frames: int  # demuxed and shown, exactly
    fps: Fraction
    is_vfr: bool
    seconds: Fraction  # of the picture
    width: int  # as shown, after rotation
    height: int
    rotation: int  # degrees clockwise to turn the coded picture upright: 0, 90, 180, 270
    video_codec: str
    profile: str
    pix_fmt: str
    colour: Colour
    has_square_pixels: bool
    extradata_sha256: str  # of the codec's own header (H.264: SPS and PPS)
    starts_clean: bool  # the first packet is an IDR picture, shown first, and nothing before it is cut away
    is_faststart: bool  # moov before mdat
    has_audio: bool = False
    audio_codec: str | None = None
    audio_rate: int | None = None
    audio_channels: int | None = None
    audio_seconds: Fraction | None = None
    loudness_lufs: float | None = None  # only if asked; None also for silence

    @property
    def shape(self) -> Shape:
        return Shape(self.width, self.height)


@dataclass(frozen=True)
class Clip:
    """A probed take with the moment each of its frames is shown, in seconds from the first.

    `reorder_frames` is how many frames the decoder lags behind what is shown (B-frames); `keys` are its key frames.
    """

    probe: Probe
    starts: tuple[Fraction, ...]
    reorder_frames: int = 0
    keys: tuple[int, ...] = (0,)


# -- what is wanted -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Focus:
    """Where the subject is: at `seconds` of the take, as shares of width and height."""

    seconds: Fraction
    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True)
class Take:
    """One piece of the finished file: the take's own frames `in_frame` to `out_frame` (exclusive; None is all of it),
    filling `frames` frames of the finished file. `focus` leads the crop when the format differs; empty is the centre.
    """

    path: Path
    frames: int
    in_frame: int = 0
    out_frame: int | None = None
    focus: tuple[Focus, ...] = ()


@dataclass(frozen=True)
class Sound:
    """`native`: the takes' own sound, silence where a take has none, or `music_path` (if given) where no take has any.
    `music`: the bed at `music_path` over everything; without one, the music the takes bring themselves.
    `none`: no audio track at all.
    """

    mode: AudioMode = "native"
    music_path: Path | None = None


@dataclass(frozen=True)
class Beat:
    """A line of text and when it is on, for captions."""

    start: Fraction
    end: Fraction
    text: str


@dataclass(frozen=True)
class FinishSpec:
    """The ordered file: `frames` frames of `width` x `height` at `fps`, written to `output` whole or not at all.

    Optional companions: a poster (JPEG or WebP, by its suffix), a sprite of thumbnails with a `.vtt` of the same name
    beside it, captions (WebVTT, from `beats`), the provenance as JSON.
    """

    takes: tuple[Take, ...]
    frames: int
    fps: Fraction
    width: int
    height: int
    output: Path
    sound: Sound = Sound()
    poster: Path | None = None
    sprite: Path | None = None
    captions: Path | None = None
    beats: tuple[Beat, ...] = ()
    provenance: Mapping[str, Any] = field(default_factory=dict)
    provenance_path: Path | None = None

    @property
    def shape(self) -> Shape:
        return Shape(self.width, self.height)


@dataclass(frozen=True)
class FinishedFile:
    """What was made: its probe, how it was made and why, and the companions that were written."""

    probe: Probe
    video: Literal["copied", "encoded"]
    reasons: tuple[str, ...]  # why the video was encoded; empty when copied
    stretched: tuple[int, ...]  # takes (from 0) that were stretched, by at most 2 %
    audio: Literal["native", "music", "silence", "none"]
    loudness_lufs: float | None  # of the finished sound; None for silence and for none
    upscaled_from: str | None  # "1280x720", the smallest picture part that was enlarged
    poster: Path | None = None
    sprite: Path | None = None
    sprite_vtt: Path | None = None
    captions: Path | None = None
    provenance_path: Path | None = None


# -- images -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KeptImage:
    """An uploaded image after `reelwright.media.images:intake`: decoded, turned upright, re-encoded without metadata.

    `warnings` are sentences for the user.
    """

    width: int
    height: int
    has_alpha: bool
    content_type: str  # image/png or image/jpeg, of the file kept
    suffix: str  # ".png" or ".jpg"
    bytes: int
    sha256: str
    source_type: str  # what the upload really was, by its content
    warnings: tuple[str, ...] = ()
