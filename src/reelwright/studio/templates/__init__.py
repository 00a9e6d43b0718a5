"""Templates: each file turns a scene into a story, by `tell(scene, look) -> Story`, and says what it is in `ABOUT`.

Pure. What `ABOUT` says is all that forms, documents and checks know of a template.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reelwright.studio import plugins
from reelwright.studio.shotlist import Beat


@dataclass(frozen=True)
class Story:
    """What always opens and closes a film, and an endless middle of which the length takes as much as it holds."""

    opening: tuple[Beat, ...]
    middle: Iterator[Beat]
    closing: tuple[Beat, ...]


@dataclass(frozen=True)
class Field:
    """Words that a template asks for. `max_length` counts characters."""

    name: str
    label: str
    max_length: int
    example: str
    is_required: bool = False
    is_multiline: bool = False


@dataclass(frozen=True)
class About:
    """What a template is, and what it asks for. `roles`: the reference pictures it shows, the most important first."""

    name: str
    description: str
    fields: tuple[Field, ...]
    default_seconds: int
    roles: tuple[str, ...]


TAGLINE = Field("tagline", "The line under the name", 300, "Made for the last thousand metres.")
FEATURES = Field(
    "features",
    "What it can do, a line each",
    600,
    "Ice stays ice until tomorrow\nFits every harness",
    is_multiline=True,
)
CALL = Field("cta", "What to do now", 80, "Shop now")


def find_about(template: str) -> About:
    """What this template is; a `LookupError` lists those there are."""
    about: About = plugins.find(__name__, template).ABOUT
    return about
