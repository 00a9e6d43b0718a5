"""Looks: each file is one, as data. A look names its faces, grounds, background, motif, reveals and transitions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from reelwright.studio import plugins
from reelwright.studio.type.faces import Face


@dataclass(frozen=True)
class Look:
    """How a film is dressed. Grounds are names of `themes.GROUNDS`, the others names of files in `layers`."""

    templates: tuple[str, ...]
    moods: frozenset[str]
    music: str
    display: Face
    body: Face
    label: Face
    grounds: tuple[str, ...]
    end_ground: str
    background: str
    motif: str
    reveal: str
    soft_reveal: str
    transitions: tuple[str, ...]
    transition_seconds: float
    align: Literal["start", "center"]
    photo: Literal["full", "card"]
    pedestal: str
    overlay: str | None = None
    backgrounds: Mapping[str, str] = field(default_factory=dict)
    display_scale: float = 1.0
    radius: float = 48.0
    pace: float = 1.0

    def set_in(self, heading: str, body: str) -> "Look":
        """The look in a brand's families; an empty name keeps the look's own."""
        display = self.display.in_family(heading) if heading else self.display
        if not body:
            return replace(self, display=display)
        return replace(self, display=display, body=self.body.in_family(body), label=self.label.in_family(body))

    def background_of(self, ground: str) -> str:
        """Which background a ground gets: `background`, unless the look says otherwise for this one."""
        return self.backgrounds.get(ground, self.background)


def find_look(name: str) -> Look:
    """The look of this name; a `LookupError` lists those there are."""
    look: Look = plugins.find(__name__, name).LOOK
    return look


def looks_for(template: str) -> tuple[str, ...]:
    """Names of the looks made for a template; free prompts may have any."""
    found = plugins.names(__name__)
    return tuple(name for name in found if template == "free" or template in find_look(name).templates)
