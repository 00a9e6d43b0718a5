"""What other domains see of a generation: the API's own view of it, and where its finished files are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reelwright.generation.schemas import GenerationDto as GenerationDto


@dataclass(frozen=True)
class KeptFile:
    """A file of a finished video by its key in the storage."""

    name: str
    key: str
    content_type: str


@dataclass(frozen=True)
class StoredVideo:
    """The finished files of a generation, the video first. `revision` grows with every finish."""

    revision: int
    sha256: str
    bytes: int
    files: tuple[KeptFile, ...]
    provenance: Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """A generation with its files, as far as there are any."""

    view: GenerationDto
    stored: StoredVideo | None
