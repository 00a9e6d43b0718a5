"""The real application over real parts, and people who sit in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
from fastapi import APIRouter

from reelwright.accounts import endpoints as accounts
from reelwright.accounts.contracts import Letter, Role
from reelwright.accounts.service import AccountsService
from reelwright.app import wiring
from reelwright.app.api import create_app
from reelwright.app.settings import Settings
from reelwright.app.voices import BrandVoices
from reelwright.assets import endpoints as assets
from reelwright.assets.service import AssetsService
from reelwright.brands import endpoints as brands
from reelwright.brands.service import BrandsService
from reelwright.budget.service import BudgetService
from reelwright.campaigns import endpoints as campaigns
from reelwright.campaigns.conversation import Conversation
from reelwright.campaigns.service import CampaignsService
from reelwright.catalog.load import load_catalog
from reelwright.generation.purposes import purposes_of
from reelwright.kit.children import Children
from reelwright.kit.clock import ManualClock
from reelwright.kit.database import Database
from reelwright.kit.rate import RateLimiter
from reelwright.prompting import endpoints as prompting
from reelwright.prompting.service import ChatEndpoint, Meter, Prompting
from reelwright.storage.local import LocalStorage

SECRET = b"the secret of a test installation"


@dataclass
class Seat:
    """Somebody's signed-in place: a client that sends their token."""

    client: httpx2.AsyncClient
    workspace_id: str
    person_id: str
    email: str
    tokens: dict[str, object] = field(repr=False)


class House:
    """The application over `services`, the letters it sent, and the way to get people in."""

    def __init__(self, services: Any, routers: list[APIRouter]) -> None:
        self.services = services
        self.settings: Settings = services.settings
        self.db: Database = services.db
        self.clock: ManualClock = services.clock
        self.storage: LocalStorage = services.storage
        self.accounts: AccountsService = services.accounts
        self.assets: AssetsService = services.assets
        self.letters: list[Letter] = getattr(services, "letters", [])
        self.app = create_app(services, routers)
        self._clients: list[httpx2.AsyncClient] = []

    async def close(self) -> None:
        for client in self._clients:
            await client.aclose()
        await self.services.close()

    def client(self, token: object = None) -> httpx2.AsyncClient:
        """Somebody with this token, or a stranger."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = httpx2.ASGITransport(self.app, raise_app_exceptions=False)
        self._clients.append(httpx2.AsyncClient(transport=transport, base_url="http://studio", headers=headers))
        return self._clients[-1]

    async def owner(self, workspace: str = "Acme", email: str = "") -> Seat:
        """The owner of a new workspace, signed in."""
        email = email or f"owner@{workspace.lower()}.example"
        await self.accounts.add_workspace(workspace, email)
        link = await self.accounts.make_sign_in_link(email)
        return self._seat(email, (await self.client().post(f"/api/auth/link/{link}")).json())

    async def member(self, owner: Seat, role: Role, email: str = "", password: str | None = None) -> Seat:
        """Somebody who accepted the owner's invitation."""
        email = email or f"{role}@{owner.workspace_id[-6:]}.example"
        invite = (await owner.client.post("/api/invites", json={"email": email, "role": role})).json()
        token = invite["link"].rpartition("/")[2]
        answer = await self.client().post("/api/invites/accept", json={"token": token, "password": password})
        return self._seat(email, answer.json())

    async def key(self, owner: Seat, *scopes: str) -> httpx2.AsyncClient:
        """A program with a new API key."""
        body = {"name": "test", "scopes": scopes or ["read", "write", "order"]}
        return self.client((await owner.client.post("/api/api-keys", json=body)).json()["key"])

    def _seat(self, email: str, tokens: dict[str, str]) -> Seat:
        return Seat(self.client(tokens["accessToken"]), tokens["workspaceId"], tokens["personId"], email, tokens)


def small_house(
    db: Database,
    clock: ManualClock,
    folder: Path,
    children: Children,
    endpoints: Sequence[ChatEndpoint] = (),
    patience_seconds: float = 30.0,
    limiter: RateLimiter | None = None,
    **chosen: object,
) -> House:
    """Accounts, assets, brands, campaigns and their chats: quick to build, over either database."""
    chosen_settings = settings(folder, **chosen)
    letters: list[Letter] = []

    async def deliver(letter: Letter) -> None:
        letters.append(letter)

    account_service = AccountsService(db, clock, SECRET, address=chosen_settings.address, deliver=deliver)
    storage = LocalStorage(folder / "media")
    asset_service = AssetsService(db, clock, storage, children, folder / "scratch", address=chosen_settings.address)

    brand_service = BrandsService(db, clock, asset_service)
    campaign_service = CampaignsService(db, clock, BrandVoices(brand_service))
    prompts = Prompting(endpoints, Meter(db, clock), patience_seconds=patience_seconds, limiter=limiter)
    conversation = Conversation(db, clock, campaign_service, prompts)

    async def close() -> None:
        await conversation.close()
        account_service.close()

    services = SimpleNamespace(
        settings=chosen_settings,
        clock=clock,
        db=db,
        storage=storage,
        checks={},
        letters=letters,
        accounts=account_service,
        assets=asset_service,
        brands=brand_service,
        budget=BudgetService(db, clock, purposes_of),
        campaigns=campaign_service,
        conversation=conversation,
        prompting=prompts,
        catalog=load_catalog,
        close=close,
    )
    return House(services, [accounts.router, assets.router, brands.router, campaigns.router, prompting.router])


def whole_house(clock: ManualClock, folder: Path, **chosen: object) -> House:
    """Everything the product has, as `serve` builds it, but for the worker: what is ordered stays queued."""
    return House(wiring.build(settings(folder, **chosen), clock=clock), wiring.routers())


def settings(folder: Path, **chosen: object) -> Settings:
    """Settings of a test installation: nothing of this machine, no limits unless chosen."""
    return Settings(_env_file=None, data_dir=folder, **{"rate_limit": "off", "anonymous_rate_limit": "off", **chosen})
