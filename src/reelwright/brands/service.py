"""Brand kits as the rest of the product uses them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy.exc import IntegrityError

from reelwright.assets.service import AssetsService
from reelwright.brands import repository
from reelwright.brands.contracts import BrandKit
from reelwright.brands.schemas import ChangeBrandKitDto, CreateBrandKitDto, EndCardDto, FontsDto, LogoDto
from reelwright.kit.clock import Clock
from reelwright.kit.database import Database, Write
from reelwright.kit.ids import new_id
from reelwright.kit.pagination import Page
from reelwright.kit.problems import Invalid, NotFound
from reelwright.studio.fonts.families import TEXT_FAMILIES

T = TypeVar("T")
TURNS = 8


class BrandsService:
    """Keeps brand kits; at most one of a workspace is its default."""

    def __init__(self, db: Database, clock: Clock, assets: AssetsService) -> None:
        self._db, self._clock, self._assets = db, clock, assets

    @property
    def fonts(self) -> tuple[str, ...]:
        """The families a kit can name."""
        return TEXT_FAMILIES

    async def create(self, workspace_id: str, body: CreateBrandKitDto) -> BrandKit:
        """A new kit. Raises `Invalid` for a font nobody has and for pictures of others."""
        now = self._clock.now_ms()
        values = await self._columns(workspace_id, {name: getattr(body, name) for name in type(body).model_fields})
        kit_id = new_id("bkt")
        row = {"id": kit_id, "workspace_id": workspace_id, **values, "created_at": now, "updated_at": now}
        await self._write(lambda conn: repository.add(conn, row))
        return await self.get(workspace_id, kit_id)

    async def get(self, workspace_id: str, kit_id: str) -> BrandKit:
        """The workspace's kit. Raises `NotFound`."""
        found = await self._db.read(lambda conn: repository.find(conn, workspace_id, kit_id))
        if found is None:
            raise _no_such_kit()
        return found

    async def list(self, workspace_id: str, cursor: str | None, limit: int) -> Page[BrandKit]:
        """The workspace's kits, the newest first."""
        return await self._db.read(lambda conn: repository.list_of(conn, workspace_id, cursor, limit))

    async def change(self, workspace_id: str, kit_id: str, body: ChangeBrandKitDto) -> BrandKit:
        """Change the fields that were given; videos already ordered keep what the kit said then.

        Raises `NotFound`, `Invalid`.
        """
        given = {name: getattr(body, name) for name in body.model_fields_set}
        values = await self._columns(workspace_id, given)
        values["updated_at"] = self._clock.now_ms()
        changed = await self._write(lambda conn: repository.change(conn, workspace_id, kit_id, values))
        if changed is None:
            raise _no_such_kit()
        return changed

    async def delete(self, workspace_id: str, kit_id: str) -> None:
        """Delete the kit, not its pictures; videos already ordered keep what it said. Raises `NotFound`."""
        if not await self._db.write(lambda conn: repository.delete(conn, workspace_id, kit_id)):
            raise _no_such_kit()

    async def _write(self, fn: Write[T]) -> T:
        """Commit; where somebody else made another kit the default at the same moment, once more over theirs."""
        for _ in range(TURNS):
            try:
                return await self._db.write(fn)
            except IntegrityError:
                continue
        return await self._db.write(fn)

    async def _columns(self, workspace_id: str, given: dict[str, Any]) -> dict[str, Any]:
        """Checked fields as the table keeps them; None is empty."""
        columns = dict(given)
        if "logos" in given:
            logos: Sequence[LogoDto] = given["logos"] or []
            await self._check_pictures(workspace_id, [logo.asset_id for logo in logos])
            columns["logos"] = [{"assetId": logo.asset_id, "use": logo.use} for logo in logos]
        if "fonts" in given:
            fonts = given["fonts"] or FontsDto()
            self._check_fonts(fonts)
            columns["fonts"] = {"heading": fonts.heading, "body": fonts.body}
        if "end_card" in given:
            card = given["end_card"] or EndCardDto()
            columns["end_card"] = {"isShown": card.is_shown, "text": card.text, "link": card.link}
        for name in {"colours", "words_to_avoid"} & given.keys():
            columns[name] = list(dict.fromkeys(given[name] or []))
        return columns

    async def _check_pictures(self, workspace_id: str, asset_ids: Sequence[str]) -> None:
        for asset_id in asset_ids:
            try:
                await self._assets.get(workspace_id, asset_id)
            except NotFound:
                raise Invalid(
                    f"There is no picture {asset_id} in this workspace. Upload the logo at POST /api/assets first.",
                    fields={"logos": f"{asset_id} is not a picture of this workspace"},
                ) from None

    def _check_fonts(self, fonts: FontsDto) -> None:
        known = ", ".join(self.fonts)
        for name in ("heading", "body"):
            family = getattr(fonts, name)
            if family is not None and family not in self.fonts:
                raise Invalid(
                    f"The studio engine has no font {family!r}. Choose one of {known}.",
                    fields={f"fonts.{name}": f"one of {known}"},
                )


def _no_such_kit() -> NotFound:
    return NotFound("There is no such brand kit in this workspace.")
