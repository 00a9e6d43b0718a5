"""Where a product lives, by what it is: moments and close-ups to film it in, from `scenery.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from reelwright.prompting.contracts import Brief


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


def scenery_for(brief: Brief) -> Scenery:
    """The kind of most of whose words the brief speaks; anything's where it speaks of none.

    The product's own name tells more than its description, and that more than who it is for.
    """
    *kinds, anything = _kinds()
    texts = ((3, brief.product or ""), (2, brief.description or ""), (1, brief.audience or ""))
    scores = [sum(weight * len(kind.words.findall(text)) for weight, text in texts) for kind in kinds]
    best = max(scores)
    return kinds[scores.index(best)] if best else anything


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
