"""What other domains see of a campaign."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Campaign:
    """A campaign; its budget is budget's, its videos are generation's."""

    id: str
    workspace_id: str
    name: str
    created_at: int
