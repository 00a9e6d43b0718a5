"""Where orders come in: files become assets, defaults of the workspace apply, a repeated request is the same order."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from reelwright.accounts.contracts import Caller, Workspace
from reelwright.accounts.service import AccountsService
from reelwright.assets.service import AssetsService
from reelwright.brands.contracts import BrandKit
from reelwright.brands.service import BrandsService
from reelwright.campaigns.contracts import Campaign
from reelwright.campaigns.service import CampaignsService
from reelwright.catalog.spec import Catalog
from reelwright.generation.bodies import FILES, Body, spool
from reelwright.generation.branding import frozen_of, logos_of
from reelwright.generation.ordering import Idempotency, body_hash
from reelwright.generation.schemas import GenerationDto, OrderFields, QuoteDto
from reelwright.generation.service import GenerationService
from reelwright.generation.wishes import Order, order_of
from reelwright.kit.ids import new_id
from reelwright.kit.problems import Invalid, NotFound


class Desk:
    """Takes bodies to orders. Everything that can be refused is refused here, before the commit."""

    def __init__(
        self,
        generation: GenerationService,
        accounts: AccountsService,
        assets: AssetsService,
        campaigns: CampaignsService,
        brands: BrandsService,
        catalog: Callable[[], Catalog],
        scratch: Path,
        check_callback: Callable[[str], object],
    ) -> None:
        """`check_callback` raises for an address that nothing is sent to."""
        self.generation = generation
        self._accounts = accounts
        self._assets = assets
        self._campaigns = campaigns
        self._brands = brands
        self._catalog = catalog
        self._scratch = scratch
        self._check_callback = check_callback

    async def order(
        self, who: Caller, body: Body[Any], operation: str, key: str | None
    ) -> tuple[GenerationDto, dict[str, str]]:
        """Order, and the headers that tell of the asked model's end."""
        uploads = await self._take_in(who, body)
        same = Idempotency(operation, key, body_hash(body.fields.model_dump(mode="json"), uploads)) if key else None
        headers = self._end_headers(body.fields.model)
        if made := await self.generation.ordering.find_replay(who.workspace_id, same):
            return await self.generation.get(who.workspace_id, made), headers  # whatever has changed since
        order = await self._order(who, body.fields, uploads)
        made_by = who.person_id or who.api_key_id
        return await self.generation.order(who.workspace_id, made_by, order, same), headers

    async def quote(self, who: Caller, body: Body[Any]) -> tuple[QuoteDto, dict[str, str]]:
        """Price without ordering, and headers; files count as references but are not kept."""
        order = await self._order(who, body.fields, tuple(f"upload-{n}" for n, _ in enumerate(body.files)))
        return await self.generation.quote(who.workspace_id, order), self._end_headers(body.fields.model)

    async def _order(self, who: Caller, fields: OrderFields, uploads: tuple[str, ...]) -> Order:
        workspace = await self._accounts.people.workspace(who.workspace_id)
        campaign = await self._campaigns.get(who.workspace_id, fields.campaign_id) if fields.campaign_id else None
        if fields.callback_url:
            self._check_address(fields.callback_url)
        order = await self._branded(fields, uploads, workspace, campaign)
        for reference in order.references:
            if "assetId" in reference and reference["assetId"] not in uploads:
                await self._assets.get(who.workspace_id, reference["assetId"])
        return order

    async def _branded(
        self, fields: OrderFields, uploads: tuple[str, ...], workspace: Workspace, campaign: Campaign | None
    ) -> Order:
        """The order with the kit's values; its logo only where it pushes nothing out and somebody takes it."""
        settle = partial(
            order_of,
            fields,
            uploads,
            refines_by_default=workspace.auto_refine,
            default_max_micro=workspace.max_price_micro,
        )
        kit, missing = await self._kit(workspace.id, fields.brand_kit_id, campaign)
        if kit is None:
            return _warned(settle(), missing)
        brand = frozen_of(kit)
        plain = settle(brand=brand)
        logo = await self._logo(kit)
        if kit.logos and logo is None:
            return _warned(plain, f"The logo of the brand kit {kit.name} was deleted: give the kit another.")
        shown = settle(brand=brand, logo=logo) if logo else plain
        if shown.references == plain.references or self.generation.ordering.can_meet(shown):
            return shown
        told = (
            f"The logo of the brand kit {kit.name} is not given to the model: it takes no such picture in this order."
        )
        return _warned(plain, told)

    async def _kit(
        self, workspace_id: str, asked: str | None, campaign: Campaign | None
    ) -> tuple[BrandKit | None, str | None]:
        """The kit asked for, else the campaign's, or a warning that the campaign's is gone."""
        if asked:
            return await self._brands.get(workspace_id, asked), None
        if campaign is None or campaign.brand_kit_id is None:
            return None, None
        try:
            return await self._brands.get(workspace_id, campaign.brand_kit_id), None
        except NotFound:
            return None, "The campaign's brand kit was deleted: the video is made without one."

    async def _logo(self, kit: BrandKit) -> str | None:
        """The kit's first logo whose picture has not been deleted."""
        for asset_id in logos_of(kit):
            try:
                return (await self._assets.get(kit.workspace_id, asset_id)).id
            except NotFound:
                continue
        return None

    def _check_address(self, url: str) -> None:
        try:
            self._check_callback(url)
        except Invalid as refused:
            refused.fields = {"callbackUrl": refused.detail}
            raise

    async def _take_in(self, who: Caller, body: Body[Any]) -> tuple[str, ...]:
        """Store the files that came with an order; a bad picture is refused before anything is ordered."""
        if not body.files:
            return ()
        folder = self._scratch / new_id("form")
        folder.mkdir(parents=True)
        try:
            kept = []
            for n, file in enumerate(body.files):
                path = await spool(file, folder, n)
                asset = await self._assets.store_upload(who.workspace_id, path, file.filename or f"{FILES}-{n}")
                kept.append(asset.id)
            return tuple(kept)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _end_headers(self, model: str) -> dict[str, str]:
        """`Deprecation` (RFC 9745) and `Sunset` (RFC 8594) of a key that is ending or has ended."""
        found = self._catalog().models.get(model)
        if found is None or found.lifecycle.retires_at is None:
            return {}
        end = datetime.combine(found.lifecycle.retires_at, time(), UTC)
        return {
            "Deprecation": f"@{int(end.timestamp())}",
            "Sunset": end.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        }


def _warned(order: Order, told: str | None) -> Order:
    return replace(order, warnings=(*order.warnings, told)) if told else order
