"""The JSON of prompting."""

from typing import Annotated

from pydantic import Field, StringConstraints

from reelwright.kit.dto import Dto, Moment, Text

Id = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class RefineDto(Dto):
    """A prompt to make better: in a direction, for a model, in a campaign's and a brand's tone."""

    prompt: Annotated[Text, Field(max_length=4000, examples=["Product video of our steel flask"])]
    direction: Annotated[Text, Field(max_length=1000, examples=["cinematic, slow camera pans"])] | None = None
    model: Annotated[str, StringConstraints(min_length=1, max_length=80)] | None = Field(
        None, description="The result fits every mode of this model."
    )
    max_prompt: int | None = Field(None, ge=40, le=4000, description="The longest result, in characters.")
    campaign_id: Id | None = None
    brand_kit_id: Id | None = None


class RefinedDto(Dto):
    """The prompt to use, who wrote it (a chat model, or our own rules), and what to know about it."""

    prompt: str
    by: str
    warning: str | None


class ChatUsageDto(Dto):
    """Calls for one purpose (`refine`, `storyboard`, `brief`) by one model. Tokens are those that endpoints told of."""

    purpose: str
    model: str
    calls: int
    tokens_in: int
    tokens_out: int


class ChatUsagesDto(Dto):
    """What chat models were asked since then; it is no part of the ledger, which is about video vendors."""

    since: Moment
    items: list[ChatUsageDto]
