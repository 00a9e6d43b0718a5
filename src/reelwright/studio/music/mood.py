"""Moods are data: one TOML file each in `moods/`. Needs no numpy, so any process may list and choose them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reelwright.kit.problems import Invalid

DEFAULT_MOOD = "upbeat"


@dataclass(frozen=True)
class Layer:
    """One player: what it plays (`part`), on what (`voice`), from and to which energy, and its place in the mix.

    `steps` are bars of sixteen characters, one of which is taken per section. A digit is a loudness; for an `arp` it
    is a tone of the chord. A dot is a rest.
    """

    part: str
    voice: str
    gain_db: float
    steps: tuple[str, ...] = ()
    start_energy: float = 0.0
    end_energy: float = 1.0
    octave: int = 0
    pan: float = 0.0  # -1 left to 1 right
    reverb: float = 0.2  # share sent to the room
    duck: float = 0.0  # how far the kick pushes it down


@dataclass(frozen=True)
class Mood:
    """What makes a bed sound like its name."""

    name: str
    words: tuple[str, ...]  # of a prompt, that call for this mood
    tempo: tuple[float, float]  # beats a minute
    modes: tuple[str, ...]
    progressions: tuple[tuple[int, ...], ...]  # degrees of the scale, from 0, a chord a bar
    colours: tuple[tuple[int, ...], ...]  # degrees over the root that make the chord: 0, 2, 4 is a triad
    room_seconds: float
    layers: tuple[Layer, ...]
    swing: float = 0.0  # how far every second sixteenth comes late, as a share of it


@cache
def moods() -> tuple[str, ...]:
    """The names of all moods, in order."""
    return tuple(
        sorted(entry.name.removesuffix(".toml") for entry in _folder().iterdir() if entry.name.endswith(".toml"))
    )


@cache
def mood(name: str) -> Mood:
    """The mood of that name; `Invalid` naming the moods there are."""
    if name not in moods():
        raise Invalid(f"There is no music mood {name!r}: choose one of {', '.join(moods())}.", fields={"mood": name})
    data: dict[str, Any] = tomllib.loads((_folder() / f"{name}.toml").read_text())
    layers = tuple(Layer(**_frozen(layer)) for layer in data.pop("layers"))
    return Mood(name=name, layers=layers, **_frozen(data))


def choose_mood(text: str, default: str = DEFAULT_MOOD) -> str:
    """The mood whose words a prompt uses most; `default` where it uses none."""
    found = set(re.findall(r"\w+", text.lower()))
    scores = {name: len(found & set(mood(name).words)) for name in moods()}
    best = max(scores, key=lambda name: (scores[name], name == default))
    return best if scores[best] else default


def _folder() -> Any:
    return files(__package__) / "moods"


def _frozen(data: dict[str, Any]) -> dict[str, Any]:
    return {key: _tuple(value) for key, value in data.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(item) for item in value) if isinstance(value, list) else value
