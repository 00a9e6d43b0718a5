"""The values of the catalogue: models, their routes, the modes of a route, prices and rules of billing.

A *model* is what a user picks, a *route* is one way to reach it, a *mode* is one allowed combination of abilities
on a route (flat lists lie: one vendor takes references only at 16:9 and 8 s). Everything here is frozen and made
by `load.load_catalog`; each block of facts carries the `Source` it was taken from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import ConfigDict, PlainSerializer

from reelwright.timeline.shape import Shape

Quality = Literal["highest", "high", "standard", "draft"]
Grade = Literal["source", "documentation", "third_party", "inference", "operator", "own"]
"""How far to trust a fact: read in a vendor's SDK, on its page, on somebody else's, or concluded; entered by the
operator; or true by our own making."""
Input = Literal["text", "firstFrame", "references"]
Billing = Literal["free", "billed", "reported", "unknown"]
SECONDS_MIN, SECONDS_MAX = 5, 60
"""The lengths we deliver from any model: shots are joined and trimmed to them."""
BUILT_IN = "built_in"
"""The kind of credential of routes that need no key."""
EndWord = Literal["failed", "refused", "canceled", "aborted"]

T = TypeVar("T")
SortedSet = Annotated[frozenset[T], PlainSerializer(sorted, return_type=list[str])]
"""A set that always reads the same in JSON, whatever its order in memory."""
_STRICT = ConfigDict(extra="forbid")  # a mistyped key in a data file is an error, not a silently lost fact


@dataclass(frozen=True)
class Source:
    """Where a fact comes from and how old it is."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    text: str
    as_of: date
    grade: Grade


@dataclass(frozen=True)
class Price:
    """What a clip costs: `micro_usd` a second, a clip or a credit (then `credits_per_second` says how many).

    Holds for every resolution and sound of its mode unless it names the ones it holds for.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    unit: Literal["second", "clip", "credit"]
    micro_usd: int
    source: Source
    resolution: str | None = None
    with_audio: bool | None = None
    credits_per_second: Fraction | None = None

    def __post_init__(self) -> None:
        if self.micro_usd < 0:
            raise ValueError("a price cannot be negative")
        if (self.unit == "credit") != (self.credits_per_second is not None):
            raise ValueError("credits_per_second belongs to the unit credit, and only to it")

    def of(self, seconds: Fraction) -> int:
        """The price of one clip of so many seconds in micro-USD, half up."""
        if self.unit == "clip":
            return self.micro_usd
        units = seconds if self.credits_per_second is None else seconds * self.credits_per_second
        exact = self.micro_usd * units
        return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


@dataclass(frozen=True)
class DurationRange:
    """Clip lengths from `min` to `max` seconds, in steps, or `any` length between."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    min: Fraction
    max: Fraction
    step: Fraction | Literal["any"] = Fraction(1)

    def __post_init__(self) -> None:
        if not 0 < self.min <= self.max or (self.step != "any" and self.step <= 0):
            raise ValueError("a range of durations needs 0 < min <= max and a step above 0")


@dataclass(frozen=True)
class Size:
    """One picture a mode makes: the vendor's words for it and its real pixels."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    aspect_ratio: str
    resolution: str
    width: int
    height: int

    @property
    def shape(self) -> Shape:
        return Shape(self.width, self.height)


@dataclass(frozen=True)
class Mode:
    """One allowed combination of abilities on a route.

    `inputs` may be given; those also in `requires` must be. `fps` is what the clips typically have, None where
    unknown; `fps_options` lists the rates that can be ordered. `audio`: `none`, `native` (always there) or
    `optional` (ordered by a flag). `max_prompt` counts UTF-16 units, never fewer than characters. `prices` is
    empty where none is dated; the first that holds counts. `wire` holds facts only the vendor's adapter reads.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    durations: tuple[Fraction, ...] | DurationRange
    sizes: tuple[Size, ...]
    source: Source
    inputs: SortedSet[Input] = frozenset({"text"})
    requires: SortedSet[Input] = frozenset({"text"})
    fps: int | None = None
    fps_options: tuple[int, ...] = ()
    audio: Literal["none", "native", "optional"] = "none"
    max_references: int = 0
    reference_roles: SortedSet[str] = frozenset()
    max_prompt: int | None = None
    supports_seed: bool = False
    supports_negative_prompt: bool = False
    follows_first_frame: bool = False  # the picture takes the first frame's ratio; `prepare` cuts it to the size
    prices: tuple[Price, ...] = ()
    wire: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.sizes or not (isinstance(self.durations, DurationRange) or self.durations):
            raise ValueError("a mode needs at least one size and one duration")
        if not self.requires <= self.inputs:
            raise ValueError("a mode cannot require an input it does not take")
        if ("references" in self.inputs) != (self.max_references > 0):
            raise ValueError("max_references and the input references go together")
        if not isinstance(self.durations, DurationRange) and min(self.durations) <= 0:
            raise ValueError("durations are above 0 seconds")

    @property
    def aspect_ratios(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(size.aspect_ratio for size in self.sizes))

    @property
    def resolutions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(size.resolution for size in self.sizes))

    def clip_seconds(self) -> tuple[Fraction, ...] | None:
        """Every clip length that can be ordered, ascending; None where any length of a range can."""
        if not isinstance(self.durations, DurationRange):
            return tuple(sorted(set(self.durations)))
        span, step = self.durations, self.durations.step
        if step == "any":
            return None
        return tuple(span.min + i * step for i in range(int((span.max - span.min) / step) + 1))

    def price_of(self, resolution: str, with_audio: bool) -> Price | None:
        """The dated price of clips in this resolution, with or without the vendor's sound; None where unknown."""
        for price in self.prices:
            if price.resolution in (None, resolution) and price.with_audio in (None, with_audio):
                return price
        return None


