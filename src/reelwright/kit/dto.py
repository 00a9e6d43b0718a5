"""The JSON of the API: camelCase outside, snake_case inside, nothing unknown accepted in silence."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, StringConstraints
from pydantic.alias_generators import to_camel

from reelwright.kit.clock import to_iso
from reelwright.kit.money import usd_from_micro


class Dto(BaseModel):
    """Base of every body and answer. A field nobody knows is an error: a misspelt option must not be ignored."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", from_attributes=True)


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("the NUL character is not text")
    return text


Moment = Annotated[int, PlainSerializer(to_iso, return_type=str)]
"""Milliseconds since the epoch inside, `2026-11-18T09:26:40.000Z` in JSON (answers only)."""

Usd = Annotated[int, PlainSerializer(usd_from_micro, return_type=float)]
"""Micro-dollars inside, dollars in JSON (answers only)."""

Text = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_without_nul)]
"""Stripped text without NUL, which PostgreSQL cannot store."""
