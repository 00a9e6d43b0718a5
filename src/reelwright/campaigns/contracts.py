"""What other domains see of a campaign."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from reelwright.prompting.contracts import Brief, FieldName, Voice

Stage = Literal["brief", "assets", "creatives", "publish"]


@dataclass(frozen=True)
class Campaign:
    """A campaign and its brief; the budget in it is budget's own limit, its videos are generation's."""

    id: str
    workspace_id: str
    name: str
    created_at: int
    updated_at: int
    stage: Stage = "brief"
    brief: Brief = field(default_factory=Brief)
    skipped: tuple[FieldName, ...] = ()
    brand_kit_id: str | None = None
    is_sample: bool = False

    @property
    def missing(self) -> tuple[FieldName, ...]:
        """The fields of the brief still to ask, in order."""
        return self.brief.missing(self.skipped)


@dataclass(frozen=True)
class Message:
    """Something said in a campaign's chat. `by` None: a person. `facts` is what it wrote into the brief, as in JSON."""

    id: str
    workspace_id: str
    campaign_id: str
    seq: int
    role: Literal["user", "assistant"]
    text: str
    by: str | None
    facts: Mapping[str, Any]
    suggestions: tuple[str, ...]
    proposal: Mapping[str, Any] | None
    asks: FieldName | None
    client_id: str | None
    may_raise: bool
    answers: int | None  # the seq of the question
    created_at: int
    is_answered: bool = True


class Voices(Protocol):
    """Where a brand kit's voice comes from."""

    async def voice(self, workspace_id: str, brand_kit_id: str) -> Voice:
        """The kit's tone and words to avoid. Raises `NotFound`."""
        ...
