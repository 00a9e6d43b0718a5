"""Composition: which parts there are and how they hang together; the only place that knows everything."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reelwright.accounts.service import AccountsService
from reelwright.app import health
from reelwright.app.migrations import upgrade
from reelwright.app.settings import Settings
from reelwright.app.voices import BrandVoices
from reelwright.assets.service import AssetsService
from reelwright.brands.service import BrandsService
from reelwright.budget.service import BudgetService
from reelwright.campaigns.conversation import Conversation
from reelwright.campaigns.sample import add_sample
from reelwright.campaigns.service import CampaignsService
from reelwright.catalog.lifecycle import is_open
from reelwright.catalog.load import load_catalog
from reelwright.catalog.overrides import read_overrides, with_address
from reelwright.catalog.spec import BUILT_IN, Catalog
from reelwright.dispatch import leases
from reelwright.dispatch.dispatcher import HEARTBEAT
from reelwright.events.service import WebhooksService
from reelwright.generation.actions import Actions
from reelwright.generation.credentials import Credentials, EnvironmentKey
from reelwright.generation.desk import Desk
from reelwright.generation.examining import Examination
from reelwright.generation.hooks import HooksService
from reelwright.generation.media import MediaService
from reelwright.generation.ordering import Ordering
from reelwright.generation.purposes import purposes_of
from reelwright.generation.service import GenerationService
from reelwright.kit.children import Children
from reelwright.kit.clock import Clock, SystemClock
from reelwright.kit.database import Database
from reelwright.kit.problems import Problem
from reelwright.kit.rate import Rate, RateLimiter
from reelwright.kit.safe_post import SafePoster
from reelwright.kit.signing import Sealer
from reelwright.prompting.service import ChatEndpoint, Meter, Prompting
from reelwright.publishing.service import PublishingService
from reelwright.storage.contract import Storage
from reelwright.storage.open import open_storage
from reelwright.vendors.contract import Adapter
from reelwright.vendors.registry import hosted_adapters, normal_base_url
from reelwright.vendors.studio.adapter import StudioAdapter
from reelwright.vendors.transport import Transport

MEDIA_CHILDREN = 2
CHILD_MEMORY_BYTES = 4 << 30


class NoWorker(Problem):
    """503: no worker has told that it is alive for 30 seconds."""

    code = "no_worker"
    status = 503
    title = "No worker is running"


@dataclass
class Services:
    """Everything one process works with. `nudge` wakes the dispatcher where it runs in this process."""

    settings: Settings
    clock: Clock
    db: Database
    storage: Storage
    media_children: Children
    render_children: Children
    transport: Transport
    scratch: Path
    credentials: Credentials
    adapters: Mapping[str, Adapter]
    catalog: Callable[[], Catalog]
    accounts: AccountsService
    assets: AssetsService
    brands: BrandsService
    campaigns: CampaignsService
    conversation: Conversation
    budget: BudgetService
    prompting: Prompting
    generation: GenerationService
    desk: Desk
    media: MediaService
    hooks: HooksService
    poster: SafePoster
    webhooks: WebhooksService
    publishing: PublishingService
    checks: Mapping[str, health.Check]
    waker: "Waker" = field(default_factory=lambda: Waker())

    async def close(self) -> None:
        """Release connections and end children."""
        await self.conversation.close()
        await self.transport.close()
        await asyncio.to_thread(self.media_children.close)
        await asyncio.to_thread(self.render_children.close)
        self.accounts.close()
        await asyncio.to_thread(self.db.close)


class Waker:
    """Passes 'something is due' on to the dispatcher, once there is one."""

    def __init__(self) -> None:
        self.target: Callable[[], None] = lambda: None

    def __call__(self) -> None:
        self.target()


def vendor_keys(settings: Settings) -> dict[str, EnvironmentKey]:
    """The keys of this installation by the catalogue's kinds; the studio engine's is always there."""
    found = {BUILT_IN: EnvironmentKey(BUILT_IN, "studio", "local", "", cap=1000, origin="builtin")}
    given = {
        "replicate": (settings.replicate_api_key, settings.replicate_base_url),
        "runway": (settings.runway_api_key, settings.runway_base_url),
        "google": (settings.google_api_key, settings.google_base_url),
        "openai_shape": (settings.openai_videos_api_key, settings.openai_videos_base_url),
    }
    for kind, (key, base_url) in given.items():
        if secret := key.get_secret_value():
            found[kind] = EnvironmentKey(kind, kind, normal_base_url(kind, base_url) or "", secret)
    return found


def own_catalog(settings: Settings) -> Catalog:
    """The catalogue with what this installation says over it. Raises `CatalogError`."""
    said = read_overrides(settings.catalog_file or settings.data_dir / "catalog.toml")
    if address := normal_base_url("openai_shape", settings.openai_videos_base_url):
        said = with_address(said, "openai_shape", address)
    return load_catalog(said)


def chat_endpoints(settings: Settings, catalog: Catalog) -> list[ChatEndpoint]:
    """The chat models to try, in the catalogue's order; one key opens them all."""
    key = settings.poe_api_key.get_secret_value()
    if not key:
        return []
    today = datetime.now(UTC).date()
    alive = [row.model for row in catalog.chat if row.credential == "poe" and is_open(row, today)]
    names = [settings.chat_model] if settings.chat_model else alive
    return [ChatEndpoint(name, settings.chat_base_url, name, key) for name in names]


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    catalog: Catalog | None = None,
    adapters: Mapping[str, Adapter] | None = None,
    keys: Mapping[str, EnvironmentKey] | None = None,
) -> Services:
    """Open the database (brought to this release), the storage and the pools. Tests bring vendors of their own."""
    clock = clock or SystemClock()
    db, scratch = _database(settings), _scratch(settings)
    storage, waker = open_storage(settings.storage()), Waker()
    whole = catalog or own_catalog(settings)
    media_children, render_children = _children(settings)
    credentials = _credentials(settings, db, clock, keys or {})
    transport = Transport(clock)
    assets = AssetsService(db, clock, storage, media_children, scratch, address=settings.address)
    vendors = _adapters(transport, clock, render_children, scratch, assets) | dict(adapters or {})
    accounts = _accounts(settings, db, clock)
    generation = _generation(settings, db, clock, storage, whole, credentials, vendors, waker)
    brands = BrandsService(db, clock, assets)
    campaigns = CampaignsService(db, clock, BrandVoices(brands))
    poster = SafePoster(settings.webhook_networks, seconds=settings.webhook_timeout_seconds)
    return Services(
        settings=settings,
        clock=clock,
        db=db,
        storage=storage,
        media_children=media_children,
        render_children=render_children,
        transport=transport,
        scratch=scratch,
        credentials=credentials,
        adapters=vendors,
        catalog=lambda: whole,
        accounts=accounts,
        assets=assets,
        brands=brands,
        campaigns=campaigns,
        budget=BudgetService(db, clock, purposes_of),
        generation=generation,
        desk=Desk(generation, accounts, assets, campaigns, brands, lambda: whole, scratch, poster.check),
        media=MediaService(db, storage),
        hooks=HooksService(db, clock, credentials, vendors.__getitem__, waker),
        checks=_checks(db, storage),
        waker=waker,
        poster=poster,
        **_conversing(settings, db, clock, whole, campaigns),
        **_outward(settings, db, clock, storage, campaigns, generation, poster, waker),
    )