@dataclass(frozen=True)
class Charge:
    """What the vendor bills. `success`: our dated price (`billed`) or what its answer says (`reported`).

    The others name the way an accepted job may end without a file; `aborted` is a cancel before its work began.
    `expired`: done and billed, but the file could not be had any more.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    source: Source
    success: Literal["billed", "reported", "free"] = "billed"
    failed: Billing = "unknown"
    refused: Billing = "unknown"
    canceled: Billing = "unknown"
    aborted: Billing = "unknown"
    expired: Billing = "billed"

    def rule(self, word: EndWord) -> Billing:
        """The rule for a job that ended with this word."""
        match word:
            case "failed":
                return self.failed
            case "refused":
                return self.refused
            case "canceled":
                return self.canceled
            case "aborted":
                return self.aborted

    def is_billed(self, word: EndWord) -> bool | None:
        """Whether such an end costs the price; None where the vendor's answer or a person must tell."""
        return {"free": False, "billed": True}.get(self.rule(word))


@dataclass(frozen=True)
class Route:
    """One way to reach a model: vendor, the vendor's name for it, modes and the rules of dealing with the vendor.

    `credential` is the kind of key it needs (`replicate`), `built_in` where it needs none. `base_url` is None for the
    vendor's usual address; with `needs_base_url` the route is closed until an operator gives one. `resend`: may an
    unanswered submit be sent again. `lookup`: can a lost job be found at the vendor. `cancel`: when a cancel is
    heard. Times in seconds: `typical` for one shot (until our own history knows better), `lifetime` until a silent
    job is given up, `result_lifetime` until a finished file is gone (None unknown: collect at once).
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    vendor: str
    model: str
    credential: str
    modes: tuple[Mode, ...]
    charge: Charge
    source: Source
    resend: Literal["never", "same_key", "free"] = "never"
    lookup: Literal["id", "list", "none"] = "none"
    cancel: Literal["none", "before_start", "any_time"] = "none"
    hooks: bool = False
    queue: Literal["waiting", "render"] = "waiting"
    typical_seconds: int = 120
    lifetime_seconds: int = 3600
    result_lifetime_seconds: int | None = None
    requires_schema: bool = False  # inputs are checked against the vendor's published schema before ordering
    needs_base_url: bool = False
    base_url: str | None = None
    is_disabled: bool = False
    retires_at: date | None = None
    unconfirmed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len({mode.id for mode in self.modes}) != len(self.modes) or not self.modes:
            raise ValueError("a route needs modes, each with an id of its own")

    @property
    def needs_key(self) -> bool:
        return self.credential != BUILT_IN


@dataclass(frozen=True)
class Successor:
    """Who serves a retired key, and on which condition; the first rule that holds decides."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    key: str
    when: Literal["has_first_frame", "always"] = "always"

    def holds(self, has_first_frame: bool) -> bool:
        return self.when == "always" or has_first_frame


@dataclass(frozen=True)
class Lifecycle:
    """Live, deprecated (an end is announced or in sight) or retired; `retires_at` is the day it stops or stopped."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    status: Literal["live", "deprecated", "retired"]
    source: Source
    retires_at: date | None = None
    successors: tuple[Successor, ...] = ()

    def status_on(self, today: date) -> Literal["live", "deprecated", "retired"]:
        """The status on a day: a date that has come retires the model without a new release."""
        if self.status == "retired" or (self.retires_at is not None and self.retires_at <= today):
            return "retired"
        return "deprecated" if self.retires_at is not None else self.status

    def successor(self, has_first_frame: bool) -> str | None:
        """The key that takes over for such a request, None where none is named."""
        return next((rule.key for rule in self.successors if rule.holds(has_first_frame)), None)


@dataclass(frozen=True)
class Model:
    """What a user picks. `serves_keyless`: stands in for every key while no vendor key is set at all."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    key: str
    name: str
    description: str
    quality: Quality
    lifecycle: Lifecycle
    routes: tuple[Route, ...]
    serves_keyless: bool = False


@dataclass(frozen=True)
class ChatModel:
    """A chat model that writes refinements and storyboards, reached through an OpenAI-shaped endpoint."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    key: str
    vendor: str
    model: str
    credential: str
    base_url: str
    source: Source
    retires_at: date | None = None
    is_disabled: bool = False
    unconfirmed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalog:
    """Every model by key in the picker's order, and the chat models in order of preference.

    `revision` changes with any fact in it; quotes and plans keep the one they were made from.
    """

    models: Mapping[str, Model]
    chat: tuple[ChatModel, ...]
    revision: str

    def route(self, route_id: str) -> Route | None:
        """The route of this id, whichever model it belongs to."""
        return next((r for model in self.models.values() for r in model.routes if r.id == route_id), None)
