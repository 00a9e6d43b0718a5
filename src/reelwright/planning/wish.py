"""What is wished for, and the plan that makes exactly that: values with a JSON form that outlives releases."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from pydantic import TypeAdapter

from reelwright.catalog.spec import Mode, Size
from reelwright.timeline.shape import Shape, shape_of

Continuity = Literal["cuts", "continuous"]
FIRST_FRAME = "firstFrame"
SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Wish:
    """One finished video as a person asks for it.

    `reference_roles` has one role per picture, `firstFrame` among them. `prompt_length` counts UTF-16 units of the
    longest prompt that will be sent. `audio`: `auto` takes the vendor's sound where it costs nothing extra.
    """

    seconds: Fraction
    aspect_ratio: str = "16:9"
    resolution: str = "1080p"
    is_resolution_explicit: bool = False
    fps: int | None = None
    audio: Literal["auto", "native", "music", "none"] = "auto"
    reference_roles: tuple[str, ...] = ()
    prompt_length: int = 0
    seed: int | None = None
    negative_prompt: str | None = None
    continuity: Continuity = "cuts"
    max_price_micro: int | None = None

    @property
    def has_first_frame(self) -> bool:
        return FIRST_FRAME in self.reference_roles

    @property
    def references(self) -> tuple[str, ...]:
        """The roles of the pictures that are references, not the first frame."""
        return tuple(role for role in self.reference_roles if role != FIRST_FRAME)

    @property
    def shape(self) -> Shape:
        """The finished picture in pixels."""
        return shape_of(self.aspect_ratio, self.resolution)


@dataclass(frozen=True)
class ServedBy:
    """Who makes the shots; `reason` is a sentence where that is not the model that was asked for."""

    asked: str
    model: str
    vendor: str
    route: str
    reason: str | None = None


@dataclass(frozen=True)
class Shot:
    """One clip to order and the part of it that is kept: frames `in_frame` up to, not including, `out_frame`.

    Frames count at the plan's fps. `starts_from`: nothing, the wish's first frame, or the previous shot's last
    kept frame, whose copy at the start is what `in_frame` 1 drops.
    """

    n: int
    native_seconds: Fraction
    native_frames: int
    in_frame: int
    out_frame: int
    price_micro: int
    starts_from: Literal["nothing", "first_frame", "previous"] = "nothing"

    @property
    def frames(self) -> int:
        """How many of its frames are in the finished video."""
        return self.out_frame - self.in_frame


@dataclass(frozen=True)
class Reframe:
    """The crop from the model's picture to the wished ratio; where it lies is the finisher's to find."""

    from_width: int
    from_height: int
    crop_width: int
    crop_height: int
    kept: Fraction  # share of the picture's area that stays


@dataclass(frozen=True)
class Plan:
    """How the wish is met, to the frame and the micro-dollar; frozen with the order it belongs to.

    `mode` makes the first shot and, unless `following` is set (continuous only), all others. `size` is the
    picture ordered, `width` x `height` the picture delivered. `upscaled_from` is set where the cropped picture is
    smaller than the delivered one.
    """

    served_by: ServedBy
    mode: Mode
    following: Mode | None
    size: Size
    with_audio: bool
    audio: Literal["native", "music", "none"]
    seconds: Fraction
    fps: int
    frames: int
    width: int
    height: int
    shots: tuple[Shot, ...]
    join: Literal["none", "cuts", "continuous"]
    reframe: Reframe | None
    upscaled_from: str | None
    native_seconds: Fraction
    total_micro: int
    warnings: tuple[str, ...] = ()
    schema_version: int = SCHEMA_VERSION

    @property
    def max_prompt(self) -> int | None:
        """The longest prompt every shot takes, in UTF-16 units: what our own rewrites and beats are cut to."""
        limits = [mode.max_prompt for mode in (self.mode, self.following) if mode and mode.max_prompt is not None]
        return min(limits, default=None)

    def mode_of(self, shot: Shot) -> Mode:
        """The mode that makes this shot."""
        return self.following if self.following is not None and shot.n > 1 else self.mode

    def takes_references(self, shot: Shot, roles: Collection[str]) -> bool:
        """Whether the wish's references (their `roles`, the first frame left out) go along with this shot.

        One that starts from the shot before keeps to that frame where its mode has no room for more.
        """
        mode = self.mode_of(shot)
        has_room = len(roles) <= mode.max_references and mode.reference_roles.issuperset(roles)
        return has_room or shot.starts_from != "previous"


_PLAN = TypeAdapter(Plan)
_WISH = TypeAdapter(Wish)


def wish_to_json(wish: Wish) -> dict[str, Any]:
    """The wish as plain JSON."""
    whole: dict[str, Any] = _WISH.dump_python(wish, mode="json")
    return whole


def wish_from_json(data: Mapping[str, Any]) -> Wish:
    """The wish that `wish_to_json` wrote."""
    return _WISH.validate_python(data)


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON, the chosen mode embedded whole, so that it reads the same after any release."""
    whole: dict[str, Any] = _PLAN.dump_python(plan, mode="json")
    return whole


def plan_from_json(data: Mapping[str, Any]) -> Plan:
    """The plan that `plan_to_json` wrote. Raises `ValueError` for a schema this release does not know."""
    if (version := data.get("schema_version")) != SCHEMA_VERSION:
        raise ValueError(f"a plan of schema {version!r} cannot be read here: this release knows {SCHEMA_VERSION}")
    return _PLAN.validate_python(data)
