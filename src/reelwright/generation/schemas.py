"""The bodies and answers of the video API; field names are the contract's and never change."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from reelwright.kit.dto import Dto, Moment, Text, Usd
from reelwright.vendors.answers import MAX_JOB_ID

AspectRatio = Literal["16:9", "9:16", "1:1"]
Role = Literal["logo", "product", "style", "firstFrame"]
MAX_REFERENCES = 10


def _three_decimals(value: Decimal) -> Decimal:
    if value != round(value, 3):
        raise ValueError("at most 3 decimals")
    return Decimal(f"{value:f}".rstrip("0").rstrip(".")) if "." in f"{value:f}" else value  # 6.0 is the order that 6 is


Prompt = Annotated[Text, StringConstraints(min_length=1, max_length=4000)]
Seconds = Annotated[Decimal, Field(ge=5, le=60, allow_inf_nan=False), AfterValidator(_three_decimals)]
Short = Annotated[Text, StringConstraints(min_length=1, max_length=120)]
Line = Annotated[Text, StringConstraints(min_length=1, max_length=300)]
Address = Annotated[Text, StringConstraints(min_length=1, max_length=2048)]


class ReferenceDto(Dto):
    """One reference image, ours (`assetId`) or pasted (`url`), and what it is for."""

    asset_id: Annotated[str, StringConstraints(max_length=60)] | None = None
    url: Address | None = None
    role: Role = "style"

    @model_validator(mode="after")
    def _one_of(self) -> "ReferenceDto":
        if (self.asset_id is None) == (self.url is None):
            raise ValueError("give either assetId or url")
        return self


class OrderFields(Dto):
    """What every order takes besides its words."""

    model: Annotated[str, StringConstraints(min_length=1, max_length=80)] = "sora-2-pro"
    duration: Seconds | None = Field(None, description="Seconds, 5-60, at most 3 decimals. Default 8.")
    aspect_ratio: AspectRatio | None = Field(None, description="Default 16:9.")
    resolution: Literal["1080p", "720p"] | None = Field(None, description="Default 1080p.")
    fps: Literal[24, 25, 30] | None = Field(None, description="Chosen by the planner unless given.")
    reference_image_urls: list[Address] = Field(default_factory=list, max_length=MAX_REFERENCES)
    references: list[ReferenceDto] = Field(default_factory=list, max_length=MAX_REFERENCES)
    refinement_prompt: Annotated[Text, StringConstraints(min_length=1, max_length=1000)] | None = None
    auto_refine: bool | None = Field(
        None, description="Rewrite the prompt by the chat model. Default: the workspace's."
    )
    audio: Literal["auto", "native", "music", "none"] = "auto"
    seed: int | None = Field(None, ge=0, le=2**31 - 1)
    negative_prompt: Annotated[Text, StringConstraints(min_length=1, max_length=1000)] | None = None
    campaign_id: Annotated[str, StringConstraints(max_length=60)] | None = None
    brand_kit_id: Annotated[str, StringConstraints(max_length=60)] | None = None
    continuity: Literal["cuts", "continuous"] = "cuts"
    strict_model: bool = False
    max_price_usd: Decimal | None = Field(None, ge=0, le=100_000, allow_inf_nan=False)
    quote_id: Annotated[str, StringConstraints(max_length=60)] | None = None
    callback_url: Annotated[Text, StringConstraints(max_length=2048)] | None = Field(
        None, description="Told when the video ends, by a signed message.", json_schema_extra={"format": "uri"}
    )
    template: Literal["brand-animation", "product-showcase", "social-media"] | None = Field(
        None, description="Fills a prompt for hosted models and a scene for the studio engine."
    )
    template_fields: dict[str, Any] = Field(default_factory=dict, description="The template's own words.")


class GenerateVideoWithReferenceDto(OrderFields):
    """An order for one finished video."""

    prompt: Prompt


class BrandAnimationExampleDto(OrderFields):
    """A logo reveal: the name, the line under it, the logo."""

    brand_logo_url: Address | None = None
    product_name: Short
    tagline: Line | None = None


class ProductShowcaseExampleDto(OrderFields):
    """A product in motion with what is good about it."""

    product_name: Short
    product_description: Annotated[Text, StringConstraints(min_length=1, max_length=2000)]


class SocialMediaExampleDto(OrderFields):
    """A vertical or square post around one idea; the platform sets length and format."""

    concept: Annotated[Text, StringConstraints(min_length=1, max_length=1000)]
    platform: Annotated[str, StringConstraints(max_length=40)] = "instagram-reel"
    brand_images: list[Address] = Field(default_factory=list, max_length=MAX_REFERENCES)


# -- answers -----------------------------------------------------------------------------------------------------


class ServedByDto(Dto):
    """Who makes it, and why it is not the asked model where it is not. `drawn` is motion graphics by our own engine,
    `generated` a video model's work."""

    model: str
    vendor: str
    reason: str | None = None
    made: Literal["generated", "drawn"] = "generated"


