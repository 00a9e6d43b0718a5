"""Creatives and publications as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reelwright.generation.contracts import Work

Copy = Mapping[str, Mapping[str, Any]]  # {placement: {text, hashtags, link}}
Json = dict[str, Any]


@dataclass(frozen=True)
class Creative:
    """A creative's row. `revision` counts what was changed by people; `revision_of` adds a newer file."""

    id: str
    workspace_id: str
    campaign_id: str
    generation_id: str
    title: str
    position: int
    is_ready: bool
    placements: tuple[str, ...]
    copy: Copy
    revision: int
    finish_rev: int | None
    created_at: int
    updated_at: int

    def revision_of(self, work: Work | None) -> int:
        """The revision with the file that is stored now: one more where it is another than this row speaks of."""
        if work is None or work.stored is None or self.finish_rev is None:
            return self.revision
        return self.revision + (work.stored.revision != self.finish_rev)


@dataclass(frozen=True)
class Publication:
    """A creative's revision on a channel. `frozen` is what is published, whatever changes later."""

    id: str
    workspace_id: str
    campaign_id: str
    creative_id: str
    channel: str
    endpoint_id: str | None
    revision: int
    state: str
    frozen: Json
    error: str | None
    answer: Json | None
    token: str
    object_key: str | None
    entries: list[Json] | None
    sent_times: int
    created_at: int
    published_at: int | None
