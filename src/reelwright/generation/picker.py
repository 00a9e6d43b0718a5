"""`GET /api/video/models`: the catalogue for the picker."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import ConfigDict

from reelwright.accounts.auth import Reader
from reelwright.catalog.present import model_views
from reelwright.kit.dto import Dto

router = APIRouter(prefix="/api/video", tags=["models"])


class DurationRangeDto(Dto):
    """What we deliver, in seconds."""

    min: int
    max: int


class LifecycleDto(Dto):
    """Live, deprecated or retired; who comes after."""

    status: str
    retires_at: str | None
    successor: str | None


class VideoModelDto(Dto):
    """A model of the picker with its routes, prices and life cycle."""

    model_config = ConfigDict(extra="allow")

    key: str
    name: str
    description: str
    duration_range: DurationRangeDto
    supports_reference_images: bool
    quality: str
    routes: list[dict[str, Any]]
    lifecycle: LifecycleDto
    available: bool
    unavailable_reason: str | None


def views(request: Request) -> list[dict[str, Any]]:
    """The models as they stand today with the keys at hand."""
    services = request.app.state.services
    today = datetime.fromtimestamp(services.clock.now_ms() / 1000, UTC).date()
    kinds = services.credentials.kinds
    return model_views(services.catalog(), today=today, keys_present=kinds, keyless=not kinds)


@router.get("/models")
async def list_models(who: Reader, models: Annotated[list[dict[str, Any]], Depends(views)]) -> list[VideoModelDto]:
    """List every model, in the picker's order."""
    return [VideoModelDto.model_validate(model) for model in models]
