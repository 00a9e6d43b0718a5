"""The JSON of campaigns, their briefs and their chats."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from reelwright.campaigns.contracts import Campaign, Message, Stage
from reelwright.catalog.platforms import load_platforms
from reelwright.kit.dto import Dto, Moment, Text, Usd
from reelwright.kit.money import micro_from_usd, usd_from_micro
from reelwright.prompting.contracts import BRIEF_FIELDS, LONGEST, Brief, Facts, FieldName, json_name

MAX_MESSAGE = 4000


def _known(key: str) -> str:
    if key not in load_platforms():
        raise ValueError(f"no platform is called {key!r}; there are {', '.join(load_platforms())}")
    return key


def _text(field: str) -> Any:
    return Field(max_length=LONGEST[field])


Name = Annotated[Text, Field(max_length=120, examples=["Spring launch"])]
KitId = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Placement = Annotated[str, StringConstraints(max_length=40), AfterValidator(_known)]


class ChangeBriefDto(Dto):
    """What is known of a campaign. Only the fields given are changed; null empties one."""

    product: Annotated[Text, _text("product")] | None = None
    description: Annotated[Text, _text("description")] | None = None
    audience: Annotated[Text, _text("audience")] | None = None
    goal: Annotated[Text, _text("goal")] | None = None
    tone: Annotated[Text, _text("tone")] | None = None
    key_message: Annotated[Text, _text("key_message")] | None = None
    call_to_action: Annotated[Text, _text("call_to_action")] | None = None
    placements: Annotated[list[Placement], Field(max_length=20)] | None = Field(
        None, description="Keys of platforms, such as `tiktok`."
    )
    budget_usd: Annotated[Decimal, Field(ge=0, le=1_000_000_000, allow_inf_nan=False)] | None = Field(
        None, description="The campaign's hard limit. Raising or removing one takes the scope `manage`."
    )

    def facts(self) -> Facts:
        """The changes asked for."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        if "placements" in given:
            given["placements"] = tuple(dict.fromkeys(given["placements"] or ()))
        if "budget_usd" in given:
            usd = given.pop("budget_usd")
            given["budget_micro"] = None if usd is None else micro_from_usd(usd)
        return cast(Facts, given)


class CreateCampaignDto(Dto):
    """A campaign to begin."""

    name: Name
    brief: ChangeBriefDto | None = None
    brand_kit_id: KitId | None = None


class ChangeCampaignDto(Dto):
    """What to change of a campaign; only the fields given are."""

    name: Name | None = None
    stage: Stage | None = None
    brief: ChangeBriefDto | None = None
    brand_kit_id: KitId | None = Field(None, description="null takes the brand kit away.")

    @model_validator(mode="after")
    def _keep_what_must_be(self) -> "ChangeCampaignDto":
        for field in ("name", "stage", "brief"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise ValueError(f"{field} cannot be null: leave it out to keep it")
        return self

    def changes(self) -> dict[str, Any]:
        """The columns to write."""
        return {name: getattr(self, name) for name in self.model_fields_set - {"brief"}}

    def facts(self) -> Facts:
        """The changes to the brief."""
        return self.brief.facts() if self.brief else {}


class BriefDto(Dto):
    """What is known of a campaign so far."""

    product: str | None
    description: str | None
    audience: str | None
    goal: str | None
    tone: str | None
    key_message: str | None
    call_to_action: str | None
    placements: list[str]
    budget_usd: Usd | None


class CampaignDto(Dto):
    """A campaign. `missing` names the fields of the brief still to ask, in order."""

    id: str
    name: str
    stage: Stage
    brief: BriefDto
    missing: list[str]
    brand_kit_id: str | None
    is_sample: bool
    created_at: Moment
    updated_at: Moment


class CampaignsDto(Dto):
    """Campaigns; `nextCursor` asks for the next page."""

    items: list[CampaignDto]
    next_cursor: str | None


class ProposalDto(Dto):
    """A video worth making. `order` is a body for `POST /api/video/generate`: a person's click places it."""

    title: str
    why: str | None
    order: dict[str, Any]


class MessageDto(Dto):
    """Something said. `by` is the chat model's name, or `guide`; null for a person. `facts` is what it wrote into the
    brief, `suggestions` are quick replies. A question whose answer was lost has `isAnswered` false: send it again."""

    id: str
    role: Literal["user", "assistant"]
    text: str
    by: str | None
    facts: dict[str, Any]
    suggestions: list[str]
    proposal: ProposalDto | None
    is_answered: bool
    created_at: Moment


class MessagesDto(Dto):
    """What was said, the oldest first; `nextCursor` asks for the next page."""

    items: list[MessageDto]
    next_cursor: str | None


class AskDto(Dto):
    """Something to say. The same `clientId` is the same message, however often it is sent; the id of a message whose
    answer was lost asks that one again."""

    text: Annotated[Text, Field(max_length=MAX_MESSAGE, examples=["We sell Altitude, a steel flask for climbers."])]
    client_id: Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[\w.:-]+$")] | None = None


def fields_of(shown: Mapping[str, Any]) -> tuple[FieldName, ...]:
    """The fields of facts by their names in JSON."""
    return tuple(name for name in BRIEF_FIELDS if json_name(name) in shown)


def facts_view(facts: Facts) -> dict[str, Any]:
    """Facts by their names in JSON."""
    shown = {json_name(name): value for name, value in facts.items()}
    if (micro := facts.get("budget_micro")) is not None:
        shown["budgetUsd"] = usd_from_micro(micro)
    return shown | ({"placements": list(facts["placements"])} if "placements" in facts else {})


def brief_view(brief: Brief) -> BriefDto:
    """A brief as JSON."""
    data = vars(brief).copy()
    return BriefDto(budget_usd=data.pop("budget_micro"), **data | {"placements": list(brief.placements)})


def campaign_view(campaign: Campaign) -> CampaignDto:
    """A campaign as JSON."""
    shown = {"brief": brief_view(campaign.brief), "missing": [json_name(one) for one in campaign.missing]}
    kept = {name: value for name, value in vars(campaign).items() if name not in ("workspace_id", "skipped")}
    return CampaignDto(**kept | shown)


def message_view(message: Message) -> MessageDto:
    """A message as JSON."""
    shown = {name: getattr(message, name) for name in MessageDto.model_fields}
    if shown["proposal"]:
        shown["proposal"] = {name: shown["proposal"][name] for name in ProposalDto.model_fields}
    return MessageDto.model_validate(shown)
