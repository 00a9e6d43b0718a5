"""What templates there are, from the studio engine's own data."""

from collections.abc import Sequence
from dataclasses import dataclass

from reelwright.studio import plugins, templates
from reelwright.studio.looks import looks_for
from reelwright.timeline.shape import ASPECT_RATIOS

_FREE = "free"  # a prompt without a template


@dataclass(frozen=True)
class LookName:
    """A design by its key and its name."""

    key: str
    name: str


@dataclass(frozen=True)
class Template:
    """A template as people choose it."""

    key: str
    name: str
    description: str
    fields: tuple[templates.Field, ...]
    default_seconds: int
    aspect_ratios: tuple[str, ...]
    roles: tuple[str, ...]
    looks: tuple[LookName, ...]


def list_of() -> Sequence[Template]:
    """Every template that an order may name."""
    return [_template(key) for key in plugins.names(templates.__name__) if key != _FREE]


def _template(key: str) -> Template:
    about = templates.find_about(key)
    looks = tuple(LookName(look, look.replace("-", " ").capitalize()) for look in looks_for(key))
    return Template(key=key, aspect_ratios=ASPECT_RATIOS, looks=looks, **vars(about))