def _children(settings: Settings) -> tuple[Children, Children]:
    """Those that finish and check, and those that draw."""
    drawing = Children(max(1, settings.workers), CHILD_MEMORY_BYTES, jobs_per_child=20)
    return Children(MEDIA_CHILDREN, CHILD_MEMORY_BYTES), drawing


def _scratch(settings: Settings) -> Path:
    folder = settings.data_dir / "scratch"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _database(settings: Settings) -> Database:
    db = Database(settings.database)
    upgrade(db)
    return db


def _credentials(settings: Settings, db: Database, clock: Clock, keys: Mapping[str, EnvironmentKey]) -> Credentials:
    credentials = Credentials(db, clock, {**vendor_keys(settings), **keys})
    credentials.sync()
    return credentials


def _accounts(settings: Settings, db: Database, clock: Clock) -> AccountsService:
    return AccountsService(
        db,
        clock,
        settings.key(),
        address=settings.address,
        access_token_seconds=settings.access_token_seconds,
        session_days=settings.session_days,
        furnish=add_sample,
    )


def _conversing(
    settings: Settings, db: Database, clock: Clock, catalog: Catalog, campaigns: CampaignsService
) -> dict[str, Any]:
    """What talks with a chat model: the rewriting of prompts and a campaign's chat."""
    rate = settings.chat_rate_limit
    limiter = None if rate == "off" else RateLimiter(Rate.parse(rate), clock)
    prompting = Prompting(chat_endpoints(settings, catalog), Meter(db, clock), limiter=limiter)
    return {"prompting": prompting, "conversation": Conversation(db, clock, campaigns, prompting)}


