"""Nobody reaches into another workspace, and nobody does more than their role: walked over every route there is.

A new route fails here until it says what a stranger would send.
"""

import io
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from PIL import Image

from reelwright.publishing.models import publications
from tests.house import House, Seat

METHODS = ("get", "post", "put", "patch", "delete")

# Open to strangers by design: signing in, invitations, resets, health; links carry their own secret.
OPEN = {
    "login",
    "openSignInLink",
    "useSignInLink",
    "refreshTokens",
    "askPasswordReset",
    "resetPassword",
    "acceptInvite",
    "openAssetLink",
    "openBundleLink",
    "getMedia",
    "getTake",  # by the same link as the video it is of
    "takeHook",
    "healthz",
    "readyz",
    "metrics",
}
# Every role may: about oneself, or a question that only looks like an order.
FOR_ALL = {"logout", "changeMe", "setPassword", "quoteVideo"}

ORDER = {"prompt": "A cup of tea, steam rising", "model": "studio"}
BODIES: dict[str, Any] = {
    "changeMe": {},
    "setPassword": {"newPassword": "long enough to be one"},
    "changeWorkspace": {"name": "Mine now"},
    "changeMember": {"role": "viewer"},
    "inviteMember": {"email": "new@other.example"},
    "makeApiKey": {"name": "key", "scopes": ["read"]},
    "fetchAsset": {"url": "http://127.0.0.1/logo.png"},
    "createCampaign": {"name": "Campaign"},
    "createBrandKit": {"name": "Kit"},
    "changeBrandKit": {"name": "Mine now"},
    "addCreative": {"generationId": "gen_1"},
    "changeCreative": {"title": "Mine now"},
    "orderCreatives": {"ids": []},
    "publishCreatives": {"channel": "bundle", "creativeIds": ["cre_1"]},
    "createWebhookEndpoint": {"url": "https://example.com/hooks"},
    "changeWebhookEndpoint": {"isEnabled": False},
    "changeCampaign": {"name": "Mine now"},
    "sendMessage": {"text": "A steel flask"},
    "refinePrompt": {"prompt": "A steel flask"},
    "setBudget": {"limitUsd": 5},
    "generateVideo": ORDER,
    "quoteVideo": ORDER,
    "brandAnimation": {"productName": "Tea", "tagline": "Hot"},
    "productShowcase": {"productName": "Tea", "productDescription": "Hot and green"},
    "socialMedia": {"concept": "Tea time", "platform": "tiktok"},
    "resolveVideo": {"attemptId": "att_1", "outcome": "not_billed"},
}
FILES = {"uploadAssets"}
ENDLESS = {"followWorkspace"}


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    is_secured: bool
    takes_body: bool

    async def send(self, client: httpx2.AsyncClient, **values: str) -> httpx2.Response:
        path = self.path.format(**values)
        if not self.takes_body:
            return await client.request(self.method.upper(), path)
        if self.name in FILES:
            return await client.post(path, files={"files": ("a.png", picture("blue"))})
        return await client.request(self.method.upper(), path, json=BODIES[self.name])

    @property
    def names(self) -> set[str]:
        return set(re.findall(r"{(\w+)}", self.path))


def operations(whole: House) -> list[Operation]:
    return [
        Operation(found["operationId"], method, path, bool(found.get("security")), "requestBody" in found)
        for path, methods in whole.app.openapi()["paths"].items()
        for method, found in methods.items()
        if method in METHODS
    ]


def picture(colour: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (600, 600), colour).save(content, "PNG")
    return content.getvalue()


async def belongings(whole: House, owner: Seat) -> dict[str, str]:
    """One of everything that has an id, by the name that routes give it."""
    client = owner.client
    upload = await client.post("/api/assets", files={"files": ("a.png", picture("red"))})
    hook = await client.post("/api/webhook-endpoints", json={"url": "https://example.com/secret-hook"})
    delivery = await client.post(f"/api/webhook-endpoints/{hook.json()['id']}/test")
    campaign_id = (await client.post("/api/campaigns", json={"name": "Secret plans"})).json()["id"]
    generation_id = (await client.post("/api/video/generate", json=ORDER)).json()["id"]
    creative = await client.post(f"/api/campaigns/{campaign_id}/creatives", json={"generationId": generation_id})
    return {
        "kit_id": (await client.post("/api/brand-kits", json={"name": "Secret brand"})).json()["id"],
        "endpoint_id": hook.json()["id"],
        "delivery_id": delivery.json()["id"],
        "creative_id": creative.json()["id"],
        "publication_id": published(whole, owner, campaign_id, creative.json()["id"]),
        "person_id": (await whole.member(owner, "editor")).person_id,
        "invite_id": (await client.post("/api/invites", json={"email": "guest@acme.example"})).json()["id"],
        "key_id": (await client.post("/api/api-keys", json={"name": "theirs"})).json()["id"],
        "asset_id": upload.json()["items"][0]["id"],
        "campaign_id": campaign_id,
        "generation_id": generation_id,
        "take_id": "take_1",
        "n": "1",
    }


