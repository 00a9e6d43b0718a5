"""The values of prompting that other domains hold: a brief, what is written into it, and a proposed video."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal

from pydantic.alias_generators import to_camel

FieldName = Literal[
    "product",
    "description",
    "audience",
    "goal",
    "key_message",
    "tone",
    "call_to_action",
    "placements",
    "budget_micro",
]
Facts = Mapping[str, Any]
"""Changes to a brief by field; None empties one. `placements` is a tuple of platform keys, the budget micro-USD."""

LONGEST: Final[Mapping[str, int]] = {
    "product": 120,
    "description": 1000,
    "audience": 300,
    "goal": 200,
    "key_message": 300,
    "tone": 120,
    "call_to_action": 80,
}
"""Characters of each text of a brief."""


@dataclass(frozen=True)
class Brief:
    """What a campaign is about. None (no placements): not known yet. The budget is the campaign's limit, micro-USD.

    The fields stand in the order in which they are asked for.
    """

    product: str | None = None
    description: str | None = None
    audience: str | None = None
    goal: str | None = None
    key_message: str | None = None
    tone: str | None = None
    call_to_action: str | None = None
    placements: tuple[str, ...] = ()
    budget_micro: int | None = None

    def missing(self, skipped: tuple[str, ...] = ()) -> tuple[FieldName, ...]:
        """The fields still to ask, in order; without those a person chose to leave open."""
        return tuple(name for name in BRIEF_FIELDS if getattr(self, name) in (None, ()) and name not in skipped)

    def with_facts(self, facts: Facts) -> "Brief":
        """The brief with these fields written over."""
        return replace(self, **facts)


def json_name(field: str) -> str:
    """`key_message` -> `keyMessage`; the budget is in dollars outside."""
    return "budgetUsd" if field == "budget_micro" else to_camel(field)


BRIEF_FIELDS: Final[tuple[FieldName, ...]] = tuple(field.name for field in fields(Brief))  # type: ignore[misc]


@dataclass(frozen=True)
class Proposal:
    """A video worth making. `order` is a body for `POST /api/video/generate`; a person's click places it."""

    title: str
    why: str | None
    order: Mapping[str, Any]
    idea: str = ""  # which of the interviewer's ideas it is; a chat model's own has none
    direction: str = ""  # what was wished for in words of one's own, which changes of this idea keep
    seconds: int | None = None  # its length, where somebody named it


@dataclass(frozen=True)
class Voice:
    """How a brand speaks: its tone, and the words it never uses."""

    tone: str | None = None
    words_to_avoid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """One answer of the interviewer, by a chat model or by rule: what it says, writes down, offers and asks."""

    text: str
    by: str
    facts: Facts
    suggestions: tuple[str, ...] = ()
    proposal: Proposal | None = None
    asks: FieldName | None = None
    skipped: tuple[FieldName, ...] = ()


@dataclass(frozen=True)
class Delta:
    """Some more words of what is being said."""

    text: str


@dataclass(frozen=True)
class Restart:
    """What was said so far is void: another speaker begins anew."""


@dataclass(frozen=True)
class Line:
    """Something said in a chat."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True)
class Interview:
    """Where a campaign's chat stands. `said` is what is not answered yet, also the last lines of the dialogue."""

    workspace_id: str
    campaign_id: str
    said: str
    brief: Brief = Brief()
    skipped: tuple[FieldName, ...] = ()
    asked: FieldName | None = None
    dialogue: tuple[Line, ...] = ()
    wrote: tuple[FieldName, ...] = ()  # what the last answer wrote down
    proposed: tuple[Proposal, ...] = ()
    voice: Voice = Voice()
    brand_kit_id: str | None = None
    may_raise: bool = False  # whether who speaks may raise the budget's limit
