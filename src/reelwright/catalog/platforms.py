"""Where videos are shown: usual length, longest length, format, and the part of the picture that stays uncovered."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class SafeArea:
    """Fractions of height (top, bottom) and width (left, right) that the app's own buttons and text may cover."""

    top: Fraction
    right: Fraction
    bottom: Fraction
    left: Fraction


@dataclass(frozen=True)
class Platform:
    """One placement. Lengths in seconds; `measured` and `source` say how far to trust the safe area."""

    key: str
    name: str
    default_seconds: int
    longest_seconds: int
    aspect_ratio: str
    safe: SafeArea
    measured: date
    source: str


@cache
def load_platforms() -> Mapping[str, Platform]:
    """Every platform by key, as `data/platforms.toml` has them."""
    file = resources.files("reelwright.catalog") / "data" / "platforms.toml"
    tables = tomllib.loads(file.read_text("utf-8"))
    measured, source = tables.pop("measured"), tables.pop("source")
    return {
        key: Platform(
            key=key,
            measured=measured,
            source=source,
            safe=SafeArea(**{side: Fraction(share) for side, share in table.pop("safe").items()}),
            **table,
        )
        for key, table in tables.items()
    }
