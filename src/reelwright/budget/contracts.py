"""What other domains hand to the budget."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

TOTAL = "total"


@dataclass(frozen=True)
class Purpose:
    """What an attempt was for, as it is called today. No prompt: the video was deleted, and its words with it."""

    generation_id: str
    prompt: str | None  # its beginning
    model: str  # the key of what served it
    vendor: str
    campaign_id: str | None
    campaign_name: str | None  # None also where the campaign was deleted


Purposes = Callable[[sa.Connection, Sequence[str]], Mapping[str, Purpose]]
"""The purposes of attempts by their ids; the domain that orders knows them, and hands this over."""


@dataclass(frozen=True)
class Purse:
    """Whose money: the workspace's, and the campaign's where there is one; in which month it was held."""

    workspace_id: str
    campaign_id: str | None
    month: str

    @classmethod
    def at(cls, workspace_id: str, campaign_id: str | None, now_ms: int) -> "Purse":
        return cls(workspace_id, campaign_id, month_of(now_ms))

    @property
    def scopes(self) -> tuple[str, ...]:
        """Workspace first, then campaign: the one order in which their rows are locked."""
        workspace = workspace_scope(self.workspace_id)
        return (workspace, campaign_scope(self.campaign_id)) if self.campaign_id else (workspace,)

    @property
    def accounts(self) -> tuple[tuple[str, str], ...]:
        """(scope, period) pairs, in locking order."""
        return tuple((scope, period) for scope in self.scopes for period in (TOTAL, self.month))


def workspace_scope(workspace_id: str) -> str:
    return f"workspace:{workspace_id}"


def campaign_scope(campaign_id: str) -> str:
    return f"campaign:{campaign_id}"


def month_of(now_ms: int) -> str:
    """`2026-11`, in UTC."""
    return datetime.fromtimestamp(now_ms / 1000, UTC).strftime("%Y-%m")