def published(whole: House, owner: Seat, campaign_id: str, creative_id: str) -> str:
    """A publication as its table has it: nothing is finished here that could be published."""
    row = {"id": "pub_1", "workspace_id": owner.workspace_id, "campaign_id": campaign_id, "creative_id": creative_id}
    row |= {"channel": "bundle", "target": "", "revision": 1, "state": "failed", "frozen": {}, "token": "secret"}
    whole.db.write_sync(lambda conn: conn.execute(publications.insert().values(**row, created_at=1)))
    return "pub_1"


async def test_every_route_is_secured_or_open_on_purpose(whole: House) -> None:
    assert {operation.name for operation in operations(whole) if not operation.is_secured} == OPEN


async def test_what_belongs_to_others_is_not_found_by_any_route(whole: House) -> None:
    theirs = await belongings(whole, await whole.owner("Acme"))
    stranger = await whole.owner("Other")
    walked = [operation for operation in operations(whole) if operation.is_secured and operation.names]
    assert len(walked) >= 18
    for operation in walked:
        answer = await operation.send(stranger.client, **theirs)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), operation


async def test_an_order_cannot_use_what_belongs_to_others(whole: House) -> None:
    theirs = await belongings(whole, await whole.owner("Acme"))
    stranger = await whole.owner("Other")
    refined = {"prompt": "A steel flask", "campaignId": theirs["campaign_id"]}
    assert (await stranger.client.post("/api/prompts/refine", json=refined)).status_code == 404
    stolen = [
        {"campaignId": theirs["campaign_id"]},
        {"references": [{"assetId": theirs["asset_id"], "role": "logo"}]},
        {"brandKitId": theirs["kit_id"]},
    ]
    for name in ("generate", "quote"):
        for more in stolen:
            answer = await stranger.client.post(f"/api/video/{name}", json={**ORDER, **more})
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), more
    budget = await stranger.client.put("/api/budgets", json={"limitUsd": 0, "campaignId": theirs["campaign_id"]})
    assert budget.status_code == 404


async def test_no_list_shows_what_belongs_to_others(whole: House) -> None:
    owner = await whole.owner("Acme")
    theirs = await belongings(whole, owner)
    stranger = await whole.owner("Other")
    private = [
        *(value for name, value in theirs.items() if name.endswith("_id")),
        owner.person_id,
        owner.workspace_id,
        "Secret plans",
        "Secret brand",
        "secret-hook",
        "guest@acme.example",
    ]
    for operation in operations(whole):
        if operation.is_secured and operation.method == "get" and not operation.names | ENDLESS & {operation.name}:
            answer = await operation.send(stranger.client)
            assert answer.status_code == 200, operation
            assert not [word for word in private if word in answer.text], operation


async def test_without_a_token_every_secured_route_is_closed(whole: House) -> None:
    theirs = await belongings(whole, await whole.owner())
    for operation in operations(whole):
        if operation.is_secured:
            assert (await operation.send(whole.client(), **theirs)).status_code == 401, operation


@pytest.mark.parametrize("kind", ["viewer", "key that reads"])
async def test_who_may_only_read_changes_nothing(whole: House, kind: str) -> None:
    owner = await whole.owner()
    theirs = await belongings(whole, owner)
    client = (await whole.member(owner, "viewer")).client if kind == "viewer" else await whole.key(owner, "read")
    for operation in operations(whole):
        if operation.is_secured and operation.method != "get" and operation.name not in FOR_ALL:
            answer = await operation.send(client, **theirs)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), operation


async def test_every_error_a_route_gave_here_is_in_its_description(whole: House) -> None:
    theirs = await belongings(whole, await whole.owner("Acme"))
    stranger = await whole.owner("Other")
    document = whole.app.openapi()["paths"]
    for operation in operations(whole):
        for client in (whole.client(), stranger.client):
            if not operation.is_secured or operation.name in FOR_ALL | ENDLESS:
                continue
            answer = await operation.send(client, **theirs)
            described = document[operation.path][operation.method]["responses"]
            assert str(answer.status_code) in described, operation


async def test_an_order_as_json_is_small_though_one_with_files_may_be_large(whole: House) -> None:
    pieces = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal pieces
        for _ in range(300):
            pieces += 1
            yield b" " * 100_000

    owner, stranger = await whole.owner(), whole.client("rw_live_unknown")
    headers = {"content-type": "application/json"}
    assert (await stranger.post("/api/video/generate", content=endless(), headers=headers)).status_code == 401
    assert pieces == 0
    refused = await owner.client.post("/api/video/generate", content=endless(), headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (413, "body_too_large")
    assert pieces < 20
