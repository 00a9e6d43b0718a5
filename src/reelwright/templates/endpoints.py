"""`GET /api/templates`: what the studio engine's templates and looks say of themselves."""

from fastapi import APIRouter

from reelwright.accounts.auth import Reader
from reelwright.kit.dto import Dto
from reelwright.templates.service import list_of

router = APIRouter(prefix="/api", tags=["templates"])


class TemplateFieldDto(Dto):
    """Words that a template asks for; they go into an order's `templateFields`."""

    name: str
    label: str
    is_required: bool
    max_length: int
    example: str
    is_multiline: bool


class LookDto(Dto):
    """One design; its key goes into `templateFields` as `look`."""

    key: str
    name: str


class TemplateDto(Dto):
    """A template. `roles` are the references it shows; every template comes in every length and format."""

    key: str
    name: str
    description: str
    fields: list[TemplateFieldDto]
    default_seconds: int
    aspect_ratios: list[str]
    roles: list[str]
    looks: list[LookDto]


@router.get("/templates")
async def list_templates(who: Reader) -> list[TemplateDto]:
    """List the templates with their fields and looks."""
    return [TemplateDto.model_validate(one) for one in list_of()]
