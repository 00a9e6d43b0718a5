"""The scene: everything the studio engine needs to draw one video, as a value. Pure, stored as JSON, versioned."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from reelwright.studio.geometry import Box, Format, format_of

SCHEMA_VERSION = 1

Template = Literal["brand-animation", "product-showcase", "social-media", "free"]
ImageRole = Literal["logo", "product", "style", "firstFrame"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SceneImage(_Value):
    """A picture on this machine's disk, already checked and re-encoded by intake."""

    path: str
    role: ImageRole = "style"


class SafeArea(_Value):
    """Shares of each side that a platform's buttons and captions may cover."""

    left: float = Field(ge=0, le=0.4)
    top: float = Field(ge=0, le=0.4)
    right: float = Field(ge=0, le=0.4)
    bottom: float = Field(ge=0, le=0.4)


class Brand(_Value):
    """What a brand kit says: its colours as `#rrggbb` (the most important first), families for headings and for body
    text where the look's are not wanted, and what the end card closes with, if there is to be one."""

    model_config = ConfigDict(frozen=True, extra="ignore")  # a scene frozen by an earlier release may say more

    colours: tuple[str, ...] = ()
    heading: str = ""
    body: str = ""
    has_end_card: bool = True
    end_text: str = ""
    end_link: str = ""


class Texts(_Value):
    """What is said on screen; an empty field is not drawn."""

    headline: str = ""
    tagline: str = ""
    description: str = ""
    features: tuple[str, ...] = ()
    beats: tuple[str, ...] = ()
    cta: str = ""
    label: str = ""


class Scene(_Value):
    """One video to draw. Times follow from `frames` and `fps` ("num/den" of frames a second)."""

    schema_version: int = SCHEMA_VERSION
    template: Template
    look: str
    texts: Texts
    images: tuple[SceneImage, ...] = ()
    brand: Brand = Brand()
    safe_area: SafeArea
    width: int = Field(ge=64, le=4096, multiple_of=2)
    height: int = Field(ge=64, le=4096, multiple_of=2)
    fps: Fraction = Field(gt=0, le=120)
    frames: int = Field(ge=1, le=60 * 120)
    seed: int

    @property
    def seconds(self) -> Fraction:
        return self.frames / self.fps

    @property
    def format(self) -> Format:
        return format_of(self.width, self.height)

    @property
    def unit(self) -> float:
        """Pixels of one design unit: a thousand and eighty of them span the short side."""
        return min(self.width, self.height) / 1080

    @property
    def safe(self) -> Box:
        """The part of the picture that text and logos keep to, in pixels."""
        area = self.safe_area
        return Box(
            area.left * self.width,
            area.top * self.height,
            (1 - area.left - area.right) * self.width,
            (1 - area.top - area.bottom) * self.height,
        )

    def images_of(self, *roles: ImageRole) -> tuple[SceneImage, ...]:
        return tuple(image for image in self.images if image.role in roles)


# Our own margins where no platform says more: phones cover the top and most of the bottom of a tall video.
DEFAULT_SAFE_AREAS: Mapping[Format, SafeArea] = {
    "wide": SafeArea(left=0.065, top=0.085, right=0.065, bottom=0.085),
    "tall": SafeArea(left=0.075, top=0.12, right=0.075, bottom=0.18),
    "square": SafeArea(left=0.075, top=0.075, right=0.075, bottom=0.075),
}
