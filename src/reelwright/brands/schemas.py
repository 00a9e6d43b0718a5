"""The JSON of brand kits."""

from typing import Annotated

from pydantic import AfterValidator, Field, HttpUrl, PlainSerializer, StringConstraints

from reelwright.brands.contracts import LogoUse
from reelwright.kit.dto import Dto, Moment, Text

MAX_COLOURS = 8

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$", to_lower=True), Field(examples=["#0f5bff"])]
Link = Annotated[HttpUrl, Field(max_length=500), AfterValidator(str), PlainSerializer(str, return_type=str)]
Name = Annotated[Text, Field(max_length=120, examples=["Acme"])]
Tone = Annotated[Text, Field(max_length=300, examples=["Warm, plain, a little dry"])]
Word = Annotated[Text, Field(max_length=60, examples=["cheap"])]


class LogoDto(Dto):
    """A logo: an uploaded picture, and whether it is made for light or dark grounds."""

    asset_id: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    use: LogoUse = "any"


class FontsDto(Dto):
    """Families out of `/api/brand-kits/fonts`; null leaves the choice to the look."""

    heading: Annotated[Text, Field(max_length=80)] | None = None
    body: Annotated[Text, Field(max_length=80)] | None = None


class EndCardDto(Dto):
    """What a video closes with, where it has an end card: a line, and an address to go to."""

    is_shown: bool = True
    text: Annotated[Text, Field(max_length=80, examples=["Made for rain"])] | None = None
    link: Link | None = None


class CreateBrandKitDto(Dto):
    """A new brand kit; everything but its name may come later."""

    name: Name
    is_default: bool = False
    logos: list[LogoDto] = Field(default_factory=list, max_length=6)
    colours: list[Colour] = Field(default_factory=list, max_length=MAX_COLOURS)
    fonts: FontsDto = Field(default_factory=FontsDto)
    tone: Tone | None = None
    words_to_avoid: list[Word] = Field(default_factory=list, max_length=50)
    end_card: EndCardDto = Field(default_factory=EndCardDto)


class ChangeBrandKitDto(Dto):
    """The fields to change, each given whole; `null` empties one."""

    name: Name = ""
    is_default: bool = False
    logos: list[LogoDto] | None = Field(None, max_length=6)
    colours: list[Colour] | None = Field(None, max_length=MAX_COLOURS)
    fonts: FontsDto | None = None
    tone: Tone | None = None
    words_to_avoid: list[Word] | None = Field(None, max_length=50)
    end_card: EndCardDto | None = None


class KeptEndCardDto(Dto):
    """What a video closes with."""

    is_shown: bool
    text: str | None
    link: str | None


class BrandKitDto(Dto):
    """A brand kit. `colours` are `#rrggbb`, the most important first."""

    id: str
    name: str
    is_default: bool
    logos: list[LogoDto]
    colours: list[str]
    fonts: FontsDto
    tone: str | None
    words_to_avoid: list[str]
    end_card: KeptEndCardDto
    created_at: Moment
    updated_at: Moment


class BrandKitsDto(Dto):
    """Brand kits; `nextCursor` asks for the next page."""

    items: list[BrandKitDto]
    next_cursor: str | None


class FontDto(Dto):
    """A family that the studio engine sets text in."""

    family: str


class FontListDto(Dto):
    """The families a brand kit can name."""

    items: list[FontDto]