class PriceDto(Dto):
    """Money of this generation, in dollars."""

    estimate_usd: Usd
    held_usd: Usd
    charged_usd: Usd


class AttemptDto(Dto):
    """One paid try at a shot."""

    id: str
    no: int
    state: str
    message: str | None
    progress: float
    vendor: str
    vendor_job_id: str | None
    held_usd: Usd
    charged_usd: Usd | None
    billed: bool | None


class TakeDto(Dto):
    """A kept result of a shot."""

    id: str
    attempt_id: str
    is_chosen: bool
    url: str = Field(description="The clip as it was kept, under the video's permanent link.")
    bytes: int
    frames: int
    width: int
    height: int
    created_at: Moment


class ShotDto(Dto):
    """One planned piece and what has become of it."""

    n: int
    frames: int
    native_seconds: float
    price_usd: Usd
    prompt: str | None
    progress: float
    attempts: list[AttemptDto]
    takes: list[TakeDto]


class PlanDto(Dto):
    """How the wish is met: shots, joins, reframes."""

    frames: int
    fps: int
    width: int
    height: int
    join: str
    reframe: str | None
    upscaled_from: str | None
    mode: str
    shots: list[ShotDto]


class GenerationDto(Dto):
    """A generation as it is now. `videoUrl` and `videoPath` are final from the first answer and permanent."""

    id: str
    status: str
    status_url: str
    events_url: str
    video_url: str
    video_path: str
    poster_url: str
    sprite_url: str
    captions_url: str
    download_url: str
    prompt: str
    refined_prompt: str | None
    model: str
    served_by: ServedByDto
    duration: float
    aspect_ratio: str
    resolution: str
    reference_images: list[dict[str, Any]]
    plan: PlanDto
    price: PriceDto
    progress: float
    eta_seconds: float | None
    cancel: dict[str, Any] | None
    warnings: list[str]
    error: dict[str, Any] | None
    metadata: dict[str, Any]
    request: dict[str, Any]
    created_at: Moment
    updated_at: Moment
    finished_at: Moment | None


class GenerationListDto(Dto):
    """Newest first."""

    items: list[GenerationDto]
    next_cursor: str | None


class QuoteDto(Dto):
    """What an order would be and cost; ordering with `quoteId` within 15 minutes costs at most this."""

    quote_id: str
    model: str
    served_by: ServedByDto
    duration: float
    aspect_ratio: str
    resolution: str
    plan: PlanDto
    price_usd: Usd
    warnings: list[str]
    expires_at: Moment


class CancelDto(Dto):
    """What cancelling means: whether the work under way will still be billed."""

    id: str
    status: str
    cancel: dict[str, Any]


class ResolveDto(Dto):
    """A person's word on a submit whose answer was lost."""

    attempt_id: str
    outcome: Literal["found", "not_billed", "written_off"]
    vendor_job_id: Annotated[str, StringConstraints(min_length=1, max_length=MAX_JOB_ID)] | None = None

    @model_validator(mode="after")
    def _job_if_found(self) -> "ResolveDto":
        if (self.outcome == "found") != (self.vendor_job_id is not None):
            raise ValueError("vendorJobId belongs to the outcome found, and only to it")
        return self
