"""Where a product lives, by what it is: moments and close-ups to film it in, from `scenery.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Moment:
    """A moment with the product: what it is called, where it is, what happens. `{it}` stands for the product."""

    name: str
    place: str
    act: str


@dataclass(frozen=True)
class Scenery:
    """What goes with a kind of product. `close` proves it, `without` is life before it."""

    words: re.Pattern[str]
    moments: tuple[Moment, ...]
    close: tuple[str, ...]
    without: str


def scenery_for(*texts: str | None) -> Scenery:
    """The kind of which the first telling text holds most words; the last one where no text tells."""
    kinds = _kinds()
    for text in filter(None, texts):
        best, kind = max(((len(one.words.findall(text)), one) for one in kinds[:-1]), key=lambda scored: scored[0])
        if best:
            return kind
    return kinds[-1]


@cache
def _kinds() -> tuple[Scenery, ...]:
    table = tomllib.loads((resources.files(__package__) / "scenery.toml").read_text("utf-8"))
    return tuple(
        Scenery(
            re.compile(rf"\b(?:{kind['words']})", re.IGNORECASE),
            tuple(Moment(**moment) for moment in kind["moments"]),
            tuple(kind["close"]),
            kind["without"],
        )
        for kind in table["kinds"]
    )
