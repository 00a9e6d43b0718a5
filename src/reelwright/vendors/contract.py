"""What every vendor adapter does: compose, start, check, cancel, find, fetch; and the few outcomes it may answer with.

An adapter never retries a submit, never guesses a state, and never sees our database. The caller commits its
intent before `start` and the ticket after it.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

Json = dict[str, Any]


@dataclass(frozen=True)
class Reference:
    """One stored, checked, re-encoded image. `path` is a local copy; `role` is logo, product, style or firstFrame."""

    asset_id: str
    role: str
    path: Path
    content_type: str
    width: int
    height: int


@dataclass(frozen=True)
class ShotRequest:
    """Everything an adapter needs to write the body of one paid try at one shot."""

    attempt_id: str
    model: str  # the vendor's own name for the model, from the route
    prompt: str
    seconds: Fraction  # native length ordered from the vendor
    frames: int  # frames of the finished shot at `fps`
    fps: int
    aspect_ratio: str  # of the mode, e.g. "16:9"
    resolution: str  # of the mode, e.g. "720p"
    width: int
    height: int
    with_audio: bool
    seed: int | None = None
    negative_prompt: str | None = None
    references: tuple[Reference, ...] = ()
    wire: Mapping[str, Any] = field(default_factory=dict)  # wire facts of the mode, from the catalogue
    scene: Mapping[str, Any] = field(default_factory=dict)  # template and its fields, for engines that draw


@dataclass(frozen=True)
class Access:
    """Where and as whom an attempt talks to its vendor; pinned on the attempt."""

    credential_id: str
    vendor: str
    base_url: str
    key: str = field(repr=False)


@dataclass(frozen=True)
class Ticket:
    """The vendor's own name for an accepted job, with whatever else is needed to ask for it again."""

    vendor_job_id: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """An accepted attempt as the adapter sees it again after any restart."""

    attempt_id: str
    ticket: Ticket
    body: Mapping[str, Any]
    access: Access


# -- answers to `start` ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Accepted:
    """The vendor has the job and may bill it."""

    ticket: Ticket


@dataclass(frozen=True)
class Rejected:
    """The vendor certainly does not have the job; nothing is billed. `retry_after_seconds` where trying again helps."""

    code: str
    message: str
    retry_after_seconds: float | None = None
    is_refusal: bool = False  # content policy, on the input side


@dataclass(frozen=True)
class Ambiguous:
    """The vendor may or may not have the job: 5xx, reset, timeout, unreadable body."""

    reason: str


Started = Accepted | Rejected | Ambiguous

# -- answers to `check` ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RemoteFile:
    """A finished file: a URL at the vendor, or a path on this machine."""

    url: str | None = None
    path: Path | None = None
    content_type: str = "video/mp4"


@dataclass(frozen=True)
class Running:
    """Still at work. `progress` is 0..1 where the vendor tells it."""

    word: str
    progress: float | None = None
    look_again_seconds: float | None = None


@dataclass(frozen=True)
class Done:
    """Finished. `charge_micro` is what the vendor says it cost, None where it does not say."""

    file: RemoteFile
    charge_micro: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Ended:
    """Over without a file.

    `is_billed` is None where only the route's charge rule can tell. `is_final`: the same order would end the same way,
    so trying again by itself is no use.
    """

    word: Literal["failed", "refused", "canceled", "aborted"]
    message: str
    code: str = ""
    side: Literal["input", "output", ""] = ""  # of a refusal
    is_billed: bool | None = None
    charge_micro: int | None = None
    is_final: bool = False


@dataclass(frozen=True)
class Missing:
    """The vendor does not know the job (any more), or its file is gone."""

    reason: str


@dataclass(frozen=True)
class Unrecognised:
    """A word this adapter does not know; quoted in an alert, never taken for 'running'."""

    word: str


@dataclass(frozen=True)
class Unreachable:
    """The question could not be put; ask again later."""

    reason: str
    retry_after_seconds: float | None = None


Checked = Running | Done | Ended | Missing | Unrecognised | Unreachable


@dataclass(frozen=True)
class CancelAnswer:
    """`stopped`: the vendor confirms. `will_bill`: as the vendor's rule says; None unknown."""

    stopped: bool
    will_bill: bool | None
    message: str = ""


@dataclass(frozen=True)
class HookHint:
    """A verified webhook: only a hint that this job is worth a look."""

    delivery_id: str
    vendor_job_id: str


@dataclass(frozen=True)
class Watch:
    """How long work in `check` reports its progress (0..1) and learns that it should stop."""

    progress: Callable[[float], None] = lambda _fraction: None
    should_stop: Callable[[], bool] = lambda: False


class Adapter(Protocol):
    """One vendor. Methods may be called again after any crash; only `start` may spend."""

    vendor: str

    async def compose(self, request: ShotRequest, access: Access) -> Json:
        """The exact body to send. May upload references (free, repeatable). Raises `Problem` if it cannot be sent."""
        ...

    async def start(self, body: Mapping[str, Any], access: Access, *, hook_url: str | None, send_by_ms: int) -> Started:
        """The one call that spends money. Never retried in here; refuses to write bytes after `send_by_ms`."""
        ...

    async def check(self, job: Job, watch: Watch) -> Checked:
        """What became of the job: the truth, as the vendor tells it."""
        ...

    async def cancel(self, job: Job) -> CancelAnswer:
        """Ask the vendor to stop."""
        ...

    async def find(self, body: Mapping[str, Any], access: Access, *, since_ms: int, until_ms: int) -> list[Ticket]:
        """Jobs at the vendor that may be the answer we lost (routes with `lookup = "list"`); else an empty list."""
        ...

    def fetch(self, file: RemoteFile, access: Access) -> AsyncIterator[bytes]:
        """The finished file's bytes, streamed."""
        ...

    async def read_hook(self, headers: Mapping[str, str], raw: bytes, access: Access) -> HookHint | None:
        """A webhook's hint, or None if its signature is bad or it names no job."""
        ...


@runtime_checkable
class Examiner(Protocol):
    """What an adapter offers besides where its vendor publishes what a model takes."""

    async def examine(self, request: ShotRequest, access: Access) -> None:
        """Hold a wish against the published schema before it is quoted. Uploads nothing, orders nothing, reads no file.

        Raises `InputNotAccepted` with a sentence, `VendorUnreachable`, `VendorRefusedCall`.
        """
        ...
