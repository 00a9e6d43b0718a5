"""The JSON of campaigns."""

from typing import Annotated

from pydantic import Field

from reelwright.kit.dto import Dto, Moment, Text


class NameCampaignDto(Dto):
    """What a campaign is called."""

    name: Annotated[Text, Field(max_length=120, examples=["Spring launch"])]


class CampaignDto(Dto):
    """A campaign."""

    id: str
    name: str
    created_at: Moment


class CampaignsDto(Dto):
    """Campaigns; `nextCursor` asks for the next page."""

    items: list[CampaignDto]
    next_cursor: str | None