def _generation(
    settings: Settings,
    db: Database,
    clock: Clock,
    storage: Storage,
    catalog: Catalog,
    credentials: Credentials,
    vendors: Mapping[str, Adapter],
    waker: Waker,
) -> GenerationService:
    find = vendors.__getitem__
    ordering = Ordering(db, clock, lambda: catalog, credentials, Examination(clock, credentials, find))
    actions = Actions(db, clock, storage, credentials, find)
    return GenerationService(db, clock, ordering, actions, waker, lambda: settings.address)


def _outward(
    settings: Settings,
    db: Database,
    clock: Clock,
    storage: Storage,
    campaigns: CampaignsService,
    generation: GenerationService,
    poster: SafePoster,
    waker: Waker,
) -> dict[str, Any]:
    """What leaves the house: webhooks and publications."""
    webhooks = WebhooksService(db, clock, Sealer(settings.key()), waker, poster.check)
    publishing = PublishingService(db, clock, campaigns, generation, webhooks, storage, waker, settings.address)
    webhooks.bring("generation", generation.message)
    return {"webhooks": webhooks, "publishing": publishing}


def _adapters(
    transport: Transport, clock: Clock, children: Children, scratch: Path, assets: AssetsService
) -> dict[str, Adapter]:
    async def locate(asset_id: str, folder: Path) -> Path:
        return await assets.local_copy_of(asset_id, folder)

    every = [StudioAdapter(children, scratch, locate), *hosted_adapters(transport, clock)]
    return {adapter.vendor: adapter for adapter in every}


def _checks(db: Database, storage: Storage) -> dict[str, health.Check]:
    async def database() -> None:
        await db.read(leases.database_now_ms)

    async def worker() -> None:
        if not await db.read(lambda conn: leases.live_holders(conn, HEARTBEAT)):
            raise NoWorker("No worker is running. Start one: `reelwright worker`, or `serve` without --no-worker.")

    return {"database": database, "storage": health.remembered(storage.check), "worker": worker}


def routers() -> list[Any]:
    """Every domain's router, for the application."""
    from reelwright.accounts import endpoints as accounts
    from reelwright.assets import endpoints as assets
    from reelwright.brands import endpoints as brands
    from reelwright.budget import endpoints as budget
    from reelwright.campaigns import endpoints as campaigns
    from reelwright.events import endpoints as events
    from reelwright.events import webhook_endpoints
    from reelwright.generation import endpoints as generation
    from reelwright.generation import hooks, media, picker
    from reelwright.prompting import endpoints as prompting
    from reelwright.publishing import endpoints as publishing
    from reelwright.templates import endpoints as templates

    return [
        accounts.router,
        assets.router,
        brands.router,
        campaigns.router,
        publishing.router,
        prompting.router,
        templates.router,
        budget.router,
        events.router,
        webhook_endpoints.router,
        picker.router,  # before /api/video/{id}
        generation.router,
        hooks.router,
        media.router,
    ]
