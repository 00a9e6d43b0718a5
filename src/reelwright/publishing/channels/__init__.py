"""Where creatives are published to, one file for each channel."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from reelwright.events.service import WebhooksService
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database
from reelwright.publishing.contracts import Publication
from reelwright.storage.contract import Storage


@dataclass(frozen=True)
class Means:
    """What channels work with."""

    db: Database
    clock: Clock
    storage: Storage
    webhooks: WebhooksService


@dataclass(frozen=True)
class Done:
    """It is out; `answer` is the channel's own, `values` are further columns of the row."""

    answer: dict[str, Any]
    values: dict[str, Any]


@dataclass(frozen=True)
class Underway:
    """The channel goes on by itself and tells when it is over."""


@dataclass(frozen=True)
class Failed:
    """It cannot be published; the channel's own words."""

    error: str


Outcome = Done | Underway | Failed
Publish = Callable[[Means, Publication], Awaitable[Outcome]]
