"""The HTTP face of brand kits."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from reelwright.accounts.auth import Reader, Writer
from reelwright.brands.contracts import BrandKit
from reelwright.brands.schemas import (
    BrandKitDto,
    BrandKitsDto,
    ChangeBrandKitDto,
    CreateBrandKitDto,
    FontDto,
    FontListDto,
)
from reelwright.brands.service import BrandsService
from reelwright.kit.answers import errors
from reelwright.kit.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page
from reelwright.kit.problems import Invalid, NotFound

router = APIRouter(prefix="/api/brand-kits", tags=["brand kits"])


def _brands(request: Request) -> BrandsService:
    service: BrandsService = request.app.state.services.brands
    return service


Brands = Annotated[BrandsService, Depends(_brands)]


@router.post("", status_code=201, response_model=BrandKitDto, responses=errors(Invalid))
async def create_brand_kit(who: Writer, brands: Brands, body: CreateBrandKitDto) -> BrandKit:
    """Make a brand kit; a new default takes the place of the old."""
    return await brands.create(who.workspace_id, body)


@router.get("", response_model=BrandKitsDto)
async def list_brand_kits(
    who: Reader,
    brands: Brands,
    cursor: Annotated[str | None, Query(max_length=500, description="`nextCursor` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[BrandKit]:
    """The workspace's brand kits, the newest first."""
    return await brands.list(who.workspace_id, cursor, limit)


@router.get("/fonts")
async def list_brand_fonts(who: Reader, brands: Brands) -> FontListDto:
    """The families that the studio engine can set a brand's text in."""
    return FontListDto(items=[FontDto(family=family) for family in brands.fonts])


@router.get("/{kit_id}", response_model=BrandKitDto, responses=errors(NotFound))
async def get_brand_kit(who: Reader, brands: Brands, kit_id: str) -> BrandKit:
    """One brand kit."""
    return await brands.get(who.workspace_id, kit_id)


@router.patch("/{kit_id}", response_model=BrandKitDto, responses=errors(NotFound, Invalid))
async def change_brand_kit(who: Writer, brands: Brands, kit_id: str, body: ChangeBrandKitDto) -> BrandKit:
    """Change the fields given; videos already ordered keep what the kit said then."""
    return await brands.change(who.workspace_id, kit_id, body)


@router.delete("/{kit_id}", status_code=204, responses=errors(NotFound))
async def delete_brand_kit(who: Writer, brands: Brands, kit_id: str) -> None:
    """Delete a brand kit; its pictures stay, and so do videos made with it."""
    await brands.delete(who.workspace_id, kit_id)
