"""What other domains see of a brand kit."""

from dataclasses import dataclass
from typing import Literal

LogoUse = Literal["any", "light", "dark"]


@dataclass(frozen=True)
class Logo:
    """A logo among the workspace's assets, and the grounds it is made for."""

    asset_id: str
    use: LogoUse


@dataclass(frozen=True)
class Fonts:
    """Families of the studio engine; None leaves the choice to the look."""

    heading: str | None
    body: str | None


@dataclass(frozen=True)
class EndCard:
    """What a video closes with. An empty `text` leaves the words to the template."""

    is_shown: bool
    text: str | None
    link: str | None


@dataclass(frozen=True)
class BrandKit:
    """A brand kit; `colours` are `#rrggbb`, the most important first."""

    id: str
    workspace_id: str
    name: str
    is_default: bool
    logos: tuple[Logo, ...]
    colours: tuple[str, ...]
    fonts: Fonts
    tone: str | None
    words_to_avoid: tuple[str, ...]
    end_card: EndCard
    created_at: int
    updated_at: int
