"""What other domains see of a kept picture."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asset:
    """A picture we keep: decoded, turned upright, without metadata, encoded anew. `width` and `height` in pixels.

    `sha256` (hex) is of the kept bytes; `url` opens it without signing in, until it is deleted.
    """

    id: str
    workspace_id: str
    sha256: str
    key: str
    content_type: str
    bytes: int
    width: int
    height: int
    name: str
    warnings: tuple[str, ...]
    created_at: int
    url: str
