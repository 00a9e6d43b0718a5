"""The JSON of creatives and publications."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, HttpUrl, PlainSerializer, StringConstraints

from reelwright.kit.dto import Dto, Moment, Text

Channel = Literal["bundle", "webhook"]
CreativeStatus = Literal["draft", "ready", "published"]
PublicationState = Literal["queued", "publishing", "published", "failed"]
Key = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Title = Annotated[Text, Field(max_length=200, examples=["Flask at dawn, 15 s"])]
Placement = Annotated[str, StringConstraints(min_length=1, max_length=40), Field(examples=["instagram-reel"])]
Placements = Annotated[list[Placement], Field(max_length=20)]
Hashtag = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^#?[^\s#]{1,100}$")]
Link = Annotated[HttpUrl, Field(max_length=500), AfterValidator(str), PlainSerializer(str, return_type=str)]


class CopyDto(Dto):
    """The words beside a video on one placement."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)] = ""
    hashtags: list[Hashtag] = Field(default_factory=list, max_length=30)
    link: Link | None = None


class KeptCopyDto(Dto):
    """The words beside a video on one placement."""

    text: str
    hashtags: list[str]
    link: str | None


class AddCreativeDto(Dto):
    """A video to put into a campaign; placements default to the campaign's."""

    generation_id: Key
    title: Title | None = None
    placements: Placements | None = None


class ChangeCreativeDto(Dto):
    """The fields to change. `copy` replaces the copy of the placements it names."""

    title: Title = ""
    status: Literal["draft", "ready"] = "draft"
    placements: Placements = Field(default_factory=list)
    copy_: dict[Placement, CopyDto] = Field(default_factory=dict, alias="copy", max_length=20)


class OrderCreativesDto(Dto):
    """Every creative of the campaign, in the order wanted."""

    ids: list[Key] = Field(max_length=500)


class CreativeVideoDto(Dto):
    """The video of a creative as it is now; `status` is `deleted` where it was deleted, and the rest is null."""

    status: str
    video_url: str | None
    poster_url: str | None
    sprite_url: str | None
    duration: float | None
    aspect_ratio: str | None
    model: str | None


class CreativeDto(Dto):
    """A video in a campaign. `revision` grows when its words, its placements or its stored file change."""

    id: str
    campaign_id: str
    generation_id: str
    title: str
    position: int
    status: CreativeStatus
    placements: list[str]
    copy_: dict[str, KeptCopyDto] = Field(alias="copy")
    revision: int
    video: CreativeVideoDto
    created_at: Moment
    updated_at: Moment


class CreativeListDto(Dto):
    """The creatives of a campaign, in their order."""

    items: list[CreativeDto]


class PublishDto(Dto):
    """What to publish where. `endpointId` belongs to the channel `webhook`."""

    channel: Channel
    creative_ids: list[Key] = Field(min_length=1, max_length=100)
    endpoint_id: Key | None = None


class PublicationDto(Dto):
    """A creative's revision on a channel. `error` is in the channel's own words; `downloadUrl` needs no token."""

    id: str
    campaign_id: str
    creative_id: str
    channel: Channel
    endpoint_id: str | None
    revision: int
    state: PublicationState
    error: str | None
    answer: dict[str, Any] | None
    download_url: str | None
    tries: int
    created_at: Moment
    published_at: Moment | None


class PublishedDto(Dto):
    """One row for each creative, new or as it was."""

    items: list[PublicationDto]


class PublicationListDto(Dto):
    """Publications, the newest first; `nextCursor` asks for the next page."""

    items: list[PublicationDto]
    next_cursor: str | None
