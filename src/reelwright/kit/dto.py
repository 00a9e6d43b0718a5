"""The JSON of the API: camelCase outside, snake_case inside, nothing unknown accepted in silence."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

from reelwright.kit.clock import to_iso
from reelwright.kit.money import usd_from_micro
from reelwright.kit.text import is_visible


class Dto(BaseModel):
    """Base of every body and answer. A field nobody knows is an error: a misspelt option must not be ignored."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", from_attributes=True)

    @model_validator(mode="before")
    @classmethod
    def _is_storable(cls, value: Any) -> Any:
        """JSON can spell halves of characters and NUL, which no database keeps and no answer can repeat."""
        if not _is_text_only(value):
            raise ValueError("NUL and halves of surrogate pairs are not text")
        return value


def _is_text_only(value: Any) -> bool:
    if isinstance(value, str):
        return is_text(value)
    if isinstance(value, dict):
        return all(_is_text_only(key) and _is_text_only(item) for key, item in value.items())
    if isinstance(value, list):
        return all(map(_is_text_only, value))
    return True


def is_text(value: str) -> bool:
    """Whether every character is one, and none is NUL."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value


Moment = Annotated[int, PlainSerializer(to_iso, return_type=str)]
"""Milliseconds since the epoch inside, `2026-11-18T09:26:40.000Z` in JSON (answers only)."""

Usd = Annotated[int, PlainSerializer(usd_from_micro, return_type=float)]
"""Micro-dollars inside, dollars in JSON (answers only)."""


def _visible(value: str) -> str:
    if not is_visible(value):
        raise ValueError("write something that can be seen")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_visible)]
"""Stripped text with something to see."""
